"""Authorities, the police and the traffic police have forms of their own, made from what is recorded."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest

from mediation_desk.acts.acceptance import ChooseMediator, ReceiveApplication, RecordTurningPoint, RefuseCase
from mediation_desk.acts.ending import EndTrack
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.sessions import PlanSession, RecordSession
from mediation_desk.model.blob import Blob
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_shapes import TrackSheet
from mediation_desk.store.blobs import BlobRef
from tests.support.practice_desk import DAY, Case, draft, pay, staff

OWN_TEXTS = {
    "administrative.general": ("ecology", "zhao", "AD-AGR", "行政调解协议书"),
    "administrative.public_security": ("station", "shao", "PS-AGR", "治安调解协议书"),
    "administrative.traffic": ("trafficpolice", "jiang", "TR-AGR", "道路交通事故损害赔偿调解书"),
}


def text(case: Case, paper: str = "paper") -> str:
    """What the stored bytes say, without breaks between lines."""
    row = case.paper(paper)
    with case.office.desk.store.reading() as session:
        size = session.get_one(Blob, row.frozen_blob).size
    document = pypdfium2.PdfDocument(
        case.office.desk.store.blobs.get(case.case, BlobRef(row.frozen_blob, row.frozen_sha256, size))
    )
    try:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def issue(case: Case, code: str, on: date = DAY, **more: object) -> str:
    """Make a paper and read it."""
    case.do(IssuePaper(**{"id": case.id(code), "code": code, "track": case.id("t"), **more}), on)
    return text(case, code)


def sheet(case: Case) -> TrackSheet:
    return case.office.desk.ask(WholeCase(case=case.case)).track(case.id("t"))


def offered(case: Case, list_: str = "papers_due") -> set[tuple[str, str]]:
    """(code, what it is about) of what the form that makes papers offers."""
    codes = (choice.code.partition("|") for choice in sheet(case).choices[list_])
    return {(code, ref) for code, _, ref in codes}


def before(case: Case, procedure: str, on: date = DAY) -> Case:
    """A case that came before the body of a procedure, accepted there."""
    body, officer, *_ = OWN_TEXTS[procedure]
    case.register(2).open(procedure, body, on)
    if procedure == "administrative.traffic":
        case.do(RecordTurningPoint(track=case.id("t"), what="liability_served"), on)
        case.do(ReceiveApplication(track=case.id("t"), form="written"), on)
    case.accept(on, mediator=officer)
    if procedure == "administrative.traffic":
        case.do(ChooseMediator(track=case.id("t"), staff=staff("pan"), role="mediator"), on)
    return case


@pytest.mark.parametrize("procedure", OWN_TEXTS)
def test_that_an_agreement_is_carried_by_the_paper_of_its_procedure(case: Case, procedure: str) -> None:
    *_, code, title = OWN_TEXTS[procedure]
    before(case, procedure).finalise()
    paper = case.paper()
    assert (paper.code, paper.title, paper.copies) == (code, title, 3)
    assert text(case).startswith(title)


def test_that_an_agreement_on_the_spot_is_carried_by_three_sheets(case: Case) -> None:
    before(case, "administrative.public_security")
    case.do(replace(case.final_text(draft(pay(case, "200.00"))), carried_by="PS-SITE"))
    paper, said = case.paper(), text(case)
    assert (paper.code, paper.title) == ("PS-SITE", "现场治安调解协议书")
    assert "一式三联" in said and "调解机关临溪县公安局枫塘派出所" in said
    case.everyone_signs()
    assert case.track().agreements[-1].state == "effective"
    assert ("PS-AGR", "") not in offered(case)


@pytest.mark.parametrize("wanted", ["PS-SITE", "RM-AGR", "AD-APP"])
def test_that_another_bodys_paper_carries_no_agreement(case: Case, wanted: str) -> None:
    before(case, "administrative.general")
    refusal = case.refused("agreement.paper_not_offered", replace(case.final_text(), carried_by=wanted))
    assert refusal.facts["offered"] == "行政调解协议书"


def test_that_only_the_police_are_asked_which_paper_carries_the_text(case: Case) -> None:
    before(case, "administrative.public_security")
    assert [choice.words for choice in sheet(case).choices["texts"]] == ["治安调解协议书", "现场治安调解协议书"]


def test_that_the_police_agreement_names_who_was_present(case: Case) -> None:
    before(case, "administrative.public_security")
    held = {"started": datetime(2026, 3, 2, 9), "ended": datetime(2026, 3, 2, 10), "place": "枫塘派出所"}
    case.do(
        RecordSession(
            track=case.id("t"), id=case.id("s"), attending=("王有田", "李秀英"), invited=("网格员李春燕",), **held
        )
    )
    case.finalise()
    said = text(case)
    assert "主持人：邵军" in said and "在场人员：网格员李春燕" in said
    assert "一、案件的时间、地点、人员、起因、经过、情节和结果" in said
    assert "一式三份，当事人各执一份，临溪县公安局枫塘派出所留存一份备查" in said


def test_that_the_traffic_text_has_its_six_parts(case: Case) -> None:
    before(case, "administrative.traffic")
    case.finalise(draft(pay(case, "8000.00", text="医疗费"), pay(case, "600.00", id=case.id("d2"), text="误工费")))
    said = text(case)
    heads = ["一、交通事故简要情况和损失情况", "二、各方的损害赔偿责任", "三、损害赔偿的项目和数额"]
    heads += ["四、当事人自愿协商达成一致的意见", "五、赔偿方式和期限", "六、调解终结日期"]
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)
    assert "1医疗费¥8,000.00李秀英王有田" in said and "2误工费¥600.00李秀英王有田" in said


def test_that_the_traffic_police_are_applied_to_and_end_with_their_own_papers(case: Case) -> None:
    before(case, "administrative.traffic")
    due = {code for code, _ in offered(case)}
    assert "TR-APP" in due and not due & {"AD-APP", "RM-APP", "RM-REG"}
    said = issue(case, "TR-APP", subject={"finding": "临公交认字〔2026〕第0118号"})
    assert "临公交认字〔2026〕第0118号" in said and "收到认定书日期2026年3月2日" in said
    case.do(EndTrack(track=case.id("t"), reason="deadlock"))
    assert ("TR-END", "") in offered(case) and ("AD-TERM", "") not in offered(case)
    assert "一、未达成协议的原因" in issue(case, "TR-END")


def test_that_an_authority_asks_the_parties_that_have_not_answered(case: Case) -> None:
    case.register(2).open("administrative.general", "ecology")
    assert offered(case) >= {("AD-ASK2", case.id("p2"))} and ("AD-ASK1", case.id("p1")) not in offered(case)
    case.do(ReceiveApplication(track=case.id("t"), form="own_motion"))
    assert {("AD-ASK1", case.id("p1")), ("AD-ASK2", case.id("p2"))} <= offered(case)
    said = issue(case, "AD-ASK2", ref=case.id("p2"), subject={"reply_by": "2026-03-06"})
    assert "本机关拟对王有田与李秀英之间的" in said and "于2026年3月6日前" in said
    assert [s["name"] for s in case.signers("AD-ASK2")] == ["绍州市生态环境局临溪分局", "李秀英"]
    case.agree(case.id("p1"))
    assert ("AD-ASK1", case.id("p1")) not in offered(case)
    case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="AD-ASK1", track=case.id("t")))


def test_that_a_law_nobody_has_read_is_left_to_be_written_in(case: Case) -> None:
    case.register(2).open("administrative.general", "ecology")
    assert "地方行政调解办法" not in issue(case, "AD-ASK2", ref=case.id("p2"))


def test_that_a_law_that_was_read_is_cited(case: Case) -> None:
    case.register(2, dispute_type="noise").open("administrative.noise", "ecology")
    assert "根据《中华人民共和国噪声污染防治法》第86条的规定" in issue(case, "AD-ASK2", ref=case.id("p2"))


def test_that_the_notice_of_acceptance_says_the_last_day(case: Case) -> None:
    before(case, "administrative.general")
    said = issue(case, "AD-ACC")
    due = case.deadline("administrative.conclude").due
    assert f"至{due.year}年{due.month}月{due.day}日届满" in said
    assert "临环行调〔2026〕" in said and "赵立" in said


def test_that_nothing_is_notified_as_accepted_before_it_is(case: Case) -> None:
    case.register(2).open("administrative.general", "ecology")
    case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="AD-ACC", track=case.id("t")))


def test_that_a_planned_session_is_notified_until_its_day(case: Case) -> None:
    before(case, "administrative.traffic")
    at = datetime(2026, 3, 9, 14, 30)
    case.do(PlanSession(track=case.id("t"), id=case.id("plan"), at=at, place="事故处理中队调解室"))
    assert ("AD-MEET", case.id("plan")) in offered(case)
    said = issue(case, "AD-MEET", ref=case.id("plan"))
    assert "2026年3月9日14时30分" in said and "事故处理中队调解室" in said
    assert "每方参加的不超过三人" in said
    assert ("AD-MEET", case.id("plan")) not in offered(case)
    case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="AD-MEET", track=case.id("t")))


def test_that_a_refused_application_gets_the_authoritys_notice(case: Case) -> None:
    case.register(2).open("administrative.general", "ecology")
    case.do(ReceiveApplication(track=case.id("t"), form="written"))
    case.do(RefuseCase(track=case.id("t"), ground="outside_functions"))
    assert ("AD-REFUSE", "") in offered(case) and ("RM-REFUSE", "") not in offered(case)
    assert "提出的行政调解申请" in issue(case, "AD-REFUSE")


def test_that_superiors_sign_where_they_are_named_and_by_hand_where_not(case: Case) -> None:
    before(case, "administrative.general")
    said = issue(case, "AD-FILE", subject={"opinion": "建议立案。", "unit_head": "钱宁"})
    assert [s["role"] for s in case.signers("AD-FILE")] == ["officer", "unit_head"]
    assert "建议立案。" in said and "■依职权" in said


def test_that_a_case_is_closed_with_what_came_of_it(case: Case) -> None:
    before(case, "administrative.general")
    assert ("AD-CLOSE", "") not in offered(case) | offered(case, "papers_more")
    case.finalise()
    case.everyone_signs()
    said = issue(case, "AD-CLOSE")
    assert "达成调解协议" in said and "8,000.00" in said and "结案日期2026年3月2日" in said


def test_that_an_authority_is_offered_no_form_of_a_committee(case: Case) -> None:
    before(case, "administrative.general")
    codes = {code for code, _ in offered(case) | offered(case, "papers_more")}
    assert {"AD-APP", "AD-RIGHTS", "AD-ACC"} <= codes
    assert not codes & {"RM-APP", "RM-REG", "RM-RIGHTS", "RM-TERM", "TR-APP", "PS-SITE", "AD-AGR"}


def test_that_a_committee_is_offered_no_form_of_an_authority(case: Case) -> None:
    case.mediating()
    codes = {code for code, _ in offered(case) | offered(case, "papers_more")}
    assert "RM-APP" in codes and not {code for code in codes if code.startswith(("AD-", "PS-", "TR-"))}


def test_that_the_police_tell_the_rights_as_their_rules_have_them(case: Case) -> None:
    before(case, "administrative.public_security")
    said = issue(case, "AD-RIGHTS")
    assert "违法嫌疑人应当亲自参加，不得委托他人" in said and "本案的办案民警：邵军" in said
