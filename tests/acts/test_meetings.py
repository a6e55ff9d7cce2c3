"""Sessions, inquiries, private talks, suggestions, plans."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, time

from mediation_desk.acts.acceptance import ChooseMediator, DecideRecusal, Disclose, DisclosedItem
from mediation_desk.acts.sessions import (
    PlanSession,
    RecordInquiry,
    RecordPrivateTalk,
    RecordSession,
    Statement,
    Suggest,
)
from tests.support.practice_desk import DAY, Case, staff


def at(hour: int) -> datetime:
    """An hour of the first day."""
    return datetime.combine(DAY, time(hour))


def session(case: Case, name: str = "s1") -> RecordSession:
    """A session that both parties attended."""
    return RecordSession(
        track=case.id("t"),
        id=case.id(name),
        started=at(10),
        ended=at(11),
        place="调解室",
        attending=("王有田", "李秀英"),
        invited=("村主任",),
        statements=(Statement(who="王有田", what="水流到我家了。"),),
        result="同意再谈",
    )


def test_that_a_session_ends_after_it_began_somewhere_with_somebody(case: Case) -> None:
    case.mediating()
    good = session(case)
    case.refused("period.reversed", replace(good, ended=at(9)), by="guo")
    case.refused("field.empty", replace(good, attending=()), by="guo")
    case.refused("field.empty", replace(good, place=" "), by="guo")
    case.do(good, by="guo")
    (held,) = case.track().sessions
    assert (held.mediators, held.subject) == (("郭建民",), "邻里纠纷")
    case.refused("id.taken", good, by="guo")


def test_that_an_inquiry_is_counted_apart_from_sessions(case: Case) -> None:
    case.mediating()
    case.do(session(case), by="guo")
    fields = {name: getattr(session(case, "q1"), name) for name in session(case).__slots__ if name != "track"}
    asked = RecordInquiry(**{"track": case.id("t"), **_meeting_fields(session(case, "q1")), **fields})
    case.do(asked, by="guo")
    assert {(s.kind, s.number) for s in case.track().sessions} == {("session", 1), ("inquiry", 1)}


def _meeting_fields(meeting: RecordSession) -> dict[str, object]:

    return {field.name: getattr(meeting, field.name) for field in fields(meeting)}


def test_that_a_private_talk_names_a_party_of_the_track_and_has_words(case: Case) -> None:
    case.mediating()
    talk = RecordPrivateTalk(track=case.id("t"), id=case.id("n"), party=case.id("p1"), text="底线五千元")
    case.refused("field.empty", replace(talk, text=""), by="guo")
    case.refused("party.unknown", replace(talk, party="nobody"), by="guo")
    case.do(talk, by="guo")


def test_that_a_plan_and_a_suggestion_have_content(case: Case) -> None:
    case.mediating()
    case.refused("field.empty", PlanSession(track=case.id("t"), id=case.id("pl"), at=at(15), place=""))
    case.do(PlanSession(track=case.id("t"), id=case.id("pl"), at=at(15), place="调解室"))
    case.refused("field.empty", Suggest(track=case.id("t"), id=case.id("su"), text=" "), by="guo")
    case.do(Suggest(track=case.id("t"), id=case.id("su"), text="各让一步"), by="guo")


def test_that_a_mediator_discloses_and_a_recused_one_leaves(case: Case) -> None:
    case.mediating()
    items = (DisclosedItem(code="kinship", answer=False),)
    case.refused("mediator.unknown", Disclose(track=case.id("t"), staff=staff("tang"), items=items), by="guo")
    case.do(Disclose(track=case.id("t"), staff=staff("guo"), items=items), by="guo")
    decision = DecideRecusal(track=case.id("t"), staff=staff("guo"), recused=True, reason="系申请人表兄")
    case.refused("field.empty", replace(decision, reason=""), by="shen")
    case.do(decision, by="shen")
    assert case.track().mediators == ()
    case.refused("mediator.unknown", decision, by="shen")


def test_that_one_presides_and_others_stand_beside(case: Case) -> None:
    case.mediating()
    choose = ChooseMediator(track=case.id("t"), staff=staff("guo"))
    case.refused("mediator.chosen_already", choose)
    case.refused("code.unknown", replace(choose, role="king"))
    case.refused("staff.unknown", replace(choose, staff="nobody"))
    case.do(ChooseMediator(track=case.id("t"), staff=staff("wangshi"), role="mediator"))
    case.do(ChooseMediator(track=case.id("t"), staff=staff("lu")))
    assert set(case.track().mediators) == {"王守信", "陆晓"}
