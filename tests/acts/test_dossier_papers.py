"""The lesser papers of a dossier are made from what the case knows, one for each fact they are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest

from mediation_desk.acts.acceptance import DecideRecusal, ReceiveApplication
from mediation_desk.acts.archive import CloseVolume
from mediation_desk.acts.ending import EndTrack
from mediation_desk.acts.handover import Transfer
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import PersonDraft
from mediation_desk.acts.recorded import AttachFile, RecordService
from mediation_desk.acts.sessions import PlanSession
from mediation_desk.queries.case import WholeCase
from mediation_desk.terms.money import Money
from tests.support.practice_desk import DAY, Case, draft, pay, staff
from tests.support.printed import printed

SOON = date(2026, 3, 5)


def _issue(case: Case, name: str, code: str, ref: str | None = None, on: date = DAY, **added: object) -> str:
    act = IssuePaper(id=case.id(name), code=code, track=case.id("t"), ref=ref, subject=dict(added))
    case.do(act, on)
    return printed(case, name)


def _file(case: Case, name: str, title: str, kind: str, who: str | None = "王有田") -> None:
    data = f"{case.name} {name}".encode()
    kept = case.office.desk.keep_file(case.case, data)
    act = AttachFile(
        id=case.id(name),
        name=title,
        kind=kind,
        media_type="image/png",
        blob=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        provided_by=who,
        track=case.id("t"),
    )
    case.do(act)


def _offered(case: Case, list_name: str) -> Mapping[str, str]:
    """What the form of papers offers: code and fact, with what is said about it."""
    page = case.office.desk.ask(WholeCase(case=case.case))
    return {choice.code: choice.words for choice in page.tracks[0].choices[list_name]}


def _due(case: Case) -> set[str]:
    return {item.partition("|")[0] for item in _offered(case, "papers_due")}


def _codes(case: Case) -> set[str]:
    return {item.partition("|")[0] for item in _offered(case, "papers_more")}


def _consultations(case: Case) -> list[str]:
    return [item for item in _offered(case, "papers_due") if item.startswith("RM-CONSENT")]


def test_that_every_party_proves_who_it_is_or_copies_of_the_proof_were_brought(case: Case) -> None:
    case.mediating()
    assert {f"RM-ID|{case.id('p1')}", f"RM-ID|{case.id('p2')}"} <= set(_offered(case, "papers_due"))
    text = _issue(case, "id1", "RM-ID", case.id("p1"))
    assert "王有田" in text and "李秀英" not in text and "证件正面复印件粘贴处" in text
    assert f"仅供{case.track().docket}调解使用" in text
    _file(case, "card", "李秀英身份证复印件", "identity")
    assert "RM-ID" not in _due(case)


def test_that_a_company_proves_itself_and_who_represents_it_under_its_seal(case: Case) -> None:
    unit = PersonDraft(
        id=case.id("n2"),
        kind="company",
        name="临溪县鸿达建筑劳务有限公司",
        legal_representative="胡建平",
        representative_post="执行董事",
    )
    case.register(2, people=(PersonDraft(id=case.id("n1"), name="王有田"), unit)).open().accept()
    text = _issue(case, "id", "RM-ID", case.id("p2"))
    assert "营业执照或者法人证书复印件粘贴处" in text
    assert "胡建平在我单位担任执行董事职务，系我单位法定代表人（负责人）" in text
    signers = {(s["role"], s["name"]) for s in case.signers("id")}
    assert {("party_seal", unit.name), ("provider", "胡建平")} <= signers


def test_that_a_volume_asks_for_the_proof_of_identity_once_and_a_copy_does_as_well(case: Case) -> None:
    case.mediating(1)
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"))
    missing = {"RM-REG": "另存", "RM-RIGHTS": "口头告知", "RM-TERM": "另存"}
    close = CloseVolume(track=case.id("t"), id=case.id("v"), retention="10", missing=missing)
    assert case.refused("volume.paper_missing", close).facts["code"] == "RM-ID"
    _file(case, "card", "王有田身份证复印件", "identity")
    case.do(close)


def test_that_what_one_person_brought_on_one_day_is_one_list(case: Case) -> None:
    case.mediating()
    assert "RM-EVID" not in _due(case) and "RM-EVID" in _codes(case)
    _file(case, "photo", "漏水照片", "evidence")
    _file(case, "bill", "维修发票", "evidence")
    _file(case, "other", "物业说明", "evidence", "李秀英")
    lists = [item for item in _offered(case, "papers_due") if item.startswith("RM-EVID")]
    assert lists == [f"RM-EVID|{case.id('photo')}", f"RM-EVID|{case.id('other')}"]
    text = _issue(case, "list", "RM-EVID", case.id("photo"))
    assert "漏水照片" in text and "维修发票" in text and "物业说明" not in text and "提供人：王有田" in text


def test_that_a_list_of_evidence_can_be_written_down_without_files(case: Case) -> None:
    case.mediating()
    pieces = [{"name": "界石照片", "form": "原件", "pages": "2", "proves": "界石被移动"}]
    text = _issue(case, "list", "RM-EVID", provider="李秀英", items=pieces)
    assert "界石照片" in text and "界石被移动" in text and "提供人：李秀英" in text


def test_that_each_party_is_told_of_a_session_and_others_are_invited_to_it(case: Case) -> None:
    case.mediating()
    case.do(PlanSession(track=case.id("t"), id=case.id("plan"), at=datetime(2026, 3, 5, 14, 30), place="第二调解室"))
    refs = [f"{case.id('plan')}:{case.id(party)}" for party in ("p1", "p2")]
    assert {f"RM-NOTICE|{ref}" for ref in refs} <= set(_offered(case, "papers_due"))
    told = _issue(case, "notice", "RM-NOTICE", refs[1], bring=["房产证"])
    assert "李秀英：" in told and "2026年3月5日14时30分" in told and "第二调解室" in told and "房产证" in told
    asked = _issue(case, "letter", "RM-INVITE", case.id("plan"), invited=["村医赵某", "镇建设办"])
    assert "村医赵某、镇建设办：" in asked and "经各方当事人同意，现邀请" not in asked
    assert case.paper("letter").copies == 3
    for party in ("p1", "p2"):
        case.consent(f"open-{party}", "invited_people", party)
    assert "经各方当事人同意，现邀请" in _issue(case, "letter2", "RM-INVITE", case.id("plan"), invited=["镇建设办"])


def test_that_a_session_that_is_over_or_of_another_party_is_no_ground_for_a_notice(case: Case) -> None:
    case.mediating()
    case.do(PlanSession(track=case.id("t"), id=case.id("plan"), at=datetime(2026, 3, 5, 14, 30), place="第二调解室"))
    stranger = IssuePaper(
        id=case.id("x"), code="RM-NOTICE", track=case.id("t"), ref=f"{case.id('plan')}:{case.id('nobody')}"
    )
    case.refused("paper.needs_fact", stranger)
    case.agree(case.id("p2"), on=date(2026, 3, 6))
    assert "RM-NOTICE" not in _due(case)


def test_that_recusal_is_asked_for_and_decided_on_two_papers(case: Case) -> None:
    case.mediating()
    mediator = next(item for item in _offered(case, "papers_more") if item.startswith("RM-RECUSE|"))
    asked = _issue(case, "ask", "RM-RECUSE", mediator.partition("|")[2], asker="李秀英", reason="是对方的表兄")
    assert "李秀英" in asked and "是对方的表兄" in asked and "是当事人的近亲属，或者与纠纷有利害关系" in asked
    assert "RM-RECUSED" not in _due(case)
    decision = DecideRecusal(
        track=case.id("t"), staff=staff("guo"), recused=True, reason="确系表兄弟", asked_by="李秀英"
    )
    case.do(decision, by="shen", act_id=case.id("decided"))
    assert f"RM-RECUSED|{case.id('decided')}" in _offered(case, "papers_due")
    decided = _issue(case, "decision", "RM-RECUSED", case.id("decided"))
    assert "确系表兄弟" in decided and "不再参加本纠纷的调解" in decided and "2026年3月2日" in decided


@pytest.mark.parametrize("recused", [True, False])
def test_that_a_decision_says_what_was_decided(case: Case, recused: bool) -> None:
    case.mediating()
    case.do(
        DecideRecusal(track=case.id("t"), staff=staff("guo"), recused=recused, reason="已经查明"),
        by="shen",
        act_id=case.id("decided"),
    )
    text = _issue(case, "decision", "RM-RECUSED", case.id("decided"))
    assert ("不予回避" in text) != recused and "自行提出回避" in text


def test_that_only_those_who_have_not_answered_are_asked_whether_they_agree(case: Case) -> None:
    case.register(3).open().do(ReceiveApplication(track=case.id("t")))
    asked = _consultations(case)
    assert asked == [f"RM-CONSENT|{case.id(party)}" for party in ("p2", "p3")]
    case.agree(case.id("p2"))
    assert _consultations(case) == asked[1:]
    text = _issue(case, "ask", "RM-CONSENT", case.id("p3"), reply_by="2026-03-06")
    assert "赵志刚：" in text and "王有田就与您" in text and "于2026年3月6日前" in text and "赔偿损失" in text


def test_that_each_party_gets_a_card_of_its_own_terms(case: Case) -> None:
    case.mediating()
    assert "RM-CARD" not in _due(case) | _codes(case)
    case.finalise(draft(pay(case, "8000.00")))
    case.everyone_signs()
    assert "RM-CARD" in _due(case)
    text = _issue(case, "cards", "RM-CARD")
    assert "第1项，您应付" in text and "付给王有田" in text
    assert "第1项，您应收" in text and "由李秀英付" in text
    assert text.count("¥8,000.00") == 2 and text.count(Money.parse("8000.00").figures) == 2


def test_that_the_closing_report_tells_the_course_of_the_case(case: Case) -> None:
    case.mediating()
    assert "RM-CLOSE" not in _due(case) | _codes(case)
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"), SOON)
    assert "RM-CLOSE" in _due(case) and "RM-WITHDRAW" not in _codes(case)
    text = _issue(case, "close", "RM-CLOSE", on=SOON, opinion="建议结案")
    assert "人民调解结案报告表" in text and "受案时间2026年3月2日" in text and "结案时间2026年3月5日" in text
    assert "双方因排水发生争执。" in text and "建议结案" in text


def test_that_a_body_that_goes_on_mediating_is_entrusted_in_place_of_a_letter_of_transfer(case: Case) -> None:
    case.register().open(body="shiqiao").accept(mediator="wangshi")
    case.do(
        Transfer(
            track=case.id("t"),
            id=case.id("up"),
            rule="village_to_town",
            to="枫塘镇人民调解委员会",
            reason="两次调解未成",
            documents=("受理登记表", "已调解情况"),
        )
    )
    assert {f"RM-TRANS|{case.id('up')}", f"RM-ENTRUST|{case.id('up')}"} <= set(_offered(case, "papers_due"))
    text = _issue(case, "letter", "RM-ENTRUST", case.id("up"))
    assert "委托（移交）贵单位调解" in text and "李秀英" in text and "两次调解未成" in text
    assert {"RM-TRANS", "RM-ENTRUST"}.isdisjoint(_due(case))


def test_that_the_application_can_be_withdrawn_on_paper(case: Case) -> None:
    case.mediating()
    assert "RM-WITHDRAW" in _codes(case)
    text = _issue(case, "back", "RM-WITHDRAW", reason="已经自行和解")
    assert "已经自行和解" in text and "自愿撤回调解申请" in text


def test_that_the_village_lawyer_writes_the_log_of_his_part_in_a_case(case: Case) -> None:
    case.mediating()
    added = {"village": "石桥村", "work": ["参与调解"], "content": "解释相邻关系的规定"}
    text = _issue(case, "log", "RM-LOG", **added)
    assert "石桥村" in text and "■参与调解" in text and "□讲座" in text and "解释相邻关系的规定" in text
    assert case.facts().number in text


def test_that_papers_of_a_volume_are_never_offered_one_by_one(case: Case) -> None:
    case.mediating()
    volume = {"RM-COVER", "RM-INDEX", "RM-NOTE", "RM-BACK", "RM-SPINE"}
    assert volume.isdisjoint(_due(case) | _codes(case))


def test_that_the_papers_of_a_volume_know_the_volume(case: Case) -> None:
    case.mediating(1)
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"), SOON)
    missing = {"RM-REG": "原件遗失", "RM-RIGHTS": "口头告知", "RM-TERM": "另存", "RM-ID": "随后补交"}
    _file(case, "photo", "漏水照片", "photo")
    case.do(CloseVolume(track=case.id("t"), id=case.id("v"), retention="10", missing=missing), SOON)
    cover = _issue(case, "cover", "RM-COVER", case.id("v"), SOON)
    assert "邻里纠纷" in cover and "10年" in cover and "2026年3月2日至2026年3月5日" in cover
    entries = [{"name": "漏水照片", "page": "1", "note": ""}]
    assert "漏水照片1" in _issue(case, "index", "RM-INDEX", case.id("v"), SOON, entries=entries)
    assert "漏水照片" in _issue(case, "index2", "RM-INDEX", case.id("v"), SOON)
    note = _issue(case, "note", "RM-NOTE", case.id("v"), SOON)
    assert "人民调解受理登记表：原件遗失。" in note and "当事人身份证明：随后补交。" in note
    assert "邻里纠纷" in _issue(case, "spine", "RM-SPINE", case.id("v"), SOON)
    assert "2026年3月5日" in _issue(case, "back", "RM-BACK", case.id("v"), SOON)


def test_that_the_receipt_of_service_names_number_and_proof(case: Case) -> None:
    case.mediating()
    _issue(case, "rights", "RM-RIGHTS")
    _file(case, "screen", "送达截图", "photo")
    service = RecordService(
        id=case.id("sv"),
        party=case.id("p2"),
        manner="electronic",
        server="郭建民",
        paper=case.id("rights"),
        proof=case.id("screen"),
        track=case.id("t"),
    )
    case.do(service)
    text = _issue(case, "receipt", "RM-SERV", case.id("sv"))
    assert case.track().docket in text and "送达截图" in text
    assert "电子送达到达特定系统的时间2026年3月2日" in text
