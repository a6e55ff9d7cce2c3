"""Handing over by the rules, answers and their clocks; what comes in; ways that exclude each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator, ReceiveApplication
from mediation_desk.acts.act import Act
from mediation_desk.acts.agreement import RecordOralAgreement
from mediation_desk.acts.ending import EndTrack, ReopenTrack, ReverseAct
from mediation_desk.acts.handover import ReferAside, ReportDanger, Transfer
from mediation_desk.acts.intake import OpenTrack, Referral
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.recorded import RecordOutside
from mediation_desk.acts.referrals import (
    CloseOutside,
    FeedBack,
    ReceiveReferral,
    RecordHandoverAnswer,
    RecordHandoverDeclined,
    RecordHandoverTaken,
)
from mediation_desk.facts.shapes import HandoverFacts, ReferralFacts
from mediation_desk.queries.case import WholeCase as CasePage
from mediation_desk.queries.today import Today, TodoRow
from tests.support.practice_desk import DAY, Case, desk_of, draft, pay, staff


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def _village(case: Case, **changes: object) -> Case:
    return case.register(2, **changes).open(body="shiqiao").accept()


def _upward(case: Case, **changes: object) -> Transfer:
    given: dict[str, object] = {
        "track": case.id("t"),
        "id": case.id("h"),
        "to": "枫塘镇人民调解委员会",
        "reason": "两次调解不成",
        "rule": "village_to_town",
        "documents": ("受理登记表", "已调解情况"),
    }
    return Transfer(**{**given, **changes})


def _sent(case: Case, name: str = "h") -> HandoverFacts:
    return next(sent for sent in case.track().handovers if sent.id == case.id(name))


def _received(case: Case, name: str = "in") -> ReferralFacts:
    return next(one for one in case.facts().referrals if one.id == case.id(name))


def _todo(case: Case) -> list[TodoRow]:
    return [row for row in desk_of(case.office, "shen").ask(Today()).todo if row.case_id == case.case]


# -- what leaves


def test_that_a_transfer_by_a_rule_stands_on_its_article_and_has_a_clock_in_words(case: Case) -> None:
    _village(case)
    number = case.facts().number
    case.do(_upward(case), _after(12))
    sent = _sent(case)
    assert sent.basis == "宁波市人民调解条例 18；本中心分级办理做法（依据待核）"
    assert sent.clock is not None
    assert sent.clock.due == date(2026, 3, 20)  # Friday: five working days after Saturday 14 March
    assert sent.clock in case.track().deadlines
    assert case.facts().number == number
    assert case.track().docket is not None


def test_that_papers_of_the_rule_go_along_or_their_lack_is_explained(case: Case) -> None:
    _village(case)
    refusal = case.refused("handover.papers_missing", _upward(case, documents=("受理登记表",)))
    assert refusal.facts["papers"] == "已调解情况"
    case.refused("handover.rule_unknown", _upward(case, rule="to_the_moon"))
    case.refused("handover.does_not_fit", _upward(case, rule="town_to_county"))
    case.refused("handover.of_other_kind", _upward(case, rule="legal_aid"))
    case.do(_upward(case, documents=(), lacking="卷宗由双方自行带去"))


def test_that_consent_is_per_hand_over_and_the_last_word_by_its_day_counts(case: Case) -> None:
    case.mediating()
    aid = ReferAside(
        track=case.id("t"),
        id=case.id("h"),
        to="临溪县法律援助中心",
        reason="低保户",
        rule="legal_aid",
        documents=("法律援助申请表", "身份证明", "事由说明"),
    )
    case.refused("handover.consent_missing", aid)
    case.consent("c1", "handover", "p1", subject_ref=case.id("another"))
    case.refused("handover.consent_missing", aid)
    case.consent("c2", "handover", "p1", _after(2), subject_ref="legal_aid")
    case.refused("handover.consent_missing", aid, _after(1), today=_after(2))
    case.consent("c3", "handover", "p1", _after(4), subject_ref="legal_aid", answer="withdrawn")
    case.refused("handover.consent_missing", aid, _after(4))
    case.do(aid, _after(3), today=_after(4))
    assert case.track().stage == "mediating"


def test_that_a_whistle_carries_its_own_limit(case: Case) -> None:
    case.mediating()
    whistle = ReferAside(
        track=case.id("t"),
        id=case.id("h"),
        to="枫塘镇综合执法队",
        reason="占用排水沟",
        rule="whistle",
        documents=("吹哨单",),
    )
    case.refused("handover.limit_missing", whistle)
    case.refused("period.reversed", replace(whistle, reply_due=_after(-1)))
    case.do(replace(whistle, reply_due=_after(2)))
    clock = _sent(case).clock
    assert clock is not None and (clock.due, clock.state) == (_after(2), "running")
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"), _after(5))
    late = [row for row in _todo(case) if row.name == "等待回复：枫塘镇综合执法队"]
    assert [(row.due, row.answers) for row in late] == [(_after(2), ("handover_answered",))]
    answer = RecordHandoverAnswer(track=case.id("t"), id=case.id("w"), about=case.id("h"), result="已责令恢复")
    case.refused("field.empty", replace(answer, result=""), _after(5))
    case.do(answer, _after(5))
    assert (_sent(case).state, [said.words for said in _sent(case).responses]) == ("answered", ["已责令恢复"])
    assert not [row for row in _todo(case) if row.name.startswith("等待回复")]


def test_that_a_declined_transfer_comes_back_with_its_history(case: Case) -> None:
    _village(case)
    case.do(_upward(case), _after(10))
    reopen = ReopenTrack(track=case.id("t"), reason="镇里退回")
    case.refused("track.still_handed_over", reopen, _after(11))
    declined = RecordHandoverDeclined(track=case.id("t"), id=case.id("w"), about=case.id("h"), reason="未在村里调解过")
    case.refused("field.empty", replace(declined, reason=" "), _after(12))
    case.refused("handover.before_sent", declined, _after(9), today=_after(12))
    case.refused("handover.unknown", replace(declined, about=case.id("nothing")), _after(12))
    case.do(declined, _after(12))
    taken = RecordHandoverTaken(track=case.id("t"), id=case.id("w2"), about=case.id("h"), receiver="老周")
    case.refused("handover.said_already", taken, _after(12))
    case.refused("track.still_handed_over", reopen, _after(11), today=_after(12))
    case.do(reopen, _after(13))
    track = case.track()
    assert (track.stage, track.ending, _sent(case).state) == ("mediating", None, "declined")
    old, new = sorted((d for d in track.deadlines if d.rule == "people.conclude"), key=lambda d: d.started_on)
    assert (old.started_on, old.state, new.started_on) == (DAY, "answered", _after(13))
    assert _sent(case).elapsed == "调解期限自2026-03-02起已用10日，届满日2026-04-01"


def test_that_passing_upwards_leaves_the_used_days_in_view_beside_the_new_clock(case: Case) -> None:
    _village(case)
    before = case.facts().number
    case.do(_upward(case), _after(10))
    case.do(RecordHandoverTaken(track=case.id("t"), id=case.id("w"), about=case.id("h"), receiver="老周"), _after(11))
    case.do(OpenTrack(track=case.id("town"), procedure="people.general", body=staff("fengtang")), _after(11))
    case.do(AcceptCase(track=case.id("town"), own_motion=True), _after(11))
    assert case.facts().number == before
    assert case.deadline("people.conclude").started_on == DAY
    assert case.deadline("people.conclude", "town").started_on == _after(11)
    assert case.track("town").docket != case.track().docket
    assert "已用10日" in _sent(case).elapsed
    clock = _sent(case).clock
    assert clock is not None and clock.state == "answered"


def test_that_a_report_by_a_rule_needs_no_paper_first(case: Case) -> None:
    case.mediating()
    report = ReportDanger(
        track=case.id("t"),
        id=case.id("h"),
        to="枫塘派出所",
        receiver="民警丁",
        reason="扬言报复",
        rule="police_report",
    )
    case.do(report)
    assert _sent(case).basis == "人民调解法 25；反家庭暴力法 14、35"


def test_that_a_hand_over_recorded_by_mistake_is_taken_back(case: Case) -> None:
    case.mediating()
    aside = ReferAside(track=case.id("t"), id=case.id("h"), to="枫塘镇政府", reason="误登", reply_due=_after(3))
    case.do(aside, act_id=case.id("mistake"))
    assert any(row.name == "等待回复：枫塘镇政府" for row in _todo(case))
    case.do(ReverseAct(reversed=case.id("mistake"), reason="登错案件"), by="guo")
    assert case.track().handovers == ()
    assert not any(row.name == "等待回复：枫塘镇政府" for row in _todo(case))


# -- what comes in


def _police(case: Case, **changes: object) -> ReceiveReferral:
    given: dict[str, object] = {
        "id": case.id("in"),
        "rule": "police_in",
        "organ": "枫塘派出所",
        "number": "枫公调〔2026〕3号",
        "documents": ("移交单或者委托调解书", "接处警登记", "当事人信息"),
        "limit": "referral.police_complex",
    }
    return ReceiveReferral(**{**given, **changes})


def test_that_a_referral_before_triage_goes_with_the_first_track_and_stands_for_an_application(case: Case) -> None:
    case.register(2, source="police_110")
    case.do(_police(case))
    assert [row.name for row in _todo(case)] == ["向来源反馈：枫塘派出所", "待分流"]
    case.open(on=_after(1))
    case.do(AcceptCase(track=case.id("t")), _after(1))
    found = _received(case)
    assert (found.track, found.channel) == (case.id("t"), "公安机关移交（公调对接）")
    assert found.clock is not None and found.clock.due == _after(5)
    assert found.clock in case.track().deadlines


def test_that_the_limit_is_the_letters_own_or_one_that_is_chosen(case: Case) -> None:
    case.register(2)
    case.refused("handover.limit_missing", _police(case, limit=None))
    case.refused("handover.limit_unknown", _police(case, limit="referral.petition"))
    case.refused("handover.rule_unknown", _police(case, rule="village_to_town"))
    case.refused("field.empty", _police(case, organ=" "))
    case.refused("period.reversed", _police(case, counted_from=_after(1)))
    case.refused("period.reversed", _police(case, due=_after(-1)))
    case.refused("track.unknown", _police(case, track=case.id("nothing")))
    order = _police(case, rule="hotline", organ="12345热线", number="260302-118", limit=None, documents=("工单",))
    case.refused("handover.limit_missing", order)
    case.do(replace(order, due=_after(7)))
    clock = _received(case).clock
    assert clock is not None and clock.due == _after(7)
    assert clock.reason == "函件载明2026年3月9日为期限末日。依据：北京市接诉即办工作条例 11-14、23、32、33。"


def test_that_petition_counts_from_the_day_the_office_there_accepted(case: Case) -> None:
    case.register(2, source="petition")
    case.do(_police(case, rule="petition_in", organ="县信访局", limit=None, counted_from=date(2026, 2, 20)))
    clock = _received(case).clock
    assert clock is not None and (clock.due, clock.source) == (date(2026, 4, 21), "信访工作条例 34")


def test_that_feedback_answers_the_senders_clock(case: Case) -> None:
    case.register(2, source="police_110")
    case.do(_police(case))
    case.open(on=DAY)
    feedback = FeedBack(id=case.id("f"), about=case.id("in"), words="已达成协议，当场付清", documents=("调解协议书",))
    case.refused("referral.unknown", replace(feedback, about=case.id("nothing")))
    case.refused("field.empty", replace(feedback, words=""))
    case.refused("paper.unknown", replace(feedback, paper=case.id("nothing")))
    case.do(feedback, _after(3))
    found = _received(case)
    assert found.clock is not None
    assert (found.state_words, found.clock.state, found.clock.days_left) == ("已反馈", "answered", 2)
    assert (found.responses[0].who, found.responses[0].on) == ("枫塘派出所", _after(3))


def test_that_feedback_does_not_come_before_the_letter(case: Case) -> None:
    case.register(2)
    case.do(_police(case), _after(2))
    early = FeedBack(id=case.id("f"), about=case.id("in"), words="已办结")
    case.refused("handover.before_sent", early, _after(1), today=_after(2))
    case.do(early, _after(2))


def test_that_the_receipt_and_the_reply_name_the_letter_and_no_more_people_than_needed(case: Case) -> None:
    case.register(2, source="police_110")
    case.do(_police(case))
    case.do(IssuePaper(id=case.id("receipt"), code="RM-INRCV"))
    receipt = case.paper("receipt").context["subject"]
    assert (receipt["addressee"], receipt["their_number"]) == ("枫塘派出所", "枫公调〔2026〕3号")
    assert (receipt["received_on"], receipt["feedback_by"]) == ("2026-03-02", "2026-03-07")
    assert receipt["next_step"] == "已登记，等待分流办理"
    case.open().accept().finalise()
    case.everyone_signs(_after(1))
    case.do(IssuePaper(id=case.id("reply"), code="RM-REPLY", track=case.id("t"), ref=case.id("in")), _after(2))
    reply = case.paper("reply").context["subject"]
    assert reply["result"] == "已达成调解协议"
    assert (reply["accepted_on"], reply["concluded_on"]) == ("2026-03-02", "2026-03-03")
    assert reply["agreement_number"] == case.track().docket
    assert "330699" not in str(reply) and "赔偿款" not in str(reply)


# -- ways that exclude each other


def _court(case: Case, **changes: object) -> RecordOutside:
    given: dict[str, object] = {
        "track": case.id("t"),
        "id": case.id("court"),
        "kind": "court",
        "organ": "临溪县人民法院",
        "number": "（2026）浙0699民初12号",
    }
    return RecordOutside(**{**given, **changes})


def _oral(case: Case) -> RecordOralAgreement:
    return RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=draft(pay(case, "300.00")))


def test_that_a_court_that_took_the_matter_ends_ours_until_it_is_done_there(case: Case) -> None:
    case.mediating()
    case.do(_court(case), _after(2))
    (reason,) = case.track().must_end
    assert reason.startswith("须终止：临溪县人民法院已于2026年3月4日受理（诉讼）。")
    assert "人民调解工作若干规定 22" in reason
    assert next(row.due for row in _todo(case) if row.name == "须终止") == _after(2)
    page = desk_of(case.office, "shen").ask(CasePage(case=case.case))
    assert (page.tracks[0].acts[0].act, page.tracks[0].acts[0].reason) == ("end_track", reason)
    case.refused("track.excluded", _oral(case), _after(3))
    close = CloseOutside(track=case.id("t"), id=case.id("w"), about=case.id("court"), result="准许撤诉")
    case.refused("outside.unknown", replace(close, about=case.id("nothing")), _after(4))
    case.refused("field.empty", replace(close, result=""), _after(4))
    case.refused("period.reversed", close, _after(1), today=_after(4))
    case.refused("attachment.unknown", replace(close, papers=(case.id("nothing"),)), _after(4))
    case.do(close, _after(4))
    case.refused("outside.ended_already", replace(close, id=case.id("w2")), _after(5))
    assert case.track().must_end == ()
    case.do(_oral(case), _after(5))


def test_that_nothing_is_accepted_finalised_or_reopened_while_the_court_has_it(case: Case) -> None:
    case.register(2).open()
    case.do(_court(case), _after(2))
    case.refused("track.excluded", AcceptCase(track=case.id("t"), own_motion=True), _after(2))
    case.do(AcceptCase(track=case.id("t"), own_motion=True), _after(1), today=_after(2))
    case.do(ChooseMediator(track=case.id("t"), staff=staff("guo")), _after(2))
    case.refused("track.excluded", case.final_text(), _after(3))
    case.do(EndTrack(track=case.id("t"), reason="other_organ"), _after(4))
    assert case.track().must_end == ()
    case.refused("track.excluded", ReopenTrack(track=case.id("t"), reason="双方要求"), _after(5))


@pytest.mark.parametrize("kind", ["appraisal", "insurer", "notary", "police", "petition"])
def test_that_an_appraisal_an_insurer_or_a_notary_ends_nothing(case: Case, kind: str) -> None:
    case.mediating()
    case.do(_court(case, kind=kind, organ="某机构"))
    assert case.track().must_end == ()
    case.do(_oral(case))


def test_that_a_suit_about_another_matter_or_other_people_runs_beside_ours(case: Case) -> None:
    case.register(3).open(matters=(case.id("m1"),), parties=(case.id("p1"), case.id("p2"))).accept()
    case.do(_court(case, matters=(case.id("m2"),)))
    case.do(_court(case, id=case.id("second"), parties=(case.id("p1"), case.id("p3"))))
    assert case.track().must_end == ()
    case.refused("matter.unknown", _court(case, id=case.id("x"), matters=(case.id("nothing"),)))
    case.refused("party.unknown", _court(case, id=case.id("x"), parties=(case.id("nothing"),)))
    case.refused("attachment.unknown", _court(case, id=case.id("x"), papers=(case.id("nothing"),)))
    case.do(_court(case, id=case.id("third"), parties=(case.id("p1"), case.id("p2")), papers=(case.scan(),)))
    assert len(case.track().must_end) == 1


def test_that_what_was_agreed_before_stays_agreed(case: Case) -> None:
    case.mediating()
    case.do(_oral(case))
    case.do(_court(case), _after(20))
    assert (case.track().stage, case.track().must_end) == ("performing", ())


def test_that_medical_mediation_and_the_health_authority_exclude_each_other(case: Case) -> None:
    case.register(2, dispute_type="medical").open("professional.medical", "medical")
    case.do(ReceiveApplication(track=case.id("t")))
    case.accept()
    second = OpenTrack(track=case.id("ad"), procedure="administrative.general", body=staff("ecology"))
    refusal = case.refused("track.forum_taken", second)
    assert refusal.facts["source"] == "医疗纠纷预防和处理条例 31、40"
    case.do(_court(case, kind="health", organ="临溪县卫生健康局"), _after(1))
    assert "医疗纠纷预防和处理条例 31、40" in case.track().must_end[0]
    case.do(EndTrack(track=case.id("t"), reason="other_organ"), _after(1))
    case.do(second, _after(2))


def test_that_other_matters_of_the_same_people_run_side_by_side(case: Case) -> None:
    case.register(2).open(matters=(case.id("m1"),)).accept()
    again = OpenTrack(
        track=case.id("again"), procedure="people.general", body=staff("shiqiao"), matters=(case.id("m1"),)
    )
    case.refused("track.forum_taken", again)
    case.do(replace(again, matters=(case.id("m2"),)))


def test_that_a_forum_is_taken_on_the_days_on_which_the_track_ran(case: Case) -> None:
    case.mediating()
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"), _after(5))
    again = OpenTrack(track=case.id("again"), procedure="people.general", body=staff("shiqiao"))
    case.refused("track.forum_taken", again, _after(4), today=_after(6))
    case.do(again, _after(5), today=_after(6))


def test_that_only_a_court_refers_to_judicial_mediation(case: Case) -> None:
    case.register(2, source="self")
    here = OpenTrack(track=case.id("t"), procedure="judicial.before_filing", body=staff("invited"))
    refusal = case.refused("track.needs_referral", here)
    assert "引导当事人起诉" in refusal.facts["words"]
    case.refused("track.needs_referral", replace(here, referral=Referral(organ="枫塘派出所")))
    case.do(replace(here, referral=Referral(organ="临溪县人民法院")))


def test_that_a_referral_that_was_received_from_a_court_opens_it_too(case: Case) -> None:
    case.register(2)
    case.do(_police(case, rule="court_before", organ="临溪县人民法院", limit=None))
    case.open("judicial.before_filing", "invited")


_ORDERS = list(permutations(range(3)))


@pytest.mark.parametrize("order", _ORDERS)
def test_that_facts_beside_the_stages_may_be_recorded_in_any_order(case: Case, order: tuple[int, ...]) -> None:
    case.mediating()
    case.do(ReferAside(track=case.id("t"), id=case.id("h"), to="镇政府", reason="归属", reply_due=_after(9)))
    facts: list[tuple[Callable[[], Act], int]] = [
        (lambda: RecordHandoverTaken(track=case.id("t"), id=case.id("a"), about=case.id("h"), receiver="周"), 1),
        (lambda: RecordHandoverAnswer(track=case.id("t"), id=case.id("b"), about=case.id("h"), result="已办"), 2),
        (lambda: _court(case), 3),
    ]
    for place in order:
        make, day = facts[place]
        case.do(make(), _after(day), today=_after(5))
    track = case.track()
    assert (_sent(case).state, [said.kind for said in _sent(case).responses]) == ("answered", ["taken", "answered"])
    clock = _sent(case).clock
    assert clock is not None and (clock.state, clock.days_left) == ("answered", 7)
    assert track.must_end[0].startswith("须终止：临溪县人民法院已于2026年3月5日受理")
