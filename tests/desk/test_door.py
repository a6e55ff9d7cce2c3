"""The door of the desk: once is once, nothing half, everything in the audit, and nobody overwrites anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mediation_desk.acts.acceptance import AcceptCase
from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.acts.intake import CorrectCase, RegisterCase
from mediation_desk.acts.office import AppointStaff, DismissStaff
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import AddPerson, PersonDraft
from mediation_desk.acts.recorded import RecordConsent
from mediation_desk.acts.sessions import RecordPrivateTalk
from mediation_desk.acts.signing import RecordSignature
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.desk.practice import PracticeOffice, stand_in
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.journal import JournalEntry
from mediation_desk.store.audit import verify_chain
from mediation_desk.terms.compartments import private_talk
from tests.support.kept_offices import PASSWORD
from tests.support.practice_desk import DAY, INK, Case, desk_of, refused, staff, stored


def _person(case: Case, name: str = "new", **changes: object) -> AddPerson:
    return AddPerson(person=PersonDraft(**{"id": case.id(name), "name": "周大妈", **changes}))


def _audited(office: PracticeOffice) -> list[tuple[str, str, str | None]]:
    with office.desk.store.reading() as session:
        rows = session.execute(select(AuditEntry.action, AuditEntry.result, AuditEntry.reason).order_by(AuditEntry.seq))
        return [(row.action, row.result, row.reason) for row in rows]


# -- once is once


def test_that_the_same_act_delivered_twice_happens_once(case: Case) -> None:
    case.register()
    first = case.do(_person(case), act_id=case.id("act"))
    before = stored(case.office.desk)
    second = case.do(_person(case), act_id=case.id("act"))
    assert (first.repeated, second.repeated) == (False, True)
    assert replace(second, repeated=False) == first
    assert stored(case.office.desk) == before


def test_that_a_repeated_act_tells_its_numbers_and_changes_again(case: Case) -> None:
    case.register().open()

    accept = AcceptCase(track=case.id("t"), own_motion=True)
    first = case.do(accept, act_id=case.id("act"))
    assert case.do(accept, act_id=case.id("act")).numbers == first.numbers != ()


def test_that_an_id_that_stands_for_another_act_is_no_repetition(case: Case) -> None:
    case.register()
    case.do(_person(case), act_id=case.id("act"))
    change = CorrectCase(changes=(FieldCorrection(field="title", was="邻里纠纷", now="乙"),), reason="写错")
    case.refused("act.id_of_another", change, act_id=case.id("act"))
    elsewhere = Case(case.office).register()
    elsewhere.refused("act.id_of_another", _person(elsewhere), act_id=case.id("act"))


# -- the audit


def test_that_what_was_done_and_what_was_refused_stand_in_the_audit(case: Case) -> None:
    case.register()
    before = len(_audited(case.office))
    case.do(_person(case))
    case.refused("id.taken", _person(case))
    case.refused("permission.denied", _person(case, "x"), by="zheng")
    assert _audited(case.office)[before:] == [
        ("add_person", "done", None),
        ("add_person", "refused", "id.taken"),
        ("add_person", "refused", "permission.denied"),
    ]


def test_that_the_chain_of_the_audit_holds(case: Case) -> None:
    case.mediating()
    case.refused("act.not_open", WithdrawText(track=case.id("t"), agreement=case.id("a"), reason="改"))
    with case.office.desk.store.reading() as session:
        assert verify_chain(session) is None


def test_that_a_refusal_about_a_case_nobody_knows_is_audited_too(case: Case) -> None:
    before = len(_audited(case.office))
    refused("case.unknown", lambda: case.do(_person(case)))
    assert _audited(case.office)[before:] == [("add_person", "refused", "case.unknown")]


def test_that_what_is_said_alone_stays_in_its_compartment_of_the_journal(case: Case) -> None:

    case.mediating()
    talk = RecordPrivateTalk(track=case.id("t"), id=case.id("n"), party=case.id("p1"), text="底线五千元")
    act = case.do(talk, by="guo").act
    with case.office.desk.store.reading() as session:
        held = session.scalar(select(JournalEntry.compartment).filter_by(act_id=act))
    assert held == private_talk(case.id("p1"))


# -- nothing half


def test_that_an_act_that_fails_in_the_middle_leaves_nothing(case: Case) -> None:
    """The first person is new, the second is taken already: neither is stored."""
    case.register()

    other = Case(case.office)
    people = (PersonDraft(id=other.id("a"), name="新人"), PersonDraft(id=case.id("n1"), name="旧人"))
    register = RegisterCase(
        source="self", region="330699101", summary="事", request="", dispute_type="neighbours", people=people
    )
    other.refused("id.taken", register)


def test_that_an_act_of_a_case_needs_one(office: PracticeOffice) -> None:
    person = AddPerson(person=PersonDraft(id="somebody", name="周大妈"))
    refused("act.needs_case", lambda: office.desk.perform(person))


# -- two desks on one office file


def test_that_two_desks_cannot_overwrite_each_other(case: Case) -> None:
    case.register()
    seen = {case.case: case.facts().version}
    case.do(_person(case, "a"), by="zhou", seen=seen)
    refusal = case.refused("version.changed", _person(case, "b"), by="guo", seen=seen)
    assert refusal.facts["held"] == seen[case.case] + 1


def test_that_a_field_another_desk_has_changed_is_not_overwritten(case: Case) -> None:
    case.register()
    mine = CorrectCase(changes=(FieldCorrection(field="title", was="邻里纠纷", now="甲"),), reason="写错")
    theirs = CorrectCase(changes=(FieldCorrection(field="title", was="邻里纠纷", now="乙"),), reason="写错")
    case.do(mine)
    refusal = case.refused("field.changed_meanwhile", theirs)
    assert refusal.facts["now"] == "甲"
    other = CorrectCase(changes=(FieldCorrection(field="request", was="赔偿损失", now="道歉"),), reason="写错")
    case.do(other)
    assert (case.facts().title, case.facts().request) == ("甲", "道歉")


def test_that_a_text_prepared_before_the_case_changed_is_refused(case: Case) -> None:
    case.mediating()
    prepared = desk_of(case.office, "guo").prepare(case.final_text(), case=case.case, on=DAY)
    change = FieldCorrection(field="title", was="邻里纠纷", now="排水纠纷")
    case.do(CorrectCase(changes=(change,), reason="更准确"))
    case.refused("paper.facts_changed", prepared)


def test_that_what_was_previewed_is_what_is_frozen(case: Case) -> None:
    case.mediating()
    prepared = desk_of(case.office, "guo").prepare(case.final_text(), case=case.case, on=DAY)
    case.do(prepared)
    assert prepared.prepared is not None
    assert case.paper().frozen_sha256 == prepared.prepared.sha256


def test_that_of_two_final_texts_at_once_one_stands(case: Case) -> None:
    case.mediating()
    one = desk_of(case.office, "guo").prepare(case.final_text(), case=case.case, on=DAY)
    two = desk_of(case.office, "lu").prepare(case.final_text(version="2"), case=case.case, on=DAY)
    case.do(one)
    case.refused("agreement.text_is_live", two)
    assert len(case.track().agreements) == 1


def test_that_a_signature_on_a_paper_that_moved_on_is_refused(case: Case) -> None:
    case.mediating().consent_to_screen()
    case.finalise(route="screen")
    case.office.clock.moment += timedelta(seconds=5)
    one, two = (
        desk_of(case.office, "guo").prepare(
            RecordSignature(paper=case.id("paper"), signer=key, ink=INK), case=case.case, on=DAY
        )
        for key in ("p1", "p2")
    )
    case.do(one)
    case.refused("signing.paper_moved_on", two)
    case.sign("p2")
    assert {s.name for s in case.track().agreements[-1].signatures} == {"王有田", "李秀英"}


def test_that_two_people_who_signed_in_work_on_one_office(office: PracticeOffice, case: Case) -> None:
    office.door.give_account(office.desk, "zhou", PASSWORD + "x")
    registrar = office.door.sign_in("zhou", PASSWORD + "x")
    case.register()
    seen = {case.case: case.facts().version}
    registrar.perform(_person(case, "a"), case=case.case, on=DAY, seen=seen)
    stale = lambda: office.desk.perform(_person(case, "b"), case=case.case, on=DAY, seen=seen)  # noqa: E731
    refused("version.changed", stale)
    registrar.close()


# -- who is at the desk


def test_that_who_was_dismissed_does_nothing_more_at_an_open_desk(case: Case) -> None:
    case.register()
    case.do(AppointStaff(id=case.id("s"), name="吴欣", roles=("registrar",)), by="shen")
    theirs = stand_in(case.office.desk, case.id("s"))
    theirs.perform(_person(case, "a"), case=case.case, on=DAY)
    case.do(DismissStaff(staff=case.id("s"), reason="调离"), by="shen")
    refused("staff.inactive", lambda: theirs.perform(_person(case, "b"), case=case.case, on=DAY))


def test_that_a_draft_is_kept_and_forgotten(case: Case) -> None:
    case.register()
    desk = desk_of(case.office, "zhou")
    before = stored(desk)["draft"]
    desk.save_draft("register", {"summary": "半"}, case.case)
    desk.save_draft("register", {"summary": "一半"}, case.case)
    assert stored(desk)["draft"] == before + 1
    desk.discard_draft("register")
    assert stored(desk)["draft"] == before


def test_that_the_journal_holds_every_act_with_its_day_and_author(case: Case) -> None:
    case.register()
    consent_on = DAY + timedelta(days=1)
    case.open().do(
        RecordConsent(track=case.id("t"), id=case.id("c"), subject="mediation", party=case.id("p1")), consent_on
    )
    with case.office.desk.store.reading() as session:
        rows = session.scalars(select(JournalEntry).filter_by(case_id=case.case).order_by(JournalEntry.seq)).all()
        told = [(row.name, row.happened_on, row.actor) for row in rows]
        count = session.scalar(select(func.count()).select_from(JournalEntry).filter_by(case_id=case.case))
    assert count == 3
    assert told[-1] == ("record_consent", consent_on, staff("lu"))


@pytest.mark.parametrize("name", ["zheng", "chen"])
def test_that_nothing_of_a_case_is_prepared_for_who_may_not_see_it(case: Case, name: str) -> None:

    case.mediating()
    desk = desk_of(case.office, name)
    paper = IssuePaper(id=case.id("x"), code="RM-RIGHTS", track=case.id("t"))
    signature = RecordSignature(paper=case.id("x"), signer="p1", method="paper")
    code, act = ("case.unknown", signature) if name == "zheng" else ("case.unknown", paper)
    refused(code, lambda: desk.prepare(act, case=case.case, on=DAY))
