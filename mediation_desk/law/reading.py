"""Reading a parsed rule file so that every mistake in it is found in one go, each with its file and key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeGuard

from mediation_desk.terms.refusal import Refusal

CERTAINTIES = ("read", "page", "memory")
"""How sure the desk is of a source: the text was read, a page says so, or from memory (printed as 依据待核)."""


_SHOWN: Final = 12
"""How many mistakes the sentence of a refusal names; the self-check names all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a rule file."""

    file: str
    key: str
    reason: str

    @property
    def words(self) -> str:
        """procedures/x.toml：limit[1].length：应为正整数."""
        return f"{self.file}：{self.key}：{self.reason}"


def refuse_if_faulty(faults: list[Fault]) -> None:
    """Refuse the rule files with all their mistakes at once; one in a part that many share is told once."""
    found = tuple(dict.fromkeys(faults))
    if found:
        lines = [fault.words for fault in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(f"……另有{len(found) - _SHOWN}处，运行自检（doctor）可以看到全部。")
        raise Refusal("rules.faulty", count=len(found), lines="\n".join(lines), faults=found)


class Table(dict[str, object]):
    """A table that came from another file than the one around it, and knows from where."""

    def __init__(self, entries: Mapping[str, object], *, file: str, path: str) -> None:
        super().__init__(entries)
        self.file = file
        self.path = path


def faults_in(refusal: Refusal) -> tuple[Fault, ...]:
    """The mistakes that a refusal of rule files carries; any other refusal is raised again."""
    found = refusal.facts.get("faults")
    if not isinstance(found, tuple):
        raise refusal
    return tuple(fault for fault in found if isinstance(fault, Fault))


class Section:
    """A table of a rule file. Reading a key never raises; what is wrong is added to the faults."""

    def __init__(self, file: str, data: Mapping[str, object], faults: list[Fault], path: str = "") -> None:
        self.file = file
        self._data = data
        self._faults = faults
        self._path = path
        self._seen: set[str] = set()

    def fault(self, key: str, reason: str) -> None:
        """Note a mistake at a key of this table."""
        self._faults.append(Fault(self.file, f"{self._path}{key}", reason))

    def has(self, key: str) -> bool:
        """Whether the table says anything under the key."""
        return key in self._data

    def text(self, key: str) -> str:
        """A text that must be there and must not be empty."""
        value = self._take(key)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(key, "缺少内容" if value is None or value == "" else "应为文字")
        return ""

    def optional_text(self, key: str) -> str | None:
        """A text that may be left out."""
        return self.text(key) if self.has(key) else None

    def words(self) -> dict[str, str]:
        """Every key of the table with its text, for a table whose keys are the file's own."""
        return {key: self.text(key) for key in self._data}

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text stands for a list of one, nothing for an empty list."""
        value = self._take(key)
        items = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if value is not None and (not isinstance(value, (str, list)) or not all(isinstance(i, str) for i in items)):
            self.fault(key, "应为文字列表")
            return ()
        return tuple(items)

    def known(self, key: str, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """A list of texts out of a closed list."""
        found = self.texts(key)
        for item in found:
            if item not in allowed:
                self.fault(key, f"未知的{what}：{item}")
        return tuple(item for item in found if item in allowed)

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """One text out of a closed list."""
        value = self.text(key)
        if value and value not in allowed:
            self.fault(key, f"应为{'、'.join(allowed)}之一，现为{value}")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number of one or more."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self.fault(key, "应为正整数")
        return 1

    def whole(self, key: str) -> int:
        """A whole number that must be there and may be nothing; never less."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.fault(key, "应为不小于零的整数")
        return 0

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers of one or more, empty when left out."""
        value = self._take(key)
        items = value if isinstance(value, list) else []
        good = [item for item in items if isinstance(item, int) and not isinstance(item, bool) and item >= 1]
        if value is not None and (not isinstance(value, list) or len(good) != len(items)):
            self.fault(key, "应为正整数列表")
        return tuple(good)

    def number_or(self, key: str, word: str) -> int | None:
        """A whole number, or None where the given word stands instead of one."""
        return None if self._take(key) == word else self.number(key)

    def day(self, key: str) -> date:
        """A date that must be there."""
        value = self._take(key)
        if _is_day(value):
            return value
        self.fault(key, "应为日期")
        return date.min

    def optional_day(self, key: str) -> date | None:
        """A date that may be left out."""
        return self.day(key) if self.has(key) else None

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates, empty when left out."""
        value = self._take(key)
        items = value if isinstance(value, list) else []
        if value is not None and (not isinstance(value, list) or not all(map(_is_day, items))):
            self.fault(key, "应为日期列表")
            return ()
        return tuple(items)

    def flag(self, key: str) -> bool:
        """A yes or no; left out means no."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, "应为true或false")
        return value is True

    def table(self, key: str) -> Section | None:
        """A table below this one, if it is there."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, "应为表")
            return None
        return self._below(value, f"{self._path}{key}.")

    def needed(self, key: str) -> Section:
        """A table that must be there; where it is not, that is noted once, and not again for all it would say."""
        if not self.has(key):
            self.fault(key, "缺少内容")
        return self.table(key) or Section(self.file, {}, [])

    def tables(self, key: str) -> list[Section]:
        """A list of tables below this one, empty when left out."""
        value = self._take(key)
        if value is not None and (not isinstance(value, list) or not all(isinstance(i, dict) for i in value)):
            self.fault(key, "应为表的列表")
            return []
        places = value if isinstance(value, list) else []
        return [self._below(place, f"{self._path}{key}[{number}].") for number, place in enumerate(places, 1)]

    def _below(self, place: Mapping[str, object], path: str) -> Section:
        if isinstance(place, Table):
            return Section(place.file, place, self._faults, place.path)
        return Section(self.file, place, self._faults, path)

    def finish(self) -> None:
        """Note every key that nobody asked for: most often a slip of the pen."""
        for key in self._data:
            if key not in self._seen:
                self.fault(key, "未知的键")

    def _take(self, key: str) -> object:
        self._seen.add(key)
        return self._data.get(key)


def _is_day(value: object) -> TypeGuard[date]:
    """A plain date; TOML also knows dates with a time of day, which no rule means."""
    return isinstance(value, date) and not isinstance(value, datetime)


def sourced(section: Section) -> tuple[str, str]:
    """The source of a rule and how certain it is; no rule goes without both."""
    return section.text("source"), section.choice("certainty", CERTAINTIES)
