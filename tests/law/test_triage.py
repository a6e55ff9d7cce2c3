"""What is said at the counter of each procedure: what suits, what closes it, what may be a ground to refuse."""

from __future__ import annotations

from copy import deepcopy

import pytest

from mediation_desk.law.codes import CodeList
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.law.triage import Advice, TriageRules
from mediation_desk.terms.refusal import Refusal

from .conftest import document


@pytest.fixture(scope="module")
def triage(rulebook: RuleBook) -> TriageRules:
    return TriageRules.of(document("rules", "triage"), rulebook.procedures)


def advised(triage: TriageRules, rulebook: RuleBook, disputes: CodeList, dispute: str, source: str) -> list[Advice]:
    code = disputes.get(dispute, "dispute_type")
    return list(triage.advise(rulebook.procedures.values(), code, source))


def test_that_a_hospital_quarrel_is_led_to_the_medical_committee(
    triage: TriageRules, rulebook: RuleBook, disputes: CodeList
) -> None:
    found = advised(triage, rulebook, disputes, "medical", "self")
    assert found[0].procedure.id == "professional.medical"
    assert found[0].suits[0].source == "医疗纠纷预防和处理条例 31" and found[0].suits[0].certain


def test_that_only_a_court_opens_a_referral_and_what_is_closed_stands_last(
    triage: TriageRules, rulebook: RuleBook, disputes: CodeList
) -> None:
    by_id = {one.procedure.id: one for one in advised(triage, rulebook, disputes, "contract", "self")}
    assert by_id["judicial.before_filing"].lacking and not by_id["people.general"].lacking
    closed = [bool(one.lacking) for one in advised(triage, rulebook, disputes, "contract", "self")]
    assert closed == sorted(closed)
    referred = {one.procedure.id: one for one in advised(triage, rulebook, disputes, "contract", "court_pre")}
    assert not referred["judicial.before_filing"].lacking


def test_that_a_doubt_takes_its_words_from_the_procedure_s_ground(
    triage: TriageRules, rulebook: RuleBook, disputes: CodeList
) -> None:
    by_id = {one.procedure.id: one for one in advised(triage, rulebook, disputes, "expropriation", "self")}
    ground = rulebook.procedure("people.general").refuse_reason("administrative_dispute")
    assert [doubt.words for doubt in by_id["people.general"].doubts] == [ground.words]
    filed = {one.procedure.id: one for one in advised(triage, rulebook, disputes, "contract", "court_in")}
    assert any(doubt.words.endswith("的除外）") for doubt in filed["people.general"].doubts)


def test_that_a_procedure_or_ground_that_does_not_exist_is_a_mistake(rulebook: RuleBook) -> None:
    spoiled = deepcopy(document("rules", "triage"))
    spoiled["suit"][0]["procedure"] = "people.special"
    spoiled["doubt"][0]["refuse"] = "rain"
    with pytest.raises(Refusal) as refusal:
        TriageRules.of(spoiled, rulebook.procedures)
    assert [fault.key for fault in refusal.value.facts["faults"]] == [  # type: ignore[attr-defined]
        "suit[1].procedure",
        "doubt[1].refuse",
    ]
