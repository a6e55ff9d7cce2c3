from __future__ import annotations

from dataclasses import replace

import pytest

from mediation_desk.law.evaluation import check_opinion
from mediation_desk.terms.evaluation import AmountRange, Finding, LiabilityShare, OpinionDraft
from mediation_desk.terms.money import Money

from .refusals import told


def amount(low: str, likely: str, high: str) -> AmountRange:
    return AmountRange(item="修复费", low=Money.parse(low), likely=Money.parse(likely), high=Money.parse(high))


def share(party: str, low: int, likely: int, high: int) -> LiabilityShare:
    return LiabilityShare(party=party, low=low, likely=likely, high=high)


FINDING = Finding(
    issue="楼板开裂的原因",
    claims=(("林国平", "施工不当"),),
    strengths=(("林国平", 4), ("丁福来", 2)),
    basis="现场勘查",
    view="配筋不足",
    confidence="high",
    reason="取芯结果",
)
OPINION = OpinionDraft(
    findings=(FINDING,),
    amounts=(amount("210000", "238000", "265000"),),
    liability=(share("丁福来", 60, 70, 80), share("林国平", 20, 30, 40)),
    options=("按责任分担",),
)


def test_that_a_consistent_opinion_may_be_locked() -> None:
    check_opinion(OPINION)
    check_opinion(OpinionDraft(findings=(FINDING,)))
    check_opinion(replace(OPINION, amounts=(amount("1", "1", "1"),)))
    check_opinion(replace(OPINION, liability=(share("甲", 0, 0, 0), share("乙", 100, 100, 100))))
    check_opinion(replace(OPINION, options=("一", "二", "三")))


def finding(**changes: object) -> dict[str, object]:
    """The second finding of two, changed."""
    return {"findings": (FINDING, replace(FINDING, **changes))}  # type: ignore[arg-type]


def shares(low: int, likely: int, high: int) -> dict[str, object]:
    return {"liability": (share("乙", 100 - likely, 100 - likely, 100), share("甲", low, likely, high))}


@pytest.mark.parametrize(
    ("changes", "code", "facts"),
    [
        ({"findings": ()}, "field.empty", {"field": "findings"}),
        (finding(issue=""), "field.empty", {"field": "findings[1].issue"}),
        (finding(view=""), "field.empty", {"field": "findings[1].view"}),
        (finding(reason=" "), "field.empty", {"field": "findings[1].reason"}),
        (
            finding(confidence="sure"),
            "code.unknown",
            {"list": "把握程度", "field": "findings[1].confidence", "code": "sure"},
        ),
        (
            finding(strengths=(("甲", 5), ("乙", 6))),
            "evaluation.strength_range",
            {"field": "findings[1].strengths", "given": 6},
        ),
        (
            finding(strengths=(("甲", 1), ("乙", 0))),
            "evaluation.strength_range",
            {"field": "findings[1].strengths", "given": 0},
        ),
        (
            {"liability": (share("甲", 60, 70, 80),)},
            "evaluation.shares_not_whole",
            {"field": "liability", "total": 70},
        ),
        ({"options": ("一", "二", "三", "四")}, "evaluation.too_many_options", {"field": "options", "most": 3}),
    ],
)
def test_that_a_gap_or_contradiction_names_its_field(
    changes: dict[str, object], code: str, facts: dict[str, object]
) -> None:
    assert told(lambda: check_opinion(replace(OPINION, **changes))) == (code, facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("low", "likely", "high"), [("2", "1", "3"), ("1", "3", "2")])
def test_that_an_amount_lies_between_its_bounds(low: str, likely: str, high: str) -> None:
    amounts = (amount("1", "1", "1"), amount(low, likely, high))
    assert told(lambda: check_opinion(replace(OPINION, amounts=amounts))) == (
        "evaluation.range_inconsistent",
        {
            "field": "amounts[1]",
            "item": "修复费",
            "low": f"{low}.00",
            "likely": f"{likely}.00",
            "high": f"{high}.00",
        },
    )


@pytest.mark.parametrize(("low", "likely", "high"), [(80, 70, 90), (60, 70, 65), (60, 70, 101), (-1, 70, 80)])
def test_that_a_share_lies_between_its_bounds_and_in_the_whole(low: int, likely: int, high: int) -> None:
    assert told(lambda: check_opinion(replace(OPINION, **shares(low, likely, high)))) == (  # type: ignore[arg-type]
        "evaluation.range_inconsistent",
        {"field": "liability[1]", "item": "甲", "low": low, "likely": likely, "high": high},
    )
