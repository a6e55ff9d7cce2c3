"""Neutral evaluation: ordered by all, neutral, disclosed, alone, locked, released together, closed to others before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from mediation_desk.acts.acceptance import ChooseMediator, DisclosedItem
from mediation_desk.acts.evaluation import (
    AskEvaluation,
    ChooseEvaluator,
    DiscloseAsEvaluator,
    ListMaterial,
    ObjectToEvaluator,
    ProposeEvaluator,
    SignMandate,
)
from mediation_desk.acts.opinions import ChooseToHear, CloseEvaluation, LockOpinion, ReleaseEvaluation, StateLaterUse
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import AddPerson, AddRelation, PersonDraft, RelationDraft
from mediation_desk.queries.query import Query, View
from mediation_desk.terms import compartments
from mediation_desk.terms.evaluation import AmountRange, Finding, LiabilityShare, OpinionDraft
from mediation_desk.terms.money import Money
from tests.support.practice_desk import DAY, Case, desk_of, refused, staff

NEXT = DAY + timedelta(days=1)


def _opinion(**changes: object) -> OpinionDraft:
    finding = Finding(
        issue="墙体开裂的原因",
        claims=(("王有田", "施工所致"), ("李秀英", "房屋老旧")),
        strengths=(("王有田", 4), ("李秀英", 2)),
        basis="现场照片",
        view="施工振动是主要原因",
        confidence="medium",
        reason="裂缝走向与施工时间吻合",
    )
    given: dict[str, object] = {
        "findings": (finding,),
        "liability": (
            LiabilityShare(party="李秀英", low=60, likely=70, high=80),
            LiabilityShare(party="王有田", low=20, likely=30, high=40),
        ),
        "amounts": (AmountRange(item="修复费", low=Money(100), likely=Money(150), high=Money(200)),),
    }
    return OpinionDraft(**{**given, **changes})


@dataclass
class Evaluation:
    """An evaluation in a case, step by step."""

    case: Case

    def common(self, **fields: object) -> dict[str, object]:
        return {"track": self.case.id("t"), "evaluation": self.case.id("ev"), **fields}

    def ask(self) -> Evaluation:
        self.case.do(AskEvaluation(**self.common(questions=("原因是什么？",), asked_by="双方")), by="guo")
        return self

    def mandate(self, party: str) -> SignMandate:
        return SignMandate(**self.common(consent=self.case.id(f"mandate-{party}"), party=self.case.id(party)))

    def propose(self, name: str) -> ProposeEvaluator:
        return ProposeEvaluator(**self.common(evaluator=self.case.id(name), staff=staff(name), field="建筑结构"))

    def choose(self, name: str, *parties: str) -> ChooseEvaluator:
        chosen = tuple(self.case.id(party) for party in parties or ("p1", "p2"))
        return ChooseEvaluator(**self.common(evaluator=self.case.id(name), parties=chosen))

    def disclose(self, name: str, *missing: str) -> DiscloseAsEvaluator:
        law = self.case.office.desk.law
        asked = [item.code for item in law.codes("evaluator_disclosures") if item.code not in missing]
        items = tuple(DisclosedItem(code=code, answer=False) for code in asked)
        return DiscloseAsEvaluator(**self.common(evaluator=self.case.id(name), items=items))

    def answer(self, name: str, party: str, objects: bool = False, reason: str = "") -> ObjectToEvaluator:
        own = {"id": self.case.id(f"answer-{name}-{party}"), "party": self.case.id(party)}
        return ObjectToEvaluator(**self.common(evaluator=self.case.id(name), objects=objects, reason=reason, **own))

    def lock(self, name: str, content: OpinionDraft | None = None) -> LockOpinion:
        own = {"evaluator": self.case.id(name), "opinion": self.case.id(f"opinion-{name}")}
        return LockOpinion(**self.common(content=content or _opinion(), **own))

    def hear(self, party: str, choice: str = "hear", name: str = "") -> ChooseToHear:
        return ChooseToHear(
            **self.common(id=self.case.id(f"choice-{party}{name}"), party=self.case.id(party), choice=choice)
        )

    def ready(self, *names: str) -> Evaluation:
        """Mandated, chosen, disclosed, nobody objects."""
        self.ask()
        for party in ("p1", "p2"):
            self.case.do(self.mandate(party))
        for name in names:
            self.case.do(self.propose(name), by="guo")
            self.case.do(self.choose(name))
            self.case.do(self.disclose(name), by=name)
            for party in ("p1", "p2"):
                self.case.do(self.answer(name, party))
        return self

    def release(self) -> ReleaseEvaluation:
        return ReleaseEvaluation(**self.common())

    def report(self) -> IssuePaper:
        case = self.case
        return IssuePaper(id=case.id("report"), code="NE-REPORT", track=case.id("t"), ref=case.id("ev"))


@pytest.fixture
def evaluation(case: Case) -> Evaluation:
    return Evaluation(case.mediating())


def test_that_an_evaluation_asks_something(evaluation: Evaluation) -> None:
    nothing = AskEvaluation(**evaluation.common(questions=(" ",), asked_by="双方"))
    evaluation.case.refused("field.empty", nothing, by="guo")
    odd = AskEvaluation(**evaluation.common(questions=("？",), asked_by="双方", kind="oracle"))
    evaluation.case.refused("code.unknown", odd, by="guo")


def test_that_the_mandate_comes_from_all_parties_before_anyone_is_chosen(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    case.do(evaluation.mandate("p1"))
    case.do(evaluation.propose("zheng"), by="guo")
    refusal = case.refused("evaluation.mandate_missing", evaluation.choose("zheng"))
    assert refusal.facts["party"] == "李秀英"
    outcome = case.do(evaluation.mandate("p2"))
    assert outcome.numbers and "评" in outcome.numbers[0]
    case.do(evaluation.choose("zheng"))


def test_that_the_mediator_is_never_the_evaluator(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    case.refused("evaluator.is_mediator", evaluation.propose("guo"), by="guo")


def test_that_the_evaluator_never_becomes_the_mediator(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    case.refused("mediator.is_evaluator", ChooseMediator(track=case.id("t"), staff=staff("zheng")))


def test_that_who_became_the_mediator_meanwhile_is_not_chosen_as_evaluator(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    for party in ("p1", "p2"):
        case.do(evaluation.mandate(party))
    case.do(evaluation.propose("tang"), by="guo")
    case.do(ChooseMediator(track=case.id("t"), staff=staff("tang"), role="mediator"))
    case.refused("evaluator.is_mediator", evaluation.choose("tang"))


def test_that_an_agent_of_the_case_is_not_its_evaluator(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    case.do(AddPerson(person=PersonDraft(id=case.id("agent"), name="郑国栋")))
    relation = RelationDraft(id=case.id("r"), kind="agent", person=case.id("agent"), party=case.id("p1"))
    case.do(AddRelation(relation=relation))
    case.refused("evaluator.is_agent_or_witness", evaluation.propose("zheng"), by="guo")


def test_that_nobody_is_proposed_twice(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    case.do(evaluation.propose("zheng"), by="guo")
    again = replace(evaluation.propose("zheng"), evaluator=case.id("again"))
    case.refused("evaluator.proposed_already", again, by="guo")


def test_that_an_evaluator_is_chosen_by_all_parties(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    for party in ("p1", "p2"):
        case.do(evaluation.mandate(party))
    case.do(evaluation.propose("zheng"), by="guo")
    case.do(evaluation.choose("zheng", "p1"))
    case.do(evaluation.disclose("zheng"), by="zheng")
    case.refused("evaluator.not_chosen", evaluation.lock("zheng"), by="zheng")
    case.do(evaluation.choose("zheng", "p2"))
    case.do(evaluation.answer("zheng", "p1"))
    refusal = case.refused("evaluator.objection_open", evaluation.lock("zheng"), by="zheng")
    assert refusal.facts["party"] == "李秀英"


def test_that_disclosure_is_complete_and_the_evaluator_s_own(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    case.do(evaluation.propose("zheng"), by="guo")
    case.refused("evaluator.not_disclosed", evaluation.answer("zheng", "p1"))
    refusal = case.refused("evaluator.disclosure_incomplete", evaluation.disclose("zheng", "financial"), by="zheng")
    assert refusal.facts["item"] == "与本纠纷结果有经济利害关系"
    case.do(evaluation.propose("he"), by="guo")
    case.refused("evaluator.only_himself", evaluation.disclose("zheng"), by="he")


def test_that_an_objection_removes_the_evaluator(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    for party in ("p1", "p2"):
        case.do(evaluation.mandate(party))
    case.do(evaluation.propose("zheng"), by="guo")
    case.do(evaluation.disclose("zheng"), by="zheng")
    case.refused("field.empty", evaluation.answer("zheng", "p1", objects=True))
    case.do(evaluation.answer("zheng", "p1", objects=True, reason="曾为对方做过鉴定"))
    case.refused("evaluator.removed", evaluation.choose("zheng"), today=NEXT)
    refused("case.unknown", lambda: case.facts(by="zheng"))


def test_that_an_evaluator_locks_alone_and_only_himself(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng", "he").case
    case.refused("evaluator.only_himself", evaluation.lock("zheng"), by="he")
    case.do(evaluation.lock("zheng"), by="zheng")
    again = replace(evaluation.lock("zheng"), opinion=case.id("other"))
    case.refused("evaluation.locked_already", again, by="zheng")
    refusal = case.refused("evaluation.not_locked", evaluation.hear("p1"))
    assert refusal.facts["name"] == "何文斌"
    case.do(evaluation.lock("he"), by="he")
    case.do(evaluation.hear("p1"))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"findings": ()}, "field.empty", "findings"),
        ({"options": ("一", "二", "三", "四")}, "evaluation.too_many_options", "options"),
        (
            {"amounts": (AmountRange(item="费", low=Money(5), likely=Money(4), high=Money(6)),)},
            "evaluation.range_inconsistent",
            "amounts[0]",
        ),
        (
            {"liability": (LiabilityShare(party="甲", low=50, likely=60, high=70),)},
            "evaluation.shares_not_whole",
            "liability",
        ),
        (
            {"liability": (LiabilityShare(party="甲", low=90, likely=100, high=110),)},
            "evaluation.range_inconsistent",
            "liability[0]",
        ),
    ],
)
def test_that_an_opinion_is_whole_and_consistent_before_it_is_locked(
    evaluation: Evaluation, changes: dict[str, object], code: str, field: str
) -> None:
    case = evaluation.ready("zheng").case
    refusal = case.refused(code, evaluation.lock("zheng", _opinion(**changes)), by="zheng")
    assert refusal.facts["field"] == field


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"confidence": "sure"}, "code.unknown"),
        ({"strengths": (("王有田", 6),)}, "evaluation.strength_range"),
        ({"reason": ""}, "field.empty"),
    ],
)
def test_that_a_finding_is_complete(evaluation: Evaluation, changes: dict[str, object], code: str) -> None:
    case = evaluation.ready("zheng").case
    finding = replace(_opinion().findings[0], **changes)
    case.refused(code, evaluation.lock("zheng", _opinion(findings=(finding,))), by="zheng")


def test_that_material_is_fixed_once_an_opinion_is_locked(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    material = ListMaterial(**evaluation.common(id=case.id("mat"), name="现场照片", pages=4, provider="王有田"))
    case.refused("field.empty", replace(material, name=""))
    case.do(material)
    case.do(evaluation.lock("zheng"), by="zheng")
    case.refused("evaluation.locked_material", replace(material, id=case.id("late")))


def test_that_it_is_released_only_when_all_have_chosen_to_hear(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    case.refused("evaluation.not_locked", evaluation.release(), by="guo")
    case.do(evaluation.lock("zheng"), by="zheng")
    case.refused("code.unknown", evaluation.hear("p1", "sing"))
    case.do(evaluation.hear("p1"))
    refusal = case.refused("evaluation.party_waits", evaluation.release(), by="guo")
    assert refusal.facts["party"] == "李秀英"
    case.do(evaluation.hear("p2", "negotiate_first"))
    case.refused("evaluation.party_waits", evaluation.release(), by="guo")
    case.refused("evaluation.not_released", evaluation.report())
    case.do(evaluation.hear("p2", name="later"), NEXT)
    case.do(evaluation.release(), NEXT, by="guo")
    case.do(evaluation.report(), NEXT)
    paper = case.paper("report")
    assert (paper.own_volume, paper.compartment) == (True, compartments.report(case.id("ev")))
    case.refused("evaluation.over", evaluation.lock("zheng"), NEXT, by="zheng")


def test_that_several_evaluators_stand_for_themselves_in_the_report(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng", "he").case
    for name in ("zheng", "he"):
        case.do(evaluation.lock(name), by=name)
    for party in ("p1", "p2"):
        case.do(evaluation.hear(party))
    case.do(evaluation.release(), by="guo")
    case.do(evaluation.report())
    shown = case.paper("report").context["subject"]["evaluation"]
    assert len(shown["evaluators"]) == 2
    assert len(shown["findings"]) == 2
    assert "各自独立评估" in shown["joint_words"]


def test_that_later_use_is_refused_where_nobody_said_anything(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    case.do(evaluation.lock("zheng"), by="zheng")
    for party in ("p1", "p2"):
        case.do(evaluation.hear(party))
    case.do(evaluation.release(), by="guo")
    use = StateLaterUse(
        **evaluation.common(consent=case.id("use"), party=case.id("p1"), answer="given", scope="仅本案")
    )
    case.refused("code.unknown", replace(use, answer="perhaps"))
    case.do(use)
    case.do(evaluation.report())
    said = {
        item["party"]: item["allowed"] for item in case.paper("report").context["subject"]["evaluation"]["later_use"]
    }
    assert said == {"王有田": True, "李秀英": False}


def test_that_an_evaluation_closes_without_a_release_and_lets_the_clock_run_on(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    close = CloseEvaluation(**evaluation.common(result="李秀英不愿听取"))
    case.refused("field.empty", replace(close, result=" "), by="guo")
    case.do(close, NEXT, by="guo")
    case.refused("evaluation.over", evaluation.lock("zheng"), NEXT, by="zheng")
    case.refused("evaluation.over", close, NEXT, by="guo")


def test_that_nothing_is_released_without_an_evaluator(evaluation: Evaluation) -> None:
    case = evaluation.ready().case
    case.refused("evaluation.no_evaluator", evaluation.release(), by="guo")
    case.refused("evaluation.unknown", replace(evaluation.release(), evaluation=case.id("nothing")), by="guo")
    case.refused("evaluator.unknown", evaluation.choose("nobody"))


@dataclass(frozen=True, kw_only=True)
class EvaluationSheet(Query[tuple[bool, bool]]):
    """Whether the viewer may read an evaluator's opinion, and the released report."""

    evaluator: str
    evaluation: str

    def answer(self, view: View) -> tuple[bool, bool]:
        return (
            view.may_read(compartments.opinion(self.evaluator)),
            view.may_read(compartments.report(self.evaluation)),
        )


def test_that_an_opinion_is_its_evaluator_s_alone(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng", "he").case
    case.do(evaluation.lock("zheng"), by="zheng")
    sheet = EvaluationSheet(evaluator=case.id("zheng"), evaluation=case.id("ev"))
    readable = {name: desk_of(case.office, name).ask(sheet)[0] for name in ("zheng", "he", "guo", "shen", "zhou")}
    assert readable == {"zheng": True, "he": False, "guo": False, "shen": False, "zhou": False}


def test_that_an_evaluator_sees_his_evaluations_and_no_other_case(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    other = Case(case.office).mediating()
    assert case.facts(by="zheng").id == case.case
    refused("case.unknown", lambda: other.facts(by="zheng"))
    refused("case.unknown", lambda: case.facts(by="he"))
