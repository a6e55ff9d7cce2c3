"""Sessions, inquiries and plans for sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class PlannedSession(CaseBound, Base):
    """A session that people were told to come to."""

    __tablename__ = "planned_session"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str]
    subject: Mapped[str]
    cancelled_by: Mapped[str | None] = mapped_column(String(36))


class Session(CaseBound, Base):
    """What was said and found at a session or an inquiry, in the compartment it belongs to."""

    __tablename__ = "session"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    kind: Mapped[str]  # session | inquiry
    started: Mapped[datetime]
    ended: Mapped[datetime]
    place: Mapped[str]
    subject: Mapped[str]
    attending: Mapped[list[Any]]
    invited: Mapped[list[Any]]
    mediators: Mapped[list[Any]]
    recorder: Mapped[str | None]
    rights_told: Mapped[bool]
    statements: Mapped[list[Any]]
    verified: Mapped[str]
    course: Mapped[str]
    result: Mapped[str]
    undisputed: Mapped[list[Any]]
    reversed_by: Mapped[str | None] = mapped_column(String(36))
