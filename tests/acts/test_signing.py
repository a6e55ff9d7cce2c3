"""Signing: who signs for whom, in which order, on which route, on which day, and what a signature is bound to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.acts.ending import EndTrack, ReopenTrack
from mediation_desk.acts.intake import CorrectCase
from mediation_desk.acts.signing import AffixSeal, ConfirmScan, HandSigned, RecordSignature, RefuseToSign
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.queries.signing import SigningSheet
from mediation_desk.terms.circumstances import Answered, Circumstances
from tests.support.practice_desk import DAY, INK, Case, desk_of, draft, pay

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


def test_that_a_signature_keeps_how_it_came_about(case: Case) -> None:
    _on_screen(case)
    told = Circumstances(
        device="desk",
        device_words="手写笔",
        pages_seen=2,
        read_aloud_by="郭明",
        answers=(Answered(question="谁付钱？", answer="李二", right=True),),
    )
    case.sign("p1", circumstances=told)
    sheet = desk_of(case.office, "guo").ask(SigningSheet(paper=case.id("paper")))
    signers = {signer.key: signer for signer in sheet.paper.signers}
    assert (signers["p1"].circumstances, signers["p2"].circumstances) == (told, None)


def test_that_only_a_known_device_signs(case: Case) -> None:
    _on_screen(case)
    case.refused("signing.device_unknown", _sign(case, "p1", circumstances=Circumstances(device="watch")), by="guo")


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


def test_that_a_signature_on_paper_has_no_device(case: Case) -> None:
    case.mediating()
    case.finalise()
    by_hand = _sign(case, "p1", method="paper", ink=None, circumstances=Circumstances())
    case.refused("signing.circumstances_on_paper", by_hand, by="guo")


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
