"""Codes of administrative divisions: what their places say, and which of them the office knows on a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .reading import Fault, Section, refuse_if_faulty, sourced

LEVELS: Final = {2: "province", 4: "city", 6: "county", 9: "town", 12: "village", 15: "grid", 16: "grid"}
"""How many places a level's code has. A grid is a village's code and three or four places of the county's own."""
DIVISIONS: Final = "codes/divisions.toml"
RANGED: Final = ("town", "village")
_FULL: Final = 12
_FORM: Final = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Division:
    """A code without its empty places: the level it stands for, and the code it lies in."""

    code: str
    level: str

    @property
    def parent(self) -> str | None:
        """The code one level up; None for a province."""
        shorter = [places for places in LEVELS if places < min(len(self.code), _FULL + 1)]
        return self.code[: max(shorter)] if shorter else None

    @property
    def statistics_code(self) -> str:
        """All twelve places, as statistics write it."""
        return self.code.ljust(_FULL, "0")

    def place(self, level: str) -> int | None:
        """The three places that a town or village has among its like; None where the code does not go so far."""
        end = next(places for places, name in LEVELS.items() if name == level)
        return int(self.code[end - 3 : end]) if len(self.code) >= end else None


def division(text: str, *, field: str = "region") -> Division:
    """Read a code of 2, 4, 6, 9, 12 or (grid) 15 to 16 places; zeros that fill a higher level up are left out."""
    code = text.strip()
    if not _FORM.fullmatch(code) or len(code) not in LEVELS:
        raise Refusal("region.code_form", field=field, text=code)
    ends = [places for places in LEVELS if places <= len(code)]
    while len(code) <= _FULL and len(ends) > 1 and not int(code[ends[-2] : ends[-1]]):
        ends.pop()
        code = code[: ends[-1]]
    return Division(code, LEVELS[len(code)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A division by name, for as long as its code was valid."""

    code: str
    name: str
    valid_from: date | None
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the code was in use on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What the three places of a level say: 街道, 镇, 村民委员会."""

    level: str
    first: int
    last: int
    words: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Regions:
    """The divisions the office knows. A code it does not know warns and never refuses: counties are merged."""

    known: tuple[Known, ...]
    ranges: tuple[Range, ...]
    complete: bool

    @classmethod
    def of(cls, document: Mapping[str, object], file: str = DIVISIONS) -> Regions:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section(file, document, faults)
        sourced(section)
        regions = cls(
            tuple(_known(table) for table in section.tables("division")),
            tuple(_range(table) for table in section.tables("range")),
            section.flag("complete"),
        )
        regions._check(section)
        section.finish()
        refuse_if_faulty(faults)
        return regions

    @property
    def areas(self) -> frozenset[str]:
        """The first six places of identity numbers that are known; empty where the list does not claim to be whole."""
        return frozenset(one.code for one in self.known if len(one.code) == 6) if self.complete else frozenset()

    def name(self, code: str, on: date) -> str | None:
        """The name under which a code was known on a day; what an old case has recorded is never rewritten."""
        found = [one for one in self.known if one.code == division(code).code]
        return next((one.name for one in found if one.is_valid_on(on)), None)

    def kind_words(self, code: str) -> str:
        """镇, 村民委员会: what the code says of its own kind; empty where it says nothing."""
        read = division(code)
        of_level = (one for one in self.ranges if one.level == read.level)
        return next((one.words for one in of_level if read.place(one.level) in range(one.first, one.last + 1)), "")

    def warning(self, code: str, on: date) -> str | None:
        """Why somebody should look at a code: out of use, unknown inside a known county, or of no known kind."""
        read = division(code)
        known = [one for one in self.known if one.code == read.code]
        if known:
            return None if any(one.is_valid_on(on) for one in known) else "region.not_valid_then"
        if any(read.code.startswith(one.code) for one in self.known if len(one.code) == 6) and read.level != "grid":
            return "region.unknown"
        return "region.kind_unknown" if read.level in RANGED and not self.kind_words(code) else None

    def _check(self, section: Section) -> None:
        for one in self.known:
            same = [other for other in self.known if other.code == one.code and other is not one]
            if any(_overlap(one, other) for other in same):
                section.fault("division", f"{one.code}的有效期重叠")


def _overlap(one: Known, other: Known) -> bool:
    first, last = max(one.valid_from or date.min, other.valid_from or date.min), one.valid_to or date.max
    return first <= min(last, other.valid_to or date.max)


def _known(section: Section) -> Known:
    found = Known(
        code=section.text("code"),
        name=section.text("name"),
        valid_from=section.optional_day("valid_from"),
        valid_to=section.optional_day("valid_to"),
    )
    if found.code:
        _check_code(section, found.code)
    if found.valid_from and found.valid_to and found.valid_to < found.valid_from:
        section.fault("valid_to", "失效日早于生效日")
    section.finish()
    return found


def _check_code(section: Section, code: str) -> None:
    try:
        read = division(code)
    except Refusal:
        section.fault("code", "应为2、4、6、9、12位（网格15、16位）数字")
        return
    if read.code != code:
        section.fault("code", f"请去掉末尾补位的零，写作{read.code}")


def _range(section: Section) -> Range:
    source, certainty = sourced(section)
    found = Range(
        level=section.choice("level", RANGED),
        first=section.number("first"),
        last=section.number("last"),
        words=section.text("words"),
        source=source,
        certainty=certainty,
    )
    if found.last < found.first:
        section.fault("last", "止号小于起号")
    section.finish()
    return found
