"""Working days: holidays and make-up workdays by year, with the notice they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from .reading import CERTAINTIES, Fault, Section, refuse_if_faulty

ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_LONGEST_HOLIDAY: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """One year's holidays by day, and the weekend days that are worked."""

    year: int
    holidays: Mapping[date, str]
    workdays: frozenset[date]
    notice: str
    certainty: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """All years the office knows. In an unknown year only weekends are free, and `doubtful_years` says so."""

    years: Mapping[int, CalendarYear]

    @classmethod
    def of(cls, documents: Mapping[str, Mapping[str, object]]) -> Calendar:
        """Build from parsed files (name to content); refuses with every mistake at once."""
        faults: list[Fault] = []
        years: dict[int, CalendarYear] = {}
        for file, document in sorted(documents.items()):
            section = Section(file, document, faults)
            year = _year(section)
            if year.year in years:
                section.fault("year", f"重复的年度：{year.year}")
            years[year.year] = year
        refuse_if_faulty(faults)
        return cls(years)

    def is_workday(self, day: date) -> bool:
        """Whether offices work: no weekend and no holiday, or a weekend day that is worked instead."""
        year = self.years.get(day.year)
        if year is None:
            return day.weekday() < _SATURDAY
        return day in year.workdays or (day.weekday() < _SATURDAY and day not in year.holidays)

    def next_workday(self, day: date) -> date:
        """The day itself where it is worked, else the first worked day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def day_off_name(self, day: date) -> str | None:
        """Why a day is free, in words; None for a working day."""
        if self.is_workday(day):
            return None
        year = self.years.get(day.year)
        return (year.holidays.get(day) if year else None) or ("星期日" if day.weekday() > _SATURDAY else "星期六")

    def doubtful_years(self, first: date, last: date) -> tuple[int, ...]:
        """Years of a period whose holidays are not known, or not yet announced."""
        return tuple(year for year in range(first.year, last.year + 1) if self._is_doubtful(year))

    def _is_doubtful(self, year: int) -> bool:
        return year not in self.years or self.years[year].provisional


def _year(section: Section) -> CalendarYear:
    year = section.number("year")
    workdays = frozenset(section.days("workdays"))
    holidays = dict(_holidays(section, year))
    for day in sorted(workdays):
        _check_make_up(section, day, year, holidays)
    known = CalendarYear(
        year=year,
        holidays=holidays,
        workdays=workdays,
        notice=section.text("notice"),
        certainty=section.choice("certainty", CERTAINTIES),
        provisional=section.flag("provisional"),
    )
    section.finish()
    return known


def _holidays(section: Section, year: int) -> Iterable[tuple[date, str]]:
    for holiday in section.tables("holiday"):
        name, first, last = holiday.text("name"), holiday.day("first"), holiday.day("last")
        holiday.finish()
        if not first <= last or (last - first).days > _LONGEST_HOLIDAY or {first.year, last.year} != {year}:
            holiday.fault("first", "假期起止不合理，或不在本年度")
            continue
        yield from ((first + ONE_DAY * offset, name) for offset in range((last - first).days + 1))


def _check_make_up(section: Section, day: date, year: int, holidays: Mapping[date, str]) -> None:
    if day.year != year or day.weekday() < _SATURDAY or day in holidays:
        section.fault("workdays", f"{day}不是本年度可以调休的周末")
