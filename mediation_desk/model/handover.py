"""Hand-overs from here, referrals to here, outside proceedings, and what other bodies answered to any of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
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
    """The day that the letter itself names; otherwise the limit of the rule is counted."""
    rule: Mapped[str | None]
    lacking: Mapped[str | None]
    """Why a paper of the rule does not go along."""
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class IncomingReferral(CaseBound, Base):
    """That another body sent the quarrel here, under its own number and with its own limit."""

    __tablename__ = "incoming_referral"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    rule: Mapped[str]
    organ: Mapped[str]
    number: Mapped[str | None]
    contact: Mapped[str | None]
    phone: Mapped[str | None]
    receiver: Mapped[str]
    received_on: Mapped[date]
    counted_from: Mapped[date]
    """The day on which the sender's own limit began to run."""
    limit_id: Mapped[str | None]
    due_on: Mapped[date | None]
    documents: Mapped[list[Any]]
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class Response(CaseBound, Base):
    """What another body said to a hand-over, what we fed back to a referral, or how an outside proceeding ended."""

    __tablename__ = "response"

    about: Mapped[str] = mapped_column(String(36), index=True)
    """The hand-over, the referral, or the outside proceeding."""
    kind: Mapped[str]  # taken | declined | answered | fed_back | ended
    on: Mapped[date]
    who: Mapped[str | None]
    words: Mapped[str]
    documents: Mapped[list[Any]]
    number: Mapped[str | None]
    paper_id: Mapped[str | None] = mapped_column(String(36))
    """The paper by which it was said."""
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class OutsideProceeding(CaseBound, Base):
    """A proceeding of another organ, known by its own number and papers."""

    __tablename__ = "outside_proceeding"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    kind: Mapped[str]  # appraisal | court | police | arbitration | notary | …, a code of outside_kinds
    organ: Mapped[str]
    number: Mapped[str | None]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    result: Mapped[str | None]
    papers: Mapped[list[Any]]
    """Ids of the papers received, as attachments."""
    parties: Mapped[list[Any]]
    matters: Mapped[list[Any]]
    """Whom and what it is about; empty means all of the track."""
    reversed_by: Mapped[str | None] = mapped_column(String(36))
