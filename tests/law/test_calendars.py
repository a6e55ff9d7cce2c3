from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from mediation_desk.law.calendars import Calendar, CalendarYear

from .refusals import mistakes

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
    assert calendar.day_off_name(date(2035, 10, 7)) == "星期日"
    assert calendar.next_workday(date(2035, 10, 6)) == date(2035, 10, 8)


def test_that_everything_a_file_says_of_a_year_is_kept() -> None:
    festival = {"name": "某节", "first": date(2030, 1, 1), "last": date(2030, 1, 31)}
    eve = {"name": "前夜", "first": date(2030, 12, 31), "last": date(2030, 12, 31)}
    make_up = [date(2030, 2, 2), date(2030, 2, 3)]
    found = Calendar.of({"2030.toml": {**YEAR, "provisional": True, "holiday": [festival, eve], "workdays": make_up}})
    january = {date(2030, 1, number): "某节" for number in range(1, 32)}
    assert found.years == {
        2030: CalendarYear(
            year=2030,
            holidays={**january, date(2030, 12, 31): "前夜"},
            workdays=frozenset(make_up),
            notice="某通知",
            certainty="read",
            provisional=True,
        )
    }
    assert found.doubtful_years(date(2030, 1, 1), date(2030, 1, 2)) == (2030,)
    assert Calendar.of({"2030.toml": YEAR}).doubtful_years(date(2030, 1, 1), date(2030, 1, 2)) == ()


def test_that_a_year_comes_once() -> None:
    assert mistakes(lambda: Calendar.of({"a.toml": YEAR, "b.toml": YEAR, "c.toml": {**YEAR, "year": 2031}})) == [
        ("b.toml", "year", "重复的年度：2030")
    ]


WRONG_SPAN = "假期起止不合理，或不在本年度"


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        ({"workdays": [date(2030, 1, 7)]}, "workdays", "2030-01-07不是本年度可以调休的周末"),
        ({"workdays": [date(2031, 1, 4)]}, "workdays", "2031-01-04不是本年度可以调休的周末"),
        (
            {
                "workdays": [date(2030, 1, 5)],
                "holiday": [{"name": "某节", "first": date(2030, 1, 5), "last": date(2030, 1, 6)}],
            },
            "workdays",
            "2030-01-05不是本年度可以调休的周末",
        ),
        ({"workdays": "2030-01-05"}, "workdays", "应为日期列表"),
        ({"holiday": {"name": "某节"}}, "holiday", "应为表的列表"),
        ({"year": "2030"}, "year", "应为正整数"),
        ({"provisional": "no"}, "provisional", "应为true或false"),
        ({"certainty": "sure"}, "certainty", "应为read、page、memory之一，现为sure"),
        ({"notice": ""}, "notice", "缺少内容"),
        ({"make_up": 1}, "make_up", "未知的键"),
    ],
)
def test_that_a_wrong_calendar_file_is_refused_at_its_key(change: dict[str, object], key: str, reason: str) -> None:
    assert mistakes(lambda: Calendar.of({"2030.toml": {**YEAR, **change}})) == [("2030.toml", key, reason)]


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        ({"last": date(2029, 12, 31)}, "first", WRONG_SPAN),
        ({"first": date(2030, 12, 31), "last": date(2031, 1, 1)}, "first", WRONG_SPAN),
        ({"first": date(2029, 12, 31)}, "first", WRONG_SPAN),
        ({"last": date(2030, 2, 2)}, "first", WRONG_SPAN),
        ({"name": ""}, "name", "缺少内容"),
        ({"days": 1}, "days", "未知的键"),
    ],
)
def test_that_a_wrong_holiday_is_refused_and_the_next_is_read_all_the_same(
    change: dict[str, object], key: str, reason: str
) -> None:
    holiday = {"name": "某节", "first": date(2030, 1, 1), "last": date(2030, 1, 1), **change}
    file = {**YEAR, "holiday": [holiday, {"name": "另一节", "first": date(2030, 5, 1), "last": date(2030, 4, 1)}]}
    assert mistakes(lambda: Calendar.of({"2030.toml": file})) == [
        ("2030.toml", f"holiday[1].{key}", reason),
        ("2030.toml", "holiday[2].first", WRONG_SPAN),
    ]
