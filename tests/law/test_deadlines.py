from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.deadlines import Pause, add_months, due
from mediation_desk.law.limits import Limit
from mediation_desk.law.rulebook import RuleBook

from .refusals import told


def limit(length: int, unit: str = "calendar", roll: str = "next_working_day", certainty: str = "read") -> Limit:
    return Limit(
        id="x",
        name="期限",
        length=length,
        unit=unit,
        bound="max",
        per="track",
        starts_on=("accepted",),
        starts_words="受理",
        answered_by=("ended",),
        not_counted=(),
        roll=roll,
        on_expiry="warn",
        source="某法 1",
        certainty=certainty,
    )


def day(text: str) -> date:
    return date.fromisoformat(text)


VECTORS = (
    ("confirm", "2026-09-01", "2026-10-01", "2026-10-08"),
    ("confirm", "2026-01-16", "2026-02-15", "2026-02-24"),
    ("confirm", "2026-04-02", "2026-05-02", "2026-05-06"),
    ("court_referral.before", "2026-09-03", "2026-10-03", "2026-10-08"),
    ("court_referral.ordinary", "2026-09-15", "2026-09-30", "2026-09-30"),
    ("court_referral.simplified", "2026-09-23", "2026-09-30", "2026-09-30"),
    ("labour.conclude", "2026-09-10", "2026-09-25", "2026-09-28"),
    ("confirm", "2026-09-22", "2026-10-22", "2026-10-22"),
    ("plan", "2026-09-18", "2026-09-25", "2026-09-28"),
    ("traffic.conclude", "2026-09-22", "2026-10-02", "2026-10-08"),
    ("traffic.apply", "2026-04-25", "2026-05-05", "2026-05-06"),
    ("people.conclude", "2026-02-03", "2026-03-05", "2026-03-05"),
    ("medical.conclude", "2026-04-20", "2026-06-03", "2026-06-03"),
    ("medical.conclude", "2026-09-07", "2026-10-23", "2026-10-23"),
    ("health.accept", "2026-09-23", "2026-10-08", "2026-10-08"),
    ("market.accept", "2026-02-10", "2026-02-26", "2026-02-26"),
    ("market.conclude", "2026-02-24", "2026-04-28", "2026-04-28"),
    ("online.confirm", "2026-04-30", "2026-05-08", "2026-05-08"),
    ("agreement.month", "2026-01-31", "2026-02-28", "2026-02-28"),
    ("agreement.month", "2026-08-31", "2026-09-30", "2026-09-30"),
    ("administrative.conclude", "2026-07-06", "2026-08-05", "2026-08-05"),
    ("health.conclude", "2026-09-07", "2026-10-23", "2026-10-23"),
    ("public_security.conclude", "2026-04-30", "2026-05-08", "2026-05-08"),
    ("public_security.again", "2026-02-10", "2026-02-26", "2026-02-26"),
    ("online.choose", "2026-04-30", "2026-05-07", "2026-05-07"),
    ("online.contact", "2026-09-18", "2026-09-22", "2026-09-22"),
    ("online.conclude", "2026-09-03", "2026-10-03", "2026-10-08"),
    ("school.conclude", "2026-03-02", "2026-05-01", "2026-05-06"),
)
"""The table of known days; each of them stands as an example in the file of its rule too."""


@pytest.mark.parametrize(("rule", "start", "nominal", "last"), VECTORS)
def test_that_the_rules_give_the_known_days(
    rulebook: RuleBook, calendar: Calendar, rule: str, start: str, nominal: str, last: str
) -> None:
    found = due(rulebook.limit(rule), day(start), calendar)
    assert (found.nominal, found.last_day) == (day(nominal), day(last))
    assert not found.calendar_provisional


@pytest.mark.parametrize(("rule", "start", "nominal", "last"), VECTORS)
def test_that_the_rule_carries_the_known_day_as_an_example(
    rulebook: RuleBook, rule: str, start: str, nominal: str, last: str
) -> None:
    plain = {(one.on, one.due) for one in rulebook.limit(rule).examples if not one.paused and not one.extended}
    assert (day(start), day(last)) in plain


def test_that_every_limit_carries_two_examples(rulebook: RuleBook) -> None:
    assert [limit.id for limit in rulebook.limits() if len(limit.examples) < 2] == []


def test_that_only_the_years_a_day_rests_on_make_it_doubtful(calendar: Calendar) -> None:
    assert due(limit(24, "months"), day("2026-05-04"), calendar).provisional_years == (2028,)
    assert due(limit(10), day("2026-12-21"), calendar).provisional_years == ()  # 31 December, a working day of 2026
    assert due(limit(30, roll="none"), day("2026-12-20"), calendar).provisional_years == ()
    assert due(limit(30, "working", "none"), day("2026-12-20"), calendar).provisional_years == (2027,)


@pytest.mark.parametrize(
    ("rule", "start", "extended"),
    [(limit(30), "9999-12-20", 0), (limit(24, "months"), "9998-12-20", 0), (limit(30), "9999-01-01", 999)],
)
def test_that_no_day_is_made_up_beyond_the_calendar(calendar: Calendar, rule: Limit, start: str, extended: int) -> None:
    assert told(lambda: due(rule, day(start), calendar, (), extended)) == (
        "limit.beyond_calendar",
        {"limit": "x", "name": "期限", "start": day(start), "field": "start"},
    )


def test_that_appraisal_time_does_not_count(rulebook: RuleBook, calendar: Calendar) -> None:
    appraisal = [(day("2026-05-06"), day("2026-06-25"))]
    found = due(rulebook.limit("medical.conclude"), day("2026-04-20"), calendar, appraisal)
    assert (found.nominal, found.last_day) == (day("2026-06-03"), day("2026-07-27"))


def test_that_a_paused_period_rolls_to_the_next_working_day(rulebook: RuleBook, calendar: Calendar) -> None:
    pause = Pause(day("2026-02-10"), day("2026-02-19"), "鉴定期间")
    found = due(rulebook.limit("people.conclude"), day("2026-02-03"), calendar, [pause])
    assert (found.counted, found.last_day) == (day("2026-03-15"), day("2026-03-16"))
    assert "2026年2月10日至2026年2月19日鉴定期间不计入" in found.reason
    assert "该日为星期日，顺延至2026年3月16日" in found.reason


def test_that_an_extension_is_counted_from_the_first_period(rulebook: RuleBook, calendar: Calendar) -> None:
    found = due(rulebook.limit("administrative.conclude"), day("2026-07-06"), calendar, extended_days=15)
    assert found.last_day == day("2026-08-20")
    assert "延长15日" in found.reason


def test_that_the_reason_names_the_start_the_holiday_and_the_article(rulebook: RuleBook, calendar: Calendar) -> None:
    found = due(rulebook.limit("confirm"), day("2026-09-01"), calendar)
    assert found.reason == (
        "2026年9月1日协议生效，当日不计，30日至2026年10月1日；该日为国庆节，顺延至2026年10月8日。"
        "依据：民事诉讼法（2023）205、206。"
    )
    assert found.certain
    assert (found.start, found.source) == (day("2026-09-01"), "民事诉讼法（2023）205、206")


def test_that_the_reason_tells_every_step_in_turn(calendar: Calendar) -> None:
    working, memory = limit(3, "working", "none"), limit(3, certainty="memory")
    pause = [Pause(day("2026-03-10"), day("2026-03-11"))]
    assert due(working, day("2026-03-09"), calendar, pause, 2, began="恢复").reason == (
        "2026年3月9日恢复，当日不计，3个工作日至2026年3月12日；2026年3月10日至2026年3月11日中止期间不计入；"
        "延长2个工作日；至2026年3月18日。依据：某法 1。"
    )
    assert due(memory, day("2026-03-09"), calendar).reason == (
        "2026年3月9日受理，当日不计，3日至2026年3月12日。依据：某法 1（依据待核）。"
    )
    assert due(limit(30, "months", "none"), day("2026-12-20"), calendar).provisional_years == ()
    assert due(limit(400, "working"), day("2027-01-04"), calendar).reason.endswith(
        "2027年、2028年节假日安排尚未公布或未录入，末日可能变动。"
    )


def test_that_a_rule_from_memory_says_so(rulebook: RuleBook, calendar: Calendar) -> None:
    found = due(rulebook.limit("people.conclude"), day("2026-02-03"), calendar)
    assert not found.certain and "（依据待核）" in found.reason


def test_that_a_year_without_announced_holidays_is_reported(calendar: Calendar) -> None:
    found = due(limit(30), day("2026-12-20"), calendar)
    assert found.provisional_years == (2027,)
    assert found.calendar_provisional and found.reason.endswith("2027年节假日安排尚未公布或未录入，末日可能变动。")


def test_that_overlapping_pauses_count_once(calendar: Calendar) -> None:
    twice = [(day("2026-03-10"), day("2026-03-20")), (day("2026-03-15"), day("2026-03-25"))]
    once = [(day("2026-03-10"), day("2026-03-25"))]
    start = day("2026-03-02")
    assert due(limit(30), start, calendar, twice).last_day == due(limit(30), start, calendar, once).last_day


def test_that_a_pause_outside_the_period_changes_nothing(calendar: Calendar) -> None:
    outside = [(day("2026-02-01"), day("2026-03-02")), (day("2026-05-01"), day("2026-05-09"))]
    found = due(limit(30), day("2026-03-02"), calendar, outside)
    assert found.last_day == day("2026-04-01")
    assert "不计入" not in found.reason


def test_that_a_pause_beginning_on_the_weekend_of_the_last_day_is_waited_for(calendar: Calendar) -> None:
    found = due(limit(5), day("2026-03-09"), calendar, [(day("2026-03-15"), day("2026-03-17"))])
    assert found.counted == day("2026-03-14")
    assert found.last_day == day("2026-03-18")


def test_that_a_backward_pause_is_refused(calendar: Calendar) -> None:
    first, last = day("2026-03-12"), day("2026-03-11")
    assert told(lambda: due(limit(5), day("2026-03-09"), calendar, [(first, last)])) == (
        "clock.pause_backwards",
        {"field": "pause", "first": first, "last": last},
    )


@pytest.mark.parametrize(
    ("first", "last", "counted", "told_of"),
    [
        ("2026-03-09", "2026-03-09", "2026-03-13", False),
        ("2026-03-09", "2026-03-10", "2026-03-16", True),
        ("2026-03-12", "2026-03-12", "2026-03-16", True),
        ("2026-03-13", "2026-03-13", "2026-03-16", True),
        ("2026-03-16", "2026-03-16", "2026-03-13", False),
    ],
)
def test_that_a_pause_counts_from_the_day_after_the_start_to_the_last_day(
    calendar: Calendar, first: str, last: str, counted: str, told_of: bool
) -> None:
    found = due(limit(4, "working"), day("2026-03-09"), calendar, [(day(first), day(last))])
    assert (found.counted, "中止期间不计入" in found.reason) == (day(counted), told_of)


def test_that_a_pause_on_the_day_it_rolls_to_is_told(calendar: Calendar) -> None:
    found = due(limit(5), day("2026-03-09"), calendar, [(day("2026-03-16"), day("2026-03-16"))])
    assert found.reason == (
        "2026年3月9日受理，当日不计，5日至2026年3月14日；2026年3月16日至2026年3月16日中止期间不计入；"
        "该日为星期六，顺延至2026年3月17日。依据：某法 1。"
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_that_months_end_on_the_same_day_or_the_month_end(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_that_a_limit_in_months_is_counted_and_extended_in_days(rulebook: RuleBook, calendar: Calendar) -> None:
    enforce = rulebook.limit("court.enforce")
    assert due(enforce, day("2024-05-06"), calendar).last_day == day("2026-05-06")
    longer = due(limit(1, "months", "none"), day("2026-01-31"), calendar, extended_days=3)
    assert longer.last_day == day("2026-03-03")
    assert "延长3日" in longer.reason and "1个月" in longer.reason


def slow_last_day(length: int, unit: str, start: date, calendar: Calendar, stopped: set[date], roll: bool) -> date:
    """The same question answered by listing every day of three years and throwing days out."""
    after = [start + timedelta(days=offset) for offset in range(1, 1100)]
    counting = [d for d in after if d not in stopped and (unit == "calendar" or calendar.is_workday(d))]
    last = counting[length - 1]
    open_days = [d for d in after if d >= last and calendar.is_workday(d) and d not in stopped]
    return open_days[0] if roll else last


@settings(max_examples=300)
@given(
    length=st.integers(1, 60),
    unit=st.sampled_from(["calendar", "working"]),
    roll=st.booleans(),
    start=st.dates(date(2024, 1, 1), date(2026, 6, 30)),
    stops=st.lists(st.tuples(st.integers(-20, 80), st.integers(0, 40)), max_size=3),
)
def test_that_counting_agrees_with_a_slow_list_of_days(
    calendar: Calendar, length: int, unit: str, roll: bool, start: date, stops: list[tuple[int, int]]
) -> None:
    pauses = [(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in stops]
    stopped = {first + timedelta(days=n) for first, last in pauses for n in range((last - first).days + 1)}
    rule = limit(length, unit, "next_working_day" if roll else "none")
    assert due(rule, start, calendar, pauses).last_day == slow_last_day(length, unit, start, calendar, stopped, roll)


@settings(max_examples=100)
@given(start=st.dates(date(2024, 1, 1), date(2027, 1, 1)), length=st.integers(1, 40), more=st.integers(0, 30))
def test_that_a_longer_limit_never_ends_earlier(calendar: Calendar, start: date, length: int, more: int) -> None:
    assert due(limit(length), start, calendar).last_day <= due(limit(length + more), start, calendar).last_day
    assert due(limit(length), start, calendar, (), more) == due(limit(length), start, calendar, extended_days=more)
