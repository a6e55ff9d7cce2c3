"""Code lists of the field: sources of cases, types of dispute, sides, relations, endings of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.terms.refusal import Refusal

from .reading import CERTAINTIES, Fault, Section, faults_in, refuse_if_faulty, sourced


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its words; `flags` say what rules turn on it, `group` where a form counts it."""

    code: str
    words: str
    flags: frozenset[str] = frozenset()
    group: str | None = None
    number: str | None = None
    form: str | None = None
    """What a number under this code looks like, as a regular expression."""
    source: str | None = None
    certainty: str | None = None
    """Where the code has a source of its own, beside that of its list."""
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
    def of(cls, document: Mapping[str, object], file: str) -> CodeList:
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

    def is_certain(self, code: Code) -> bool:
        """Whether somebody has read the source of a code, or of the list where it has none of its own."""
        return (code.certainty or self.certainty) != "memory"


def read_lists(documents: Mapping[str, Mapping[str, object]]) -> dict[str, CodeList]:
    """All code lists by id, from parsed files (name to content); refuses with every mistake of every file at once."""
    faults: list[Fault] = []
    found: dict[str, CodeList] = {}
    for file, document in sorted(documents.items()):
        try:
            one = CodeList.of(document, file)
        except Refusal as refusal:
            faults += faults_in(refusal)
            continue
        if one.id in found:
            faults.append(Fault(file, "id", f"重复的代码表：{one.id}"))
        found[one.id] = one
    refuse_if_faulty(faults)
    return found


def _code(section: Section) -> Code:
    code = Code(
        code=section.text("code"),
        words=section.text("words"),
        flags=frozenset(section.texts("flags")),
        group=section.optional_text("group"),
        number=section.optional_text("number"),
        form=_form(section),
        source=section.optional_text("source"),
        certainty=section.choice("certainty", CERTAINTIES) if section.has("certainty") else None,
        counts_as=section.optional_text("counts_as"),
    )
    section.finish()
    return code


def _form(section: Section) -> str | None:
    form = section.optional_text("form")
    try:
        re.compile(form or "")
    except re.error as error:
        section.fault("form", f"无法使用的表达式：{error.msg}")
    return form
