"""Facts at any stage, papers, the volume, and the affairs of the office itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.acts.acceptance import ChooseMediator
from mediation_desk.acts.agreement import RecordOralAgreement
from mediation_desk.acts.archive import CloseVolume, SupplementVolume
from mediation_desk.acts.authority import IssueSeal
from mediation_desk.acts.ending import EndTrack
from mediation_desk.acts.office import (
    AddOrganisation,
    AppointStaff,
    ChangeSettings,
    DismissStaff,
    LocalDraft,
)
from mediation_desk.acts.papers import IssuePaper, VoidPaper
from mediation_desk.acts.recorded import AttachFile, RecordConsent, RecordContact, RecordService
from mediation_desk.acts.signing import RecordSignature
from tests.support.practice_desk import DAY, Case, draft, pay, staff

NEXT = DAY + timedelta(days=1)


# -- consent, contact, service, files


def test_that_a_consent_names_its_subject_its_answer_and_a_party_of_the_track(case: Case) -> None:
    case.mediating()
    consent = RecordConsent(track=case.id("t"), id=case.id("c"), subject="mediation", party=case.id("p1"))
    case.refused("code.unknown", replace(consent, subject="everything"))
    case.refused("code.unknown", replace(consent, answer="perhaps"))
    case.refused("party.unknown", replace(consent, party="nobody"))
    case.refused("track.unknown", replace(consent, track=case.id("nothing")))
    case.do(consent)


def test_that_only_who_takes_part_consents(case: Case) -> None:
    case.register(3)
    case.open(parties=(case.id("p1"), case.id("p2")))
    consent = RecordConsent(track=case.id("t"), id=case.id("c"), subject="mediation", party=case.id("p3"))
    refusal = case.refused("party.not_in_track", consent)
    assert refusal.facts["name"] == "赵志刚"


def test_that_a_contact_belongs_to_a_party_and_a_track_of_the_case(case: Case) -> None:
    case.mediating()
    contact = RecordContact(id=case.id("k"), party=case.id("p1"), how="电话", reached=False)
    case.refused("party.unknown", replace(contact, party="nobody"))
    case.refused("track.unknown", replace(contact, track=case.id("nothing")))
    case.do(contact)


def test_that_what_is_left_behind_needs_a_witness_or_a_picture(case: Case) -> None:
    case.mediating()
    service = RecordService(
        id=case.id("s"),
        party=case.id("p2"),
        manner="left",
        server="郭建民",
        paper_title="调解协议书",
        track=case.id("t"),
    )
    case.refused("service.left_without_proof", service)
    case.refused("code.unknown", replace(service, manner="pigeon"))
    case.refused("field.empty", replace(service, witness="村主任", paper_title=" "))
    case.refused("paper.unknown", replace(service, witness="村主任", paper=case.id("nothing")))
    case.refused("attachment.unknown", replace(service, proof=case.id("nothing")))
    case.refused("track.unknown", replace(service, witness="村主任", track=case.id("nothing")))
    case.do(replace(service, witness="村主任"))


def test_that_a_file_is_in_the_store_as_its_author_says(case: Case) -> None:
    case.mediating()
    data = f"照片{case.name}".encode()
    kept = case.office.desk.keep_file(case.case, data)
    file = AttachFile(
        id=case.id("f"),
        name="照片",
        kind="photo",
        media_type="image/jpeg",
        blob=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        track=case.id("t"),
    )
    case.refused("blob.damaged", replace(file, sha256="0" * 64))
    case.refused("code.unknown", replace(file, kind="rumour"))
    case.refused("field.empty", replace(file, name=""))
    case.refused("track.unknown", replace(file, track=case.id("nothing")))
    case.do(file)


# -- papers and the volume


def _paper(case: Case, name: str, code: str, **changes: object) -> IssuePaper:
    return IssuePaper(**{"id": case.id(name), "code": code, "track": case.id("t"), **changes})


def test_that_a_paper_is_known_and_about_a_fact(case: Case) -> None:
    case.mediating()
    case.refused("paper.unknown", _paper(case, "x", "XX-XXX"))
    case.refused("paper.needs_fact", _paper(case, "x", "RM-REC"))
    case.refused("paper.needs_track", _paper(case, "x", "RM-RIGHTS", track=None))
    case.refused("track.unknown", _paper(case, "x", "RM-RIGHTS", track=case.id("nothing")))


def test_that_undisputed_facts_are_never_issued_apart_from_their_record(case: Case) -> None:
    case.mediating()
    case.do(EndTrack(track=case.id("t"), reason="deadlock"))
    case.refused("paper.made_by_its_act", _paper(case, "u", "SF-UNDIS"))


def test_that_a_paper_is_void_with_a_reason_and_takes_no_signature(case: Case) -> None:
    case.mediating()
    case.do(_paper(case, "rights", "RM-RIGHTS"))
    case.refused("field.empty", VoidPaper(paper=case.id("rights"), reason=""))
    case.do(VoidPaper(paper=case.id("rights"), reason="打印有误"))
    signature = RecordSignature(paper=case.id("rights"), signer="p1", method="paper")
    case.refused("signing.paper_is_void", signature)
    case.finalise()
    case.refused("paper.withdraw_the_text", VoidPaper(paper=case.id("paper"), reason="改"))


def _performing(case: Case) -> Case:
    case.mediating()
    content = draft(pay(case, "300.00"))
    case.do(RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=content))
    return case


def test_that_a_missing_paper_keeps_the_volume_open_or_has_its_reason(case: Case) -> None:
    _performing(case)
    close = CloseVolume(track=case.id("t"), id=case.id("v"), retention="10")
    case.refused("code.unknown", replace(close, retention="ever"))
    refusal = case.refused("volume.paper_missing", close)
    reasons = {"RM-REG": "补办中", "RM-RIGHTS": "口头告知", "RM-ID": "另存", "RM-ORAL": "  "}
    assert refusal.facts["paper"] == "人民调解受理登记表"
    again = case.refused("volume.paper_missing", replace(close, missing=reasons))
    assert again.facts["code"] == "RM-ORAL"
    case.do(_paper(case, "oral-paper", "RM-ORAL"))
    case.do(replace(close, missing=reasons))
    assert case.track().stage == "archived"


def test_that_a_closed_volume_takes_what_comes_later_as_a_supplement(case: Case) -> None:
    _performing(case)
    reasons = {"RM-REG": "补办中", "RM-RIGHTS": "口头告知", "RM-ID": "另存", "RM-ORAL": "补办中"}
    case.do(CloseVolume(track=case.id("t"), id=case.id("v"), retention="10", missing=reasons))
    more = SupplementVolume(track=case.id("t"), id=case.id("v2"), to=case.id("v"), reason="补交")
    case.refused("volume.nothing_new", more)
    case.refused("volume.unknown", replace(more, to=case.id("nothing")))
    case.scan(on=NEXT)
    case.do(more, NEXT)


# -- the office


def _office(case: Case, id: str, **changes: object) -> AddOrganisation:
    given = {
        "id": case.id(id),
        "name": "新村调委会",
        "short": "新村",
        "kind": "village_committee",
        "region": "330699101",
    }
    return AddOrganisation(**{**given, **changes})


def test_that_a_body_is_of_a_known_kind_and_seals_where_it_may(case: Case) -> None:
    case.register()
    case.refused("code.unknown", _office(case, "o", kind="guild"), by="shen")
    case.refused("code.unknown", _office(case, "o", route="pigeon"), by="shen")
    case.refused("field.empty", _office(case, "o", name=""), by="shen")
    case.do(_office(case, "o", route="paper"), by="shen")
    case.refused("id.taken", _office(case, "o"), by="shen")
    case.refused("seal.on_paper_only", IssueSeal(id=case.id("seal"), organisation=case.id("o")), by="shen")
    case.refused("organisation.unknown", IssueSeal(id=case.id("seal"), organisation=case.id("nothing")), by="shen")


def test_that_staff_have_known_roles_and_accounts_of_their_own(case: Case) -> None:
    case.register()
    member = AppointStaff(id=case.id("s"), name="吴欣", roles=("mediator",), account=case.name)
    case.refused("code.unknown", replace(member, roles=("king",)), by="shen")
    case.refused("field.empty", replace(member, name=" "), by="shen")
    case.refused("organisation.unknown", replace(member, organisation=case.id("nothing")), by="shen")
    case.refused("account.taken", replace(member, account="zhou"), by="shen")
    case.do(member, by="shen")


def test_that_who_is_dismissed_cannot_be_chosen_and_nobody_dismisses_himself(case: Case) -> None:
    case.register().open()
    case.do(AppointStaff(id=case.id("s"), name="吴欣", roles=("mediator",)), by="shen")
    dismiss = DismissStaff(staff=case.id("s"), reason="退休")
    case.refused("field.empty", replace(dismiss, reason=""), by="shen")
    case.refused("staff.not_oneself", replace(dismiss, staff=case.office.desk.actor.staff), by="shen")
    case.do(dismiss, by="shen")
    case.refused("staff.inactive", ChooseMediator(track=case.id("t"), staff=case.id("s")))
    case.refused("staff.inactive", dismiss, by="shen")


@pytest.mark.parametrize(
    ("local", "code"),
    [
        ({"people.conclude": LocalDraft(length=60, source="本县规定")}, "limit.wrong_direction"),
        ({"confirm": LocalDraft(length=20, source="本县规定")}, "limit.not_local"),
        ({"people.nothing": LocalDraft(length=20, source="本县规定")}, "limit.unknown"),
    ],
)
def test_that_local_limits_move_only_where_the_law_leaves_them_open(
    case: Case, local: dict[str, LocalDraft], code: str
) -> None:
    case.register()
    refusal_code = code
    case.refused(refusal_code, ChangeSettings(local=local), by="shen")


def test_that_the_office_has_a_name(case: Case) -> None:
    case.register()
    case.refused("field.empty", ChangeSettings(name=" "), by="shen")
    case.do(ChangeSettings(region_name="临溪县"), by="shen")
    assert staff("zhou") != staff("guo")
