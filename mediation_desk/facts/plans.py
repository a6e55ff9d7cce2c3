"""Reading plans: where each stands with every party it is addressed to, from services and objections as recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.plans import PLAN_LIMIT, Objected, PlanSide, PlanStanding, Served, standing
from mediation_desk.law.procedure import Procedure
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.plan import Plan, PlanObjection
from mediation_desk.model.service import Service
from mediation_desk.model.track import Track
from mediation_desk.terms.events import Event

from .shapes import PlanFacts, PlanSideFacts

Rows = Callable[..., list[Any]]
"""How a reader of a case hands out rows: a table and what its columns must be."""
NEEDS_PROOF = "needs_proof"
"""Marks a manner of service that the receiver does not sign for: it counts with its proof only."""


def plan_standing(rows: Rows, law: LawInForce, procedure: Procedure, plan: Plan) -> PlanStanding:
    """The same answer in whatever order services and objections were recorded."""
    services: list[Service] = rows(Service, paper_id=plan.paper_id, reversed_by=None)
    objections: list[PlanObjection] = rows(PlanObjection, plan_id=plan.id, reversed_by=None)
    return standing(
        procedure,
        law.calendar,
        plan.parties,
        plan.on,
        [Served(row.party_id, row.served_on, is_proven(law, row)) for row in services],
        [Objected(row.party_id, row.received_at.date(), row.written) for row in objections],
    )


def is_proven(law: LawInForce, service: Service) -> bool:
    """Whether the service stands with what the file holds."""
    manner = law.require("service_manners", service.manner, field="manner")
    return NEEDS_PROOF not in manner.flags or service.proof_id is not None


class PlanReader(Protocol):
    """What a case being read offers: its rows, its names, the law and the day."""

    law: LawInForce
    today: date

    def rows(self, table: Any, /, **where: Any) -> list[Any]:
        """Rows of the case."""

    def names(self) -> Mapping[str, str]:
        """Printed names by id."""


def track_plans(
    reader: PlanReader, track: Track, procedure: Procedure, events: Iterable[Event]
) -> tuple[PlanFacts, ...]:
    """The plans of a track, the latest last, with where each stands today."""
    said = [event for event in events if event.name == "no_objection_confirmed"]
    return tuple(
        _plan(reader, procedure, plan, [event.on for event in said if event.subject == plan.id])
        for plan in reader.rows(Plan, track_id=track.id)
    )


def _plan(reader: PlanReader, procedure: Procedure, plan: Plan, confirmed: list[date]) -> PlanFacts:
    (text,) = reader.rows(Agreement, id=plan.id)
    stands = plan_standing(reader.rows, reader.law, procedure, plan)
    limit = procedure.limit(PLAN_LIMIT, plan.on)
    names = reader.names()
    return PlanFacts(
        id=plan.id,
        on=plan.on,
        state=text.state,
        paper=plan.paper_id,
        reasons=plan.reasons,
        objections_to=plan.objections_to,
        sides=tuple(_side(side, names[side.party], reader.today) for side in stands.sides),
        last_day=stands.last_day,
        confirmable_from=stands.confirmable_from,
        confirmed_on=max(confirmed, default=None),
        failed_on=stands.failed_on,
        effective_on=text.effective_on,
        source=limit.source,
        certain=limit.certain,
    )


def _side(side: PlanSide, name: str, today: date) -> PlanSideFacts:
    return PlanSideFacts(
        party=side.party,
        name=name,
        state=side.state(today),
        served_on=side.served_on,
        last_day=side.last_day,
        reason="" if side.deadline is None else side.deadline.reason,
        objected_on=side.objected_on,
        in_time=side.in_time,
        oral_on=side.oral_on,
    )
