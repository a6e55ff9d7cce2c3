"""Neutral evaluation: mandate, evaluators, materials, and opinions that stay closed until released together."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.terms.money import Money

from .base import Base, CaseBound, Versioned


class Evaluation(CaseBound, Versioned, Base):
    """One evaluation that all parties of a track have ordered in writing."""

    __tablename__ = "evaluation"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    number: Mapped[str | None]
    kind: Mapped[str]
    questions: Mapped[list[Any]]
    fee: Mapped[Money | None]
    fee_borne_by: Mapped[str]
    asked_on: Mapped[date]
    asked_by: Mapped[str]
    released_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    result: Mapped[str | None]


class Evaluator(CaseBound, Base):
    """A person proposed and chosen to evaluate; never mediator, agent or witness of the case."""

    __tablename__ = "evaluator"

    evaluation_id: Mapped[str] = mapped_column(ForeignKey("evaluation.id"), index=True)
    staff_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[str]
    field: Mapped[str]
    chosen_by: Mapped[list[Any]]
    chosen_on: Mapped[date | None]
    disclosure: Mapped[list[Any] | None]
    disclosed_on: Mapped[date | None]
    removed_on: Mapped[date | None]
    removed_reason: Mapped[str | None]


class EvaluatorObjection(CaseBound, Base):
    """What a party answered to an evaluator's disclosure."""

    __tablename__ = "evaluator_objection"

    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"), index=True)
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    objects: Mapped[bool]
    reason: Mapped[str]
    on: Mapped[date]


class EvaluationMaterial(CaseBound, Base):
    """One item of the list on which the evaluators worked, fixed by its hash."""

    __tablename__ = "evaluation_material"

    evaluation_id: Mapped[str] = mapped_column(ForeignKey("evaluation.id"), index=True)
    name: Mapped[str]
    pages: Mapped[int]
    provider: Mapped[str]
    sha256: Mapped[str | None]
    provided: Mapped[bool]
    on: Mapped[date]


class Opinion(CaseBound, Versioned, Base):
    """One evaluator's findings, in that evaluator's own compartment; after the lock only dated supplements."""

    __tablename__ = "opinion"

    evaluation_id: Mapped[str] = mapped_column(ForeignKey("evaluation.id"), index=True)
    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluator.id"))
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    locked_on: Mapped[date]
    supplement_to: Mapped[str | None] = mapped_column(String(36))


class HearingChoice(CaseBound, Base):
    """What a party chose once the opinions were locked: hear now, negotiate first, or decline."""

    __tablename__ = "hearing_choice"

    evaluation_id: Mapped[str] = mapped_column(ForeignKey("evaluation.id"), index=True)
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    choice: Mapped[str]  # hear | negotiate_first | decline
    on: Mapped[date]
