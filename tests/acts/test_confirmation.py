"""Applications to the court: which terms they list, and what may follow besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mediation_desk.acts.ending import ApplyConfirmation, ReverseAct
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.following import WhatMayFollow
from mediation_desk.terms.agreement import AgreementDraft
from tests.support.practice_desk import DAY, Case, desk_of, draft, pay

NEXT = DAY + timedelta(days=1)
COURT = "临溪县人民法院"


def _effective(case: Case, content: AgreementDraft | None = None) -> ApplyConfirmation:
    case.mediating()
    case.finalise(content)
    case.everyone_signs()
    return ApplyConfirmation(track=case.id("t"), court=COURT)


def _way(case: Case, id: str) -> tuple[str, date | None]:
    (track,) = desk_of(case.office, "guo").ask(WhatMayFollow(case.case))
    return next((way.standing, way.last_day) for way in track.ways if way.id == id)


def test_that_a_term_no_court_confirms_is_refused_with_the_article(case: Case) -> None:
    apply = _effective(case, draft(pay(case, "100.00"), other_clauses=("老屋归甲方所有。", "双方再无其他争议。")))
    refusal = case.refused("confirmation.term_barred", replace(apply, terms=(1, 2)), NEXT)
    assert (refusal.facts["term"], refusal.facts["source"]) == (2, "民事诉讼法解释 355")
    case.refused("confirmation.term_unknown", replace(apply, terms=(4,)), NEXT)
    case.do(apply, NEXT)
    assert _way(case, "judicial_confirmation")[0] == "taken"


def test_that_a_named_agreement_must_be_in_effect(case: Case) -> None:
    apply = _effective(case)
    case.refused("confirmation.no_agreement", replace(apply, agreement="another"), NEXT)
    case.do(replace(apply, agreement=case.id("agreement"), terms=(1,)), NEXT)


def test_that_an_application_taken_back_opens_the_way_again(case: Case) -> None:
    apply = _effective(case)
    assert _way(case, "judicial_confirmation") == ("open", DAY + timedelta(days=30))
    outcome = case.do(apply, NEXT)
    assert _way(case, "judicial_confirmation")[0] == "taken"
    case.do(ReverseAct(reversed=outcome.act, reason="误登记"), NEXT)
    assert _way(case, "judicial_confirmation")[0] == "open"


def test_that_the_record_tells_the_same_ways_as_the_question(case: Case) -> None:
    _effective(case)
    desk = desk_of(case.office, "guo")
    assert desk.ask(CaseRecord(case.case)).following == desk.ask(WhatMayFollow(case.case))
    assert _way(case, "notary")[0] == "needs"
    assert _way(case, "court_paper")[0] == "closed"
