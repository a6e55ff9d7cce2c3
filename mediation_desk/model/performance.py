"""What happened after the agreement: payments, defaults, visits."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.terms.money import Money

from .base import Base, CaseBound


class Payment(CaseBound, Base):
    """Money that reached the beneficiary under an instalment."""

    __tablename__ = "payment"

    instalment_id: Mapped[str] = mapped_column(ForeignKey("instalment.id"), index=True)
    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    amount: Mapped[Money]
    on: Mapped[date]
    payer: Mapped[str]
    manner: Mapped[str]
    voucher_id: Mapped[str | None] = mapped_column(String(36))
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class Visit(CaseBound, Base):
    """A follow-up visit."""

    __tablename__ = "visit"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    on: Mapped[date]
    visitor: Mapped[str]
    manner: Mapped[str]
    performance: Mapped[str]
    satisfaction: Mapped[int | None]
    dispute: Mapped[str]
    measures: Mapped[str]


class Volume(CaseBound, Base):
    """A closed volume of a track; papers that come later are supplements."""

    __tablename__ = "volume"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    closed_on: Mapped[date]
    retention: Mapped[str]
    catalogue: Mapped[list[Any]]
    missing: Mapped[list[Any]]
    supplement_to: Mapped[str | None] = mapped_column(String(36))
