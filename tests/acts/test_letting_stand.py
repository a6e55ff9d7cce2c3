"""Findings that somebody lets stand: one reason for each clause, kept with whoever gave it."""

from __future__ import annotations

from dataclasses import replace

from mediation_desk.acts.agreement import FinaliseAgreement, Overruled
from mediation_desk.acts.people import AddPerson, PersonDraft
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_record import CaseRecord
from tests.support.practice_desk import Case, desk_of, draft, pay

CODE = "bound.debtor_does_not_sign"


def _strangers(case: Case, clauses: int) -> FinaliseAgreement:
    """A text in which somebody who signs nothing is to pay, in some clauses."""
    case.mediating()
    case.do(AddPerson(person=PersonDraft(id=case.id("stranger"), name="陈某")))
    duties = [pay(case, "100.00", id=case.id(f"d{n}"), debtors=(case.id("stranger"),)) for n in range(clauses)]
    return case.final_text(draft(*duties))


def test_that_one_reason_is_enough_for_one_clause(case: Case) -> None:
    act = _strangers(case, 1)
    case.refused("agreement.finding_open", act)
    case.do(replace(act, overruled=(Overruled(code=CODE, reason="陈某另行书面承诺"),)))
    assert case.track().agreements[-1].state == "finalised"


def test_that_one_reason_never_answers_for_two_clauses(case: Case) -> None:
    act = _strangers(case, 2)
    both = replace(act, overruled=(Overruled(code=CODE, reason="陈某另行书面承诺"),))
    refusal = case.refused("agreement.overruled_for_several", both)
    assert refusal.facts["clauses"] == "1、2"
    first = Overruled(code=CODE, clause=1, reason="第一项已书面承诺")
    refusal = case.refused("agreement.finding_open", replace(act, overruled=(first,)))
    assert refusal.facts["field"] == "2" or refusal.facts["field"] == 2
    case.refused("agreement.finding_open", replace(act, overruled=(first, Overruled(code=CODE, clause=2, reason="  "))))
    case.do(replace(act, overruled=(first, Overruled(code=CODE, clause=2, reason="第二项由村委会见证"))))


def test_that_the_reason_and_who_gave_it_stay_in_the_record_and_on_the_page(case: Case) -> None:
    act = _strangers(case, 2)
    reasons = tuple(Overruled(code=CODE, clause=n, reason=f"理由{n}") for n in (1, 2))
    case.do(replace(act, overruled=reasons), by="guo")
    desk = desk_of(case.office, "guo")
    told = desk.ask(CaseRecord(case.case)).overruled
    assert [(line.version, line.code, line.clause, line.reason, line.who) for line in told] == [
        (1, CODE, 1, "理由1", "郭建民"),
        (1, CODE, 2, "理由2", "郭建民"),
    ]
    assert all("陈某" in line.finding for line in told)
    (track,) = desk.ask(WholeCase(case=case.case)).tracks
    assert track.overruled == told
