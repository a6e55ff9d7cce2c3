"""How the risk of many cases stands, for lists: one read of each table, whatever the number of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mediation_desk.law.risk import RiskRules
from mediation_desk.law.risk_course import Graded, PlannedVisit, colour_since, current, report_owed_since, visits
from mediation_desk.model.handover import Handover
from mediation_desk.model.risk import COUNTING, RiskGrade
from mediation_desk.model.track import TrackEvent
from mediation_desk.terms.events import Event

from .query import View


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskState:
    """What the dated facts of one case come to."""

    standing: Graded
    since: datetime
    report_owed_since: datetime | None
    visits: tuple[PlannedVisit, ...]


def risk_state(
    rules: RiskRules, grades: Sequence[Graded], reports: Sequence[datetime], events: Sequence[Event]
) -> RiskState | None:
    """The fold over one case; None where nobody has judged it yet."""
    standing, begun = current(grades), colour_since(grades)
    if standing is None or begun is None:
        return None
    return RiskState(
        standing=standing,
        since=begun.at,
        report_owed_since=report_owed_since(grades, reports),
        visits=visits(rules, grades, events),
    )


def risk_states(view: View) -> dict[str, RiskState]:
    """Every judged case in view, for those who may see risk."""
    if not view.may_see_risk:
        return {}
    grades, reports, events = _grades(view), _reports(view), _events(view)
    found = {case: risk_state(view.law.risk, own, reports[case], events[case]) for case, own in grades.items()}
    return {case: state for case, state in found.items() if state is not None}


def _grades(view: View) -> dict[str, list[Graded]]:
    wanted = select(RiskGrade).where(RiskGrade.case_id.in_(view.visible_cases()), RiskGrade.kind.in_(COUNTING))
    found: dict[str, list[Graded]] = defaultdict(list)
    for row in view.session.scalars(wanted):
        found[row.case_id].append(row.as_graded())
    return found


def _reports(view: View) -> dict[str, list[datetime]]:
    judged = select(RiskGrade.case_id)
    wanted = select(Handover).where(Handover.case_id.in_(judged), Handover.kind == "report")
    found: dict[str, list[datetime]] = defaultdict(list)
    for row in view.session.scalars(wanted):
        found[row.case_id].append(row.sent_at)
    return found


def _events(view: View) -> dict[str, list[Event]]:
    judged = select(RiskGrade.case_id)
    wanted = select(TrackEvent).where(TrackEvent.case_id.in_(judged), TrackEvent.reversed_by.is_(None))
    found: dict[str, list[Event]] = defaultdict(list)
    for row in view.session.scalars(wanted):
        found[row.case_id].append(Event(row.name, row.on, row.party, row.subject))
    return found
