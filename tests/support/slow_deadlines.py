"""The last day of a time limit, a second time and slowly, from the words of the law alone.

Nothing here is taken from `mediation_desk`: days are numbered and put into sets, where the program steps from day to
day. Calendars are read from their files, months are counted on their own.

- The day on which a period begins is not counted (民法典 201, 民事诉讼法 85).
- A period of months ends on the corresponding day of its last month, or on that month's last day (民法典 202).
- Where the last day is a holiday, the period ends on the day after the holiday (民法典 203, 民事诉讼法 85).
- Days that do not count (appraisal) lengthen the period by as many days as would have counted.
- An extension adds its days to those that have to pass.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

RESOURCES = Path(__file__).parents[2] / "resources"
_HORIZON = 900
"""Days that are looked at after the start, more than any period of the proof can last."""
_THIRTY = (4, 6, 9, 11)


@dataclass(frozen=True)
class SlowCalendar:
    """Days off and days made up for, as day numbers, straight from the files."""

    files: tuple[Path, ...]

    @cached_property
    def off(self) -> frozenset[int]:
        """Every day that a notice frees."""
        spans = [
            (holiday["first"].toordinal(), holiday["last"].toordinal())
            for year in self._read
            for holiday in year["holiday"]
        ]
        return frozenset(number for first, last in spans for number in range(first, last + 1))

    @cached_property
    def made_up(self) -> frozenset[int]:
        """Every weekend day that a notice makes a working day."""
        return frozenset(day.toordinal() for year in self._read for day in year["workdays"])

    @cached_property
    def firm_years(self) -> frozenset[int]:
        """The years whose notice has come out."""
        return frozenset(year["year"] for year in self._read if not year["provisional"])

    @cached_property
    def _read(self) -> tuple[dict, ...]:
        return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in self.files)

    def working(self, first: int, last: int) -> set[int]:
        """The working days of a span of day numbers. Day number 1 was a Monday."""
        weekdays = {number for number in range(first, last + 1) if number % 7 not in (6, 0)}
        return (weekdays - self.off) | {number for number in self.made_up if first <= number <= last}


def shipped_calendar() -> SlowCalendar:
    """The calendars as they are shipped."""
    return SlowCalendar(tuple(sorted((RESOURCES / "calendars").glob("*.toml"))))


@dataclass(frozen=True)
class SlowDays:
    """The plain end, the end with all that lengthens it, the last day, and the years it cannot be sure of."""

    nominal: date
    counted: date
    last: date
    doubtful: tuple[int, ...]


def slow_due(
    calendar: SlowCalendar,
    unit: str,
    length: int,
    rolls: bool,
    start: date,
    pauses: Iterable[tuple[date, date]] = (),
    extended: int = 0,
) -> SlowDays:
    """The last day of a period, by sets of days."""
    begun = start.toordinal()
    days = range(begun + 1, begun + _HORIZON + 1)
    stopped = {number for first, last in pauses for number in range(first.toordinal(), last.toordinal() + 1)}
    eligible = calendar.working(days[0], days[-1]) if unit == "working" else set(days)
    needed = _months_on(start, length) - begun if unit == "months" else length
    nominal = _nth(sorted(eligible), needed)
    counted = _nth(sorted(eligible - stopped), needed + extended)
    last = min(n for n in calendar.working(counted, days[-1]) - stopped if n >= counted) if rolls else counted
    first_doubt = begun if unit == "working" else counted if rolls else last + 1
    years = {date.fromordinal(number).year for number in range(first_doubt, last + 1)}
    as_date = date.fromordinal
    return SlowDays(as_date(nominal), as_date(counted), as_date(last), tuple(sorted(years - calendar.firm_years)))


def _nth(days: Sequence[int], number: int) -> int:
    return days[number - 1]


def _months_on(start: date, months: int) -> int:
    """The day number of the corresponding day, found by going through the months one after another."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(start.day, _length(year, month))).toordinal()


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0) else 28
    return 30 if month in _THIRTY else 31
