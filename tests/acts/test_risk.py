"""Judging risk, lowering it by two people, keeping sides apart, and who gets to see any of it."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

import pytest

from mediation_desk.acts.act import Act
from mediation_desk.acts.ending import EndTrack, ReverseAct
from mediation_desk.acts.handover import ReportDanger
from mediation_desk.acts.office import ChangeSettings, RiskDraft
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import PersonDraft, WithholdFact
from mediation_desk.acts.performance import RecordVisit
from mediation_desk.acts.recorded import RecordOutside
from mediation_desk.acts.risk import AskLowerRisk, AssessRisk, LowerRisk, Sign
from mediation_desk.acts.sessions import PlanSession, RecordInquiry, RecordPrivateTalk, RecordSession
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.case_shapes import CaseSheet
from mediation_desk.queries.ledger import Ledger
from mediation_desk.queries.performance import PerformanceDue
from mediation_desk.queries.risk_shapes import RiskSheet
from mediation_desk.queries.today import Today, TodoRow
from tests.support.practice_desk import DAY, Case, desk_of, refused

TOMORROW = DAY + timedelta(days=1)
LATER = DAY + timedelta(days=40)


def assess(case: Case, name: str, *signals: str, reason: str = "调解员判断", **counted: int) -> AssessRisk:
    return AssessRisk(id=case.id(name), signals=signs(*signals, **counted), reason=reason)


def signs(*codes: str, **counted: int) -> tuple[Sign, ...]:
    return (*(Sign(code=code) for code in codes), *(Sign(code=code, count=n) for code, n in counted.items()))


def sheet(case: Case, by: str = "guo") -> CaseSheet:
    return desk_of(case.office, by).ask(WholeCase(case=case.case))


def risk(case: Case, by: str = "guo") -> RiskSheet:
    found = sheet(case, by).risk
    assert found is not None
    return found


def colour(case: Case) -> str | None:
    found = risk(case).colour
    return None if found is None else found.code


def todo(case: Case, kind: str, by: str = "guo") -> list[TodoRow]:
    return [row for row in desk_of(case.office, by).ask(Today()).todo if row.case_id == case.case and row.kind == kind]


def joint(case: Case, name: str, on: date, *who: str, hour: int = 14) -> RecordSession:
    started = datetime.combine(on, time(hour))
    return RecordSession(
        track=case.id("t"),
        id=case.id(name),
        started=started,
        ended=started + timedelta(hours=1),
        place="调解室",
        attending=who or ("王有田", "李秀英"),
    )


def plan(case: Case, name: str, at: datetime) -> PlanSession:
    return PlanSession(track=case.id("t"), id=case.id(name), at=at, place="调解室")


def report(case: Case, name: str = "report") -> ReportDanger:
    return ReportDanger(
        track=case.id("t"), id=case.id(name), to="枫塘派出所", receiver="值班民警陈卫", reason="扬言伤人"
    )


def test_that_one_person_raises_and_the_grade_says_who_when_and_why(case: Case) -> None:
    case.mediating()
    assert risk(case).colour is None
    case.do(assess(case, "r1", "breakup", reason="正在离婚"), by="guo", at=time(9, 30))
    case.do(assess(case, "r2", "breakup", "threat", reason="电话里扬言"), TOMORROW, by="shen", at=time(10))
    now = risk(case)
    assert now.colour is not None
    assert (now.colour.code, now.score, now.since) == ("red", 55, datetime.combine(TOMORROW, time(10)))
    assert [(one.at, one.colour_words, one.who, one.reason) for one in now.history] == [
        (datetime.combine(TOMORROW, time(10)), "红", "沈若兰", "电话里扬言"),
        (datetime.combine(DAY, time(9, 30)), "黄", "郭建民", "正在离婚"),
    ]
    assert "明确扬言杀害、伤害他人：40分（本中心做法，依据待核）" in now.explanation


def test_that_a_risk_can_be_judged_before_any_track_is_opened(case: Case) -> None:
    case.register(enquiry=True)
    case.do(assess(case, "r1", "self_harm"), by="guo")
    assert colour(case) == "red"
    assert [row.procedure for row in todo(case, "danger")] == [""]


def test_that_a_grade_needs_a_reason_and_signals_from_the_list(case: Case) -> None:
    case.mediating()
    case.refused("field.empty", assess(case, "r1", "threat", reason=" "), by="guo")
    case.refused("risk.signal_unknown", assess(case, "r1", "bad_mood"), by="guo")
    case.refused("risk.count_not_positive", assess(case, "r1", crowd=0), by="guo")
    case.refused("risk.signal_twice", assess(case, "r1", "threat", "threat"), by="guo")


def test_that_a_trivial_quarrel_is_as_dangerous_as_a_grave_one(office: PracticeOffice) -> None:
    scores = []
    for dispute in ("neighbours", "medical", "other"):
        case = Case(office).register(dispute_type=dispute)
        case.do(assess(case, "r1", "injury", "long_feud"), by="guo")
        scores.append((risk(case).score, colour(case)))
    assert scores == [(30, "yellow")] * 3


def test_that_one_person_cannot_lower_and_cannot_drop_a_hard_rule(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "threat", "domestic_violence"), by="guo")
    case.refused("risk.lowering_needs_second", assess(case, "r2", "breakup"), TOMORROW, by="shen")
    case.refused("risk.lowering_needs_second", assess(case, "r2", "threat"), TOMORROW, by="shen")
    case.do(assess(case, "r2", "threat", "domestic_violence", "injury"), TOMORROW, by="shen")
    assert colour(case) == "red"


def test_that_a_mistaken_grade_is_not_taken_back_by_a_reversal(case: Case) -> None:
    case.mediating()
    done = case.do(assess(case, "r1", "threat"), by="guo")
    case.refused("reverse.not_this_way", ReverseAct(reversed=done.act, reason="误填"), by="guo")


def test_that_lowering_takes_two_people_and_the_second_with_the_role(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "threat"), by="guo")
    case.do(AskLowerRisk(id=case.id("ask"), signals=signs("breakup"), reason="已和好"), TOMORROW, by="guo")
    assert colour(case) == "red"
    (request,) = risk(case).requests
    assert (request.asked_by, request.asked_by_me, request.reason) == ("郭建民", True, "已和好")
    lower = LowerRisk(id=case.id("low"), request=case.id("ask"))
    case.refused("risk.same_person", lower, TOMORROW, by="guo")
    case.refused("risk.lowering_role", lower, TOMORROW, by="wangshi")
    case.refused("permission.denied", lower, TOMORROW, by="zhou")
    case.refused("period.reversed", lower, DAY, by="shen", today=TOMORROW)
    case.do(lower, TOMORROW, by="shen", at=time(11))
    assert (colour(case), risk(case).score, risk(case).requests) == ("yellow", 15, ())
    assert [one.kind_words for one in risk(case).history] == ["降级", "申请降级", "评估"]
    case.refused("risk.lowered_already", replace_id(lower, case), TOMORROW, by="shen")


def replace_id(lower: LowerRisk, case: Case) -> LowerRisk:
    return LowerRisk(id=case.id("low-again"), request=lower.request)


def test_that_a_request_must_lower_and_must_name_a_request(case: Case) -> None:
    case.mediating()
    ask = AskLowerRisk(id=case.id("ask"), signals=(), reason="没有危险")
    case.refused("risk.not_assessed", ask, by="guo")
    case.do(assess(case, "r1", "breakup"), by="guo")
    same = AskLowerRisk(id=case.id("ask"), signals=signs("breakup"), reason="还是一样")
    case.refused("risk.not_lower", same, TOMORROW, by="guo")
    case.refused("field.empty", AskLowerRisk(id=case.id("ask"), reason=""), TOMORROW, by="guo")
    case.refused("request.unknown", LowerRisk(id=case.id("low"), request=case.id("r1")), TOMORROW, by="shen")
    case.refused("request.unknown", LowerRisk(id=case.id("low"), request=case.id("none")), TOMORROW, by="shen")


def test_that_a_request_lapses_when_somebody_judges_the_case_anew(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "threat"), by="guo")
    case.do(AskLowerRisk(id=case.id("ask"), reason="已和好"), TOMORROW, by="guo", at=time(9))
    case.do(assess(case, "r2", "threat", "weapon"), TOMORROW, by="guo", at=time(10))
    assert risk(case).requests == ()
    late = LowerRisk(id=case.id("low"), request=case.id("ask"))
    case.refused("risk.request_outdated", late, TOMORROW, by="shen", at=time(11))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_that_the_grade_is_the_same_in_any_order_of_recording(office: PracticeOffice, order: tuple[int, ...]) -> None:
    case = Case(office).mediating()
    facts: list[tuple[Act, date]] = [
        (assess(case, "r1", "breakup"), DAY),
        (assess(case, "r2", "breakup", "injury"), TOMORROW),
        (assess(case, "r3", "threat"), TOMORROW + timedelta(days=1)),
    ]
    for place in order:
        act, on = facts[place]
        case.do(act, on, by="guo", today=LATER)
    now = risk(case)
    assert (colour(case), now.since) == ("red", datetime.combine(TOMORROW + timedelta(days=1), time(9)))
    assert [one.colour_words for one in now.history] == ["红", "橙", "黄"]


def test_that_sides_kept_apart_are_brought_together_by_no_act(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "domestic_violence", "threat"), by="guo", at=time(9, 12))
    tomorrow = datetime.combine(TOMORROW, time(9))
    said = case.refused("risk.no_joint_session", plan(case, "pl", tomorrow), by="guo", at=time(10))
    assert "人民调解法 25" in str(said.facts["source"])
    case.refused("risk.no_joint_session", joint(case, "s1", DAY), by="guo", at=time(16))
    case.refused("risk.no_joint_session", joint(case, "s1", TOMORROW), TOMORROW, by="guo")


def test_that_separate_talks_stay_open_and_so_does_the_end(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "domestic_violence"), by="guo", at=time(9))
    case.do(joint(case, "s1", TOMORROW, "王有田"), TOMORROW, by="guo")
    case.do(RecordPrivateTalk(track=case.id("t"), id=case.id("n1"), party=case.id("p1"), text="怕"), by="guo")
    started = datetime.combine(DAY, time(15))
    asked = {"id": case.id("q1"), "started": started, "ended": started, "place": "村委会", "attending": ("李秀英",)}
    case.do(RecordInquiry(track=case.id("t"), **asked), by="guo")
    case.do(EndTrack(track=case.id("t"), reason="unsuitable"), TOMORROW, by="guo")
    assert case.track().stage == "ended"


def test_that_a_meeting_held_before_the_danger_was_seen_may_still_be_written_down(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "domestic_violence"), by="guo", at=time(12))
    case.do(joint(case, "s1", DAY, hour=9), by="guo", at=time(12, 30))
    assert len(case.track().sessions) == 1


def test_that_plans_to_meet_fall_away_when_the_sides_are_kept_apart(case: Case) -> None:
    case.mediating()
    for name, hour in (("early", 8), ("late", 15)):
        case.do(plan(case, name, datetime.combine(DAY, time(hour))), by="guo")
    case.do(assess(case, "r1", "domestic_violence"), by="guo", at=time(9))
    planned = [row for row in desk_of(case.office, "guo").ask(Today()).planned if row.case_id == case.case]
    assert [row.at.hour for row in planned] == [8]


def test_that_sides_may_meet_again_once_two_people_have_said_so(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "domestic_violence"), by="guo")
    case.do(AskLowerRisk(id=case.id("ask"), reason="告诫书已失效"), TOMORROW, by="guo")
    case.refused("risk.no_joint_session", joint(case, "s1", TOMORROW), TOMORROW, by="guo")
    case.do(LowerRisk(id=case.id("low"), request=case.id("ask")), TOMORROW, by="shen", at=time(10))
    case.do(joint(case, "s1", TOMORROW), TOMORROW, by="guo", at=time(16))


def test_that_a_danger_stands_on_the_first_page_until_it_is_reported(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "threat"), by="guo", at=time(9, 12))
    (row,) = todo(case, "danger")
    assert (row.name, row.source, row.answers) == ("须立即报告", "人民调解法 25", ("danger_reported",))
    assert risk(case).report_owed_since == datetime.combine(DAY, time(9, 12))
    first = desk_of(case.office, "guo").ask(Today()).todo[0]
    assert first.kind == "danger"
    case.refused("field.empty", ReportDanger(**{**_fields(report(case)), "receiver": " "}), by="guo")
    case.do(report(case), by="guo", at=time(9, 20))
    assert todo(case, "danger") == []
    assert risk(case).report_owed_since is None
    assert risk(case).report_words == "须立即报告公安机关（人民调解法 25）"


def _fields(act: ReportDanger) -> dict[str, object]:
    return {name: getattr(act, name) for name in ("track", "id", "to", "receiver", "reason")}


def test_that_visits_of_a_red_case_are_due_from_the_day_it_was_seen(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "threat"), by="guo")
    days = [DAY + timedelta(days=days) for days in (1, 3, 7, 30)]
    assert [row.due for row in todo(case, "visit")] == days
    case.do(RecordVisit(track=case.id("t"), id=case.id("v1"), visitor="郭建民", performance="平安"), days[0], by="guo")
    assert [(row.due, row.name) for row in todo(case, "visit")] == [
        (days[1], "第3日回访"),
        (days[2], "第7日回访"),
        (days[3], "第30日回访"),
    ]
    assert [visit.made_on for visit in risk(case).visits] == [days[0], None, None, None]
    rows = [row for row in desk_of(case.office, "guo").ask(PerformanceDue()).rows if row.case_id == case.case]
    assert [row.due for row in rows if row.kind == "visit"] == days[1:]


def test_that_the_plan_of_the_risk_takes_the_place_of_the_usual_visit(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.everyone_signs()
    assert [row.name for row in todo(case, "visit")] == ["回访"]
    case.do(assess(case, "r1", police_calls=4), by="guo", today=LATER)
    assert [row.name for row in todo(case, "visit")] == ["第30日回访"]


def test_that_the_registrar_sees_the_colour_and_only_mediators_see_why(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "threat", reason="秘密的理由"), by="guo")
    seen = risk(case, "zhou")
    assert seen.colour is not None
    assert (seen.colour.words, seen.explained, seen.score) == ("红", False, 0)
    assert seen.explanation == seen.history == seen.signals == seen.requests == ()
    assert seen.report_owed_since is not None
    assert "assess_risk" not in [row.act for row in sheet(case, "zhou").timeline]
    assert "assess_risk" in [row.act for row in sheet(case, "guo").timeline]
    case.refused("permission.denied", assess(case, "r2", "threat"), by="zhou")


def test_that_a_village_lawyer_sees_nothing_of_it(office: PracticeOffice) -> None:
    case = Case(office).register(region="330699101201").open(body="shiqiao")
    case.do(assess(case, "r1", "threat"), by="guo")
    desk = desk_of(office, "chen")
    assert sheet(case, "chen").risk is None
    assert desk.ask(CaseRecord(case.case)).risk is None
    assert [row.risk_words for row in desk.ask(Ledger()).rows if row.id == case.case] == [""]
    assert todo(case, "danger", "chen") == todo(case, "visit", "chen") == []
    assert "assess_risk" not in [line.act for line in desk.ask(CaseRecord(case.case)).timeline]


def test_that_the_ledger_shows_the_colour(case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", police_calls=3), by="guo")
    rows = desk_of(case.office, "zhou").ask(Ledger()).rows
    assert [(row.risk, row.risk_words) for row in rows if row.id == case.case] == [("orange", "橙")]


def test_that_a_screen_before_a_party_shows_nothing_that_is_kept_from_parties(case: Case) -> None:
    people = (
        PersonDraft(id=case.id("n1"), name="王有田", address="安全屋路1号"),
        PersonDraft(id=case.id("n2"), name="李秀英", address="枫塘路2号"),
    )
    case.register(people=people).open().accept()
    case.do(WithholdFact(**_withheld(case)), by="zhou")
    case.do(assess(case, "r1", "domestic_violence"), by="guo")
    case.do(report(case), by="guo")
    case.do(RecordPrivateTalk(track=case.id("t"), id=case.id("n"), party=case.id("p1"), text="怕他"), by="guo")
    danger = {"id": case.id("pd"), "code": "RM-DANGER", "ref": case.id("report")}
    case.do(IssuePaper(track=case.id("t"), **danger), by="guo")
    desk = desk_of(case.office, "guo")
    assert "安全屋路1号" in repr(desk.ask(WholeCase(case=case.case)))
    desk.screen.before_party = True
    shown = desk.ask(WholeCase(case=case.case))
    acts = {one.act for one in (*shown.acts, *shown.tracks[0].acts)}
    assert (shown.risk, shown.notes) == (None, ())
    assert not acts & {"assess_risk", "ask_lower_risk", "lower_risk"}
    assert not {row.act for row in shown.timeline} & {"assess_risk", "report_danger", "withhold_fact"}
    assert shown.tracks[0].papers == ()
    for hidden in ("安全屋路1号", "怕他", "派出所", "风险", "情况报告"):
        assert hidden not in repr((shown.facts, shown.timeline, shown.notes, shown.tracks[0].facts_recorded))
    assert [row for row in desk.ask(Today()).todo if row.case_id == case.case and row.kind == "danger"] == []
    desk.screen.before_party = False
    assert desk.ask(WholeCase(case=case.case)).risk is not None


def _withheld(case: Case) -> dict[str, object]:
    hidden = {"person": case.id("n1"), "field": "address", "from_parties": (case.id("p2"),), "reason": "安全"}
    return {"id": case.id("w1"), **hidden}


def test_that_a_withheld_address_stands_on_no_paper_but_the_report_to_the_police(case: Case) -> None:
    people = (
        PersonDraft(id=case.id("n1"), name="王有田", sex="男", birth=date(1970, 1, 1), address="安全屋路1号"),
        PersonDraft(id=case.id("n2"), name="李秀英", sex="女", birth=date(1970, 1, 2), address="枫塘路2号"),
    )
    case.register(people=people).open().accept()
    case.do(WithholdFact(**_withheld(case)), by="zhou")
    case.do(report(case), by="guo")
    case.do(IssuePaper(id=case.id("reg"), code="RM-REG", track=case.id("t")), by="guo")
    case.do(IssuePaper(id=case.id("pd"), code="RM-DANGER", track=case.id("t"), ref=case.id("report")), by="guo")
    assert "安全屋路1号" not in repr(case.paper("reg").context)
    assert "枫塘路2号" in repr(case.paper("reg").context)
    assert "安全屋路1号" in repr(case.paper("pd").context)
    recorded = desk_of(case.office, "guo").ask(CaseRecord(case.case))
    assert "安全屋路1号" not in repr(recorded)
    name = WithholdFact(**{**_withheld(case), "id": case.id("w2"), "field": "name"})
    case.refused("field.not_correctable", name, by="zhou")


def test_that_the_desk_proposes_what_it_has_seen_and_ticks_nothing(office: PracticeOffice) -> None:
    numbers = ("330699197207152195", "330699197410034119")
    first, second = Case(office), Case(office)
    for case, day in ((first, DAY), (second, TOMORROW)):
        people = tuple(
            PersonDraft(id=case.id(f"n{n}"), name=f"熟人{n}", id_number=number) for n, number in enumerate(numbers, 1)
        )
        child = PersonDraft(id=case.id("n3"), name="小明", birth=date(2017, 5, 1), sex="男")
        case.register(people=(*people, child), on=day).open(on=day).accept(on=day)
    first.do(EndTrack(track=first.id("t"), reason="deadlock"), by="guo")
    for number, day in enumerate((date(2025, 11, 1), date(2026, 2, 1), date(2026, 2, 20), date(2026, 3, 1))):
        police = {"id": second.id(f"call{number}"), "kind": "police", "organ": "枫塘派出所", "started_on": day}
        second.do(RecordOutside(track=second.id("t"), **police), TOMORROW, by="guo")
    rows = {row.code: row for row in risk(second).signals}
    assert {code: row.proposed_count for code, row in rows.items() if row.proposal} == {
        "child_harm": 1,
        "police_calls": 3,
        "repeated": 1,
        "failed_mediation": 1,
    }
    assert "02-01、02-20、03-01" in rows["police_calls"].proposal
    assert not any(row.stands for row in rows.values())
    assert colour(second) is None
    assert {row.code for row in risk(first).signals if row.proposal} == {"child_harm", "failed_mediation"}


def test_that_a_crowd_on_one_side_and_a_missed_payment_are_seen(office: PracticeOffice) -> None:
    case = Case(office).mediating(parties=7)
    assert {row.code: row.proposed_count for row in risk(case).signals if row.proposal} == {"crowd": 6}


def test_that_the_office_sets_its_own_weights_and_earlier_grades_stay(office: PracticeOffice, case: Case) -> None:
    case.mediating()
    case.do(assess(case, "r1", "breakup"), by="guo")
    desk = office.desk
    try:
        own = RiskDraft(weights={"breakup": 40}, left_out=("long_feud",), source="县里的办法")
        desk.perform(ChangeSettings(risk=own))
        assert (colour(case), risk(case).score) == ("yellow", 15)
        case.refused("risk.signal_left_out", assess(case, "r2", "long_feud"), TOMORROW, by="guo")
        case.do(assess(case, "r2", "breakup"), TOMORROW, by="guo")
        assert (colour(case), risk(case).score) == ("orange", 40)
        off = RiskDraft(left_out=("child_harm",), source="县里的办法")
        said = refused("risk.rule_is_fixed", lambda: desk.perform(ChangeSettings(risk=off)))
        assert said.facts["source"] == "未成年人保护法 11；反家庭暴力法 14"
        wrong = RiskDraft(weights={"breakup": -5}, source="县里的办法")
        refused("risk.weight_out_of_range", lambda: desk.perform(ChangeSettings(risk=wrong)))
        unknown = RiskDraft(weights={"weather": 5}, source="县里的办法")
        refused("risk.weight_unknown", lambda: desk.perform(ChangeSettings(risk=unknown)))
        refused("field.empty", lambda: desk.perform(ChangeSettings(risk=RiskDraft(source=""))))
    finally:
        desk.perform(ChangeSettings(risk=RiskDraft(source="恢复")))
