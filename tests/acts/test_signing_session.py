"""The signing desk: one paper at one desk, who has the screen before him, how it ends, and reading aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.acts.ending import ReverseAct
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.reading_aloud import RecordReadingAloud, RecordReadingNeed
from mediation_desk.acts.signing import ConfirmScan, HandSigned, RecordSignature
from mediation_desk.acts.signing_session import UNSAID, EndSigning, FaceSigner, StartSigning
from mediation_desk.model.signature import Signature
from mediation_desk.model.signing_session import ReadAloud, SigningSession
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.signing import OpenSigning, OpenSignings, SigningSheet
from mediation_desk.terms.circumstances import Answered, Circumstances
from tests.support.practice_desk import DAY, INK, Case, desk_of

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def waiting(case: Case) -> Case:
    """A case whose agreement waits for two parties, the mediator and the seal, on the screen."""
    case.mediating(2).consent_to_screen(2)
    case.finalise(route="screen")
    return case


def start(case: Case, name: str = "s1", **changes: object) -> StartSigning:
    given = {"id": case.id(name), "paper": case.id("paper"), "workstation": "一号窗口"}
    return StartSigning(**{**given, **changes})


def sign(case: Case, key: str, session: str = "s1") -> RecordSignature:
    return RecordSignature(paper=case.id("paper"), signer=key, ink=INK, session=case.id(session))


def row(case: Case, name: str = "s1") -> SigningSession:
    with case.office.desk.store.reading() as session:
        found = session.get_one(SigningSession, case.id(name))
        session.expunge(found)
        return found


def open_sessions(case: Case, by: str = "guo") -> list[OpenSigning]:
    found = desk_of(case.office, by).ask(OpenSignings())
    return [one for one in found if one.case == case.case]


def walk(case: Case, *keys: str, by: str = "guo") -> None:
    for key in keys:
        case.do(FaceSigner(session=case.id("s1"), signer=key), by=by)
        case.do(sign(case, key), by=by)


# -- one paper at one desk


def test_that_a_session_says_who_signs_where_and_since_when(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    waiting.do(FaceSigner(session=waiting.id("s1"), signer="p2"), by="guo")
    (found,) = open_sessions(waiting)
    assert (found.who, found.workstation, found.faced, found.signed) == ("郭建民", "一号窗口", "李秀英", ())
    sheet = desk_of(waiting.office, "guo").ask(SigningSheet(paper=waiting.id("paper")))
    assert sheet.session == found


def test_that_a_paper_is_open_at_one_desk_until_another_takes_it_over_and_says_so(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    refusal = waiting.refused("signing.session_open", start(waiting, "s2", workstation="二号窗口"), by="shen")
    assert (refusal.facts["who"], refusal.facts["workstation"]) == ("郭建民", "一号窗口")
    waiting.do(start(waiting, "s2", workstation="二号窗口", takes_over=waiting.id("s1")), by="shen")
    ended = row(waiting)
    assert (ended.ended_how, ended.ended_by) == ("taken_over", waiting.office.desk.actor.staff)
    assert [one.id for one in open_sessions(waiting)] == [waiting.id("s2")]


def test_that_a_desk_whose_paper_was_taken_over_takes_no_signature(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    waiting.do(FaceSigner(session=waiting.id("s1"), signer="p1"), by="guo")
    waiting.do(start(waiting, "s2", takes_over=waiting.id("s1"), workstation="二号窗口"), by="shen")
    waiting.refused("signing.session_ended", sign(waiting, "p1"), by="guo")
    waiting.refused("signing.session_ended", FaceSigner(session=waiting.id("s1"), signer="p2"), by="guo")
    waiting.refused("signing.session_ended", EndSigning(session=waiting.id("s1")), by="guo")


def test_that_going_on_after_a_crash_keeps_what_was_signed_and_says_it_broke_off(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    walk(waiting, "p1")
    waiting.do(FaceSigner(session=waiting.id("s1"), signer="p2"), by="guo")
    (broken,) = open_sessions(waiting)
    assert (broken.signed, broken.faced) == (("王有田",), "李秀英")
    waiting.do(start(waiting, "s2", takes_over=broken.id), by="guo")
    assert row(waiting).ended_how == "broken_off"
    assert waiting.track().agreements[-1].state == "finalised"
    waiting.do(FaceSigner(session=waiting.id("s2"), signer="p2"), by="guo")
    waiting.do(sign(waiting, "p2", "s2"), by="guo")
    assert [one.signer_key for one in waiting.track().agreements[-1].signatures] == ["p1", "p2"]


def test_that_only_who_has_the_screen_before_him_signs_in_the_session(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    waiting.refused("signing.another_is_faced", sign(waiting, "p1"), by="guo")
    waiting.do(FaceSigner(session=waiting.id("s1"), signer="p2"), by="guo")
    waiting.refused("signing.another_is_faced", sign(waiting, "p1"), by="guo")
    waiting.refused("signing.not_yet", FaceSigner(session=waiting.id("s1"), signer="m1"), by="guo")
    waiting.do(sign(waiting, "p2"), by="guo")
    waiting.refused("signing.signed_already", FaceSigner(session=waiting.id("s1"), signer="p2"), by="guo")


def test_that_a_signature_needs_a_session_that_is_there(waiting: Case) -> None:
    waiting.refused("signing_session.unknown", sign(waiting, "p1"), by="guo")


def test_that_only_a_paper_that_waits_for_the_screen_is_put_before_people(case: Case) -> None:
    case.mediating(2)
    case.finalise(route="paper")
    case.refused("signing.wrong_route", start(case), by="guo")
    case.refused("signing.screen_is_live", start(case), by="guo", today=NEXT)
    case.refused("paper.unknown", start(case, paper=case.id("nothing")), by="guo")


def test_that_a_voided_or_finished_paper_is_put_before_nobody(waiting: Case) -> None:
    waiting.refused("field.empty", start(waiting, workstation=" "), by="guo")
    waiting.do(start(waiting), by="guo")
    walk(waiting, "p1", "p2", "m1")
    waiting.sealed()
    waiting.do(EndSigning(session=waiting.id("s1")), by="guo")
    assert row(waiting).ended_how == "finished"
    waiting.refused("signing.nobody_waits", start(waiting, "s2"), by="guo")


# -- how it ends


def test_that_giving_the_screen_back_early_leaves_the_rest_for_later(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    walk(waiting, "p1")
    waiting.do(EndSigning(session=waiting.id("s1")), by="guo")
    assert row(waiting).ended_how == "left"
    waiting.do(start(waiting, "s2"), NEXT, by="guo")
    assert [one.id for one in open_sessions(waiting)] == [waiting.id("s2")]


def test_that_nobody_has_to_say_why_he_does_not_agree(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    waiting.refused("signing.signer_unknown", EndSigning(session=waiting.id("s1"), stopped_by="p9"), by="guo")
    waiting.do(EndSigning(session=waiting.id("s1"), stopped_by="p2", reason=" "), by="guo")
    ended = row(waiting)
    assert (ended.ended_how, ended.stopped_by, ended.reason) == ("stopped", "p2", UNSAID)


def test_that_the_timeline_tells_the_session_but_not_every_look(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    waiting.do(FaceSigner(session=waiting.id("s1"), signer="p2"), by="guo")
    waiting.do(EndSigning(session=waiting.id("s1"), stopped_by="p2", reason="金额不对"), by="guo")
    sheet = desk_of(waiting.office, "guo").ask(WholeCase(case=waiting.case))
    told = {line.act: line.detail for line in sheet.timeline}
    assert told["start_signing"].endswith("一号窗口")
    assert told["end_signing"] == "有人不同意  金额不对"
    assert "face_signer" not in told


def test_that_what_was_asked_and_answered_is_kept_with_the_signature(waiting: Case) -> None:
    waiting.do(start(waiting), by="guo")
    waiting.do(FaceSigner(session=waiting.id("s1"), signer="p1"), by="guo")
    told = Circumstances(pages_seen=2, answers=(Answered(question="谁付给谁？", answer="甲付给乙", right=False),))
    waiting.do(replace(sign(waiting, "p1"), circumstances=told), by="guo")
    with waiting.office.desk.store.reading() as session:
        (kept,) = session.query(Signature).filter_by(paper_id=waiting.id("paper")).all()
        assert kept.circumstances is not None
        assert kept.circumstances["answers"] == [{"question": "谁付给谁？", "answer": "甲付给乙", "right": False}]


# -- reading aloud


def cannot_read(case: Case, person: str = "n2", need: str = "illiterate") -> RecordReadingNeed:
    return RecordReadingNeed(person=case.id(person), need=need)


def read_to(case: Case, key: str = "p2", **changes: object) -> RecordReadingAloud:
    given = {"paper": case.id("paper"), "signer": key, "reader": "郭建民", "witness": "钱大伯", "relation": "邻居"}
    return RecordReadingAloud(**{**given, **changes})


def test_that_who_cannot_read_signs_nothing_that_was_not_read_aloud_to_him(waiting: Case) -> None:
    waiting.do(cannot_read(waiting))
    refusal = waiting.refused("reading.not_read_aloud", _alone(waiting, "p2"), by="guo")
    assert refusal.facts["name"] == "李秀英"
    waiting.do(_alone(waiting, "p1"), by="guo")
    waiting.do(read_to(waiting), by="guo")
    waiting.do(_alone(waiting, "p2"), by="guo")


def test_that_a_signature_by_hand_asks_for_the_reading_too(case: Case) -> None:
    case.mediating(2)
    case.finalise(route="paper")
    case.do(cannot_read(case))
    days = {"p1": DAY, "p2": DAY}
    case.scan("scan")
    found = tuple(HandSigned(signer=key, on=on) for key, on in days.items())
    confirm = ConfirmScan(paper=case.id("paper"), scan=case.id("scan"), signatures=found)
    case.refused("reading.not_read_aloud", confirm, by="guo")
    case.do(read_to(case), by="guo")
    case.do(confirm, by="guo")


def test_that_a_reading_needs_a_witness_who_takes_no_part(waiting: Case) -> None:
    waiting.do(cannot_read(waiting))
    waiting.refused("reading.witness_missing", read_to(waiting, witness=""), by="guo")
    waiting.refused("reading.witness_takes_part", read_to(waiting, witness="郭建民"), by="guo")
    waiting.refused("reading.witness_takes_part", read_to(waiting, witness="王有田"), by="guo")
    waiting.refused("field.empty", read_to(waiting, reader=" "), by="guo")
    waiting.refused("signing.signer_unknown", read_to(waiting, "p9"), by="guo")


def test_that_who_reads_slowly_may_be_read_to_without_a_witness(waiting: Case) -> None:
    waiting.do(cannot_read(waiting, need="slow"))
    waiting.do(read_to(waiting, witness=""), by="guo")
    waiting.do(_alone(waiting, "p2"), by="guo")


def test_that_a_need_is_known_once_and_can_be_taken_back(waiting: Case) -> None:
    noted = waiting.do(cannot_read(waiting))
    waiting.refused("reading.known_already", cannot_read(waiting))
    waiting.refused("code.unknown", cannot_read(waiting, need="lazy"))
    waiting.do(ReverseAct(reversed=noted.act, reason="登记错人"), by="guo")
    waiting.do(_alone(waiting, "p2"), by="guo")


def test_that_a_reading_counts_for_that_text_only(waiting: Case) -> None:
    waiting.do(cannot_read(waiting))
    waiting.do(read_to(waiting), by="guo")
    waiting.do(WithdrawText(track=waiting.id("t"), agreement=waiting.id("agreement"), reason="改金额"), by="guo")
    waiting.finalise(version="2", route="screen")
    waiting.refused("reading.not_read_aloud", _alone(waiting, "p2", waiting.id("paper2")), by="guo")


def test_that_a_reading_has_a_paper_of_its_own_which_the_listener_and_the_witness_sign_by_hand(waiting: Case) -> None:
    waiting.do(cannot_read(waiting))
    read = waiting.do(read_to(waiting), by="guo")
    row = next(one for one in _read(waiting) if one.recorded_by == read.act)
    paper = IssuePaper(id=waiting.id("aloud"), code="RM-ALOUD", track=waiting.id("t"), ref=row.id, route="paper")
    waiting.do(paper, by="guo")
    assert [one["name"] for one in waiting.signers("aloud")] == ["李秀英", "钱大伯", "郭建民"]
    subject = waiting.paper("aloud").context["subject"]
    assert (subject["why"], subject["relation"]) == ("不识字", "邻居")
    assert subject["check_code"].replace(" ", "").lower() == waiting.paper().frozen_sha256[:8]


def _read(case: Case) -> list[ReadAloud]:
    with case.office.desk.store.reading() as session:
        rows = session.query(ReadAloud).filter_by(case_id=case.case).all()
        session.expunge_all()
        return rows


def _alone(case: Case, key: str, paper: str = "") -> RecordSignature:
    """A signature without the desk's session, as a script gives it."""
    return RecordSignature(paper=paper or case.id("paper"), signer=key, ink=INK)
