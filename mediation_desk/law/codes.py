"""Code lists of the field: sources of cases, types of dispute, sides, relations, endings of forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.terms.refusal import Refusal

from .reading import Fault, Section, refuse_if_faulty, sourced


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its words; `flags` say what rules turn on it, `group` where a form counts it."""

    code: str
    words: str
    flags: frozenset[str] = frozenset()
    group: str | None = None
    number: str | None = None
    counts_as: str | None = None
    """The code under which a form counts it that does not know this one."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list in the order in which it is offered."""

    id: str
    name: str
    source: str
    certainty: str
    codes: tuple[Code, ...]

    @classmethod
    def of(cls, document: Mapping[str, object], file: str = "codes") -> CodeList:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section(file, document, faults)
        source, certainty = sourced(section)
        codes = tuple(_code(table) for table in section.tables("code"))
        if len({code.code for code in codes}) != len(codes) or not codes:
            section.fault("code", "列表为空或有重复的代码")
        counted = {code.code for code in codes if code.counts_as is None}
        for code in codes:
            if code.counts_as is not None and code.counts_as not in counted:
                section.fault("code", f"{code.code}计入的类型不在统计表中：{code.counts_as}")
        found = cls(section.text("id"), section.text("name"), source, certainty, codes)
        section.finish()
        refuse_if_faulty(faults)
        return found

    def get(self, code: str, field: str | None = None) -> Code:
        """The entry of a code; refuses one that the list does not have."""
        for entry in self.codes:
            if entry.code == code:
                return entry
        raise Refusal("code.unknown", list=self.name, code=code, field=field or self.id)

    def counted(self, code: str) -> str:
        """The code under which forms count an entry: its own, or the one it counts as."""
        return self.get(code).counts_as or code

    def words(self, code: str) -> str:
        """The words of a code."""
        return self.get(code).words


def _code(section: Section) -> Code:
    code = Code(
        code=section.text("code"),
        words=section.text("words"),
        flags=frozenset(section.texts("flags")),
        group=section.optional_text("group"),
        number=section.optional_text("number"),
        counts_as=section.optional_text("counts_as"),
    )
    section.finish()
    return code
