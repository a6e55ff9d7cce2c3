"""What the smaller papers of an evaluation are made from: notice, choice, materials, meeting, views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select

from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import Evaluation, EvaluationMaterial, Evaluator, EvaluatorObjection
from mediation_desk.model.office import Staff
from mediation_desk.terms.refusal import Refusal

from .evaluation import limit_words
from .scene import Scene, fact, one_party

Subject = dict[str, Any]
_WHAT: Final = "中立评估"


def notice(scene: Scene) -> Subject:
    """评估告知书: what an evaluation is, before anybody orders it."""
    row = fact(scene, Evaluation, _WHAT)
    borne = f"，由{row.fee_borne_by}负担" if row.fee_borne_by else ""
    return {
        **_of(scene, row),
        "kind_words": scene.law.words("evaluation_kinds", row.kind),
        "fee_words": "免费" if row.fee is None else f"{row.fee.figures}元{borne}",
        "limit_words": limit_words(scene),
        "told_on": scene.day,
    }


def selection(scene: Scene) -> Subject:
    """评估员选定书: everyone proposed, and what the parties made of each."""
    row = fact(scene, Evaluation, _WHAT)
    return {
        "number": row.number,
        "basis_words": "从名册中提名，由全体当事人共同选定",
        "people": [_candidate(scene, one) for one in scene.builder.rows(Evaluator, evaluation_id=row.id)],
    }


def disclosure(scene: Scene) -> Subject:
    """评估员披露声明, with what each party said to it."""
    row = fact(scene, Evaluator, "评估员")
    said = scene.builder.rows(EvaluatorObjection, evaluator_id=row.id)
    names = scene.builder.names()
    return {
        "discloser": row.name,
        "office_words": "中立评估员",
        "items": [
            {
                "question": scene.law.words("evaluator_disclosures", item["code"]),
                "answer": item["answer"],
                "note": item.get("note"),
            }
            for item in row.disclosure or ()
        ],
        "attitudes": [
            {
                "party": names[one.party_id],
                "opinion": f"有异议：{one.reason}" if one.objects else "没有异议",
                "on": one.on,
            }
            for one in said
        ],
    }


def materials(scene: Scene) -> Subject:
    """评估材料清单: what lies before the evaluators, and what was asked for in vain."""
    row = fact(scene, Evaluation, _WHAT)
    return {
        **_of(scene, row),
        "items": [
            {"name": m.name, "provider": m.provider, "pages": m.pages or None, "hash": m.sha256, "on": m.on}
            for m in _materials(scene, row)
            if m.provided
        ],
        "missing": _missing(scene, row),
    }


def materials_asked(scene: Scene) -> Subject:
    """补充评估材料通知书: to all parties alike, so that nobody deals with an evaluator alone."""
    row = fact(scene, Evaluation, _WHAT)
    missing = _missing(scene, row)
    if not missing:
        raise Refusal("paper.needs_fact", field="ref", what="未提供的评估材料")
    return {**_of(scene, row), "missing": missing}


def meeting(scene: Scene) -> Subject:
    """评估会议记录: who met on what; what was said there, the evaluators write down."""
    row = fact(scene, Evaluation, _WHAT)
    of = _of(scene, row)
    return {"evaluation_number": of["number"], "evaluators": of["evaluators"], "questions": list(row.questions)}


def view(scene: Scene) -> Subject:
    """评估后意见书 of one party, on the newest report that was released."""
    party = one_party(scene)
    rows = [row for row in scene.builder.rows(Evaluation, track_id=scene.track_id) if row.released_on is not None]
    if not rows:
        raise Refusal("paper.needs_fact", field="ref", what="已发布的中立评估")
    row = max(rows, key=lambda row: (row.released_on, row.number or ""))
    said = scene.builder.rows(
        Consent, subject="evaluation_use", subject_ref=row.id, party_id=party.id, reversed_by=None
    )
    last = said[-1] if said else None
    return {
        **_of(scene, row),
        "party": {"name": party.person.name, "side_words": party.side_words},
        "released_on": row.released_on,
        "later_use": None if last is None else last.answer == "given",
        "later_scope": None if last is None else last.scope,
    }


def closed(scene: Scene) -> Subject:
    """评估终止（不予评估）通知书: why it came to no report. What evaluators had locked stays closed."""
    row = fact(scene, Evaluation, _WHAT)
    if row.closed_on is None or row.released_on is not None:
        raise Refusal("paper.needs_fact", field="ref", what="没有发布报告就结束的中立评估")
    return {
        **_of(scene, row),
        "asked_on": row.asked_on,
        "asked_by": row.asked_by,
        "begun": row.number is not None,
        "closed_on": row.closed_on,
        "reason": row.result,
    }


def _of(scene: Scene, row: Evaluation) -> Subject:
    rows = scene.builder.rows(Evaluator, evaluation_id=row.id, removed_on=None)
    return {"number": row.number, "evaluators": [one.name for one in rows if one.chosen_on is not None]}


def _candidate(scene: Scene, row: Evaluator) -> Subject:
    staff = scene.builder.session.scalars(select(Staff).where(Staff.id == row.staff_id)).one()
    choosers = [party.person.name for party in scene.parties if party.id in row.chosen_by]
    return {
        "name": row.name,
        "qualification": "；".join(part for part in (row.field, staff.qualification) if part),
        "role_words": "评估员",
        "how_words": "退出" if row.removed_on else "共同选定" if row.chosen_on else "提名",
        "on": row.removed_on or row.chosen_on,
        "chosen_by": None if row.removed_on else "、".join(choosers),
    }


def _materials(scene: Scene, row: Evaluation) -> list[EvaluationMaterial]:
    return scene.builder.rows(EvaluationMaterial, evaluation_id=row.id)


def _missing(scene: Scene, row: Evaluation) -> list[Subject]:
    return [{"name": m.name, "provider": m.provider} for m in _materials(scene, row) if not m.provided]


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {
    "NE-NOTE": notice,
    "NE-SEL": selection,
    "NE-DISC": disclosure,
    "NE-MAT": materials,
    "NE-MORE": materials_asked,
    "NE-MEET": meeting,
    "NE-VIEW": view,
    "NE-END": closed,
}
