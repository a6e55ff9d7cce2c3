"""Who did or tried what, and when: one chain of hashes per writer. Rows are added, never changed."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.model.base import Base
from mediation_desk.model.beside import forbid
from mediation_desk.terms.compartments import COMMON


class AuditWriter(Base):
    """A copy of the office that writes a chain of its own: one machine, one mark. A restored office gets a new mark."""

    __tablename__ = "audit_writer"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    machine: Mapped[str]
    mark: Mapped[str]
    """What stands beside the database and does not travel with a copy of it."""
    started: Mapped[str]
    previous: Mapped[str | None] = mapped_column(String(36))
    previous_head: Mapped[str] = mapped_column(String(64))


class AuditEntry(Base):
    """One link of a writer's chain."""

    __tablename__ = "audit_entry"

    writer_id: Mapped[str] = mapped_column(String(36), ForeignKey("audit_writer.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    utc: Mapped[str] = mapped_column(index=True)
    mono: Mapped[int] = mapped_column(BigInteger)
    """Nanoseconds of the machine's monotonic clock: shows a wall clock that was turned."""
    actor: Mapped[str] = mapped_column(String(36), index=True)
    action: Mapped[str]
    object: Mapped[str | None]
    case_id: Mapped[str | None] = mapped_column(String(36), index=True)
    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    result: Mapped[str]
    reason: Mapped[str | None]
    details: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the details; the details themselves stand in the journal."""
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


forbid(AuditWriter, "UPDATE", "the audit is never changed")
forbid(AuditWriter, "DELETE", "the audit is never shortened")
forbid(AuditEntry, "UPDATE", "the audit is never changed")
forbid(AuditEntry, "DELETE", "the audit is never shortened")
