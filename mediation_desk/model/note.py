"""Notes in their compartments: private talks and what is for staff only."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound, Versioned


class Note(CaseBound, Versioned, Base):
    """One note; its compartment says who may read it."""

    __tablename__ = "note"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    on: Mapped[date]
    author: Mapped[str]
    text: Mapped[str]
