"""What an evaluator's opinion must be before it can be locked: complete and consistent in itself."""

from __future__ import annotations

from mediation_desk.terms.evaluation import AmountRange, Finding, LiabilityShare, OpinionDraft
from mediation_desk.terms.refusal import Refusal

STRENGTHS = range(1, 6)
CONFIDENCE = ("high", "medium", "low")
MOST_OPTIONS = 3
WHOLE = 100


def check_opinion(opinion: OpinionDraft) -> None:
    """Refuse an opinion with a gap or a contradiction; the refusal names the field."""
    if not opinion.findings:
        raise Refusal("field.empty", field="findings")
    for number, finding in enumerate(opinion.findings):
        _check_finding(number, finding)
    for number, amount in enumerate(opinion.amounts):
        _check_amount(number, amount)
    if opinion.liability:
        _check_liability(opinion.liability)
    if len(opinion.options) > MOST_OPTIONS:
        raise Refusal("evaluation.too_many_options", field="options", most=MOST_OPTIONS)


def _check_finding(number: int, finding: Finding) -> None:
    for name in ("issue", "view", "reason"):
        if not getattr(finding, name).strip():
            raise Refusal("field.empty", field=f"findings[{number}].{name}")
    if finding.confidence not in CONFIDENCE:
        field = f"findings[{number}].confidence"
        raise Refusal("code.unknown", list="把握程度", field=field, code=finding.confidence)
    for _, strength in finding.strengths:
        if strength not in STRENGTHS:
            raise Refusal("evaluation.strength_range", field=f"findings[{number}].strengths", given=strength)


def _check_amount(number: int, amount: AmountRange) -> None:
    if not amount.low <= amount.likely <= amount.high:
        raise Refusal(
            "evaluation.range_inconsistent",
            field=f"amounts[{number}]",
            item=amount.item,
            low=amount.low.figures,
            likely=amount.likely.figures,
            high=amount.high.figures,
        )


def _check_liability(shares: tuple[LiabilityShare, ...]) -> None:
    for number, share in enumerate(shares):
        if not 0 <= share.low <= share.likely <= share.high <= WHOLE:
            raise Refusal(
                "evaluation.range_inconsistent",
                field=f"liability[{number}]",
                item=share.party,
                low=share.low,
                likely=share.likely,
                high=share.high,
            )
    total = sum(share.likely for share in shares)
    if total != WHOLE:
        raise Refusal("evaluation.shares_not_whole", field="liability", total=total)
