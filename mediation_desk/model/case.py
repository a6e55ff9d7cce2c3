"""The case header: a neutral number for life, and the quarrel as it came to the counter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.terms.money import Money

from .base import Base, CaseBound, Identified, Versioned


class CaseFile(Identified, Versioned, Base):
    """A quarrel brought to the centre. An enquiry becomes a case without a new identity."""

    __tablename__ = "case_file"

    number: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    enquiry: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str]
    source: Mapped[str]
    received_at: Mapped[datetime]
    region: Mapped[str]
    summary: Mapped[str]
    request: Mapped[str]
    dispute_type: Mapped[str]
    amount_claimed: Mapped[Money | None]
    registrar_id: Mapped[str | None] = mapped_column(String(36))
    recorded_by: Mapped[str | None] = mapped_column(String(36))
    recorded_at: Mapped[datetime | None]


class Matter(CaseBound, Base):
    """One thing in dispute. Tracks take matters, so that one quarrel can end in several ways."""

    __tablename__ = "matter"

    text: Mapped[str]
