"""How a procedure is conducted: what each rule refuses, and how its table in the file is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mediation_desk.law.conduct import (
    AgentBar,
    Charge,
    MediatorRule,
    MoreMediators,
    Note,
    Openness,
    RecusalRule,
    StartRule,
    form_of,
)
from mediation_desk.law.conduct_reading import (
    read_agent_bar,
    read_charge,
    read_mediators,
    read_note,
    read_openness,
    read_start,
)
from mediation_desk.law.reading import Fault, Section

from .refusals import told

SOURCED = {"source": "某法 1", "certainty": "page"}
SIDES = (("a", "applicant"), ("b", "respondent"), ("c", "third"))


@pytest.mark.parametrize(
    ("application", "referred", "form"),
    [
        ("written", False, "written"),
        ("written", True, "referral"),
        ("own_motion", True, "own_motion"),
        (None, True, "referral"),
        (None, False, "own_motion"),
    ],
)
def test_that_what_was_sent_is_a_referral_whatever_paper_came_with_it(
    application: str | None, referred: bool, form: str
) -> None:
    assert form_of(application, referred) == form


@pytest.mark.parametrize(
    ("consent", "agreed", "lacking"),
    [
        ("none_refuses", set(), ()),
        ("others_agree", set(), ("b", "c")),
        ("others_agree", {"c"}, ("b",)),
        ("all_agree", {"b"}, ("a", "c")),
        ("all_agree", {"a", "b", "c"}, ()),
    ],
)
def test_that_those_lack_whose_consent_the_start_asks_for(
    consent: str, agreed: set[str], lacking: tuple[str, ...]
) -> None:
    rule = StartRule(by=("written",), consent=consent, limit=None, source="某法 1", certainty="read")
    assert rule.lacking(SIDES, agreed) == lacking


RULE = MediatorRule(
    least=1,
    who="调解员",
    how=("appointed",),
    roster=True,
    presides=True,
    more=MoreMediators(least=3, asked="more_mediators", when="当事人要求"),
    recusal=None,
    source="某法 1",
    certainty="page",
)


def test_that_mediators_are_found_only_in_the_ways_of_the_rule() -> None:
    RULE.check_how("appointed")
    assert told(lambda: RULE.check_how("chosen")) == (
        "mediator.how_not_allowed",
        {"field": "how", "how": "chosen", "source": "某法 1"},
    )


@pytest.mark.parametrize(
    ("roles", "asked", "code", "facts"),
    [
        ((), (), "mediator.too_few", {"there": 0, "needed": 1}),
        (("presiding", "member"), ("more_mediators",), "mediator.too_few", {"there": 2, "needed": 3}),
        (("member", "member"), (), "mediator.none_presides", {}),
    ],
)
def test_that_too_few_mediators_or_none_who_presides_is_refused(
    roles: tuple[str, ...], asked: tuple[str, ...], code: str, facts: dict[str, int]
) -> None:
    assert told(lambda: RULE.check_count(roles, asked)) == (
        code,
        {"field": "mediators", **facts, "source": "某法 1"},
    )


def test_that_enough_mediators_may_begin() -> None:
    RULE.check_count(("member",), ("somebody_else",))
    RULE.check_count(("member", "presiding"), ())
    RULE.check_count(("member", "presiding", "member"), ("more_mediators",))


def test_that_an_agent_of_a_barred_side_is_refused() -> None:
    bar = AgentBar(sides=("respondent",), words="应当亲自到场", source="某法 1", certainty="read")
    bar.check("applicant")
    assert told(lambda: bar.check("respondent")) == (
        "agent.barred_by_procedure",
        {"field": "kind", "words": "应当亲自到场", "source": "某法 1"},
    )


def read(reader: Callable[[Section], object], table: dict[str, Any]) -> tuple[object, list[tuple[str, str]]]:
    """What a reader makes of a table, and the mistakes it notes."""
    faults: list[Fault] = []
    found = reader(Section("a.toml", table, faults, "x."))
    return found, [(fault.key.removeprefix("x."), fault.reason) for fault in faults]


WHOLE: list[tuple[Callable[..., object], dict[str, Any], object]] = [
    (
        read_start,
        {"by": ["written", "oral"], "consent": "all_agree", "limit": "x.apply"},
        StartRule(by=("written", "oral"), consent="all_agree", limit="x.apply", source="某法 1", certainty="page"),
    ),
    (
        read_mediators,
        {
            "least": 2,
            "who": "调解员",
            "how": ["chosen", "appointed"],
            "roster": True,
            "presides": True,
            "more": {"least": 3, "asked": "more_mediators", "when": "当事人要求"},
            "recusal": {"grounds": "有利害关系", "decided_by": "组织", "unless": "各方同意", **SOURCED},
        },
        MediatorRule(
            least=2,
            who="调解员",
            how=("chosen", "appointed"),
            roster=True,
            presides=True,
            more=MoreMediators(least=3, asked="more_mediators", when="当事人要求"),
            recusal=RecusalRule(
                grounds="有利害关系", decided_by="组织", unless="各方同意", source="某法 1", certainty="page"
            ),
            source="某法 1",
            certainty="page",
        ),
    ),
    (
        read_mediators,
        {"least": 1, "who": "调解员", "how": ["chosen"]},
        MediatorRule(
            least=1,
            who="调解员",
            how=("chosen",),
            roster=False,
            presides=False,
            more=None,
            recusal=None,
            source="某法 1",
            certainty="page",
        ),
    ),
    (
        read_openness,
        {"default": "closed", "unless": "各方同意"},
        Openness(default="closed", unless="各方同意", source="某法 1", certainty="page"),
    ),
    (
        read_charge,
        {"kind": "may_charge", "note": "公开标准"},
        Charge(kind="may_charge", note="公开标准", source="某法 1", certainty="page"),
    ),
    (
        read_agent_bar,
        {"sides": ["respondent", "third"], "words": "亲自到场"},
        AgentBar(sides=("respondent", "third"), words="亲自到场", source="某法 1", certainty="page"),
    ),
    (
        read_note,
        {"code": "danger", "words": "先报警"},
        Note(code="danger", words="先报警", source="某法 1", certainty="page"),
    ),
]


@pytest.mark.parametrize(("reader", "table", "rule"), WHOLE)
def test_that_everything_a_table_says_is_kept(
    reader: Callable[..., object], table: dict[str, Any], rule: object
) -> None:
    assert read(reader, {**table, **SOURCED}) == (rule, [])


SLIPS: list[tuple[Callable[..., object], dict[str, Any], list[tuple[str, str]]]] = [
    (
        read_start,
        {"consent": "some", "by": ["fax"]},
        [
            ("by", "未知的启动方式：fax"),
            ("consent", "应为none_refuses、others_agree、all_agree之一，现为some"),
            ("by", "缺少启动方式"),
        ],
    ),
    (
        read_mediators,
        {
            "least": 0,
            "who": "调解员",
            "how": ["drawn"],
            "more": {"least": 3, "asked": "x", "when": "y", "why": 1},
            "recusal": {"grounds": "某", "decided_by": "某", "by": 1, **SOURCED},
        },
        [
            ("least", "应为正整数"),
            ("how", "未知的产生方式：drawn"),
            ("more.why", "未知的键"),
            ("recusal.by", "未知的键"),
            ("how", "缺少产生方式"),
        ],
    ),
    (read_openness, {"default": "open"}, [("default", "应为parties_choose、closed之一，现为open")]),
    (read_charge, {"kind": "dear"}, [("kind", "应为free、may_charge、half_court_fee之一，现为dear")]),
    (read_agent_bar, {"words": "某", "sides": ["judge"]}, [("sides", "未知的地位：judge")]),
    (read_note, {"code": "a", "words": ""}, [("words", "缺少内容")]),
]


@pytest.mark.parametrize(("reader", "table", "mistakes"), SLIPS)
def test_that_a_slip_in_a_table_is_noted_at_its_key(
    reader: Callable[..., object], table: dict[str, Any], mistakes: list[tuple[str, str]]
) -> None:
    assert read(reader, {**table, **SOURCED, "slip": 1})[1] == [*mistakes, ("slip", "未知的键")]


@pytest.mark.parametrize("reader", [read_mediators, read_openness, read_charge, read_agent_bar])
def test_that_a_table_may_be_left_out(reader: Callable[[Section | None], object]) -> None:
    assert reader(None) is None
