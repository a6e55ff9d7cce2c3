"""Signing at the desk: the screen that was handed to the parties, who cannot read, and what was read aloud to whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class SigningSession(CaseBound, Base):
    """One paper handed to the people who sign it, at one workstation. Without an end it is open, or was broken off."""

    __tablename__ = "signing_session"

    paper_id: Mapped[str] = mapped_column(ForeignKey("paper.id"), index=True)
    staff_id: Mapped[str] = mapped_column(String(36))
    workstation: Mapped[str]
    started_at: Mapped[datetime]
    signer_key: Mapped[str | None]
    """Who has the screen before him."""
    faced_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None]  # finished | left | stopped | broken_off | taken_over
    ended_by: Mapped[str | None] = mapped_column(String(36))
    stopped_by: Mapped[str | None]
    """The key of the signer who did not agree."""
    reason: Mapped[str | None]


class ReadingNeed(CaseBound, Base):
    """Somebody who cannot read the text himself: it has to be read aloud to him."""

    __tablename__ = "reading_need"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    need: Mapped[str]
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class ReadAloud(CaseBound, Base):
    """The frozen text of a paper was read aloud to one signer, by whom and before which witness."""

    __tablename__ = "read_aloud"

    paper_id: Mapped[str] = mapped_column(ForeignKey("paper.id"), index=True)
    signer_key: Mapped[str]
    frozen_sha256: Mapped[str]
    at: Mapped[datetime]
    reader: Mapped[str]
    witness: Mapped[str | None]
    relation: Mapped[str | None]
    """What the witness is to the signer: a neighbour, a village cadre, nobody."""
    reversed_by: Mapped[str | None] = mapped_column(String(36))
