"""Hand-overs (transfer, referral aside, report) and proceedings of outside bodies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Handover(CaseBound, Base):
    """That something of the case went to another body."""

    __tablename__ = "handover"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    kind: Mapped[str]  # transfer | aside | report
    to_name: Mapped[str]
    receiver: Mapped[str | None]
    reason: Mapped[str]
    basis: Mapped[str | None]
    documents: Mapped[list[Any]]
    sent_at: Mapped[datetime]
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str | None]


class OutsideProceeding(CaseBound, Base):
    """A proceeding of another organ, known by its own number and papers."""

    __tablename__ = "outside_proceeding"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    kind: Mapped[str]  # appraisal | court | police | arbitration | notary | petition | prosecutor | insurer
    organ: Mapped[str]
    number: Mapped[str | None]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    result: Mapped[str | None]
    papers: Mapped[list[Any]]
