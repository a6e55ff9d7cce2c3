"""An evaluation as its two papers need it: the mandate that all parties sign, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import Evaluation, EvaluationMaterial, Evaluator, Opinion
from mediation_desk.model.office import Staff
from mediation_desk.terms.evaluation import AmountRange, Finding, OpinionDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

from .scene import Scene

CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}
Plain = dict[str, Any]


def mandate(scene: Scene) -> Plain:
    """评估委托书: what is asked, of whom, for how much, and what the parties agree on."""
    row = _evaluation(scene)
    return {
        "evaluation": {
            **_common(scene, row),
            "background": scene.case.summary,
            "form_words": "书面",
            "selection_words": "由全体当事人共同选定",
            "fee": {"amount": row.fee, "payers": row.fee_borne_by or "免费"},
            "limit_words": limit_words(scene),
        }
    }


def limit_words(scene: Scene) -> str:
    """By when an evaluation is to be concluded, in words."""
    limit = scene.law.rules.limit("evaluation.conclude")
    return f"{limit.starts_words}起{limit.length_words}内"


def report(scene: Scene) -> Plain:
    """评估报告: nothing before the release; with several evaluators every opinion stands for itself."""
    row = _evaluation(scene)
    if row.released_on is None:
        raise Refusal("evaluation.not_released", field="ref")
    opinions = _opinions(scene, row)
    return {
        "evaluation": {
            **_common(scene, row),
            "secrecy": "仅限本案当事人",
            "mandated_on": _mandated_on(scene, row),
            "reported_on": row.released_on,
            "missing_materials": [m.name for m in _materials(scene, row) if not m.provided],
            "agreed_facts": _merged(opinions, "agreed_facts"),
            **_findings(opinions),
            **_amounts(opinions),
            "options": _merged(opinions, "options")[:3],
            "assumptions": _merged(opinions, "cautions"),
            "joint_words": _joint_words(opinions),
            "time_and_cost": _single_lines(opinions, "time_and_cost"),
            "meeting_notes": _merged(opinions, "meetings"),
        }
    }


def evaluation_parties_use(scene: Scene, row: Evaluation) -> list[Plain]:
    """Who allows later use; where nobody said anything the answer is no."""
    said = {c.party_id: c for c in _consents(scene, row, "evaluation_use")}
    return [
        {
            "party": party.person.name,
            "allowed": party.id in said and said[party.id].answer == "given",
            "scope": said[party.id].scope if party.id in said else None,
        }
        for party in scene.parties
    ]


def _evaluation(scene: Scene) -> Evaluation:
    row = None if scene.ref is None else scene.builder.session.get(Evaluation, scene.ref)
    if row is None or row.case_id != scene.case.id:
        raise Refusal("paper.needs_fact", field="ref", what="中立评估")
    return row


def _common(scene: Scene, row: Evaluation) -> Plain:
    return {
        "number": row.number,
        "kind_words": scene.law.words("evaluation_kinds", row.kind),
        "evaluators": [_evaluator(scene, e) for e in _chosen(scene, row)],
        "questions": list(row.questions),
        "materials": [
            {"name": m.name, "pages": m.pages, "hash": m.sha256} for m in _materials(scene, row) if m.provided
        ],
        "later_use": evaluation_parties_use(scene, row),
    }


def _chosen(scene: Scene, row: Evaluation) -> list[Evaluator]:
    rows = scene.builder.rows(Evaluator, evaluation_id=row.id, removed_on=None)
    return [evaluator for evaluator in rows if evaluator.chosen_on is not None]


def _evaluator(scene: Scene, evaluator: Evaluator) -> Plain:
    staff = scene.builder.session.scalars(select(Staff).where(Staff.id == evaluator.staff_id)).one()
    return {"name": evaluator.name, "field": evaluator.field, "title": staff.qualification}


def _materials(scene: Scene, row: Evaluation) -> list[EvaluationMaterial]:
    return scene.builder.rows(EvaluationMaterial, evaluation_id=row.id)


def _consents(scene: Scene, row: Evaluation, subject: str) -> list[Consent]:
    return scene.builder.rows(Consent, subject=subject, subject_ref=row.id, reversed_by=None)


def _mandated_on(scene: Scene, row: Evaluation) -> Any:
    return max((c.on for c in _consents(scene, row, "evaluation")), default=row.asked_on)


def _opinions(scene: Scene, row: Evaluation) -> list[tuple[str, OpinionDraft]]:
    names = {e.id: e.name for e in _chosen(scene, row)}
    rows = scene.builder.rows(Opinion, evaluation_id=row.id, supplement_to=None)
    return [(names[o.evaluator_id], from_plain(OpinionDraft, o.content)) for o in rows if o.evaluator_id in names]


def _merged(opinions: list[tuple[str, OpinionDraft]], field: str) -> list[str]:
    return list(dict.fromkeys(line for _, opinion in opinions for line in getattr(opinion, field)))


def _single_lines(opinions: list[tuple[str, OpinionDraft]], field: str) -> list[str]:
    return list(dict.fromkeys(line for _, opinion in opinions if (line := getattr(opinion, field).strip())))


def _findings(opinions: list[tuple[str, OpinionDraft]]) -> Plain:
    several = len(opinions) > 1
    return {
        "findings": [
            _finding(finding, f"（{name}）" if several else "")
            for name, opinion in opinions
            for finding in opinion.findings
        ]
    }


def _finding(finding: Finding, whose: str) -> Plain:
    strengths = dict(finding.strengths)
    return {
        "issue": finding.issue + whose,
        "basis": finding.basis,
        "opinion": finding.view,
        "reason": finding.reason,
        "confidence": CONFIDENCE[finding.confidence],
        "sides": [
            {"party": party, "claim": claim, "strength": strengths.get(party)} for party, claim in finding.claims
        ],
    }


def _amounts(opinions: list[tuple[str, OpinionDraft]]) -> Plain:
    several = len(opinions) > 1
    lines = [(name if several else "", item) for name, opinion in opinions for item in opinion.amounts]
    shares = [
        {
            "party": share.party + (f"（{name}）" if several else ""),
            "low": share.low,
            "likely": share.likely,
            "high": share.high,
        }
        for name, opinion in opinions
        for share in opinion.liability
    ]
    if not lines:
        return {"liability": shares}
    spans = [_sums(opinion.amounts) for _, opinion in opinions if opinion.amounts]
    return {"liability": shares, "amounts": _whole(spans) | {"lines": [_line(name, item) for name, item in lines]}}


def _sums(items: Sequence[AmountRange]) -> tuple[int, int, int]:
    """What one evaluator's items come to together, in 分."""
    return sum(i.low.fen for i in items), sum(i.likely.fen for i in items), sum(i.high.fen for i in items)


def _whole(spans: list[tuple[int, int, int]]) -> Plain:
    """With several evaluators the whole runs from the lowest to the highest; the likely value is their mean."""
    lows, likely, highs = zip(*spans, strict=True)
    return {"low": Money(min(lows)), "likely": Money(sum(likely) // len(likely)), "high": Money(max(highs))}


def _line(name: str, item: AmountRange) -> Plain:
    text = "；".join([item.item + (f"（{name}）" if name else ""), *item.computation])
    return {"text": text, "low": item.low, "likely": item.likely, "high": item.high}


def _joint_words(opinions: list[tuple[str, OpinionDraft]]) -> str | None:
    if len(opinions) < 2:
        return None
    names = "、".join(name for name, _ in opinions)
    apart = f"评估员{names}各自独立评估、分别锁定，各自意见分列"
    return f"{apart}；综合区间取各人下限的最低值至上限的最高值，综合可能值取各人可能值的平均数。"
