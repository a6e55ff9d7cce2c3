"""What the rules ask before and while mediating: consent, form, time, mediators, who may send an agent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from mediation_desk.acts.acceptance import (
    AcceptCase,
    ChooseMediator,
    Disclose,
    DisclosedItem,
    ReceiveApplication,
    RecordTurningPoint,
)
from mediation_desk.acts.intake import OpenTrack, Referral
from mediation_desk.acts.people import AddPerson, AddRelation, PersonDraft, RelationDraft
from tests.support.practice_desk import DAY, Case, draft, pay, staff

MAY: Final = date(2026, 5, 6)
COURT: Final = Referral(organ="临溪县人民法院")


def apply(case: Case, on: date = DAY, form: str = "written") -> AcceptCase:
    case.do(ReceiveApplication(track=case.id("t"), form=form), on)
    return AcceptCase(track=case.id("t"))


def parties(case: Case) -> tuple[str, str]:
    first, second = case.id("p1"), case.id("p2")
    return first, second


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_that_a_clear_refusal_forbids_mediation_and_names_the_article(case: Case) -> None:
    case.register(2).open()
    accept = apply(case)
    case.agree(case.id("p2"), answer="refused")
    refusal = case.refused("track.party_refuses", accept)
    assert refusal.facts["source"] == "人民调解法 17、26"
    case.agree(case.id("p2"), on=after(1))
    case.do(accept, after(1))


def test_that_a_consent_of_a_later_day_does_not_let_the_case_begin_earlier(case: Case) -> None:
    case.register(2, dispute_type="medical").open("professional.medical", "medical")
    accept = apply(case)
    case.agree(case.id("p2"), on=after(2))
    case.refused("track.consent_missing", accept, after(1), today=after(2))
    case.do(accept, after(2))


def test_that_a_consent_taken_back_is_no_consent(case: Case) -> None:
    case.register(2, source="agency").open("administrative.general", "ecology")
    accept = apply(case)
    case.agree(case.id("p2")).agree(case.id("p2"), answer="withdrawn", on=after(1))
    case.refused("track.party_refuses", accept, after(1))


def test_that_a_court_sends_only_what_everybody_agreed_to(case: Case) -> None:
    case.register(2, source="court_pre").open("judicial.before_filing", "invited", referral=COURT)
    accept = AcceptCase(track=case.id("t"))
    case.agree(case.id("p2"))
    refusal = case.refused("track.consent_missing", accept)
    assert refusal.facts["names"] == "王有田"
    case.agree(case.id("p1"))
    case.do(accept)


def test_that_medical_mediation_does_not_begin_of_the_committee_s_own_motion(case: Case) -> None:
    case.register(2, dispute_type="medical").open("professional.medical", "medical")
    case.refused("procedure.start_not_allowed", AcceptCase(track=case.id("t"), own_motion=True))


def test_that_a_procedure_waits_for_its_law_to_be_in_force(case: Case) -> None:
    case.register(2)
    opened = OpenTrack(track=case.id("t"), procedure="professional.commercial", body=staff("commercial"))
    refusal = case.refused("procedure.not_in_force", opened)
    assert refusal.facts["first"] == date(2026, 5, 1)
    case.do(opened, MAY)


def traffic(case: Case) -> Case:
    return case.register(2, dispute_type="traffic").open("administrative.traffic", "trafficpolice")


def point(case: Case, what: str) -> RecordTurningPoint:
    return RecordTurningPoint(track=case.id("t"), what=what)


def test_that_an_application_to_the_traffic_police_may_come_too_late(case: Case) -> None:
    traffic(case).do(point(case, "liability_served"))
    case.agree(*parties(case), on=after(12))
    refusal = case.refused("track.applied_too_late", apply(case, after(12)), after(12))
    assert refusal.facts["source"] == "道路交通安全法实施条例 94-96"


def test_that_the_traffic_clock_waits_until_the_loss_is_settled(case: Case) -> None:
    traffic(case).do(point(case, "liability_served"))
    case.agree(*parties(case))
    case.do(apply(case, after(2)), after(2))
    assert "traffic.conclude" not in {clock.rule for clock in case.track().deadlines}
    case.do(point(case, "treatment_ended"), after(40))
    assert case.deadline("traffic.conclude").started_on == after(40)
    case.refused("code.unknown", point(case, "weather"), after(41))


def test_that_two_officers_sit_at_a_traffic_mediation(case: Case) -> None:
    traffic(case).agree(*parties(case))
    case.do(apply(case))
    one, two = (ChooseMediator(track=case.id("t"), staff=staff(name)) for name in ("jiang", "pan"))
    case.refused("mediator.how_not_allowed", ChooseMediator(track=case.id("t"), staff=staff("jiang"), how="chosen"))
    case.do(one)
    case.refused("mediator.too_few", case.final_text(draft(pay(case, "1.00"))))
    case.do(ChooseMediator(track=two.track, staff=two.staff, role="mediator"))
    case.finalise(draft(pay(case, "1.00")))


def test_that_a_party_may_ask_for_a_second_mediator_before_court_mediators(case: Case) -> None:
    case.register(2, source="court_pre").open("judicial.before_filing", "invited", referral=COURT)
    case.accept(mediator="lin")
    case.consent("more", "more_mediators", "p1")
    case.refused("mediator.too_few", case.final_text(draft(pay(case, "1.00"))))
    case.consent("less", "more_mediators", "p1", after(1), answer="withdrawn")
    case.finalise(draft(pay(case, "1.00")), after(1))


def test_that_a_mediator_who_disclosed_something_goes_on_only_if_all_agree(case: Case) -> None:
    case.mediating()
    items = (DisclosedItem(code="kinship", answer=True, note="表亲"),)
    case.do(Disclose(track=case.id("t"), staff=staff("guo"), items=items), by="guo")
    refusal = case.refused("mediator.should_step_aside", case.final_text(draft(pay(case, "1.00"))))
    assert refusal.facts["name"] == "郭建民"
    for name in ("p1", "p2"):
        case.consent(f"stay-{name}", "same_mediator", name, subject_ref=staff("guo"))
    case.finalise(draft(pay(case, "1.00")))


@pytest.mark.parametrize(("party", "refused"), [("p1", False), ("p2", True)])
def test_that_a_suspect_sends_no_agent_to_the_police(case: Case, party: str, refused: bool) -> None:
    case.register(2, dispute_type="public_order").open("administrative.public_security", "station")
    case.do(AddPerson(person=PersonDraft(id=case.id("lawyer"), name="沈律师")))
    relation = RelationDraft(id=case.id("r"), kind="agent", person=case.id("lawyer"), party=case.id(party))
    if refused:
        case.refused("agent.barred_by_procedure", AddRelation(relation=relation))
    else:
        case.do(AddRelation(relation=relation))
