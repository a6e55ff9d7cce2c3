"""What is said at the counter of each procedure: what suits, what closes it, what may be a ground to refuse."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mediation_desk.law.codes import Code, CodeList
from mediation_desk.law.procedure import RefuseReason
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.law.triage import Advice, Doubt, Match, Need, Reason, Suit, TriageRules

from .conftest import document
from .refusals import faults
from .spoiling import GONE, Place, spoiled


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


MATCH = {"disputes": ["medical"], "flags": ["death"], "sources": ["self"]}
CITED = {"source": "某法 1", "certainty": "read"}
DOUBTED = {"source": "做法", "certainty": "memory"}
FILE: dict[str, Any] = {
    "suit": [
        {"procedure": "people.general", "weight": 1, "why": "不收费", **DOUBTED},
        {"procedure": "professional.medical", "weight": 3, "why": "专业调解", **MATCH, **CITED},
        {"procedure": "professional.medical", "weight": 2, "why": "就近", "disputes": ["medical"], **CITED},
    ],
    "need": [{"procedure": "judicial.online", "words": "须经法院", "sources": ["court_pre"], **CITED}],
    "doubt": [{"procedure": "people.general", "refuse": "administrative_dispute", "disputes": ["expropriation"]}],
}
DEATH = Code(code="medical", words="医疗", flags=frozenset({"death", "injury"}))


def test_that_the_rules_are_read_word_for_word(rulebook: RuleBook) -> None:
    rules = TriageRules.of(FILE, rulebook.procedures)
    any_quarrel = Match(disputes=(), flags=(), sources=())
    assert rules.suits[:2] == (
        Suit(
            procedure="people.general",
            match=any_quarrel,
            weight=1,
            reason=Reason(words="不收费", source="做法", certain=False),
        ),
        Suit(
            procedure="professional.medical",
            match=Match(disputes=("medical",), flags=("death",), sources=("self",)),
            weight=3,
            reason=Reason(words="专业调解", source="某法 1", certain=True),
        ),
    )
    assert rules.needs == (
        Need(
            procedure="judicial.online",
            match=Match(disputes=(), flags=(), sources=("court_pre",)),
            reason=Reason(words="须经法院", source="某法 1", certain=True),
        ),
    )
    assert rules.doubts == (
        Doubt(
            procedure="people.general",
            match=Match(disputes=("expropriation",), flags=(), sources=()),
            refuse="administrative_dispute",
        ),
    )


@pytest.mark.parametrize(
    ("match", "dispute", "source", "fits"),
    [
        ({}, Code(code="noise", words="噪声"), "grid", True),
        (MATCH, DEATH, "self", True),
        (MATCH, DEATH, "grid", False),
        (MATCH, Code(code="medical", words="医疗"), "self", False),
        (MATCH, Code(code="noise", words="噪声", flags=DEATH.flags), "self", False),
    ],
)
def test_that_a_rule_speaks_of_a_quarrel_that_is_all_it_asks(
    match: dict[str, list[str]], dispute: Code, source: str, fits: bool
) -> None:
    asked = {key: tuple(match.get(key, ())) for key in ("disputes", "flags", "sources")}
    assert Match(**asked).fits(dispute, source) is fits


def test_that_what_suits_best_stands_first_what_nothing_is_said_of_after_it_and_what_is_closed_last(
    rulebook: RuleBook,
) -> None:
    ids = ("judicial.online", "people.general", "professional.trade", "professional.medical", "professional.labour")
    known = [rulebook.procedure(id) for id in ids]
    medical, people, labour, trade, online = TriageRules.of(FILE, rulebook.procedures).advise(known, DEATH, "self")
    order = [one.procedure.id for one in (medical, people, labour, trade, online)]
    assert order == ["professional.medical", "people.general", *sorted(ids[2::2]), "judicial.online"]
    assert (medical.weight, [one.words for one in medical.suits]) == (3, ["专业调解", "就近"])
    assert (people.weight, people.doubts, people.lacking) == (1, (), ())
    assert (trade.weight, trade.suits) == (0, ())
    assert online.lacking == (Reason(words="须经法院", source="某法 1", certain=True),)


def test_that_a_ground_to_refuse_is_told_in_the_words_of_the_procedure(rulebook: RuleBook) -> None:
    people = rulebook.procedure("people.general")
    grounds = (
        RefuseReason(code="administrative_dispute", words="已立案", unless="法院委托", routes=("诉讼",), **CITED),
        RefuseReason(code="other", words="他人", unless=None, routes=("诉讼",), **DOUBTED),
    )
    file = {**FILE, "doubt": [FILE["doubt"][0], {**FILE["doubt"][0], "refuse": "other"}]}
    own = replace(people, refuse_reasons=grounds)
    (advice,) = TriageRules.of(file, {**rulebook.procedures, own.id: own}).advise(
        [own], Code(code="expropriation", words="征收"), "self"
    )
    assert advice.doubts == (
        Reason(words="已立案（法院委托的除外）", source="某法 1", certain=True),
        Reason(words="他人", source="做法", certain=False),
    )


GROUND = "people.general没有这一不予受理的理由：rain"


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "hue", "red", [("hue", "未知的键")]),
        (("suit", 0), "procedure", "people.x", [("suit[1].procedure", "未知的程序：people.x")]),
        (("suit", 0), "procedure", GONE, [("suit[1].procedure", "缺少内容")]),
        (("suit", 0), "weight", 0, [("suit[1].weight", "应为正整数")]),
        (("suit", 0), "why", GONE, [("suit[1].why", "缺少内容")]),
        (("suit", 0), "hue", "red", [("suit[1].hue", "未知的键")]),
        (("need", 0), "procedure", "people.x", [("need[1].procedure", "未知的程序：people.x")]),
        (("need", 0), "words", GONE, [("need[1].words", "缺少内容")]),
        (("need", 0), "hue", "red", [("need[1].hue", "未知的键")]),
        (("doubt", 0), "procedure", "people.x", [("doubt[1].procedure", "未知的程序：people.x")]),
        (("doubt", 0), "refuse", GONE, [("doubt[1].refuse", "缺少内容")]),
        (("doubt", 0), "refuse", "rain", [("doubt[1].refuse", GROUND)]),
        (("doubt", 0), "hue", "red", [("doubt[1].hue", "未知的键")]),
    ],
)
def test_that_each_mistake_is_told_at_its_key(
    rulebook: RuleBook, place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    file = spoiled(FILE, place, key, value)
    assert faults(lambda: TriageRules.of(file, rulebook.procedures), "rules/triage.toml") == told


def test_that_without_sound_procedures_it_is_not_judged_whether_those_that_are_named_exist() -> None:
    file = spoiled(spoiled(FILE, ("suit", 0), "procedure", "people.x"), ("doubt", 0), "refuse", "rain")
    assert TriageRules.of(file, None).suits[0].procedure == "people.x"
