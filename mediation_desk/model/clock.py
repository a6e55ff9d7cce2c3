"""Clocks as last computed, and the extensions that people agreed on."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.law.clocks import Extension

from .base import Base, CaseBound


class ClockExtension(CaseBound, Base):
    """An agreed extension of a limit, given before it expired."""

    __tablename__ = "clock_extension"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    limit_id: Mapped[str]
    subject: Mapped[str | None]
    days: Mapped[int]
    on: Mapped[date]
    consents: Mapped[list[Any]]
    reversed_by: Mapped[str | None] = mapped_column(String(36))

    def as_extension(self) -> Extension:
        """The extension as the rules on clocks take it."""
        return Extension(self.limit_id, self.days, self.on, self.subject)


class Clock(CaseBound, Base):
    """One running or finished clock, kept for lists; computed anew from the track's events after every act."""

    __tablename__ = "clock"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    limit_id: Mapped[str]
    name: Mapped[str]
    subject: Mapped[str | None]
    started_on: Mapped[date]
    nominal: Mapped[date]
    due: Mapped[date] = mapped_column(index=True)
    state: Mapped[str]  # running | paused | answered | expired
    on_expiry: Mapped[str]
    reason: Mapped[str]
    source: Mapped[str]
    certain: Mapped[bool]
    rules_digest: Mapped[str]
    """Digest of the rules and the calendar that the date rests on."""
