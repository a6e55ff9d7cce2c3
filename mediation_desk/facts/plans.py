"""Reading plans: where each stands with every party it is addressed to, from services and objections as recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.plans import Objected, PlanStanding, Served, standing
from mediation_desk.law.procedure import Procedure
from mediation_desk.model.plan import Plan, PlanObjection
from mediation_desk.model.service import Service

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
