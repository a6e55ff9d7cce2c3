"""What went to a printer: of which paper, how many copies, by whom, and what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Printing(CaseBound, Base):
    """One job for one paper, file or draft. It never touches the paper's number; a job that has no end is unknown."""

    __tablename__ = "printing"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    paper_id: Mapped[str | None] = mapped_column(String(36), index=True)
    attachment_id: Mapped[str | None] = mapped_column(String(36))
    title: Mapped[str]
    turn: Mapped[int]
    """The how-manieth printing of the paper that the printer took; from the second on every page says so."""
    copies: Mapped[int]
    pages: Mapped[int]
    """Printed pages of all copies, empty backs aside."""
    sides: Mapped[str]
    printer: Mapped[str]
    reason: Mapped[str | None]
    """Why it is printed once more."""
    started_by: Mapped[str] = mapped_column(String(36))
    outcome: Mapped[str]
    pages_sent: Mapped[int | None]
    problem: Mapped[str | None]
    ended_at: Mapped[datetime | None]
