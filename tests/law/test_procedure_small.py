"""A small procedure, made for the purpose: each thing it can be asked, and each refusal with all its facts."""

from __future__ import annotations

import hashlib
import json
from contextlib import nullcontext
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.conduct import StartRule
from mediation_desk.law.limit_reading import read_limit
from mediation_desk.law.limits import Limit
from mediation_desk.law.procedure import (
    AgreementRule,
    AlsoCopies,
    Basis,
    Copies,
    History,
    Move,
    PaperDue,
    Procedure,
    Stage,
    Step,
)
from mediation_desk.law.procedure_checks import check_procedure, check_validity
from mediation_desk.law.reading import Fault, Section
from mediation_desk.terms.events import Event

from .refusals import refused
from .test_limits import FILE as LIMIT
from .test_procedure_reading import FILE, read

CITED: Any = {"source": "某法 1", "certainty": "read"}


def day(number: int) -> date:
    return date(2026, 3, number)


def limit(id: str, **changes: Any) -> Limit:
    own = {"opens": "suit", "valid_from": day(1), "valid_to": day(31)}
    return replace(read_limit(Section("l", LIMIT, [])), id=id, **{**own, **changes})


SUIT = read(FILE)[0].routes[0]
SMALL = replace(
    read(FILE)[0],
    always=("visit",),
    stages=(
        Stage(id="registered", name="登记", acts=("accept", "visit")),
        Stage(id="mediating", name="调解", acts=("end", "accept")),
        Stage(id="ended", name="终结", acts=()),
    ),
    moves=(
        Move(sources=("registered",), on="accepted", to="mediating"),
        Move(sources=("registered", "mediating"), on="ended", to="ended"),
        Move(sources=("ended",), on="reopened", to="mediating"),
    ),
    limits=(limit("suit.days", valid_to=day(15)), limit("suit.days", valid_from=day(16)), limit("conclude")),
    routes=(replace(SUIT, after=("accepted",)), replace(SUIT, id="trial", after=(), standing="closed", limit="trial")),
    basis=(
        Basis(law="旧法", articles="1", valid_from=day(5), valid_to=day(10), certainty="read"),
        Basis(law="机制", articles="2", valid_from=day(1), valid_to=None, certainty="read", aside=True),
        Basis(law="新法", articles="3", valid_from=day(20), valid_to=None, certainty="read"),
    ),
    starts=(
        StartRule(by=("written", "oral"), consent="none_refuses", limit=None, **CITED),
        StartRule(by=("own_motion",), consent="none_refuses", limit=None, source="某法 2", certainty="read"),
        StartRule(by=(), consent="none_refuses", limit=None, **CITED),
    ),
)


def happened(*named: tuple[str, int], subject: str | None = None) -> list[Event]:
    return [Event(name, day(number), None, subject) for name, number in named]


def test_that_everything_is_found_by_its_name() -> None:
    assert SMALL.stage("mediating") == SMALL.stages[1]
    assert SMALL.ending("agreed") == SMALL.endings[0]
    assert SMALL.refuse_reason("filed") == SMALL.refuse_reasons[0]
    assert SMALL.agreement("written") == SMALL.agreements[0]
    assert [SMALL.start(form) for form in ("oral", "own_motion")] == list(SMALL.starts[:2])


def test_that_what_the_procedure_does_not_know_is_refused_with_its_name() -> None:
    id = "people.small"
    with refused("procedure.stage_unknown", procedure=id, value="x", field="id"):
        SMALL.stage("x")
    with refused("procedure.ending_unknown", procedure=id, value="x", field="code"):
        SMALL.ending("x")
    with refused("procedure.refuse_reason_unknown", procedure=id, value="x", field="code"):
        SMALL.refuse_reason("x")
    with refused("procedure.form_not_allowed", procedure=id, value="oral", field="form"):
        SMALL.agreement("oral")
    with refused(
        "procedure.start_not_allowed", procedure="人民调解", form="referral", source="某法 1；某法 2", field="form"
    ):
        SMALL.start("referral")
    with refused("limit.unknown", limit="x", near="", field="limit"):
        SMALL.limit("x")
    with refused("limit.unknown", limit="conclude", near="", field="limit"):
        SMALL.limit("conclude", date(2026, 4, 1))


def test_that_a_limit_is_found_in_the_wording_of_the_day() -> None:
    early, late, conclude = SMALL.limits
    assert SMALL.limit("suit.days") == early
    assert [SMALL.limit("suit.days", day(number)) for number in (15, 16)] == [early, late]
    assert SMALL.limit("conclude") == conclude


@pytest.mark.parametrize(
    ("number", "in_force"), [(4, False), (5, True), (10, True), (11, False), (19, False), (20, True)]
)
def test_that_a_procedure_needs_a_law_of_its_own_in_force(number: int, in_force: bool) -> None:
    """The law that carries one mechanism does not carry the procedure."""
    facts = {"procedure": "人民调解", "day": day(number), "first": day(5), "law": "旧法"}
    with nullcontext() if in_force else refused("procedure.not_in_force", **facts):
        SMALL.require_in_force(day(number))


def test_that_open_acts_are_those_of_the_stage_and_those_of_every_stage_once_each() -> None:
    assert SMALL.open_acts("registered") == ("accept", "visit")
    assert SMALL.open_acts("mediating") == ("end", "accept", "visit")
    history = SMALL.history(happened(("accepted", 2)))
    assert SMALL.open_acts_on(history, day(2)) == ("accept", "visit", "end")
    assert SMALL.open_acts_on(history, day(3)) == ("end", "accept", "visit")


def test_that_the_history_names_each_stage_its_day_and_its_event() -> None:
    history = SMALL.history(happened(("reopened", 5), ("ended", 5), ("accepted", 2)))
    assert history.path == (
        Step("registered"),
        Step("mediating", day(2), "accepted"),
        Step("ended", day(5), "ended"),
        Step("mediating", day(5), "reopened"),
    )
    assert history.stage == "mediating"


def test_that_an_event_moves_once_for_each_time_it_happened() -> None:
    again = happened(("accepted", 2), ("ended", 3), ("reopened", 3))
    assert SMALL.history(again).stage == "mediating"
    assert SMALL.history([*again, *happened(("ended", 3))]).stage == "ended"


def test_that_the_history_may_stop_at_the_end_of_a_day() -> None:
    events = happened(("accepted", 2), ("ended", 3))
    assert [SMALL.history(events, until=day(number)).stage for number in (1, 2, 3)] == [
        "registered",
        "mediating",
        "ended",
    ]


def test_that_the_stages_of_a_day_are_the_one_it_began_in_and_those_entered_during_it() -> None:
    history = History((Step("a"), Step("b", day(2)), Step("c", day(3)), Step("b", day(3))))
    assert [history.stages_on(day(number)) for number in (1, 2, 3, 4)] == [
        ("a",),
        ("a", "b"),
        ("b", "c"),
        ("b",),
    ]


BOTH = ("all_parties_signed", "body_sealed")


@pytest.mark.parametrize(
    ("events", "effective"),
    [
        ([("all_parties_signed", 5), ("body_sealed", 7)], 7),
        ([("all_parties_signed", 7), ("body_sealed", 5), ("body_sealed", 9)], 7),
        ([("all_parties_signed", 5)], None),
        ([("all_parties_signed", 5), ("text_withdrawn", 6), ("body_sealed", 7)], None),
        ([("all_parties_signed", 6), ("text_withdrawn", 6), ("body_sealed", 7)], 7),
        ([("text_withdrawn", 2), ("all_parties_signed", 3), ("text_withdrawn", 4), ("body_sealed", 7)], None),
    ],
)
def test_that_an_agreement_takes_effect_once_all_it_needs_has_happened_since_the_text_was_last_withdrawn(
    events: list[tuple[str, int]], effective: int | None
) -> None:
    assert SMALL.effective_on("written", happened(*events)) == (effective and day(effective))


def test_that_only_events_of_the_version_make_it_effective() -> None:
    other = happened(("all_parties_signed", 5), ("body_sealed", 7), subject="v1")
    own = happened(("all_parties_signed", 8), ("body_sealed", 9), subject="v2")
    assert SMALL.effective_on("written", [*other, *own[:1]], "v2") is None
    assert SMALL.effective_on("written", [*other, *own], "v2") == day(9)
    withdrawn = happened(("text_withdrawn", 20), subject="v1")
    assert SMALL.effective_on("written", [*own, *withdrawn], "v2") == day(9)


def test_that_a_paper_is_due_once_its_event_happened_unless_the_ending_needs_none() -> None:
    notice, record = (
        PaperDue(code="notice", at="ended", must="必须", instead=(), not_for=("agreed",)),
        PaperDue(code="record", at="accepted", must="必须", instead=(), not_for=()),
    )
    own = replace(SMALL, papers=(notice, record))
    assert own.papers_due(happened(("accepted", 2))) == (record,)
    assert own.papers_due(happened(("accepted", 2), ("ended", 3))) == (notice, record)
    assert own.papers_due(happened(("accepted", 2), ("ended", 3)), "agreed") == (record,)


@pytest.mark.parametrize(
    ("names", "open_"),
    [((), False), (("ended",), False), (("accepted",), False), (("ended", "accepted"), True)],
)
def test_that_a_way_opens_on_its_event_once_what_must_go_before_has_happened(
    names: tuple[str, ...], open_: bool
) -> None:
    events = happened(*((name, 2) for name in names))
    assert SMALL.routes_open(events) == ((SMALL.routes[0],) if open_ else ())


@pytest.mark.parametrize(
    ("suit", "trial", "used"),
    [
        (("open", "suit.days"), ("closed", "conclude"), 2),
        (("closed", "suit.days"), ("open", "suit.days"), 3),
        (("closed", "suit.days"), ("closed", None), 1),
        (("open", "conclude"), ("open", None), 3),
    ],
)
def test_that_a_limit_for_closed_ways_alone_does_not_run(
    suit: tuple[str, str], trial: tuple[str, str | None], used: int
) -> None:
    routes = (replace(SUIT, standing=suit[0], limit=suit[1]), replace(SUIT, standing=trial[0], limit=trial[1]))
    assert len(replace(SMALL, routes=routes).limits_in_use()) == used


@pytest.mark.parametrize(
    ("parties", "source", "count"), [(2, None, 4), (3, "grid", 5), (2, "police_110", 8), (2, "court_pre", 6)]
)
def test_that_copies_are_one_for_each_party_some_more_and_those_for_the_source(
    parties: int, source: str | None, count: int
) -> None:
    also = (
        AlsoCopies(origin="police_110", more=1, **CITED),
        AlsoCopies(origin="police_110", more=3, **CITED),
        AlsoCopies(origin="court_pre", more=2, **CITED),
    )
    assert Copies(more=2, also=also).count(parties, source) == count


def test_that_a_signature_out_of_turn_is_refused_with_those_who_sign_first() -> None:
    rule: AgreementRule = replace(
        SMALL.agreements[0], sign_order=(("party", "agent", "guardian"), ("mediator",), ("body_seal",))
    )
    rule.check_turn("agent", {"party", "mediator"})
    rule.check_turn("mediator", {"mediator", "body_seal"})
    rule.check_turn("body_seal", {"recorder"})
    with refused("signing.before_its_turn", role="body_seal", first=("party", "guardian")):
        rule.check_turn("body_seal", {"guardian", "party", "mediator"})
    with refused("signing.before_its_turn", role="witness", first=("body_seal",)):
        rule.check_turn("witness", {"body_seal"})


def test_that_the_digest_is_over_all_the_procedure_says() -> None:
    said = json.dumps(asdict(SMALL), default=str, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert SMALL.digest == hashlib.sha256(said.encode()).hexdigest()


# -- what a file can get wrong although each of its lines reads well


SOUND = replace(SMALL, limits=(limit("suit.days"),), routes=(SUIT,))


def told(procedure: Procedure) -> list[tuple[str, str]]:
    faults: list[Fault] = []
    check_procedure(Section("p.toml", {}, faults), procedure)
    return [(fault.key, fault.reason) for fault in faults]


STAGES, MOVES = SOUND.stages, SOUND.moves
ISLAND = Stage(id="island", name="孤岛", acts=())


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        ({"stages": (*STAGES, STAGES[0])}, [("stage", "重复：registered")]),
        ({"refuse_reasons": SOUND.refuse_reasons * 2}, [("refuse", "重复：filed")]),
        ({"agreements": SOUND.agreements * 2}, [("agreement", "重复：written")]),
        ({"routes": SOUND.routes * 2}, [("route", "重复：suit")]),
        ({"starts": SOUND.starts[:1] * 2}, [("start", "重复：written"), ("start", "重复：oral")]),
        ({"notes": SOUND.notes * 2}, [("note", "重复：n")]),
        ({"papers": SOUND.papers * 3}, [("paper", "重复：RM-AGR@ended")]),
        ({"moves": (*MOVES, Move(sources=("mediating",), on="ended", to="ended"))}, [
            ("move", "重复：mediating+ended"),
        ]),
        ({"stages": (), "moves": ()}, [("stage", "至少要有一个阶段")]),
        ({"moves": (*MOVES, Move(sources=("moon",), on="split", to="ended"))}, [("move", "split涉及未知的阶段：moon")]),
        ({"moves": (*MOVES, Move(sources=("ended",), on="split", to="moon"))}, [("move", "split涉及未知的阶段：moon")]),
        ({"stages": (*STAGES, ISLAND)}, [("stage", "阶段island无法到达"), ("stage", "阶段island无法终结")]),
        ({"stages": (*STAGES, ISLAND), "moves": (*MOVES, Move(sources=("island",), on="split", to="ended"))}, [
            ("stage", "阶段island无法到达"),
        ]),
        ({"stages": (*STAGES, ISLAND), "moves": (*MOVES, Move(sources=("ended",), on="split", to="island"))}, [
            ("stage", "阶段island无法终结"),
        ]),
        ({"limits": ()}, [("route", "suit涉及未知的期限：suit.days")]),
        ({"routes": (replace(SUIT, limit=None),)}, []),
        ({"starts": (replace(SOUND.starts[0], limit="x"),)}, [("start", "涉及未知的期限：x")]),
        ({"starts": (replace(SOUND.starts[0], limit="suit.days"),)}, []),
        ({"limits": (limit("suit.days", opens=None, answered_routes=()),)}, []),
        ({"limits": (limit("suit.days", opens="duel", answered_routes=("suit", "bet")),)}, [
            ("limit", "suit.days涉及未知的途径：bet"),
            ("limit", "suit.days涉及未知的途径：duel"),
        ]),
        ({"basis": ()}, [("basis", "缺少内容")]),
        ({"endings": ()}, [("endings", "缺少内容")]),
        ({"bodies": ()}, [("bodies", "缺少内容")]),
        ({"starts": ()}, [("start", "缺少内容")]),
        ({"mediators": None}, [("mediators", "缺少内容")]),
        ({"openness": None}, [("confidential", "缺少内容")]),
        ({"charge": None}, [("charge", "缺少内容")]),
    ],
)  # fmt: skip
def test_that_what_leads_nowhere_or_is_said_twice_is_told(
    changes: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    assert told(replace(SOUND, **changes)) == faults


@pytest.mark.parametrize("last", ["ended", "volume_closed"])
def test_that_a_stage_must_lead_to_an_ending_or_to_the_closed_volume(last: str) -> None:
    moves = (
        Move(sources=("registered",), on="accepted", to="mediating"),
        Move(sources=("mediating",), on=last, to="ended"),
    )
    assert told(replace(SOUND, moves=moves)) == []


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((1, 15), (16, 31), False),
        ((1, 16), (16, 31), True),
        ((16, 31), (1, 16), True),
        ((1, 31), (5, 6), True),
        ((None, 15), (16, None), False),
        ((None, None), (16, 16), True),
        ((16, None), (None, 16), True),
    ],
)
def test_that_two_wordings_of_a_limit_are_never_in_force_on_the_same_day(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], overlap: bool
) -> None:
    first, second = (limit("x", valid_from=a and day(a), valid_to=b and day(b)) for a, b in (one, other))
    faults: list[Fault] = []
    check_validity(Section("p.toml", {}, faults), (first, second, replace(first, id="y")))
    assert [(fault.key, fault.reason) for fault in faults] == ([("limit", "x的有效期重叠")] if overlap else [])
