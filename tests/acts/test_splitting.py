"""One quarrel, several tracks: splitting, forums that exclude each other, handing over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mediation_desk.acts.ending import EndTrack, ReopenTrack
from mediation_desk.acts.handover import ReferAside, ReportDanger, SplitTrack, Transfer
from mediation_desk.acts.intake import OpenTrack
from mediation_desk.acts.people import AddParty, AddPerson, PartyDraft, PersonDraft, WithdrawParty
from mediation_desk.acts.time import ExtendLimit
from mediation_desk.queries.search import FindText
from tests.support.practice_desk import DAY, Case, draft, pay, staff


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def _split(case: Case, into: str, *parties: str, **changes: object) -> SplitTrack:
    given: dict[str, object] = {
        "track": case.id("t"),
        "into": case.id(into),
        "parties": tuple(case.id(party) for party in parties),
        "shared_parties": (case.id("p1"),),
        "reason": "各被申请人意见不同",
    }
    return SplitTrack(**{**given, **changes})


def test_that_three_respondents_reach_three_endings(case: Case) -> None:
    case.mediating(4)
    case.do(_split(case, "second", "p3"), _after(2), by="guo")
    case.do(_split(case, "third", "p4"), _after(3), by="guo")
    case.finalise(on=_after(4))
    case.everyone_signs(_after(4))
    case.do(EndTrack(track=case.id("second"), reason="deadlock"), _after(5))
    case.do(Transfer(track=case.id("third"), id=case.id("h"), to="临溪县公安局", reason="涉嫌违法"), _after(6))
    tracks = {track.id: track for track in case.facts().tracks}
    assert [tracks[case.id(name)].stage for name in ("t", "second", "third")] == ["performing", "ended", "ended"]
    assert [tracks[case.id(name)].ending for name in ("t", "second", "third")] == [None, "deadlock", "transferred"]
    assert len({track.docket for track in tracks.values()}) == 3


def test_that_a_sibling_keeps_history_and_clocks_and_draws_its_own_docket(case: Case) -> None:
    case.mediating(3)
    outcome = case.do(_split(case, "second", "p3"), _after(10), by="guo")
    first, second = case.track(), case.track("second")
    assert outcome.numbers == (second.docket,)
    assert first.docket != second.docket
    assert (second.accepted_on, second.mediators, second.stage) == (DAY, ("郭建民",), "mediating")
    assert case.deadline("people.conclude", "second").due == case.deadline("people.conclude").due
    assert set(first.parties) == {case.id("p1"), case.id("p2")}
    assert set(second.parties) == {case.id("p1"), case.id("p3")}
    (hit,) = case.office.desk.ask(FindText(second.docket or ""))
    assert hit.case_id == case.case


def test_that_a_sibling_keeps_the_days_that_were_added(case: Case) -> None:
    case.mediating(3)
    for name, party in (("c1", "p1"), ("c2", "p2"), ("c3", "p3"), ("c0", None)):
        case.consent(name, "extension", party, _after(1))
    given = tuple(case.id(name) for name in ("c0", "c1", "c2", "c3"))
    extend = ExtendLimit(track=case.id("t"), id=case.id("x"), limit="people.conclude", days=15, consents=given)
    case.do(extend, _after(2))
    case.do(_split(case, "second", "p3"), _after(3), by="guo")
    assert case.deadline("people.conclude").due == _after(45)
    assert case.deadline("people.conclude", "second").due == _after(45)


def test_that_what_a_party_allowed_goes_along(case: Case) -> None:
    case.mediating(3).consent_to_screen(3)
    case.do(_split(case, "second", "p3"), _after(1), by="guo")
    words = draft(pay(case, "10.00", id=case.id("d2"), debtors=(case.id("p3"),)))
    case.finalise(words, _after(1), version="2", route="screen", track="second")


def test_that_who_splits_off_while_a_text_waits_begins_without_it(case: Case) -> None:
    case.mediating(3)
    case.finalise()
    case.do(_split(case, "second", "p3"), _after(1), by="guo")
    assert (case.track().stage, case.track("second").stage) == ("signing", "mediating")
    assert case.track("second").agreements == ()


def test_that_matters_are_split_too(case: Case) -> None:
    case.mediating(2)
    case.do(_split(case, "drain", matters=(case.id("m1"),), shared_parties=()), by="guo")
    assert (case.track().matters, case.track("drain").matters) == (("损失",), ("排水",))
    assert set(case.track("drain").parties) == set(case.track().parties)


def test_that_somebody_moves_and_somebody_stays(case: Case) -> None:
    case.mediating(3)
    case.refused("split.nothing_moves", _split(case, "x"), by="guo")
    case.refused("split.nobody_stays", _split(case, "x", "p1", "p2", "p3", shared_parties=()), by="guo")
    case.refused("party.unknown", _split(case, "x", "nobody"), by="guo")
    case.refused("field.empty", _split(case, "x", "p3", reason=""), by="guo")
    case.refused("matter.unknown", _split(case, "x", matters=(case.id("nothing"),)), by="guo")
    case.refused("id.taken", _split(case, "t", "p3"), by="guo")


def _open(case: Case, name: str, **changes: object) -> OpenTrack:
    given = {"track": case.id(name), "procedure": "people.general", "body": staff("shiqiao")}
    return OpenTrack(**{**given, **changes})


def test_that_the_same_parties_have_one_track_in_a_forum(case: Case) -> None:
    case.mediating(3)
    case.refused("track.forum_taken", _open(case, "again"))
    case.do(_open(case, "labour", procedure="professional.labour", body=staff("labour")))


def test_that_an_ended_track_frees_the_forum_and_a_taken_one_stays_ended(case: Case) -> None:
    case.mediating(2)
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"), _after(1))
    case.do(_open(case, "again"), _after(2))
    case.refused("track.forum_taken", ReopenTrack(track=case.id("t"), reason="双方要求"), _after(3))


def test_that_a_track_has_a_body_that_may_conduct_it_and_parties(case: Case) -> None:
    case.register(2)
    case.refused("track.wrong_body", _open(case, "t", body=staff("ecology")))
    case.refused("organisation.unknown", _open(case, "t", body="nobody"))
    case.refused("procedure.unknown", _open(case, "t", procedure="people.nothing"))
    empty = Case(case.office).register(0)
    empty.refused("track.no_parties", _open(empty, "t"))


def test_that_parties_join_until_signing_and_leave_before_it(case: Case) -> None:
    case.mediating(2)
    case.do(AddPerson(person=PersonDraft(id=case.id("n9"), name="周大妈")))
    join = AddParty(party=PartyDraft(id=case.id("p9"), person=case.id("n9"), side="third"), tracks=(case.id("t"),))
    case.refused("code.unknown", replace(join, party=replace(join.party, side="fourth")))
    case.refused("person.unknown", replace(join, party=replace(join.party, person=case.id("nothing"))))
    case.do(join)
    assert case.id("p9") in case.track().parties
    case.do(WithdrawParty(party=case.id("p9"), tracks=(case.id("t"),), reason="与其无关"), _after(1))
    assert case.id("p9") not in case.track().parties
    case.finalise(on=_after(1))
    late = replace(join, party=replace(join.party, id=case.id("p10")))
    case.refused("act.not_open", late, _after(2))
    case.refused("act.not_open", WithdrawParty(party=case.id("p2"), reason="不愿继续"), _after(2))


def test_that_a_transfer_ends_the_track_and_a_referral_does_not(case: Case) -> None:
    case.mediating()
    aside = ReferAside(track=case.id("t"), id=case.id("r"), to="枫塘镇政府", reason="排水沟归属", reply_due=_after(10))
    case.refused("field.empty", replace(aside, reason=" "))
    case.do(aside)
    assert case.track().stage == "mediating"
    transfer = Transfer(track=case.id("t"), id=case.id("h"), to="临溪县自然资源局", reason="权属争议应由政府处理")
    case.refused("field.empty", replace(transfer, to=""))
    case.do(transfer, _after(1))
    assert (case.track().stage, case.track().ending) == ("ended", "transferred")


def test_that_danger_is_reported_to_somebody_by_name_at_any_stage(case: Case) -> None:
    case.mediating()
    report = ReportDanger(track=case.id("t"), id=case.id("d"), to="枫塘派出所", receiver="民警丁", reason="扬言报复")
    case.refused("field.empty", replace(report, receiver=""))
    case.do(EndTrack(track=case.id("t"), reason="unsuitable"))
    case.do(report, _after(1))
