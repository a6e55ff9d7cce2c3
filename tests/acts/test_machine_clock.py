"""Nobody signs on a screen while the machine's clock stands before what was recorded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from mediation_desk.acts.machine_clock import AcceptClock
from mediation_desk.acts.people import AddPerson, PersonDraft
from mediation_desk.acts.signing import AffixSeal, RecordSignature
from mediation_desk.desk.desk import Desk
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.office import Office
from mediation_desk.queries.office import CLOCK, SelfCheck
from mediation_desk.terms.ids import PaperId
from mediation_desk.terms.refusal import Refusal
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import INK, Case, desk_of


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A text that waits on the screen, in an office that is no longer for practice."""
    made = Case(practice_office(tmp_path / "office")).mediating().consent_to_screen()
    made.finalise(route="screen")
    return made


@pytest.fixture
def desks(case: Case) -> tuple[Desk, Desk]:
    """A mediator's and the director's."""
    found = desk_of(case.office, "guo"), case.office.desk
    with case.office.desk.store.writing() as session:
        session.execute(update(Office).values(practice=False))
    return found


def sign(desk: Desk, case: Case, key: str) -> None:
    desk.perform(RecordSignature(paper=PaperId(case.id("paper")), signer=key, ink=INK), case=case.case)


def turn(case: Case, **by: float) -> None:
    case.office.clock.moment += timedelta(**by)


def test_that_a_clock_set_back_signs_nothing_and_the_refusal_is_recorded(case: Case, desks: tuple[Desk, Desk]) -> None:
    guo, _ = desks
    turn(case, minutes=30)
    sign(guo, case, "p1")
    turn(case, minutes=-29)
    with pytest.raises(Refusal) as refused:
        sign(guo, case, "p2")
    assert refused.value.code == "signing.clock_set_back"
    assert len(case.track().agreements[-1].signatures) == 1
    with case.office.desk.store.reading() as session:
        newest = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert newest is not None
    assert (newest.result, newest.reason) == ("refused", "signing.clock_set_back")


def test_that_clocks_that_drift_are_no_matter(case: Case, desks: tuple[Desk, Desk]) -> None:
    guo, _ = desks
    turn(case, minutes=30)
    sign(guo, case, "p1")
    turn(case, seconds=-120)
    sign(guo, case, "p2")


def test_that_another_act_does_not_make_the_wrong_hour_right(case: Case, desks: tuple[Desk, Desk]) -> None:
    guo, _ = desks
    turn(case, minutes=30)
    sign(guo, case, "p1")
    turn(case, minutes=-20)
    guo.perform(AddPerson(person=PersonDraft(id=case.id("new"), name="周大妈")), case=case.case)
    with pytest.raises(Refusal, match=r"signing\.clock_set_back"):
        sign(guo, case, "p2")


def test_that_the_director_says_why_the_hours_before_were_ahead_and_signing_goes_on(
    case: Case, desks: tuple[Desk, Desk]
) -> None:
    guo, director = desks
    with pytest.raises(Refusal, match=r"clock\.not_set_back"):
        director.perform(AcceptClock(reason="看错了"))
    turn(case, minutes=30)
    sign(guo, case, "p1")
    turn(case, minutes=-20)
    assert not next(found.sound for found in director.ask(SelfCheck()) if found.name == CLOCK)
    with pytest.raises(Refusal, match=r"permission\.denied"):
        guo.perform(AcceptClock(reason="我的表是对的"))
    director.perform(AcceptClock(reason="主板电池没电，时间快了一刻钟"))
    assert next(found.sound for found in director.ask(SelfCheck()) if found.name == CLOCK)
    sign(guo, case, "p2")


def test_that_a_seal_is_not_affixed_either(case: Case, desks: tuple[Desk, Desk]) -> None:
    guo, director = desks
    turn(case, minutes=30)
    for key in ("p1", "p2", "m1"):
        sign(guo, case, key)
    turn(case, minutes=-20)
    with pytest.raises(Refusal, match=r"signing\.clock_set_back"):
        director.perform(AffixSeal(paper=PaperId(case.id("paper"))), case=case.case)
