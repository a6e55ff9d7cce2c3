from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.terms.refusal import Refusal

YEAR = {"year": 2030, "notice": "某通知", "certainty": "read", "provisional": False}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_that_every_day_agrees_with_another_holiday_table(calendar: Calendar, year: int) -> None:
    other = holidays.country_holidays("CN", years=year)
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar.is_workday(day) == other.is_working_day(day), day
        day += timedelta(days=1)


def test_that_the_unannounced_year_is_provisional_and_holds_every_statutory_holiday(calendar: Calendar) -> None:
    other = holidays.country_holidays("CN", years=2027)
    year = calendar.years[2027]
    assert year.provisional and not year.workdays and "尚未公布" in year.notice
    assert {day for day, _name in other.items()} <= set(year.holidays)
    extra = set(year.holidays) - set(other)
    assert all(day.weekday() < 5 for day in extra)  # days off in lieu of a holiday on a weekend


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 10, 1), "国庆节"),
        (date(2026, 9, 26), "中秋节"),
        (date(2026, 9, 20), None),
        (date(2026, 9, 19), "星期六"),
        (date(2026, 9, 13), "星期日"),
        (date(2026, 9, 14), None),
    ],
)
def test_that_a_day_off_has_a_name(calendar: Calendar, day: date, name: str | None) -> None:
    assert calendar.day_off_name(day) == name


def test_that_the_next_workday_skips_a_holiday_and_stays_on_a_workday(calendar: Calendar) -> None:
    assert calendar.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.next_workday(date(2026, 10, 10)) == date(2026, 10, 10)


def test_that_missing_and_provisional_years_are_reported(calendar: Calendar) -> None:
    assert calendar.doubtful_years(date(2026, 1, 1), date(2026, 12, 31)) == ()
    assert calendar.doubtful_years(date(2026, 12, 1), date(2028, 1, 5)) == (2027, 2028)
    assert calendar.is_workday(date(2035, 10, 2)) and not calendar.is_workday(date(2035, 10, 6))
    assert calendar.day_off_name(date(2035, 10, 6)) == "星期六"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"workdays": [date(2030, 1, 7)]}, "workdays"),
        ({"workdays": [date(2031, 1, 4)]}, "workdays"),
        ({"workdays": "2030-01-05"}, "workdays"),
        ({"holiday": [{"name": "某节", "first": date(2030, 1, 3), "last": date(2030, 1, 1)}]}, "holiday[1].first"),
        ({"holiday": [{"name": "某节", "first": date(2030, 12, 31), "last": date(2031, 1, 1)}]}, "holiday[1].first"),
        ({"holiday": [{"name": "某节", "first": date(2030, 1, 1), "last": date(2030, 3, 1)}]}, "holiday[1].first"),
        ({"holiday": [{"name": "", "first": date(2030, 1, 1), "last": date(2030, 1, 1)}]}, "holiday[1].name"),
        ({"holiday": {"name": "某节"}}, "holiday"),
        ({"year": "2030"}, "year"),
        ({"provisional": "no"}, "provisional"),
        ({"certainty": "sure"}, "certainty"),
        ({"make_up": 1}, "make_up"),
    ],
)
def test_that_a_wrong_calendar_file_is_refused_at_its_key(change: dict[str, object], key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Calendar.of({"2030.toml": {**YEAR, **change}})
    assert refusal.value.code == "rules.faulty"
    assert key in {fault.key for fault in refusal.value.facts["faults"]}  # type: ignore[attr-defined]
