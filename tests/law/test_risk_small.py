"""Small rules on risk, made for the purpose: a grade in all its parts, refusals with their facts, own weights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mediation_desk.law.risk import Grade, Obligation, RiskRules, ScoreLine, Sign
from mediation_desk.law.risk_course import (
    Graded,
    PlannedVisit,
    colour_since,
    current,
    in_order,
    report_owed_since,
    visits,
)
from mediation_desk.law.risk_local import risk_keys, risk_without, stored_risk
from mediation_desk.terms.events import Event

from .refusals import refused
from .test_risk_reading import CITED, FILE

OWN = {"source": "本中心做法", "certainty": "memory"}
ORANGE = {**FILE["colour"][0], "code": "orange", "order": 2, "words": "橙", "at_least": 20}
ORANGE |= {"revisit": [30, 90], "revisit_from": ["ended", "agreement_effective"]}
GREEN = {**FILE["colour"][0], "order": 3}
SIGNALS = [
    *FILE["signal"],
    {"code": "crowd", "words": "人多", "unit": "人", "tier": [{"at_least": 5, "weight": 10}], **OWN},
    {
        "code": "harm",
        "words": "自伤",
        "weight": 5,
        "rule": [{"kind": "refer", "to": ["clinic", "police"], **OWN}],
        **OWN,
    },
    {"code": "family", "words": "家暴", "weight": 5, "rule": [{"kind": "no_joint_session", **CITED}], **CITED},
    {"code": "again", "words": "再犯", "unit": "次", "each": True, "weight": 7, **CITED},
]
RULES = RiskRules.of(
    {
        **FILE,
        "receiver": [*FILE["receiver"], {"code": "clinic", "words": "心理服务机构"}],
        "colour": [FILE["colour"][1], ORANGE, GREEN],
        "signal": SIGNALS,
    }
)


def grade(*signs: str | tuple[str, int]) -> Grade:
    return RULES.grade(
        Sign(code=sign) if isinstance(sign, str) else Sign(code=sign[0], count=sign[1]) for sign in signs
    )


def test_that_a_grade_says_all_that_led_to_it() -> None:
    signs = (Sign(code="threat", count=2), Sign(code="harm", note="昨夜"))
    found = RULES.grade(signs)
    assert found == Grade(
        colour="red",
        words="红",
        order=1,
        score=45,
        signs=signs,
        lines=(
            ScoreLine(code="threat", text="扬言伤人", points=40, source="某法 1", certain=True),
            ScoreLine(code="harm", text="自伤（昨夜）", points=5, source="本中心做法", certain=False),
        ),
        obligations=(
            Obligation(
                kind="floor", code="threat", text="扬言伤人：不低于红", to=(), source="某法 1", certain=True
            ),
            Obligation(
                kind="no_joint_session",
                code="threat",
                text="扬言伤人：不得安排双方联合会面，可以分别谈话",
                to=(),
                source="某法 1",
                certain=True,
            ),
            Obligation(
                kind="refer",
                code="harm",
                text="自伤：转介心理服务机构、公安机关",
                to=("心理服务机构", "公安机关"),
                source="本中心做法",
                certain=False,
            ),
            Obligation(
                kind="report",
                code="red",
                text="风险为红：须立即报告公安机关",
                to=("公安机关",),
                source="某法 1",
                certain=True,
            ),
        ),
    )  # fmt: skip
    assert [one.kind for one in found.of_kind("refer")] == ["refer"]
    assert (found.must_report, found.no_joint_session) == (True, True)


def test_that_the_explanation_cites_each_rule_and_says_where_it_is_in_doubt() -> None:
    assert grade("harm", "family").explanation == (
        "自伤：5分（本中心做法，依据待核）",
        "家暴：5分（某法 1）",
        "合计10分，评定为绿",
        "自伤：转介心理服务机构、公安机关（本中心做法，依据待核）",
        "家暴：不得安排双方联合会面，可以分别谈话（某法 1）",
    )


@pytest.mark.parametrize(
    ("signs", "score", "colour"),
    [
        ([], 0, "green"),
        ([("again", 2)], 14, "green"),
        ([("calls", 4)], 30, "orange"),
        ([("crowd", 5), ("harm", 1), ("family", 1)], 20, "orange"),
        ([("threat", 1)], 40, "orange"),
        ([("threat", 2)], 40, "red"),
        ([("threat", 1), ("crowd", 5), ("harm", 1), ("family", 1)], 60, "red"),
    ],
)
def test_that_a_colour_begins_with_its_first_point_or_with_a_floor(
    signs: list[tuple[str, int]], score: int, colour: str
) -> None:
    assert (grade(*signs).score, grade(*signs).colour) == (score, colour)


@pytest.mark.parametrize(
    ("sign", "points", "text"),
    [
        (("crowd", 4), 0, "人多4人，不足5人不计分"),
        (("crowd", 5), 10, "人多5人"),
        (("crowd", 50), 10, "人多50人"),
        (("calls", 1), 0, "报警1次，不足2次不计分"),
        (("calls", 2), 10, "报警2次，每次5分"),
        (("calls", 3), 15, "报警3次，每次5分"),
        (("calls", 4), 30, "报警4次，每次10分、至多30分"),
        (("again", 9), 63, "再犯9次，每次7分"),
    ],
)
def test_that_a_count_scores_by_its_tier_each_time_or_once_and_says_so(
    sign: tuple[str, int], points: int, text: str
) -> None:
    (line,) = grade(sign).lines
    assert (line.points, line.text) == (points, text)


def test_that_the_highest_score_that_counts_is_told_only_where_it_is_passed() -> None:
    three_tens = RULES.signal("calls")
    exactly = replace(three_tens, weights=(replace(three_tens.weights[0], points=10),))
    assert exactly.points(3) == (30, "，每次10分")
    assert exactly.points(4) == (30, "，每次10分、至多30分")


def test_that_signals_are_refused_with_what_is_wrong() -> None:
    with refused("risk.signal_unknown", field="signals", code="mood"):
        grade("mood")
    with refused("risk.count_not_positive", field="signals", words="人多"):
        grade(("crowd", 0))
    with refused("risk.signal_twice", field="signals", words="扬言伤人"):
        grade("threat", "harm", "threat")
    with refused("risk.signal_left_out", field="signals", words="人多"):
        RULES.with_local({}, ["crowd"]).grade([Sign(code="crowd")])


@pytest.mark.parametrize(
    ("before", "after", "loosens"),
    [
        (["threat"], ["harm"], True),
        (["harm"], ["threat"], False),
        (["harm"], ["harm"], False),
        (["family"], ["harm"], True),
        (["family"], ["family"], False),
        (["harm"], ["family"], False),
        (["family"], [("calls", 4)], True),
    ],
)
def test_that_a_better_colour_or_a_hard_rule_that_has_gone_loosens(
    before: list[Any], after: list[Any], loosens: bool
) -> None:
    assert grade(*after).loosens(grade(*before)) is loosens


def test_that_an_office_weighs_from_nothing_to_a_hundred() -> None:
    own = RULES.with_local({"crowd.5": 0, "again": 100}, ["again", "crowd"])
    assert [weight.points for signal in own.signals for weight in signal.weights] == [40, 5, 10, 0, 5, 5, 100]
    assert own.left_out == {"again", "crowd"}
    assert [signal.code for signal in own.offered] == ["threat", "calls", "harm", "family"]
    assert RULES.offered == RULES.signals


def test_that_an_office_is_refused_with_the_weight_or_the_rule_that_stands_against_it() -> None:
    with refused("risk.weight_unknown", field="weights", id="crowd"):
        RULES.with_local({"crowd": 5}, [])
    for given in (-1, 101):
        with refused("risk.weight_out_of_range", field="weights", given=given, most=100):
            RULES.with_local({"crowd.5": given}, [])
    with refused("risk.signal_unknown", field="signals", code="mood"):
        RULES.with_local({}, ["mood"])
    with refused("risk.rule_is_fixed", field="left_out", words="家暴", source="某法 1"):
        RULES.with_local({}, ["threat", "family"])


# -- an office's weights as it keeps them

STORED = {"weights": {"again": 9, "crowd.5": 3}, "left_out": ["crowd", "again"], "source": "某办法"}


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ("many", "risk"),
        ({"weights": [], "left_out": []}, "risk"),
        ({"weights": {}, "left_out": {}}, "risk"),
        ({"weights": {}}, "risk"),
        ({"weights": {"again": "9"}, "left_out": []}, "risk:again"),
        ({"weights": {}, "left_out": [7]}, "risk:7"),
    ],
)
def test_that_what_nobody_can_read_is_set_aside_under_its_key(stored: object, key: str) -> None:
    rules, (aside,) = stored_risk(RULES, stored)
    assert rules == RULES
    assert (aside.setting, aside.refusal.code) == (key, "local.unreadable")
    assert dict(aside.refusal.facts) == {"key": key, "field": "risk"}


def test_that_what_still_holds_is_used_and_the_rest_set_aside_with_its_reason() -> None:
    stored = {"weights": {"again": 9, "mood": 1, "crowd.5": 101}, "left_out": ["crowd", "threat"]}
    rules, aside = stored_risk(RULES, stored)
    assert rules == RULES.with_local({"again": 9}, ["crowd"])
    assert {one.setting: one.refusal.code for one in aside} == {
        "risk:threat": "risk.rule_is_fixed",
        "risk:mood": "risk.weight_unknown",
        "risk:crowd.5": "risk.weight_out_of_range",
    }
    assert stored_risk(RULES, STORED) == (RULES.with_local({"again": 9, "crowd.5": 3}, ["crowd", "again"]), ())
    assert stored_risk(RULES, None) == (RULES, ())


def test_that_a_weight_of_a_signal_that_cannot_be_left_out_still_tells_both_reasons_apart() -> None:
    """One code may stand in both lists; where both are wrong, the weight's reason is told."""
    both = {"weights": {"threat": 101}, "left_out": ["threat"]}
    assert [(one.setting, one.refusal.code) for one in stored_risk(RULES, both)[1]] == [
        ("risk:threat", "risk.weight_out_of_range")
    ]
    sound = {"weights": {"threat": 50}, "left_out": ["threat"]}
    assert [(one.setting, one.refusal.code) for one in stored_risk(RULES, sound)[1]] == [
        ("risk:threat", "risk.rule_is_fixed")
    ]


def test_that_each_stored_weight_and_signal_can_be_given_up_or_all_of_them() -> None:
    assert risk_keys(None) == frozenset()
    assert risk_keys({}) == {"risk"}
    assert risk_keys(STORED) == {"risk", "risk:again", "risk:crowd.5", "risk:crowd"}


@pytest.mark.parametrize(
    ("given_up", "rest"),
    [
        ((), STORED),
        (("risk:crowd.5",), {**STORED, "weights": {"again": 9}}),
        (("risk:crowd",), {**STORED, "left_out": ["again"]}),
        (("risk:again",), {**STORED, "weights": {"crowd.5": 3}, "left_out": ["crowd"]}),
        (("risk", "risk:again"), None),
    ],
)
def test_that_what_is_given_up_is_gone_and_the_rest_stays(given_up: tuple[str, ...], rest: object) -> None:
    assert risk_without(STORED, given_up) == rest


# -- its course


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 5, day, hour)


def graded(when: datetime, *signs: Any, id: str = "g") -> Graded:
    return Graded(id=id, at=when, grade=grade(*signs))


def test_that_grades_stand_by_moment_then_by_severity_then_by_id() -> None:
    later = graded(at(12), "harm")
    mild, severe = graded(at(11), "harm", id="z"), graded(at(11), "threat", id="a")
    twin = graded(at(11), "family", id="b")
    assert in_order([later, severe, mild, twin]) == [twin, mild, severe, later]


def test_that_the_grade_in_force_is_the_last_one_up_to_and_including_the_moment() -> None:
    first, second = graded(at(11), "harm"), graded(at(12), "threat")
    moments = {at(11, 8): None, at(11): first, at(12, 8): first, at(12): second, None: second}
    assert {until: current([second, first], until) for until in moments} == moments
    assert current([]) is None


def test_that_a_colour_that_came_back_began_with_its_return() -> None:
    course = [
        graded(at(day), *signs) for day, signs in ((11, ["threat"]), (12, []), (13, ["threat"]), (14, ["threat"]))
    ]
    assert colour_since(course) == course[2]
    assert colour_since(course[:1]) == course[0]


REPORTED = (("threat", 2),)


@pytest.mark.parametrize(
    ("course", "reports", "owed"),
    [
        ([], [], None),
        ([(at(11), ())], [], None),
        ([(at(11), REPORTED)], [], at(11)),
        ([(at(10), ()), (at(11), REPORTED)], [], at(11)),
        ([(at(11), REPORTED)], [at(11, 0)], None),
        ([(at(11), REPORTED)], [at(10, 23)], at(11)),
        ([(at(10), ()), (at(11), REPORTED)], [at(10, 23)], at(11)),
        ([(at(11), REPORTED), (at(12), REPORTED)], [at(11, 10)], None),
        ([(at(11), REPORTED), (at(12), REPORTED)], [], at(11)),
        ([(at(11), REPORTED), (at(12), ())], [], None),
        ([(at(11), REPORTED), (at(12), ()), (at(13), REPORTED)], [at(11, 10)], None),
    ],
)
def test_that_a_report_is_owed_since_the_first_grade_that_asks_for_it(
    course: list[tuple[datetime, Iterable[Any]]], reports: list[datetime], owed: datetime | None
) -> None:
    assert report_owed_since([graded(when, *signs) for when, signs in course], reports) == owed


def test_that_another_signal_asks_anew_and_a_report_from_before_it_does_not_count() -> None:
    """Here a signal brings the report itself, so that each new signal is another reason."""
    signals = [
        {"code": code, "words": code, "weight": 1, "rule": [{"kind": "report", "to": ["police"], **CITED}], **CITED}
        for code in ("knife", "petrol")
    ]
    rules = RiskRules.of({**FILE, "signal": signals})
    first = Graded(id="1", at=at(11), grade=rules.grade([Sign(code="knife")]))
    second = Graded(id="2", at=at(11, 15), grade=rules.grade([Sign(code="knife"), Sign(code="petrol")]))
    assert report_owed_since([first, second], [at(11, 14)]) == at(11, 15)
    assert report_owed_since([first, second], [at(11, 15)]) is None
    assert report_owed_since([first, second], []) == at(11, 15)


def test_that_visits_are_planned_from_the_first_of_the_events_and_answered_by_those_made_after_it() -> None:
    course = [graded(at(11), "threat")]
    events = [Event("ended", date(2026, 5, 20)), Event("agreement_effective", date(2026, 5, 18))]
    made = [Event("visited", date(2026, 5, day)) for day in (18, 25, 19)]
    start = date(2026, 5, 18)
    days = (date(2026, 5, 19), date(2026, 5, 25))
    assert visits(RULES, course, [*events, *made]) == tuple(
        PlannedVisit(number=number, day=days_, due=start + timedelta(days=days_), made_on=days[number - 1])
        for number, days_ in ((1, 30), (2, 90))
    )
    assert [visit.made_on for visit in visits(RULES, course, events)] == [None, None]
    assert visits(RULES, course, made) == () == visits(RULES, [], events)


def test_that_a_colour_visited_from_its_own_day_needs_no_event() -> None:
    red = {**FILE["colour"][1], "revisit_from": ["risk_assessed", "ended"]}
    rules = RiskRules.of({**FILE, "colour": [red, FILE["colour"][0]]})
    course = [Graded(id="1", at=at(11, 23), grade=rules.grade([Sign(code="threat", count=2)]))]
    assert [visit.due for visit in visits(rules, course, [Event("ended", date(2026, 5, 1))])] == [
        date(2026, 5, 12),
        date(2026, 5, 14),
    ]
