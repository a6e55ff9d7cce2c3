"""Acts on many tracks: committed one by one, one by one, with progress, refusals apart, and no act done twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.acts.ending import EndTrack, ReverseAct, TakeRoute
from mediation_desk.acts.handover import SplitTrack
from mediation_desk.acts.many import Deed, Tally, in_turns, perform_each
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.refusal import Refusal
from tests.support.practice_desk import DAY, Case, desk_of, stored

pytestmark = pytest.mark.thorough

MANY, FIRST = 15, 6


@pytest.fixture
def crowd(case: Case) -> Case:
    """One against many."""
    return case.mediating(MANY + 2)


def _splits(case: Case, count: int = MANY) -> list[Deed]:
    return [
        Deed(
            act_id=named_id(case.name, f"split{number}"),
            act=SplitTrack(
                track=case.id("t"),
                into=case.id(f"t{number}"),
                parties=(case.id(f"p{number}"),),
                shared_parties=(case.id("p1"),),
                reason="分户签订",
            ),
            case=case.case,
            on=DAY,
            about=f"第{number}户",
        )
        for number in range(3, count + 3)
    ]


def _ends(case: Case, count: int = MANY) -> list[Deed]:
    return [
        Deed(
            act_id=named_id(case.name, f"end{number}"),
            act=EndTrack(track=case.id(f"t{number}"), reason="deadlock"),
            case=case.case,
        )
        for number in range(3, count + 3)
    ]


def test_that_progress_is_told_after_every_act_and_names_who_is_next(crowd: Case) -> None:
    told: list[tuple[int, int, str]] = []

    def note(tally: Tally) -> None:
        told.append((tally.tried, tally.total, "" if tally.next is None else tally.next.about))

    tally = desk_of(crowd.office, "guo").perform_each(_splits(crowd), note)
    assert told == [*((n, MANY, f"第{n + 3}户") for n in range(MANY)), (MANY, MANY, "")]
    assert tally.count("done") == MANY
    assert len(crowd.facts().tracks) == MANY + 1


def test_that_what_is_stopped_between_two_acts_goes_on_later_and_nothing_happens_twice(crowd: Case) -> None:
    desk, deeds = desk_of(crowd.office, "guo"), _splits(crowd)
    seen: list[Tally] = []
    stopped = desk.perform_each(deeds, seen.append, lambda: bool(seen) and seen[-1].tried >= FIRST)
    assert (stopped.count("done"), stopped.left) == (FIRST, tuple(deeds[FIRST:]))
    assert len(crowd.facts().tracks) == FIRST + 1
    again = desk.perform_each(deeds)
    assert (again.count("repeated"), again.count("done")) == (FIRST, MANY - FIRST)
    dockets = [track.docket for track in crowd.facts().tracks]
    assert len(set(dockets)) == MANY + 1


def test_that_a_refusal_stops_nobody_else_and_is_kept_with_its_deed(crowd: Case) -> None:
    desk = desk_of(crowd.office, "guo")
    desk.perform_each(_splits(crowd))
    ends = _ends(crowd)
    ends[1] = replace(ends[1], act=EndTrack(track=crowd.id("t4"), reason="nonsense"))
    tally = desk.perform_each(ends)
    assert [result.deed for result in tally.refused] == [ends[1]]
    assert [r.refusal.code for r in tally.refused if r.refusal] == ["procedure.ending_unknown"]
    assert tally.count("done") == MANY - 1
    going_on = {track.id for track in crowd.facts().tracks if track.stage != "ended"}
    assert going_on == {crowd.id("t"), crowd.id("t4")}


def test_that_others_get_their_turn_between_two_acts(crowd: Case) -> None:
    desk = desk_of(crowd.office, "guo")
    going = in_turns(desk, _splits(crowd))
    next(going)
    assert next(going).tried == 1
    crowd.consent("c1", "mediation", "p1")
    assert next(going).tried == 2


def test_that_what_has_to_be_weighed_one_by_one_is_refused_as_a_whole(crowd: Case) -> None:
    reverse = Deed(act_id=crowd.id("no"), act=ReverseAct(reversed="x", reason="错"), case=crowd.case)
    before = stored(crowd.office.desk)
    with pytest.raises(Refusal) as refused:
        perform_each(desk_of(crowd.office, "guo"), [*_splits(crowd), reverse])
    assert refused.value.code == "act.not_for_many"
    assert stored(crowd.office.desk) == before


def test_that_whoever_may_not_do_one_may_not_do_many(crowd: Case) -> None:
    tally = desk_of(crowd.office, "zhou").perform_each(_splits(crowd, 2))
    assert [r.refusal.code for r in tally.refused if r.refusal] == ["permission.denied"] * 2


def test_that_the_last_of_many_costs_as_many_rows_as_the_first(crowd: Case) -> None:
    """Splitting copies the history that concerns a household, not the splits of all the others before it."""
    desk, deeds = desk_of(crowd.office, "guo"), _splits(crowd)
    grown = []
    for deed in deeds:
        before = sum(stored(desk).values())
        desk.perform_each([deed])
        grown.append(sum(stored(desk).values()) - before)
    assert len(set(grown)) == 1


def test_that_a_route_is_taken_for_many_after_their_endings(crowd: Case) -> None:
    desk = desk_of(crowd.office, "guo")
    desk.perform_each(_splits(crowd, 3))
    desk.perform_each(_ends(crowd, 3))
    routes = [
        Deed(act_id=crowd.id(f"r{n}"), act=TakeRoute(track=crowd.id(f"t{n}"), route="suit"), case=crowd.case)
        for n in range(3, 6)
    ]
    crowd.office.clock.moment += timedelta(days=1)
    assert desk.perform_each(routes).count("done") == 3
