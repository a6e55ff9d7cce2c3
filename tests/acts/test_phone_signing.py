"""Signing by phone, as the desk decides it: off until turned on, barred where the electronic form is, parties only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.acts.intake import CorrectCase
from mediation_desk.acts.office import ChangeSettings
from mediation_desk.acts.signing import RecordSignature
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.queries.office import OfficeOverview
from mediation_desk.queries.phone import PhoneChances
from mediation_desk.queries.signing import SigningSheet
from mediation_desk.terms.circumstances import Circumstances
from tests.support.practice_desk import INK, Case, desk_of, refused

BY_PHONE = Circumstances(device="phone", device_words="Firefox Android", pages_seen=2)


def on_phone(case: Case, key: str) -> RecordSignature:
    return RecordSignature(paper=case.id("paper"), signer=key, ink=INK, circumstances=BY_PHONE)


@pytest.fixture
def waiting(case: Case) -> Case:
    """A text that waits on the screen for two parties, the mediator and the seal."""
    case.mediating(2).consent_to_screen(2)
    case.finalise(route="screen")
    return case


@pytest.fixture
def allowed(office: PracticeOffice) -> Iterator[None]:
    office.desk.perform(ChangeSettings(phone_signing=True))
    yield
    office.desk.perform(ChangeSettings(phone_signing=False))


def test_that_phones_are_off_until_somebody_who_runs_the_office_turns_them_on(
    waiting: Case, office: PracticeOffice
) -> None:
    waiting.refused("phone.turned_off", on_phone(waiting, "p1"), by="guo")
    assert not office.desk.ask(PhoneChances(paper=waiting.id("paper"))).on
    refused("permission.denied", lambda: desk_of(office, "guo").perform(ChangeSettings(phone_signing=True)))
    office.desk.perform(ChangeSettings(phone_signing=True))
    assert office.desk.ask(OfficeOverview()).phone_signing
    waiting.do(on_phone(waiting, "p1"), by="guo")
    office.desk.perform(ChangeSettings(phone_signing=False))
    assert not office.desk.ask(OfficeOverview()).phone_signing
    waiting.refused("phone.turned_off", on_phone(waiting, "p2"), by="guo")


@pytest.mark.usefixtures("allowed")
def test_that_a_signature_by_phone_says_that_it_was(waiting: Case) -> None:
    waiting.do(on_phone(waiting, "p1"), by="guo")
    waiting.sign("p2")
    sheet = desk_of(waiting.office, "guo").ask(SigningSheet(paper=waiting.id("paper")))
    told = {one.key: one.circumstances for one in sheet.paper.signers}
    assert told["p1"] == BY_PHONE
    assert told["p2"] is None


@pytest.mark.usefixtures("allowed")
def test_that_the_desk_s_own_people_sign_at_the_desk(waiting: Case, office: PracticeOffice) -> None:
    chances = office.desk.ask(PhoneChances(paper=waiting.id("paper")))
    assert set(chances.barred) == {"m1", "seal"}
    waiting.sign("p1")
    waiting.sign("p2")
    waiting.refused("phone.not_a_party", on_phone(waiting, "m1"), by="guo")
    waiting.sign("m1")


@pytest.mark.usefixtures("allowed")
def test_that_a_matter_that_bars_the_electronic_form_bars_the_phone(waiting: Case, office: PracticeOffice) -> None:
    change = FieldCorrection(field="dispute_type", was="neighbours", now="marriage_family")
    waiting.do(CorrectCase(changes=(change,), reason="实为婚姻家庭纠纷"))
    refusal = waiting.refused("signing.paper_only", on_phone(waiting, "p1"), by="guo")
    assert "电子签名法" in str(refusal.facts["source"])
    chances = office.desk.ask(PhoneChances(paper=waiting.id("paper")))
    assert {refusal.code for refusal in chances.barred.values()} == {"signing.paper_only"}


@pytest.mark.usefixtures("allowed")
def test_that_a_paper_to_be_signed_by_hand_is_not_signed_on_a_phone(case: Case, office: PracticeOffice) -> None:
    case.mediating(2)
    case.finalise(route="paper")
    case.refused("signing.wrong_route", on_phone(case, "p1"), by="guo")
    chances = office.desk.ask(PhoneChances(paper=case.id("paper")))
    assert {refusal.code for refusal in chances.barred.values()} == {"signing.wrong_route"}


@pytest.mark.usefixtures("allowed")
def test_that_strokes_for_a_text_that_was_withdrawn_meanwhile_are_refused(waiting: Case) -> None:
    shown = waiting.paper().frozen_sha256
    waiting.do(WithdrawText(track=waiting.id("t"), agreement=waiting.id("agreement"), reason="金额写错"), by="guo")
    late = RecordSignature(paper=waiting.id("paper"), signer="p1", ink=INK, shown_sha256=shown, circumstances=BY_PHONE)
    waiting.refused("signing.paper_is_void", late, by="guo")


@pytest.mark.usefixtures("allowed")
def test_that_strokes_for_another_text_are_refused(waiting: Case) -> None:
    other = RecordSignature(
        paper=waiting.id("paper"), signer="p1", ink=INK, shown_sha256="cd" * 32, circumstances=BY_PHONE
    )
    waiting.refused("signing.another_text_was_shown", other, by="guo")
