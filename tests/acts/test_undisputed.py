"""Undisputed facts: after a failed mediation, with everyone's consent, signed by all, and nothing else in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from mediation_desk.acts.ending import EndTrack, ReverseAct
from mediation_desk.acts.papers import VoidPaper
from mediation_desk.acts.sessions import RecordPrivateTalk
from mediation_desk.acts.undisputed import RecordUndisputedFacts
from mediation_desk.facts.shapes import UndisputedRecordFacts
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.terms.money import Money
from mediation_desk.terms.undisputed import UndisputedFact
from tests.support.practice_desk import DAY, Case

NEXT = DAY + timedelta(days=1)
SECRET = "最多愿意出三千元"


def fact(**changes: object) -> UndisputedFact:
    given: dict[str, object] = {
        "time": "2025年度",
        "place": "绿苑小区8幢1101室",
        "conduct": "被申请人未交物业费",
        "amount": Money.parse("4540.00"),
        "evidence": "收费明细表",
    }
    return UndisputedFact(**{**given, **changes})


LEFT_OUT = fact(conduct="地下室渗水", amount=None, touches="others", excluded="涉及其他业主，由当事人依法举证")


def recorded(case: Case, name: str = "u", **changes: object) -> RecordUndisputedFacts:
    given: dict[str, object] = {
        "track": case.id("t"),
        "id": case.id(name),
        "paper": case.id(f"{name}-pdf"),
        "facts": (fact(), LEFT_OUT),
        "no_concession": True,
    }
    return RecordUndisputedFacts(**{**given, **changes})


def failed(case: Case, consenting: int = 2) -> Case:
    case.mediating()
    case.do(RecordPrivateTalk(track=case.id("t"), id=case.id("talk"), party=case.id("p2"), text=SECRET), by="guo")
    case.do(EndTrack(track=case.id("t"), reason="deadlock"), by="guo")
    for number in range(1, consenting + 1):
        case.consent(f"u{number}", "undisputed_facts", f"p{number}")
    return case


def the_record(case: Case) -> UndisputedRecordFacts:
    found = case.track().undisputed
    assert found is not None
    return found


def test_that_nothing_is_recorded_while_mediation_goes_on(case: Case) -> None:
    case.mediating()
    case.refused("act.not_open", recorded(case))


def test_that_every_party_must_have_consented(case: Case) -> None:
    failed(case, consenting=1)
    assert case.refused("undisputed.consent_missing", recorded(case)).facts["name"] == "李秀英"
    taken_back = case.consent("u2", "undisputed_facts", "p2", answer="refused")
    case.refused("undisputed.consent_missing", recorded(case))
    case.do(ReverseAct(reversed=taken_back.act, reason="听错"))
    case.consent("u3", "undisputed_facts", "p2")
    case.do(recorded(case))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (lambda: {"no_concession": False}, "undisputed.concession_unchecked"),
        (lambda: {"facts": (LEFT_OUT,)}, "undisputed.nothing_left"),
        (lambda: {"facts": (fact(evidence=""),)}, "field.empty"),
        (lambda: {"facts": (fact(), fact(touches="others"))}, "field.empty"),
    ],
)
def test_that_a_record_is_whole(case: Case, changes: Callable[[], dict[str, object]], code: str) -> None:
    case.refused(code, recorded(failed(case), **changes()))


def test_that_no_proof_is_needed_only_when_all_have_signed(case: Case) -> None:
    failed(case).do(recorded(case))
    assert (the_record(case).effective_on, the_record(case).waiting) == (None, ("王有田", "李秀英", "郭建民"))
    case.signed_by_hand({"p1": DAY, "m1": DAY}, NEXT, paper="u-pdf")
    assert the_record(case).effective_on is None
    case.signed_by_hand({"p2": NEXT}, NEXT, paper="u-pdf", scan="second")
    record = the_record(case)
    assert (record.effective_on, record.waiting) == (NEXT, ())
    assert (record.source, record.certain) == ("法发〔2016〕14号 23", False)


def test_that_a_void_record_counts_no_more_and_another_may_follow(case: Case) -> None:
    failed(case).do(recorded(case))
    case.everyone_signs(paper="u-pdf")
    case.refused("undisputed.recorded_already", recorded(case, "second"))
    case.do(VoidPaper(paper=case.id("u-pdf"), reason="事实写错"))
    assert case.track().undisputed is None
    case.do(recorded(case, "second"))
    assert the_record(case).effective_on is None


def test_that_the_paper_holds_the_facts_and_no_word_of_a_private_talk(case: Case) -> None:
    failed(case).do(recorded(case))
    text = squeezed(extracted(case.office.desk.ask(PaperBytes(paper=case.id("u-pdf")))))
    assert all(part in text for part in ("被申请人未交物业费", "4,540.00", "收费明细表", "涉及他人合法权益"))
    assert SECRET not in text
