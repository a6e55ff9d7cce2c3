"""The no-objection plan: consent, service, each party's own seven days, objections, silence confirmed by a person."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

import pytest

from mediation_desk.acts.acceptance import SignFileReceipt
from mediation_desk.acts.act import Act
from mediation_desk.acts.ending import ReverseAct
from mediation_desk.acts.plans import ConfirmSilence, ProposePlan, RecordObjection, WithdrawPlan
from mediation_desk.acts.recorded import RecordService
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.facts.shapes import PlanFacts
from mediation_desk.queries.today import Today
from tests.support.practice_desk import DAY, Case, draft, pay

pytestmark = pytest.mark.thorough

NEXT = DAY + timedelta(days=2)
"""The second party is served two days later: its days end on 11 March, the first one's on the 9th."""
LAST = date(2026, 3, 11)
AFTER = date(2026, 3, 12)


def referred(case: Case) -> Case:
    """A court's referral that is being mediated; nobody has consented to a plan."""
    case.by = "lin"
    case.register(source="court_pre", dispute_type="property_management")
    case.open("judicial.before_filing", "invited", referral={"organ": "临溪县人民法院", "documents": ["起诉状"]})
    case.do(SignFileReceipt(track=case.id("t"), documents=("起诉状",), handed_over_by="吴敏", received_by="林远"))
    return case.accept(mediator="lin")


def consenting(case: Case) -> Case:
    for number in (1, 2):
        case.consent(f"plan{number}", "plan", f"p{number}")
    return case


def plan_of(case: Case, name: str = "plan", **changes: object) -> ProposePlan:
    given: dict[str, object] = {
        "track": case.id("t"),
        "agreement": case.id(name),
        "paper": case.id(f"{name}-pdf"),
        "content": draft(pay(case, "4343.50", id=case.id(f"{name}-duty"))),
        "reasons": "服务瑕疵酌减。",
        "objections_to": "临溪县特邀调解中心林远",
        "facts_agreed": "双方对服务期间和单价没有分歧",
    }
    return ProposePlan(**{**given, **changes})


def service(case: Case, party: str, name: str = "plan", **changes: object) -> RecordService:
    given: dict[str, object] = {
        "id": case.id(f"service-{name}-{party}"),
        "party": case.id(party),
        "manner": "direct",
        "server": "林远",
        "paper": case.id(f"{name}-pdf"),
    }
    return RecordService(**{**given, **changes})


def objection(case: Case, party: str, name: str = "o", **changes: object) -> RecordObjection:
    given: dict[str, object] = {
        "track": case.id("t"),
        "id": case.id(name),
        "plan": case.id("plan"),
        "party": case.id(party),
        "text": "不同意付款数额",
    }
    return RecordObjection(**{**given, **changes})


def confirm(case: Case, name: str = "plan") -> ConfirmSilence:
    return ConfirmSilence(track=case.id("t"), plan=case.id(name))


def served(case: Case) -> Case:
    """Proposed, signed and sealed, and served on the two parties on different days."""
    consenting(referred(case)).do(plan_of(case))
    case.everyone_signs(paper="plan-pdf")
    case.do(service(case, "p1"), DAY)
    case.do(service(case, "p2"), NEXT)
    return case


def the_plan(case: Case) -> PlanFacts:
    return case.track().plans[-1]


def test_that_a_plan_needs_the_consent_of_every_party_before_it(case: Case) -> None:
    referred(case).consent("plan1", "plan", "p1")
    assert case.refused("plan.consent_missing", plan_of(case)).facts["name"] == "李秀英"
    case.consent("plan2", "plan", "p2", NEXT)
    case.refused("plan.consent_missing", plan_of(case), DAY, today=NEXT)
    case.do(plan_of(case), NEXT)
    case.refused("plan.is_running", plan_of(case, "second"), NEXT)


def test_that_a_consent_taken_back_is_no_consent(case: Case) -> None:
    consenting(referred(case)).consent("back", "plan", "p2", NEXT, answer="withdrawn")
    case.refused("plan.consent_missing", plan_of(case), NEXT)


def test_that_a_plan_needs_facts_that_are_not_in_dispute(case: Case) -> None:
    consenting(referred(case))
    case.refused("plan.facts_in_dispute", plan_of(case, facts_agreed=" "))


def test_that_only_procedures_that_know_the_mechanism_have_plans(case: Case) -> None:
    case.mediating()
    case.refused("procedure.form_not_allowed", plan_of(case))


def test_that_each_party_s_days_run_from_its_own_service(case: Case) -> None:
    served(case)
    assert [side.last_day for side in the_plan(case).sides] == [date(2026, 3, 9), LAST]
    clocks = {d.subject: d.due for d in case.track().deadlines if d.rule == "plan"}
    assert clocks == {case.id("p1"): date(2026, 3, 9), case.id("p2"): LAST}


def test_that_silence_is_confirmed_by_a_person_after_the_last_day_and_counts_from_it(case: Case) -> None:
    served(case)
    early = case.refused("plan.still_running", confirm(case), LAST)
    assert (early.facts["names"], early.facts["first"]) == ("李秀英", AFTER)
    assert case.track().stage == "mediating"
    case.do(confirm(case), date(2026, 3, 16))
    track = case.track()
    assert (track.stage, track.agreements[-1].state, track.agreements[-1].effective_on) == (
        "performing",
        "effective",
        LAST,
    )
    assert case.deadline("confirm").started_on == LAST
    case.refused("act.not_open", confirm(case), date(2026, 3, 17))


def test_that_the_day_s_page_asks_for_the_confirmation_once_everyone_s_days_have_passed(case: Case) -> None:
    served(case)
    assert not _waiting(case, LAST)
    assert _waiting(case, AFTER) == ["方案异议期已满"]
    case.do(confirm(case), AFTER)
    assert not _waiting(case, AFTER)


def _waiting(case: Case, day: date) -> list[str]:
    case.office.clock.moment = datetime.combine(day, time(9), tzinfo=SHANGHAI)
    todo = case.office.desk.ask(Today()).todo
    return [row.name for row in todo if row.case_id == case.case and row.kind == "plan"]


def test_that_silence_of_one_who_was_not_served_says_nothing(case: Case) -> None:
    consenting(referred(case)).do(plan_of(case))
    case.everyone_signs(paper="plan-pdf")
    case.do(service(case, "p1"), DAY)
    assert case.refused("plan.unserved", confirm(case), AFTER).facts["name"] == "李秀英"
    case.do(service(case, "p2", manner="post"), NEXT, today=AFTER)
    assert case.refused("plan.unproven", confirm(case), AFTER).facts["name"] == "李秀英"
    case.do(service(case, "p2", id=case.id("slip"), manner="post", proof=case.scan("slip-file", NEXT)), NEXT)
    case.do(confirm(case), AFTER)


def test_that_an_unsigned_plan_is_not_confirmed(case: Case) -> None:
    consenting(referred(case)).do(plan_of(case))
    case.do(service(case, "p1"), DAY)
    case.do(service(case, "p2"), NEXT)
    assert "林远" in case.refused("plan.unsigned", confirm(case), AFTER).facts["names"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"manner": "public_notice"}, "service.by_public_notice"),
        ({"manner": "left"}, "service.left_without_proof"),
    ],
)
def test_that_a_plan_is_not_served_by_notice_nor_left_without_proof(
    case: Case, changes: dict[str, object], code: str
) -> None:
    consenting(referred(case)).do(plan_of(case))
    case.refused(code, service(case, "p1", **changes))


def test_that_nothing_is_served_before_it_was_made(case: Case) -> None:
    consenting(referred(case)).do(plan_of(case), NEXT)
    case.refused("service.before_paper", service(case, "p1"), DAY, today=NEXT)


def test_that_a_written_objection_in_time_ends_the_plan_and_keeps_its_hour(case: Case) -> None:
    served(case)
    case.do(objection(case, "p2"), LAST, at=time(16, 40))
    plan = the_plan(case)
    assert (plan.state, plan.failed_on, case.track().stage) == ("failed", LAST, "mediating")
    assert all(d.state == "answered" for d in case.track().deadlines if d.rule == "plan")
    assert case.refused("plan.objected", confirm(case), AFTER).facts["name"] == "李秀英"
    case.do(plan_of(case, "second"), AFTER)


def test_that_what_is_only_said_is_kept_and_does_not_count(case: Case) -> None:
    served(case)
    case.do(objection(case, "p2", written=False), NEXT)
    assert the_plan(case).sides[1].oral_on == NEXT
    case.do(confirm(case), AFTER)
    assert case.track().stage == "performing"


def test_that_an_objection_after_its_own_party_s_days_does_not_count(case: Case) -> None:
    """The first party's days were over although the second one's still ran."""
    served(case)
    case.do(objection(case, "p1"), date(2026, 3, 10))
    assert [side.in_time for side in the_plan(case).sides] == [False, False]
    case.do(confirm(case), AFTER)
    assert case.track().agreements[-1].effective_on == LAST


def test_that_a_timely_objection_found_later_takes_the_effect_away(case: Case) -> None:
    served(case)
    case.do(confirm(case), AFTER)
    found = case.do(objection(case, "p2"), date(2026, 3, 6), today=date(2026, 4, 1))
    assert "协议生效（2026年3月11日）：协议不再有效" in found.changes
    assert any(change.startswith("申请司法确认") for change in found.changes)
    track = case.track()
    assert (track.stage, track.agreements[-1].state, track.agreements[-1].effective_on) == ("mediating", "failed", None)
    assert {"record_session", "end_track", "propose_plan"} <= set(track.open_acts)
    assert not [d for d in track.deadlines if d.rule == "confirm"]


def test_that_an_objection_or_a_service_recorded_by_mistake_is_reversed(case: Case) -> None:
    served(case)
    wrong = case.do(objection(case, "p2"), NEXT)
    case.do(ReverseAct(reversed=wrong.act, reason="另案的异议"), LAST)
    assert the_plan(case).state == "proposed"
    case.do(confirm(case), AFTER)
    again = case.do(service(case, "p2", id=case.id("again")), date(2026, 3, 3), today=AFTER)
    assert "协议生效（2026年3月11日）：改为2026年3月10日" in again.changes
    back = case.do(ReverseAct(reversed=again.act, reason="日期抄错"), AFTER)
    assert "协议生效（2026年3月10日）：改为2026年3月11日" in back.changes


def test_that_a_confirmation_given_too_early_counts_no_more(case: Case) -> None:
    """The service turns out to have been later than was written: the days had not passed when silence was confirmed."""
    consenting(referred(case)).do(plan_of(case))
    case.everyone_signs(paper="plan-pdf")
    case.do(service(case, "p1"), DAY)
    wrong = case.do(service(case, "p2"), NEXT)
    case.do(confirm(case), AFTER)
    case.do(service(case, "p2", id=case.id("right")), date(2026, 3, 6), today=AFTER)
    case.do(ReverseAct(reversed=wrong.act, reason="送达日抄错"), AFTER)
    assert (the_plan(case).state, case.track().stage) == ("proposed", "mediating")
    case.do(confirm(case), date(2026, 3, 16))
    assert the_plan(case).effective_on == date(2026, 3, 13)


def test_that_the_confirmation_itself_can_be_taken_back(case: Case) -> None:
    served(case)
    done = case.do(confirm(case), AFTER)
    case.do(ReverseAct(reversed=done.act, reason="没有核对收件登记"), AFTER)
    assert (the_plan(case).state, case.track().stage) == ("proposed", "mediating")
    case.do(confirm(case), AFTER)
    assert the_plan(case).state == "effective"


def test_that_a_withdrawn_plan_is_over_and_a_new_one_runs_anew(case: Case) -> None:
    served(case)
    case.do(WithdrawPlan(track=case.id("t"), plan=case.id("plan"), reason="数额写错"), NEXT)
    assert case.paper("plan-pdf").state == "void"
    case.refused("plan.withdrawn", objection(case, "p2"), NEXT)
    case.refused("plan.withdrawn", confirm(case), AFTER)
    case.do(plan_of(case, "second"), AFTER)
    case.do(service(case, "p1", "second"), AFTER)
    assert [side.served_on for side in the_plan(case).sides] == [AFTER, None]


def test_that_an_objection_is_not_older_than_the_plan(case: Case) -> None:
    consenting(referred(case)).do(plan_of(case), NEXT)
    case.refused("plan.objection_before_plan", objection(case, "p2"), DAY, today=NEXT)


def _facts(case: Case) -> list[tuple[Act, date]]:
    return [
        (service(case, "p1"), DAY),
        (service(case, "p2"), NEXT),
        (objection(case, "p1", "oral", written=False), NEXT),
        (objection(case, "p2", "late"), date(2026, 3, 12)),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_that_the_order_of_recording_changes_nothing(case: Case, order: tuple[int, ...]) -> None:
    consenting(referred(case)).do(plan_of(case))
    case.everyone_signs(paper="plan-pdf")
    facts = _facts(case)
    for place in order:
        act, day = facts[place]
        case.do(act, day, today=date(2026, 3, 13))
    case.do(confirm(case), date(2026, 3, 13))
    plan = the_plan(case)
    assert (plan.state, plan.last_day, plan.effective_on) == ("effective", LAST, LAST)
    assert [(s.served_on, s.in_time, s.oral_on) for s in plan.sides] == [(DAY, False, NEXT), (NEXT, False, None)]
