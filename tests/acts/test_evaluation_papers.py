"""The smaller papers of an evaluation: told, chosen, disclosed, listed, asked for, answered, ended."""

from __future__ import annotations

import pytest

from mediation_desk.acts.evaluation import ListMaterial
from mediation_desk.acts.opinions import CloseEvaluation, StateLaterUse
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.queries.case import WholeCase
from tests.acts.test_evaluations import Evaluation
from tests.support.practice_desk import Case
from tests.support.printed import printed


@pytest.fixture
def evaluation(case: Case) -> Evaluation:
    return Evaluation(case.mediating())


def _issue(case: Case, code: str, ref: str = "ev", **subject: object) -> str:
    case.do(IssuePaper(id=case.id(code), code=code, track=case.id("t"), ref=case.id(ref), subject=subject))
    return printed(case, code)


def _offered(case: Case) -> set[str]:
    (track,) = case.office.desk.ask(WholeCase(case=case.case)).tracks
    found = {choice.code for name in ("papers_due", "papers_more") for choice in track.choices[name]}
    return {item for item in found if item.startswith("NE-")}


def test_that_nothing_is_offered_before_an_evaluation_is_asked_for(evaluation: Evaluation) -> None:
    assert _offered(evaluation.case) == set()
    case = evaluation.ask().case
    ev = case.id("ev")
    assert {f"NE-NOTE|{ev}", f"NE-SEL|{ev}", f"NE-MAT|{ev}", f"NE-MEET|{ev}"} <= _offered(case)
    assert not {item for item in _offered(case) if item.startswith(("NE-MORE", "NE-END", "NE-VIEW", "NE-DISC"))}


def test_that_the_notice_tells_what_an_evaluation_is_not(evaluation: Evaluation) -> None:
    text = _issue(evaluation.ask().case, "NE-NOTE")
    for words in ("不具有法律约束力", "保密", "不得在以后的仲裁、诉讼等程序中作为证据使用", "免费", "15个工作日"):
        assert words in text
    paper = evaluation.case.paper("NE-NOTE")
    assert paper.own_volume and paper.copies == 3


def test_that_the_choice_names_everyone_proposed_and_who_chose_them(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    case.do(evaluation.propose("he"), by="guo")
    text = _issue(case, "NE-SEL")
    assert "共同选定（王有田、李秀英）" in text and "提名" in text


def test_that_an_evaluators_disclosure_bears_his_own_answers_and_the_parties(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    assert f"NE-DISC|{case.id('zheng')}" in _offered(case)
    text = _issue(case, "NE-DISC", "zheng")
    assert text.count("没有异议") == 2 and "中立评估员" in text
    names = [signer["name"] for signer in case.signers("NE-DISC")]
    assert len(names) == 3 and {"王有田", "李秀英"} < set(names)


def test_that_materials_are_listed_and_what_is_missing_is_asked_of_all_alike(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    listed = {"id": case.id("m-1"), "name": "现场照片", "pages": 4, "provider": "王有田"}
    case.do(ListMaterial(**evaluation.common(**listed)), by="guo")
    case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="NE-MORE", track=case.id("t"), ref=case.id("ev")))
    missing = {"id": case.id("m-2"), "name": "施工日志", "provider": "李秀英", "provided": False}
    case.do(ListMaterial(**evaluation.common(**missing)), by="guo")
    assert f"NE-MORE|{case.id('ev')}" in _offered(case)
    text = _issue(case, "NE-MAT")
    assert text.index("现场照片") < text.index("没有提供的材料") < text.index("施工日志")
    asked = _issue(case, "NE-MORE", until="2026-03-20")
    assert "施工日志" in asked and "现场照片" not in asked and "2026年3月20日" in asked
    assert case.paper("NE-MORE").copies == 3


def test_that_a_meetings_record_is_signed_by_parties_and_evaluators(evaluation: Evaluation) -> None:
    text = _issue(evaluation.ready("zheng").case, "NE-MEET", course="询问了施工时间", one_sided=False)
    assert "询问了施工时间" in text and "原因是什么" in text and "■各方共同参加" in text
    roles = [signer["role"] for signer in evaluation.case.signers("NE-MEET")]
    assert roles == ["party", "party", "evaluators"]


def test_that_each_party_answers_a_released_report_for_itself(evaluation: Evaluation) -> None:
    case = evaluation.ready("zheng").case
    case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="NE-VIEW", track=case.id("t"), ref=case.id("p1")))
    case.do(evaluation.lock("zheng"), by="zheng")
    for party in ("p1", "p2"):
        case.do(evaluation.hear(party))
    case.do(evaluation.release())
    case.do(StateLaterUse(**evaluation.common(consent=case.id("use"), party=case.id("p1"), answer="refused")))
    assert {f"NE-VIEW|{case.id('p1')}", f"NE-VIEW|{case.id('p2')}"} <= _offered(case)
    text = _issue(case, "NE-VIEW", "p1", attitude="部分接受")
    assert "■部分接受" in text and "■不同意" in text and "王有田（申请人）" in text
    assert "施工振动" not in text
    assert [signer["name"] for signer in case.signers("NE-VIEW")] == ["王有田"]


def test_that_an_evaluation_that_came_to_nothing_is_told_as_refused_or_ended(evaluation: Evaluation) -> None:
    case = evaluation.ask().case
    case.do(CloseEvaluation(**evaluation.common(result="李秀英不同意评估")), by="guo")
    assert f"NE-END|{case.id('ev')}" in _offered(case)
    text = _issue(case, "NE-END")
    assert "决定不予评估" in text and "李秀英不同意评估" in text
    begun = Evaluation(Case(case.office, f"{case.name}-begun").mediating()).ready("zheng")
    begun.case.do(CloseEvaluation(**begun.common(result="双方已经和解")), by="guo")
    assert "日终止。" in _issue(begun.case, "NE-END")
