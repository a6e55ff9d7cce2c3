"""Signing: who signs for whom, in which order, on which route, on which day, and what a signature is bound to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mediation_desk.acts.acceptance import ChooseMediator
from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.acts.ending import EndTrack, ReopenTrack
from mediation_desk.acts.intake import CorrectCase
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import AddPerson, AddRelation, CorrectPerson, PersonDraft, RelationDraft
from mediation_desk.acts.signing import AffixSeal, ConfirmScan, HandSigned, RecordSignature, RefuseToSign
from mediation_desk.acts.work import FieldCorrection
from tests.support.practice_desk import DAY, INK, Case, draft, pay, staff

NEXT = DAY + timedelta(days=1)
WEEK = DAY + timedelta(days=7)


def _on_screen(case: Case, parties: int = 2) -> Case:
    case.mediating(parties).consent_to_screen(parties)
    case.finalise(route="screen")
    return case


def _sign(case: Case, key: str, **changes: object) -> RecordSignature:
    return RecordSignature(**{"paper": case.id("paper"), "signer": key, "ink": INK, **changes})


def _scan_of(case: Case, days: dict[str, date], scan: str) -> ConfirmScan:
    found = tuple(HandSigned(signer=key, on=on) for key, on in days.items())
    return ConfirmScan(paper=case.id("paper"), scan=scan, signatures=found)


def _stand_in(case: Case, name: str, kind: str, party: str, **changes: object) -> str:
    """A person who stands for a party."""
    person = case.id(f"{name}-{party}")
    known = PersonDraft(id=person, name=name, birth=date(1980, 5, 5), sex="女")
    case.do(AddPerson(person=known))
    relation = RelationDraft(
        id=case.id(f"rel-{name}-{party}"), kind=kind, person=person, party=case.id(party), **changes
    )
    case.do(AddRelation(relation=relation))
    return person


# -- order and turn


def test_that_parties_sign_in_any_order_on_any_day_and_the_seal_comes_last(case: Case) -> None:
    _on_screen(case)
    case.refused("signing.not_yet", _sign(case, "m1"), by="guo")
    case.sign("p2")
    refusal = case.refused("signing.not_yet", AffixSeal(paper=case.id("paper")), by="shen")
    assert refusal.facts["first"] == "王有田"
    case.sign("p1", NEXT)
    case.refused("signing.not_yet", AffixSeal(paper=case.id("paper")), NEXT, by="shen")
    case.sign("m1", WEEK)
    assert case.track().agreements[-1].state == "finalised"
    case.sealed(WEEK)
    agreement = case.track().agreements[-1]
    assert (agreement.state, agreement.effective_on) == ("effective", WEEK)
    assert [s.signed_on for s in agreement.signatures] == [DAY, NEXT, WEEK, WEEK]
    assert case.paper().state == "complete"


def test_that_nobody_signs_twice(case: Case) -> None:
    _on_screen(case)
    case.sign("p1")
    refusal = case.refused("signing.signed_already", _sign(case, "p1"), by="guo")
    assert refusal.facts["name"] == "王有田"


def test_that_only_a_signer_of_the_paper_signs_and_the_seal_is_another_act(case: Case) -> None:
    _on_screen(case)
    case.refused("signing.signer_unknown", _sign(case, "p9"), by="guo")
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    case.refused("signing.seal_is_another_act", _sign(case, "seal"), by="guo")


def test_that_a_signature_needs_strokes_and_the_text_that_was_shown(case: Case) -> None:
    _on_screen(case)
    case.refused("ink.missing", _sign(case, "p1", ink=None), by="guo")
    case.refused("signing.another_text_was_shown", _sign(case, "p1", shown_sha256="0" * 64), by="guo")
    case.sign("p1", shown_sha256=case.paper().frozen_sha256)


def test_that_screen_signing_happens_today(case: Case) -> None:
    _on_screen(case)
    case.refused("signing.screen_is_live", _sign(case, "p1"), DAY, by="guo", today=NEXT)


def test_that_every_signature_adds_a_revision_and_the_frozen_bytes_stay(case: Case) -> None:
    _on_screen(case)
    frozen = case.paper()
    case.sign("p1")
    once = case.paper()
    case.sign("p2")
    twice = case.paper()
    assert frozen.frozen_sha256 == once.frozen_sha256 == twice.frozen_sha256
    assert len({frozen.current_sha256, once.current_sha256, twice.current_sha256}) == 3


# -- routes


def test_that_the_route_of_a_text_is_fixed(case: Case) -> None:
    case.mediating()
    case.finalise()
    refusal = case.refused("signing.wrong_route", _sign(case, "p1"), by="guo")
    assert refusal.facts["route"] == "paper"


def test_that_a_text_on_the_screen_takes_no_scan(case: Case) -> None:
    _on_screen(case)
    case.refused("signing.wrong_route", _sign(case, "p1", method="paper", ink=None), by="guo")
    case.refused("signing.route_is_screen", _scan_of(case, {}, case.scan()))


def test_that_every_party_consents_to_the_electronic_form_first(case: Case) -> None:
    case.mediating()
    case.consent("e1", "electronic_form", "p1")
    refusal = case.refused("agreement.electronic_consent_missing", case.final_text(route="screen"))
    assert refusal.facts["party"] == "李秀英"
    case.consent("e2", "electronic_form", "p2")
    case.consent("e3", "electronic_form", "p2", answer="withdrawn")
    case.refused("agreement.electronic_consent_missing", case.final_text(route="screen"))


def test_that_family_matters_are_signed_on_paper_only(case: Case) -> None:
    case.mediating(2, dispute_type="marriage_family").consent_to_screen()
    refusal = case.refused("signing.paper_only", case.final_text(route="screen"))
    assert refusal.facts["field"] == "route"
    case.finalise()
    assert case.track().agreements[-1].route == "paper"


@pytest.mark.parametrize("touched", ["marriage", "adoption", "inheritance", "status"])
def test_that_terms_about_status_are_signed_on_paper_only(case: Case, touched: str) -> None:
    case.mediating().consent_to_screen()
    content = draft(pay(case, "8000.00"), touches=(touched,))
    case.refused("signing.paper_only", case.final_text(content, route="screen"))


def test_that_an_unknown_route_is_refused(case: Case) -> None:
    case.mediating()
    case.refused("signing.route_unknown", case.final_text(route="fax"))


# -- on paper


def test_that_paper_keeps_the_dates_written_on_it(case: Case) -> None:
    case.mediating()
    case.finalise()
    days = {"p1": DAY, "p2": WEEK, "m1": WEEK, "seal": WEEK}
    case.signed_by_hand(days, WEEK + timedelta(days=2))
    agreement = case.track().agreements[-1]
    assert {s.signer_key: s.signed_on for s in agreement.signatures} == days
    assert (agreement.effective_on, case.paper().state) == (WEEK, "complete")


def test_that_a_scan_with_some_signatures_waits_for_the_rest(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.signed_by_hand({"p1": DAY, "p2": NEXT}, NEXT, scan="first")
    assert (case.track().agreements[-1].state, case.paper().state) == ("finalised", "signing")
    case.signed_by_hand({"m1": WEEK, "seal": WEEK}, WEEK, scan="second")
    assert case.track().agreements[-1].effective_on == WEEK


@pytest.mark.parametrize("on", [DAY - timedelta(days=1), WEEK + timedelta(days=1)])
def test_that_a_date_on_paper_lies_between_the_text_and_the_scan(case: Case, on: date) -> None:
    case.mediating(on=DAY - timedelta(days=5))
    case.finalise(on=DAY)
    refusal = case.refused("signing.date_outside", _scan_of(case, {"p1": on}, case.scan(on=WEEK)), WEEK)
    assert refusal.facts["first"] == DAY


def test_that_the_order_of_groups_holds_on_paper_too(case: Case) -> None:
    case.mediating()
    case.finalise()
    scan = case.scan()
    case.refused("signing.not_yet", _scan_of(case, {"p1": DAY, "m1": DAY}, scan))
    case.refused("signing.not_yet", _scan_of(case, {"p1": WEEK, "p2": WEEK, "m1": DAY}, scan), WEEK)


def test_that_a_hand_signature_by_itself_counts_only_with_the_scan(case: Case) -> None:
    case.mediating()
    case.finalise()
    for key in ("p1", "p2", "m1"):
        case.do(_sign(case, key, method="paper", ink=None), by="guo")
    case.do(AffixSeal(paper=case.id("paper"), method="paper"), by="shen")
    assert case.track().agreements[-1].state == "finalised"
    case.signed_by_hand({}, NEXT)
    assert case.track().agreements[-1].effective_on == DAY


def test_that_a_hand_signature_is_not_older_than_the_text(case: Case) -> None:
    case.mediating(on=DAY - timedelta(days=5))
    case.finalise(on=DAY)
    case.refused(
        "signing.date_outside", _sign(case, "p1", method="paper", ink=None), DAY - timedelta(days=2), today=DAY
    )


def test_that_a_scan_must_be_in_the_materials(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.refused("attachment.unknown", _scan_of(case, {"p1": DAY}, case.id("nothing")))


# -- versions


def test_that_signatures_are_void_once_the_text_is_withdrawn(case: Case) -> None:
    _on_screen(case)
    case.sign("p1")
    case.do(WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason="金额改为九千元"))
    assert case.paper().state == "void"
    case.refused("signing.paper_is_void", _sign(case, "p2"), by="guo")
    case.refused("signing.paper_is_void", AffixSeal(paper=case.id("paper")), by="shen")
    case.finalise(version="2", route="screen")
    first, second = case.track().agreements
    assert (first.state, first.signatures) == ("withdrawn", ())
    assert (second.version, second.state, second.signatures) == (2, "finalised", ())


def test_that_a_paper_with_a_void_text_takes_no_scan(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.do(WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason="改"))
    case.refused("signing.paper_is_void", _scan_of(case, {"p1": DAY}, case.scan()))


def test_that_a_refusal_to_sign_is_recorded_and_nothing_takes_effect(case: Case) -> None:
    _on_screen(case, 3)
    case.sign("p1")
    unsaid = RefuseToSign(track=case.id("t"), paper=case.id("paper"), signer="p2", reason="")
    case.refused("field.empty", unsaid)
    refusing = RefuseToSign(track=case.id("t"), paper=case.id("paper"), signer="p2", reason="金额偏高")
    case.do(refusing, NEXT)
    track = case.track()
    assert track.stage == "signing"
    assert {"withdraw_text", "end_track", "record_session"} <= set(track.open_acts)
    assert track.agreements[-1].effective_on is None


# -- who signs for whom


def _minor(case: Case) -> Case:
    """A case whose respondent is twelve years old."""
    case.mediating()
    turned = FieldCorrection(field="birth", was="1970-01-03", now="2014-01-02")
    case.do(CorrectPerson(person=case.id("n2"), changes=(turned,), reason="登记有误"))
    return case


def test_that_a_minor_without_a_guardian_cannot_sign(case: Case) -> None:
    _minor(case)
    refusal = case.refused("party.minor_without_guardian", case.final_text())
    assert refusal.facts["party"] == "李秀英"


def test_that_the_guardians_sign_for_a_minor(case: Case) -> None:
    _minor(case)
    _stand_in(case, "李大山", "parent", "p2")
    case.finalise()
    signer = next(s for s in case.signers() if s["name"] == "李大山")
    assert (signer["role"], signer["for_parties"]) == ("guardian", [case.id("p2")])
    assert "李秀英" not in {s["name"] for s in case.signers()}


def test_that_a_guardian_is_not_the_other_side(case: Case) -> None:
    case.mediating()
    conflict = RelationDraft(id=case.id("g"), kind="guardian", person=case.id("n1"), party=case.id("p2"))
    case.refused("guardian.conflict_of_interest", AddRelation(relation=conflict))


def test_that_an_agent_signs_only_with_special_authority(case: Case) -> None:
    case.mediating()
    _stand_in(case, "方律师", "agent", "p2", powers=("evidence", "settle", "admit_change_waive"))
    case.finalise()
    signer = next(s for s in case.signers() if s["name"] == "方律师")
    assert (signer["role"], signer["for_parties"]) == ("agent", [case.id("p2")])
    assert "委托代理人" in str(signer["label"])


def test_that_an_agent_without_special_authority_leaves_the_signing_to_the_party(case: Case) -> None:
    case.mediating()
    _stand_in(case, "方律师", "agent", "p2", powers=("evidence",))
    case.finalise()
    assert {"王有田", "李秀英"} <= {s["name"] for s in case.signers()}


def test_that_full_agency_without_items_is_no_special_authority(case: Case) -> None:
    case.mediating()
    _stand_in(case, "方律师", "agent", "p2", powers=("full_agency",))
    refusal = case.refused("agent.without_special_authority", case.final_text())
    assert refusal.facts["agent"] == "方律师"


def test_that_nobody_has_three_agents(case: Case) -> None:
    case.mediating()
    for name in ("方一", "方二", "方三"):
        _stand_in(case, name, "agent", "p2", powers=("settle", "admit_change_waive"))
    case.refused("agent.too_many", case.final_text())


def test_that_powers_come_from_the_list(case: Case) -> None:
    case.mediating()
    odd = RelationDraft(
        id=case.id("a"), kind="agent", person=case.id("n1"), party=case.id("p2"), powers=("everything",)
    )
    case.refused("agent.power_unknown", AddRelation(relation=odd))


@pytest.mark.parametrize("kind", ["company", "village"])
def test_that_a_body_signs_through_its_representative_and_seals_on_paper(case: Case, kind: str) -> None:
    case.register(2, people=_with_body(case, kind, "钱经理")).open().accept()
    case.finalise()
    by_role = {str(s["role"]): s for s in case.signers()}
    assert by_role["representative"]["name"] == "钱经理"
    assert by_role["party_seal"]["name"] == "临溪合作社"
    assert by_role["party_seal"]["group"] == by_role["representative"]["group"]


def test_that_a_body_has_no_seal_of_its_own_on_the_screen(case: Case) -> None:
    case.register(2, people=_with_body(case, "company", "钱经理")).open().accept().consent_to_screen()
    case.finalise(route="screen")
    assert "party_seal" not in {s["role"] for s in case.signers()}


def test_that_a_body_without_a_representative_cannot_sign(case: Case) -> None:
    case.register(2, people=_with_body(case, "company", None)).open().accept()
    case.refused("party.representative_missing", case.final_text())


def _with_body(case: Case, kind: str, representative: str | None) -> tuple[PersonDraft, ...]:
    return (
        PersonDraft(id=case.id("n1"), name="王有田", birth=date(1970, 1, 1), sex="男"),
        PersonDraft(id=case.id("n2"), kind=kind, name="临溪合作社", legal_representative=representative),
    )


def test_that_one_representative_signs_once_for_twelve(case: Case) -> None:
    case.register(13).open().accept()
    speaker = PersonDraft(id=case.id("speaker"), name="村民代表", birth=date(1975, 3, 3), sex="男")
    case.do(AddPerson(person=speaker))
    for number in range(2, 14):
        relation = RelationDraft(
            id=case.id(f"mandate{number}"), kind="representative", person=speaker.id, party=case.id(f"p{number}")
        )
        case.do(AddRelation(relation=relation))
    case.finalise(draft(pay(case, "120.00", debtors=(case.id("p1"),), beneficiaries=(case.id("p2"),))))
    boxes = [s for s in case.signers() if s["for_parties"]]
    assert [s["name"] for s in boxes] == ["王有田", "村民代表"]
    assert len(boxes[1]["for_parties"]) == 12
    case.everyone_signs()
    assert case.track().agreements[-1].state == "effective"


def test_that_the_recorder_signs_with_the_mediator(case: Case) -> None:
    case.mediating()
    case.do(ChooseMediator(track=case.id("t"), staff=staff("lu"), role="recorder"))
    case.finalise()
    groups = {str(s["key"]): s["group"] for s in case.signers()}
    assert groups == {"p1": 0, "p2": 0, "m1": 1, "r1": 1, "seal": 2}


def test_that_some_bodies_seal_on_paper_only(case: Case) -> None:
    case.register(2, source="agency").open("administrative.general", "ecology").accept(mediator="zhao")
    case.consent_to_screen()
    case.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    case.refused("seal.no_certificate", AffixSeal(paper=case.id("paper")), by="shen")


def test_that_a_paper_without_a_seal_box_is_not_sealed(case: Case) -> None:
    case.mediating()
    case.do(IssuePaper(id=case.id("rights"), code="RM-RIGHTS", track=case.id("t")))
    for method in ("paper", "screen"):
        sealing = AffixSeal(paper=case.id("rights"), method=method)
        case.refused("signing.no_seal_box", sealing, by="shen")


def test_that_a_name_put_right_after_the_text_stays_out_of_the_text(case: Case) -> None:
    case.mediating()
    case.finalise()
    change = FieldCorrection(field="title", was="邻里纠纷", now="排水纠纷")
    case.do(CorrectCase(changes=(change,), reason="更准确"))
    case.everyone_signs()
    assert case.paper().context["case"]["title"] == "邻里纠纷"


def test_that_a_text_is_not_signed_after_its_track_has_ended(case: Case) -> None:
    _on_screen(case)
    case.sign("p1")
    case.do(EndTrack(track=case.id("t"), reason="unsigned"), NEXT)
    refusal = case.refused("signing.date_outside", _sign(case, "p2"), WEEK, by="guo")
    assert refusal.facts["last"] == NEXT


def test_that_a_track_taken_up_again_starts_a_new_text(case: Case) -> None:
    _on_screen(case)
    case.sign("p1")
    case.do(EndTrack(track=case.id("t"), reason="unsigned"), NEXT)
    case.do(ReopenTrack(track=case.id("t"), reason="双方要求继续"), WEEK)
    assert (case.paper().state, case.track().stage) == ("void", "mediating")
    case.finalise(on=WEEK, version="2", route="screen")
    assert [a.state for a in case.track().agreements] == ["withdrawn", "finalised"]
