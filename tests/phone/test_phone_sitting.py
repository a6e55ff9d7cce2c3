"""One signing by phone as a course of states: who is let in, what is taken, when it is over."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.phone.sitting import BAD_TOKENS, Denied, Sitting
from mediation_desk.phone.strokes import plain_ink, read_ink
from mediation_desk.phone.ticket import Ticket
from mediation_desk.signatures.ink import LARGEST_POINTS
from mediation_desk.terms.refusal import Refusal
from tests.phone.conftest import PAGES, offer_of, ticket
from tests.support.phone_client import scrawl


class Room:
    """A sitting, its clock, what was told, and a phone that has the token."""

    def __init__(self, **changes: Any) -> None:
        self.now = 1000.0
        self.told: list[Mapping[str, Any]] = []
        self.ticket: Ticket = ticket()
        self.sitting = Sitting(
            offer_of(self.ticket, **changes), lambda: self.now, secrets.token_bytes, self.told.append
        )
        self.cookie = ""

    def open(self) -> None:
        answered = self.sitting.open(self.ticket.token, "", "Firefox")
        self.cookie = answered.cookie or ""

    def read(self) -> None:
        for number in range(1, len(PAGES) + 1):
            self.sitting.page(self.ticket.token, self.cookie, number)
            self.sitting.saw(self.ticket.token, self.cookie, number)

    def ready(self) -> Room:
        self.open()
        self.read()
        self.sitting.confirm()
        return self

    def sign(self, **changes: Any) -> None:
        told: dict[str, Any] = {"document": self.ticket.document, "ink": scrawl(), **changes}
        self.sitting.sign(self.ticket.token, self.cookie, told["document"], told["ink"])

    def events(self, name: str) -> list[Mapping[str, Any]]:
        return [one for one in self.told if one["event"] == name]


def code(denied: pytest.ExceptionInfo[Denied]) -> tuple[int, str]:
    return denied.value.status, denied.value.code


def test_that_whoever_read_it_all_and_was_confirmed_signs_once() -> None:
    room = Room().ready()
    room.sign()
    (signed,) = room.events("signed")
    assert signed["bound"] == room.ticket.bound
    assert signed["pages_seen"] == [1, 2]
    assert read_ink(signed["ink"]) == read_ink(scrawl())


def test_that_a_second_signature_on_the_same_token_is_refused() -> None:
    room = Room().ready()
    room.sign()
    for _ in range(10):
        with pytest.raises(Denied) as denied:
            room.sign()
        assert code(denied) == (409, "used")
    assert len(room.events("signed")) == 1


def test_that_the_first_device_may_come_again_and_a_second_may_not() -> None:
    room = Room()
    room.open()
    assert room.sitting.open(room.ticket.token, room.cookie, "Firefox").cookie is None
    for cookie in ("", "x", room.cookie[:-1] + "~"):
        with pytest.raises(Denied) as denied:
            room.sitting.open(room.ticket.token, cookie, "Chrome")
        assert code(denied) == (409, "second_device")
        with pytest.raises(Denied):
            room.sitting.page(room.ticket.token, cookie, 1)
    assert room.events("second_device")


@given(st.lists(st.text(max_size=60), min_size=BAD_TOKENS, max_size=BAD_TOKENS + 30))
def test_that_twenty_wrong_tokens_end_it_for_everybody(guesses: list[str]) -> None:
    room = Room()
    for number, guess in enumerate(guesses):
        with pytest.raises(Denied) as denied:
            room.sitting.open(guess, "", "")
        assert code(denied) == ((403, "token") if number < BAD_TOKENS else (410, "over"))
    with pytest.raises(Denied) as denied:
        room.open()
    assert code(denied) == (410, "over")
    assert room.told[-1] == {"event": "ended", "why": "guessed"}


@pytest.mark.parametrize("wrong", [None, 1, [], {}, "", "\ud800", "é" * 43])
def test_that_what_is_no_token_counts_as_a_wrong_one(wrong: object) -> None:
    room = Room()
    with pytest.raises(Denied) as denied:
        room.sitting.open(wrong, "", "")
    assert code(denied) == (403, "token")
    assert room.events("bad_token") == [{"event": "bad_token", "count": 1}]


def test_that_a_token_that_is_right_but_for_its_last_character_is_wrong() -> None:
    room = Room()
    last = "A" if room.ticket.token[-1] != "A" else "E"
    with pytest.raises(Denied):
        room.sitting.open(room.ticket.token[:-1] + last, "", "")


@pytest.mark.parametrize(("later", "open"), [(299.9, True), (300.0, False)])
def test_that_the_code_opens_the_page_for_five_minutes(later: float, open: bool) -> None:
    room = Room()
    room.now += later
    if open:
        room.open()
        return
    with pytest.raises(Denied) as denied:
        room.open()
    assert code(denied) == (410, "over")
    assert room.told == [{"event": "ended", "why": "expired"}]


@pytest.mark.parametrize(("later", "taken"), [(599.9, True), (600.0, False)])
def test_that_all_is_over_after_ten_minutes(later: float, taken: bool) -> None:
    room = Room().ready()
    room.now += later
    if taken:
        room.sign()
        return
    with pytest.raises(Denied) as denied:
        room.sign()
    assert code(denied) == (410, "over")
    assert not room.events("signed")


def test_that_nothing_is_signed_before_the_last_page_was_seen() -> None:
    room = Room()
    room.open()
    room.sitting.confirm()
    room.sitting.page(room.ticket.token, room.cookie, 1)
    room.sitting.saw(room.ticket.token, room.cookie, 1)
    with pytest.raises(Denied) as denied:
        room.sign()
    assert code(denied) == (409, "not_read_through")


def test_that_a_page_that_was_never_fetched_was_not_seen() -> None:
    room = Room()
    room.open()
    with pytest.raises(Denied) as denied:
        room.sitting.saw(room.ticket.token, room.cookie, 2)
    assert code(denied) == (409, "page_not_fetched")


@pytest.mark.parametrize("number", [0, 3, -1, 1.0, "1", None, True])
def test_that_a_page_that_is_not_there_is_not_given(number: object) -> None:
    room = Room()
    room.open()
    with pytest.raises(Denied) as denied:
        room.sitting.page(room.ticket.token, room.cookie, number)
    assert code(denied) == (404, "no_such_page")


def test_that_nothing_is_sent_before_the_mediator_has_compared_the_number() -> None:
    room = Room()
    room.open()
    room.read()
    for send in (room.sign, lambda: room.sitting.disagree(room.ticket.token, room.cookie, room.ticket.document, "不")):
        with pytest.raises(Denied) as denied:
            send()
        assert code(denied) == (409, "not_confirmed")


def test_that_confirming_before_anybody_opened_confirms_nobody() -> None:
    room = Room()
    room.sitting.confirm()
    room.open()
    room.read()
    with pytest.raises(Denied) as denied:
        room.sign()
    assert code(denied) == (409, "not_confirmed")


def test_that_both_screens_show_the_same_four_figures() -> None:
    room = Room()
    letter = room.sitting.open(room.ticket.token, "", "").body
    (opened,) = room.events("opened")
    assert letter["number"] == opened["number"]
    assert len(opened["number"]) == 4 and opened["number"].isdecimal()


@pytest.mark.parametrize("document", ["cd" * 32, "", None, 5, "\ud800"])
def test_that_strokes_for_another_text_are_refused(document: object) -> None:
    room = Room().ready()
    with pytest.raises(Denied) as denied:
        room.sign(document=document)
    assert code(denied) == (409, "other_text")


def test_that_a_person_who_does_not_agree_says_why_without_having_read_on() -> None:
    room = Room()
    room.open()
    room.sitting.confirm()
    for empty in ("", "  ", None, 7, "长" * 501):
        with pytest.raises(Denied) as denied:
            room.sitting.disagree(room.ticket.token, room.cookie, room.ticket.document, empty)
        assert code(denied) == (422, "reason")
    room.sitting.disagree(room.ticket.token, room.cookie, room.ticket.document, " 金额不对 ")
    assert room.events("disagreed")[0]["reason"] == "金额不对"
    with pytest.raises(Denied):
        room.sign()


def test_that_a_paper_that_nobody_may_refuse_takes_no_refusal() -> None:
    room = Room(may_disagree=False).ready()
    with pytest.raises(Denied) as denied:
        room.sitting.disagree(room.ticket.token, room.cookie, room.ticket.document, "不")
    assert code(denied) == (409, "no_refusal_here")


def _point(**changes: Any) -> list[Any]:
    names = {"x": 0.5, "y": 0.2, "t": 0, "pressure": None, "tilt_x": None, "tilt_y": None, **changes}
    return list(names.values())


@pytest.mark.parametrize(
    "ink",
    [
        None,
        [],
        {},
        {**scrawl(), "more": 1},
        {**scrawl(), "device": "foot"},
        {**scrawl(), "device": 1},
        {**scrawl(), "aspect": "0.5"},
        {**scrawl(), "aspect": 0},
        {**scrawl(), "aspect": True},
        {**scrawl(), "strokes": []},
        {**scrawl(), "strokes": [[]]},
        {**scrawl(), "strokes": "ink"},
        {**scrawl(), "strokes": [["ink"]]},
        {**scrawl(), "strokes": [[_point(), _point(x=7.0)]]},
        {**scrawl(), "strokes": [[_point(t=10), _point(x=0.9, t=9)]]},
        {**scrawl(), "strokes": [[_point(t=0.5), _point(x=0.9, t=9)]]},
        {**scrawl(), "strokes": [[_point(t=-1), _point(x=0.9)]]},
        {**scrawl(), "strokes": [[_point(x=10**400), _point()]]},
        {**scrawl(), "strokes": [[_point(pressure=2.0), _point(x=0.9)]]},
        {**scrawl(), "strokes": [[_point(tilt_x=120.0), _point(x=0.9)]]},
        {**scrawl(), "strokes": [[_point()[:4], _point(x=0.9)[:4]]]},
        {**scrawl(), "strokes": [[_point(), _point(x=0.501)]]},
        {**scrawl(), "strokes": [[_point()] * (LARGEST_POINTS + 1)]},
    ],
)
def test_that_what_no_hand_can_have_drawn_is_refused_and_may_be_drawn_again(ink: object) -> None:
    room = Room().ready()
    with pytest.raises(Denied) as denied:
        room.sign(ink=ink)
    assert denied.value.status == 422
    room.sign()


def test_that_strokes_come_through_as_they_were_drawn() -> None:
    pen = {
        "device": "pen",
        "aspect": 0.4,
        "strokes": [[_point(pressure=0.25, tilt_x=-30.0, tilt_y=12.5), _point(x=0.9, t=40)]],
    }
    ink = read_ink(pen)
    assert (ink.strokes[0][0].pressure, ink.strokes[0][0].tilt_x, ink.strokes[0][0].tilt_y) == (0.25, -30.0, 12.5)
    assert plain_ink(ink) == pen


def test_that_an_answer_to_another_ticket_is_refused() -> None:
    mine = ticket(1)
    mine.require(mine.bound)
    changed = [
        Ticket(case="case-2", paper=mine.paper, signer=mine.signer, document=mine.document, secret=mine.secret),
        Ticket(case=mine.case, paper="paper-2", signer=mine.signer, document=mine.document, secret=mine.secret),
        Ticket(case=mine.case, paper=mine.paper, signer="p2", document=mine.document, secret=mine.secret),
        Ticket(case=mine.case, paper=mine.paper, signer=mine.signer, document="cd" * 32, secret=mine.secret),
        ticket(2),
    ]
    for other in changed:
        with pytest.raises(Refusal) as refused:
            mine.require(other.bound)
        assert refused.value.code == "phone.other_ticket"


def test_that_a_token_has_256_bits() -> None:
    assert len(ticket().secret) == 32
    assert len({ticket(seed).token for seed in range(500)}) == 500


def test_that_what_a_browser_says_of_itself_is_cut_and_cleaned() -> None:
    room = Room()
    room.sitting.open(room.ticket.token, "", "Fire\x00fox\u202e" + "x" * 5000)
    told = room.events("opened")[0]["browser"]
    assert told.isprintable() and len(told) == 200
