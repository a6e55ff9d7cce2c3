"""The deadline engine against a slow second one that shares no line with it."""

from __future__ import annotations

import time
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.deadlines import due
from mediation_desk.law.limits import ROLLS, UNITS, Limit
from tests.support.slow_deadlines import SlowDays, shipped_calendar, slow_due

SLOW = shipped_calendar()
CASES, AT_ONCE, SEED = 100_000, 100, 20260901
FIRST, LAST = date(2023, 6, 1), date(2029, 6, 30)
"""Years with a notice, the provisional one, and years on both sides that nobody knows."""


def limit(length: int, unit: str, roll: str) -> Limit:
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
        certainty="read",
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Limit, date, list[tuple[date, date]], int]:
    """A rule, a day, pauses near the period (also before it, after it, upon each other), and an extension."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    length = draw(st.integers(1, 8 if unit == "months" else 60))
    start = draw(st.dates(FIRST, LAST))
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + timedelta(days=draw(st.integers(-20, 90)))
        pauses.append((first, first + timedelta(days=draw(st.integers(0, 40)))))
    rule = limit(length, unit, draw(st.sampled_from(ROLLS)))
    return rule, start, pauses, draw(st.sampled_from((0, 0, 1, 7, 15, 30)))


def agree(calendar: Calendar, case: tuple[Limit, date, list[tuple[date, date]], int]) -> None:
    rule, start, pauses, extended = case
    found = due(rule, start, calendar, pauses, extended)
    expected = slow_due(SLOW, rule.unit, rule.length, rule.roll == "next_working_day", start, pauses, extended)
    assert SlowDays(found.nominal, found.counted, found.last_day, found.provisional_years) == expected


@given(cases())
@settings(max_examples=500, deadline=None)
def test_that_the_engine_agrees_with_the_words_of_the_law(
    calendar: Calendar, case: tuple[Limit, date, list[tuple[date, date]], int]
) -> None:
    agree(calendar, case)


def random_case(chance: Random) -> tuple[Limit, date, list[tuple[date, date]], int]:
    """The same as `cases`, without what it costs to shrink each of them."""
    unit = chance.choice(sorted(UNITS))
    rule = limit(chance.randint(1, 8 if unit == "months" else 60), unit, chance.choice(ROLLS))
    start = FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days))
    pauses = []
    for _ in range(chance.randint(0, 3)):
        first = start + timedelta(days=chance.randint(-20, 90))
        pauses.append((first, first + timedelta(days=chance.randint(0, 40))))
    return rule, start, pauses, chance.choice((0, 0, 1, 7, 15, 30))


@pytest.mark.proof
def test_that_a_hundred_thousand_periods_agree(calendar: Calendar, capsys: pytest.CaptureFixture[str]) -> None:
    seen = 0

    @seed(SEED)
    @settings(max_examples=CASES // AT_ONCE, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**63 - 1))
    def proof(origin: int) -> None:
        nonlocal seen
        chance = Random(origin)
        for _ in range(AT_ONCE):
            seen += 1
            agree(calendar, random_case(chance))

    begun = time.perf_counter()
    proof()
    with capsys.disabled():
        print(f"\n期限证明：{seen}例，种子{SEED}，{time.perf_counter() - begun:.0f}秒")
    assert seen >= CASES


@pytest.mark.parametrize(
    ("unit", "length", "rolls", "start", "pauses", "extended", "last"),
    [
        ("calendar", 30, True, "2026-09-01", [], 0, "2026-10-08"),
        ("working", 30, False, "2026-09-07", [], 0, "2026-10-23"),
        ("working", 30, False, "2026-04-20", [("2026-05-06", "2026-06-25")], 0, "2026-07-27"),
        ("calendar", 30, True, "2026-07-06", [], 15, "2026-08-20"),
        ("months", 1, False, "2026-01-31", [], 0, "2026-02-28"),
        ("months", 1, False, "2024-01-31", [], 0, "2024-02-29"),
    ],
)
def test_that_the_oracle_itself_knows_the_vectors(
    unit: str, length: int, rolls: bool, start: str, pauses: list[tuple[str, str]], extended: int, last: str
) -> None:
    spans = [(date.fromisoformat(first), date.fromisoformat(end)) for first, end in pauses]
    found = slow_due(SLOW, unit, length, rolls, date.fromisoformat(start), spans, extended)
    assert found.last == date.fromisoformat(last)
