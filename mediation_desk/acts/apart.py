"""Keeping two sides apart where the case is too dangerous to bring them together; separate talks stay open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mediation_desk.law.risk_course import Graded, current
from mediation_desk.model.party import Party
from mediation_desk.model.risk import COUNTING, RiskGrade
from mediation_desk.model.session import PlannedSession
from mediation_desk.terms.refusal import Refusal

from .lookups import party_name
from .work import Work


def grades(work: Work) -> list[Graded]:
    """The grades of the case that count."""
    return [row.as_graded() for row in work.rows(RiskGrade) if row.kind in COUNTING]


def require_apart(work: Work, moment: datetime, attending: Iterable[str] | None = None) -> None:
    """Refuse to bring both sides together while a hard rule keeps them apart.

    A plan names nobody and is for both; a session is refused only if parties of two sides were there themselves.
    """
    standing = current(grades(work), moment)
    if standing is None or not standing.grade.no_joint_session:
        return
    if attending is not None and not _both_sides(work, attending):
        return
    rule = standing.grade.of_kind("no_joint_session")[0]
    raise Refusal("risk.no_joint_session", field="attending", since=standing.at.date(), source=rule.source)


def cancel_plans(work: Work, moment: datetime) -> None:
    """Nobody is left waiting for a meeting that must not take place."""
    for row in work.rows(PlannedSession, cancelled_by=None):
        if row.at >= moment:
            row.cancelled_by = work.envelope.id


def _both_sides(work: Work, attending: Iterable[str]) -> bool:
    there = set(attending)
    return len({row.side for row in work.rows(Party) if party_name(work, row.id) in there}) > 1
