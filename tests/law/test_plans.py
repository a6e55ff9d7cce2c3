"""The no-objection plan: each party's own days, which objection counts, and when silence may be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.limit_reading import read_limit
from mediation_desk.law.plans import Objected, PlanStanding, Served, standing
from mediation_desk.law.reading import Section

from .test_limits import FILE as LIMIT
from .test_procedure_reading import FILE, read

MADE = date(2026, 3, 2)
DAYS = {"id": "plan", "length": 7, "roll": "none", "valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
WEEK = read_limit(Section("l", {**LIMIT, **DAYS}, []))
LONGER = replace(WEEK, length=15, roll="next_working_day", valid_from=date(2026, 4, 1), valid_to=None)
PROCEDURE = replace(read(FILE)[0], limits=(replace(WEEK, valid_to=date(2026, 3, 31)), LONGER))
Stand = Callable[..., PlanStanding]


def day(number: int) -> date:
    return date(2026, 3, number)


@pytest.fixture
def stand(calendar: Calendar) -> Stand:
    def stand(served: Sequence[Served] = (), objected: Sequence[Objected] = (), parties: str = "ab") -> PlanStanding:
        return standing(PROCEDURE, calendar, tuple(parties), MADE, served, objected)

    return stand


BOTH = (Served("a", day(3)), Served("b", day(5)))


def test_that_each_party_has_seven_days_of_its_own_from_the_proven_service(stand: Stand) -> None:
    a, b = stand(BOTH).sides
    assert [(side.party, side.served_on, side.proven, side.last_day) for side in (a, b)] == [
        ("a", day(3), True, day(10)),
        ("b", day(5), True, day(12)),
    ]
    assert (a.objected_on, a.oral_on, a.in_time) == (None, None, False)


def test_that_the_days_are_those_of_the_wording_in_force_when_the_plan_was_served(stand: Stand) -> None:
    """The later wording gives more days and moves a last day off a Saturday."""
    assert stand([Served("a", date(2026, 4, 3))], parties="a").last_day == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("served", "served_on", "proven", "last_day", "state"),
    [
        ((), None, False, None, "unserved"),
        ((Served("b", day(3)),), None, False, None, "unserved"),
        ((Served("a", day(1)),), None, False, None, "unserved"),
        ((Served("a", MADE),), MADE, True, day(9), "running"),
        ((Served("a", day(4), False), Served("a", day(3), False)), day(3), False, None, "unproven"),
        ((Served("a", day(3), False), Served("a", day(4))), day(4), True, day(11), "running"),
        ((Served("a", day(6)), Served("a", day(4))), day(4), True, day(11), "running"),
    ],
)
def test_that_only_service_with_its_proof_starts_the_days(
    stand: Stand, served: Sequence[Served], served_on: date | None, proven: bool, last_day: date | None, state: str
) -> None:
    side = stand(served).sides[0]
    assert (side.served_on, side.proven, side.last_day, side.state(day(6))) == (served_on, proven, last_day, state)


@pytest.mark.parametrize(("today", "state"), [(9, "running"), (10, "running"), (11, "silent")])
def test_that_the_last_day_is_still_one_of_them(stand: Stand, today: int, state: str) -> None:
    assert stand(BOTH).sides[0].state(day(today)) == state


@pytest.mark.parametrize(
    ("objected", "written", "oral", "in_time"),
    [
        ((Objected("a", day(10)),), 10, None, True),
        ((Objected("a", day(11)),), 11, None, False),
        ((Objected("a", day(9)), Objected("a", day(8))), 8, None, True),
        ((Objected("a", day(9), False), Objected("a", day(8), False)), None, 8, False),
        ((Objected("a", day(4), False), Objected("a", day(12))), 12, 4, False),
        ((Objected("a", day(1)), Objected("b", day(4))), None, None, False),
        ((Objected("a", MADE),), 2, None, True),
    ],
)
def test_that_an_objection_counts_in_writing_and_within_the_days(
    stand: Stand, objected: Sequence[Objected], written: int | None, oral: int | None, in_time: bool
) -> None:
    side = stand(BOTH, objected).sides[0]
    assert (side.objected_on, side.oral_on, side.in_time) == (written and day(written), oral and day(oral), in_time)
    assert side.state(day(30)) == ("objected" if in_time else "silent")


def test_that_who_objects_before_the_plan_is_served_objects_in_time(stand: Stand) -> None:
    found = stand((), [Objected("b", day(20))])
    assert (found.sides[1].in_time, found.sides[1].state(day(30)), found.failed_on) == (True, "objected", day(20))


def test_that_silence_is_complete_with_the_last_party_s_last_day_and_confirmed_from_the_next(stand: Stand) -> None:
    found = stand(BOTH)
    assert (found.last_day, found.unopposed_on, found.confirmable_from) == (day(12), day(12), day(13))
    assert found.failed_on is None
    assert not found.is_silent([]) and not found.is_silent([day(12)])
    assert found.is_silent([day(12), day(13)])


def test_that_silence_waits_for_whoever_has_not_been_served(stand: Stand) -> None:
    for served in ((), BOTH[:1], (BOTH[0], Served("b", day(5), False))):
        found = stand(served)
        assert (found.last_day, found.unopposed_on, found.confirmable_from) == (None, None, None)
        assert not found.is_silent([day(30)])


def test_that_one_timely_objection_ends_the_plan_and_a_late_one_does_not(stand: Stand) -> None:
    failed = stand(BOTH, [Objected("b", day(9)), Objected("a", day(8))])
    assert (failed.failed_on, failed.last_day, failed.unopposed_on) == (day(8), day(12), None)
    assert not failed.is_silent([day(30)])
    late = stand(BOTH, [Objected("a", day(11))])
    assert (late.failed_on, late.confirmable_from) == (None, day(13))


def test_that_the_order_of_recording_changes_nothing(stand: Stand) -> None:
    served = [*BOTH, Served("b", day(4), False), Served("a", day(7))]
    objected = [Objected("a", MADE + timedelta(days=count), count % 2 == 0) for count in (3, 4, 12)]
    found = {stand(order, objected[::-1]) for order in permutations(served)}
    assert found == {stand(served, objected)}
