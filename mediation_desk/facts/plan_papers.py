"""What the papers of a no-objection plan are made from: the plan itself, an objection to it, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from mediation_desk.law.plans import PLAN_LIMIT
from mediation_desk.model.plan import PlanObjection
from mediation_desk.model.session import Session
from mediation_desk.terms.refusal import Refusal

from .consents import consent_lines
from .scene import Scene
from .shapes import PlanFacts, PlanSideFacts

Subject = dict[str, Any]
_CONCLUSIONS = {
    "objected": "不成立",
    "silent": "无异议",
    "running": "期间未满",
    "unproven": "送达未证明",
    "unserved": "未送达",
}


def plan(scene: Scene) -> Subject:
    """The plan: its premises, the days for objections and the court that sent the case."""
    referral = scene.track_row.referral or {}
    return {
        "court": referral.get("organ"),
        "court_number": referral.get("number"),
        "agreed_facts": _agreed_facts(scene),
        "consents": consent_lines(scene, "plan"),
        "limit_words": _limit_words(scene, scene.day),
    }


def objection(scene: Scene) -> Subject:
    """One party's objection in its own words."""
    row = scene.builder.session.get(PlanObjection, scene.ref or "")
    if row is None or row.case_id != scene.case.id:
        raise Refusal("paper.needs_fact", field="ref", what="方案异议")
    against = _the_plan(scene, row.plan_id)
    side = next(side for side in against.sides if side.party == row.party_id)
    return {
        "plan_number": scene.the_track.docket,
        "planned_on": against.on,
        "received_on": side.served_on,
        "ends_on": side.last_day,
        "objector": side.name,
        "objection": row.text,
        "handed_in_at": row.received_at,
        "receiver": row.receiver,
        "objections_to": against.objections_to,
    }


def result(scene: Scene) -> Subject:
    """What came of a plan for each party. That somebody objected is told; what he said is not."""
    came = _the_plan(scene, scene.ref)
    return {
        "planned_on": came.on,
        "plan_number": scene.the_track.docket,
        "limit_words": _limit_words(scene, came.on),
        "sides": [_side(side) for side in came.sides],
        "came_about": came.state == "effective",
        "confirmed_on": came.confirmed_on,
        "effective_on": came.effective_on,
        "failed_on": came.failed_on,
    }


def _the_plan(scene: Scene, id: str | None) -> PlanFacts:
    """The plan that is named, or the track's latest."""
    found = [plan for plan in scene.the_track.plans if id in (None, plan.id)]
    if not found:
        raise Refusal("paper.needs_fact", field="ref", what="调解方案")
    return found[-1]


def _limit_words(scene: Scene, on: date) -> str:
    return scene.procedure.limit(PLAN_LIMIT, on).length_words


def _agreed_facts(scene: Scene) -> list[str]:
    """What sessions of this track, or of the one it was split from, have recorded as undisputed."""
    held = {event.subject for event in scene.events if event.name == "session_held" and event.on <= scene.day}
    rows = [row for row in scene.builder.rows(Session, reversed_by=None) if row.id in held]
    return [fact for row in sorted(rows, key=lambda row: (row.started, row.id)) for fact in row.undisputed]


def _side(side: PlanSideFacts) -> Subject:
    return {
        "party": side.name,
        "served_on": side.served_on,
        "ends_on": side.last_day,
        "objection": "无" if side.objected_on is None else "有" if side.in_time else "逾期提出",
        "conclusion": _CONCLUSIONS[side.state],
    }
