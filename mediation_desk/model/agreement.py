"""Agreements: one row for every version of a text, and the duties it lays down."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.terms.money import Money

from .base import Base, CaseBound, Versioned


class Agreement(CaseBound, Versioned, Base):
    """One version of an agreement. Reached, signed and effective are three different days."""

    __tablename__ = "agreement"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    text_version: Mapped[int]
    form: Mapped[str]  # written | oral | no_objection
    state: Mapped[str]
    """finalised | effective | withdrawn | superseded; of a plan: proposed | effective | failed | withdrawn."""
    number: Mapped[str | None]
    content: Mapped[dict[str, Any]]
    """The draft as it was agreed, in the exchange form of acts."""
    findings: Mapped[list[Any]]
    """What the check found, with the reason where a person overruled it."""
    copies: Mapped[int]
    route: Mapped[str]  # screen | paper
    paper_id: Mapped[str | None] = mapped_column(String(36))
    finalised_on: Mapped[date]
    reached_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None]
    predecessor_id: Mapped[str | None] = mapped_column(String(36))


class Duty(CaseBound, Base):
    """One duty of an agreement."""

    __tablename__ = "duty"

    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str]
    sentence: Mapped[str]
    total: Mapped[Money | None]
    due: Mapped[dict[str, Any] | None]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class Instalment(CaseBound, Base):
    """One payment that is due under a duty."""

    __tablename__ = "instalment"

    duty_id: Mapped[str] = mapped_column(ForeignKey("duty.id"), index=True)
    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    number: Mapped[int]
    amount: Mapped[Money]
    due: Mapped[dict[str, Any]]
    due_on: Mapped[date | None] = mapped_column(index=True)
    due_words: Mapped[str]
    defaulted_on: Mapped[date | None]
