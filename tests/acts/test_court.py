"""What a court makes of an agreement, and what opens afterwards: execution, variation, suit."""

from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.acts.court import ApplyExecution, RecordRuling
from mediation_desk.acts.ending import ApplyConfirmation, ReverseAct
from mediation_desk.acts.performance import RecordDefault, RecordPerformance
from mediation_desk.queries.case import WholeCase
from mediation_desk.terms.agreement import Due, InstalmentDraft
from mediation_desk.terms.money import Money
from tests.support.practice_desk import DAY, Case, draft, pay

COURT = "临溪县人民法院"
APPLIED, RULED = date(2026, 3, 10), date(2026, 3, 24)
FIRST, LAST = date(2026, 4, 30), date(2026, 8, 31)


def _effective(case: Case) -> Case:
    """Two instalments, effective on the first day."""
    parts = tuple(
        InstalmentDraft(id=case.id(name), amount=Money.parse("500.00"), due=Due(kind="on", on=day))
        for name, day in (("i1", FIRST), ("i2", LAST))
    )
    case.mediating()
    case.finalise(draft(pay(case, "1000.00", instalments=parts, due=None)))
    case.everyone_signs()
    return case


def _apply(case: Case, on: date = APPLIED) -> None:
    case.do(ApplyConfirmation(track=case.id("t"), court=COURT), on)


def _ruling(case: Case, result: str = "granted") -> RecordRuling:
    return RecordRuling(track=case.id("t"), result=result, number="（2026）临0699民特1号")


def _default(case: Case) -> RecordDefault:
    return RecordDefault(track=case.id("t"), instalment=case.id("i1"))


def _execution(case: Case) -> ApplyExecution:
    return ApplyExecution(track=case.id("t"), court=COURT)


def _routes(case: Case) -> set[str]:
    (track,) = case.office.desk.ask(WholeCase(case=case.case)).tracks
    return {route.code for route in track.choices["routes"]}


def test_that_execution_opens_only_after_a_ruling_and_a_default(case: Case) -> None:
    _effective(case)
    _apply(case)
    case.refused("route.not_open", _execution(case), RULED)
    case.do(_ruling(case), RULED)
    assert "execution" not in _routes(case)
    case.refused("performance.not_due_yet", _default(case), FIRST)
    case.do(_default(case), date(2026, 5, 1))
    assert "execution" in _routes(case)
    case.do(_execution(case), date(2026, 5, 6))


def test_that_a_default_without_a_ruling_opens_suit_and_no_execution(case: Case) -> None:
    _effective(case)
    case.do(_default(case), date(2026, 5, 1))
    assert "suit" in _routes(case)
    assert "execution" not in _routes(case)


def test_that_a_dismissal_opens_variation_and_suit(case: Case) -> None:
    _effective(case)
    _apply(case)
    case.do(_ruling(case, "dismissed"), RULED)
    case.do(_default(case), date(2026, 5, 1))
    assert {"vary_agreement", "suit_after_dismissal"} <= _routes(case)
    case.refused("route.not_open", _execution(case), date(2026, 5, 6))


def test_that_a_ruling_answers_an_application_and_is_recorded_once(case: Case) -> None:
    _effective(case)
    case.refused("ruling.not_applied_for", _ruling(case), RULED)
    _apply(case)
    case.refused("ruling.before_application", _ruling(case), date(2026, 3, 9))
    case.refused("code.unknown", _ruling(case, "perhaps"), RULED)
    case.do(_ruling(case), RULED, act_id=case.id("ruled"))
    case.refused("ruling.recorded_already", _ruling(case, "dismissed"), RULED)
    case.do(ReverseAct(reversed=case.id("ruled"), reason="结果看错"), RULED)
    case.do(_ruling(case, "dismissed"), RULED)
    assert "vary_agreement" in _routes(case)


def test_that_the_right_to_execution_runs_two_years_from_the_last_instalment(case: Case) -> None:
    _effective(case)
    _apply(case)
    case.do(_ruling(case), RULED)
    case.do(_default(case), date(2026, 5, 1))
    assert not [clock for clock in case.track().deadlines if clock.rule == "court.enforce"]
    case.office.clock.moment = case.office.clock.moment.replace(year=2026, month=9, day=1)
    clock = case.deadline("court.enforce")
    assert (clock.started_on, clock.due, clock.state) == (LAST, date(2028, 8, 31), "running")
    case.refused("execution.too_late", _execution(case), date(2028, 9, 1))


def test_that_whoever_has_asked_for_execution_waits_for_no_term(case: Case) -> None:
    _effective(case)
    _apply(case)
    case.do(_ruling(case), RULED)
    case.do(_default(case), date(2026, 5, 1))
    case.do(_execution(case), date(2026, 5, 6))
    case.do(_pays(case), date(2026, 10, 8))
    assert not [clock for clock in case.track().deadlines if clock.rule == "court.enforce"]


def _pays(case: Case) -> RecordPerformance:
    return RecordPerformance(
        track=case.id("t"), id=case.id("late"), instalment=case.id("i1"), amount=Money.parse("500.00")
    )


@pytest.mark.parametrize("ruling_first", [True, False])
def test_that_the_order_of_recording_opens_the_same_ways(case: Case, ruling_first: bool) -> None:
    _effective(case)
    _apply(case)
    late = date(2026, 5, 10)
    facts = [(_ruling(case), RULED), (_default(case), date(2026, 5, 1))]
    for act, on in facts if ruling_first else reversed(facts):
        case.do(act, on, today=late)
    assert {"execution", "suit"} <= _routes(case)


def test_that_a_limit_of_days_starts_no_execution_without_a_ruling(case: Case) -> None:
    _effective(case)
    case.do(_default(case), date(2026, 10, 1))
    assert not [clock for clock in case.track().deadlines if clock.rule == "court.enforce"]
    assert case.deadline("confirm").started_on == DAY
