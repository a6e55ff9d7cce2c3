from __future__ import annotations

from dataclasses import replace

import pytest

from mediation_desk.law.evaluation import check_opinion
from mediation_desk.terms.evaluation import AmountRange, Finding, LiabilityShare, OpinionDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal


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


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"findings": ()}, "field.empty", "findings"),
        ({"findings": (replace(FINDING, reason=" "),)}, "field.empty", "findings[0].reason"),
        ({"findings": (replace(FINDING, confidence="sure"),)}, "code.unknown", "findings[0].confidence"),
        (
            {"findings": (replace(FINDING, strengths=(("甲", 6),)),)},
            "evaluation.strength_range",
            "findings[0].strengths",
        ),
        (
            {"findings": (replace(FINDING, strengths=(("甲", 0),)),)},
            "evaluation.strength_range",
            "findings[0].strengths",
        ),
        ({"amounts": (amount("2", "1", "3"),)}, "evaluation.range_inconsistent", "amounts[0]"),
        ({"amounts": (amount("1", "3", "2"),)}, "evaluation.range_inconsistent", "amounts[0]"),
        ({"liability": (share("甲", 80, 70, 90),)}, "evaluation.range_inconsistent", "liability[0]"),
        ({"liability": (share("甲", 90, 95, 101),)}, "evaluation.range_inconsistent", "liability[0]"),
        ({"liability": (share("甲", 60, 70, 80),)}, "evaluation.shares_not_whole", "liability"),
        ({"options": ("一", "二", "三", "四")}, "evaluation.too_many_options", "options"),
    ],
)
def test_that_a_gap_or_contradiction_names_its_field(changes: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_opinion(replace(OPINION, **changes))
    assert (refusal.value.code, refusal.value.facts["field"]) == (code, field)
