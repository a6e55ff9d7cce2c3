"""One signs on the screen and leaves, a company signs eight days later across the limit, a third refuses.

Nothing takes effect, and what may lawfully be done next is shown.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.acts.act import Act
from mediation_desk.acts.known import BY_NAME
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.facts.shapes import TrackFacts
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal
from tests.support.handwriting import ink_of
from tests.support.worked_cases import WholeCase, WorkedOffice, found_office

CASE, TRACK, PAPER = "case-1", "track-1", "paper-1"
BODY, MEDIATOR = named_id("office", "fengtang"), named_id("office", "guo")
FIRST, LIMIT, LATER = date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 13)
PARTIES = (("p-li", "李长河", "natural"), ("p-co", "枫塘建材有限公司", "company"), ("p-sun", "孙玉梅", "natural"))


def act(name: str, **fields: Any) -> Act:
    """An act from plain values, as it travels."""
    return from_plain(BY_NAME[name], fields)


def do(office: WorkedOffice, made: Act, on: date, at: time = time(10, 0)) -> None:
    """Perform an act on a day; the office's clock stands there too."""
    office.office.clock.moment = datetime.combine(on, at, tzinfo=SHANGHAI)
    office.desk.perform(made, case=CASE, on=on, at=at)


def register(office: WorkedOffice) -> None:
    day, sides = date(2026, 9, 1), ("applicant", "respondent", "respondent")
    do(
        office,
        act(
            "register_case",
            source="self",
            region="330699101",
            summary="货款",
            request="支付货款",
            dispute_type="contract",
            people=[person(*one) for one in PARTIES],
            matters=[{"id": "matter-1", "text": "货款"}],
            parties=[
                {"id": id, "person": f"person-{id}", "side": side}
                for (id, _, _), side in zip(PARTIES, sides, strict=True)
            ],
        ),
        day,
    )
    do(office, act("open_track", track=TRACK, procedure="people.general", body=BODY), day)
    do(office, act("receive_application", track=TRACK), day)
    do(office, act("accept_case", track=TRACK), day)
    do(office, act("choose_mediator", track=TRACK, staff=MEDIATOR), day)


def person(id: str, name: str, kind: str) -> dict[str, Any]:
    """A grown-up, or a company with the man who stands for it."""
    own = {"birth": "1980-01-01"} if kind == "natural" else {"legal_representative": "魏东"}
    return {"id": f"person-{id}", "name": name, "kind": kind, **own}


def finalise(office: WorkedOffice) -> None:
    for id, _, _ in PARTIES:
        do(office, act("record_consent", track=TRACK, id=f"e-{id}", subject="electronic_form", party=id), FIRST)
    do(office, act("record_reached", track=TRACK), FIRST)
    pay = {
        "id": "duty-1",
        "kind": "pay",
        "debtors": ["p-co", "p-sun"],
        "joint": True,
        "beneficiaries": ["p-li"],
        "text": "货款",
        "amount": "9000",
        "manner": "银行转账",
        "due": {"kind": "on", "on": "2026-12-01"},
    }
    content = {"facts": "李长河供货，货款未付。", "dispute": "货款。", "duties": [pay]}
    do(
        office,
        act("finalise_agreement", track=TRACK, agreement="text-1", paper=PAPER, content=content, route="screen"),
        FIRST,
    )


def signature(key: str, name: str) -> Act:
    """A hand's strokes for one box."""
    return act("record_signature", paper=PAPER, signer=key, ink=ink_of(name))


def refusal(reason: str) -> Act:
    """The third party's refusal to sign."""
    return act("refuse_to_sign", track=TRACK, paper=PAPER, signer="p3", reason=reason)


def track(office: WorkedOffice, on: date) -> TrackFacts:
    (found,) = office.desk.ask(WholeCase(case=CASE, on=on)).tracks
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> WorkedOffice:
    made = found_office(Path(tmp_path_factory.mktemp("three")) / "office")
    register(made)
    finalise(made)
    do(made, signature("p1", "李长河"), FIRST)
    do(made, signature("p2", "魏东"), LATER)
    do(made, refusal("不同意承担连带责任"), LATER)
    return made


def test_that_people_sign_on_different_days_across_the_limit(office: WorkedOffice) -> None:
    (agreement,) = track(office, LATER).agreements
    assert [(s.name, s.signed_on, s.method) for s in agreement.signatures] == [
        ("李长河", FIRST, "screen"),
        ("魏东", LATER, "screen"),
    ]
    (clock,) = [d for d in track(office, LATER).deadlines if d.rule == "people.conclude"]
    assert (clock.due, clock.state) == (LIMIT, "expired")
    assert (LATER - FIRST).days == 8


def test_that_nothing_is_effective_while_one_refuses(office: WorkedOffice) -> None:
    found = track(office, LATER)
    (agreement,) = found.agreements
    assert (found.stage, agreement.state, agreement.effective_on) == ("signing", "finalised", None)
    assert [d.rule for d in found.deadlines if d.rule == "confirm"] == []
    assert agreement.duties[0].state == "open"


def test_that_the_lawful_next_steps_are_shown(office: WorkedOffice) -> None:
    steps = set(track(office, LATER).open_acts)
    assert {"withdraw_text", "refuse_to_sign", "record_session", "end_track", "transfer", "split_track"} <= steps
    assert not {"apply_confirmation", "record_default", "close_volume", "finalise_agreement"} & steps


@pytest.mark.parametrize(
    ("forced", "code"),
    [
        (act("affix_seal", paper=PAPER), "signing.not_yet"),
        (act("extend_limit", track=TRACK, id="x-1", limit="people.conclude", days=10), "clock.expired"),
        (signature("p1", "李长河"), "signing.signed_already"),
        (signature("m1", "郭建民"), "signing.not_yet"),
    ],
)
def test_that_nothing_can_be_forced_through(office: WorkedOffice, forced: Act, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        do(office, forced, LATER)
    assert refused.value.code == code


def test_that_the_track_can_end_without_the_signature(tmp_path: Path) -> None:
    made = found_office(tmp_path / "office")
    register(made)
    finalise(made)
    do(made, signature("p1", "李长河"), FIRST)
    do(made, refusal("不同意"), LATER)
    do(made, act("withdraw_text", track=TRACK, agreement="text-1", reason="孙玉梅拒绝签署"), LATER, time(10, 5))
    do(made, act("end_track", track=TRACK, reason="unsigned"), LATER, time(10, 10))
    found = track(made, LATER)
    assert (found.stage, found.ending, [a.state for a in found.agreements]) == ("ended", "unsigned", ["withdrawn"])
    assert found.agreements[0].signatures == ()
