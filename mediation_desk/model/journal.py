"""Every act that was performed, in order, with the fields and the outcome it had."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.model.base import Base
from mediation_desk.model.beside import beside, forbid
from mediation_desk.terms.compartments import COMMON


class JournalEntry(Base):
    """An act as it happened. `act_id` is its author's: an act delivered twice is found here and not done twice."""

    __tablename__ = "journal"
    __table_args__ = {"sqlite_autoincrement": True}

    seq: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[str] = mapped_column(String(36), unique=True)
    case_id: Mapped[str | None] = mapped_column(String(36), index=True)
    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    actor: Mapped[str] = mapped_column(String(36))
    on_behalf: Mapped[str | None]
    name: Mapped[str]
    format: Mapped[int]
    fields: Mapped[dict[str, Any]]
    happened_on: Mapped[date]
    happened_time: Mapped[time | None]
    recorded_at: Mapped[datetime]
    outcome: Mapped[dict[str, Any]]
    reversed_by: Mapped[str | None] = mapped_column(String(36))
    """The act that took this one back: the one thing that may be added later, once."""


_FIXED = ", ".join(column.name for column in JournalEntry.__table__.columns if column.name != "reversed_by")
_REVERSED_ONCE = (
    "CREATE TRIGGER tr_journal_reversed_once BEFORE UPDATE OF reversed_by ON journal"
    " WHEN OLD.reversed_by IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an act is reversed once'); END"
)
forbid(JournalEntry, "DELETE", "the journal is never shortened")
forbid(JournalEntry, f"UPDATE OF {_FIXED}", "the journal is never changed")
beside(JournalEntry, "tr_journal_reversed_once", _REVERSED_ONCE)
