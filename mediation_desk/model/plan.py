"""The no-objection plan, the objections to it, and the record of undisputed facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Plan(CaseBound, Base):
    """A plan that silence may turn into an agreement. Its terms are the agreement of the same id."""

    __tablename__ = "plan"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    on: Mapped[date]
    parties: Mapped[list[Any]]
    """Everyone to whom it is addressed: each has to be served, each may object."""
    paper_id: Mapped[str] = mapped_column(String(36))
    facts_agreed: Mapped[str]
    reasons: Mapped[str]
    objections_to: Mapped[str]


class PlanObjection(CaseBound, Base):
    """What a party said against a plan, and when it came in. Only a written one counts."""

    __tablename__ = "plan_objection"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    written: Mapped[bool]
    received_at: Mapped[datetime]
    receiver: Mapped[str]
    text: Mapped[str]
    file_id: Mapped[str | None] = mapped_column(String(36))
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class UndisputedRecord(CaseBound, Base):
    """Facts that all parties sign as undisputed after mediation ended without an agreement."""

    __tablename__ = "undisputed_record"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    on: Mapped[date]
    paper_id: Mapped[str] = mapped_column(String(36))
    facts: Mapped[list[Any]]
    effective_on: Mapped[date | None]
    """The day on which the last of parties and mediators signed; derived."""
