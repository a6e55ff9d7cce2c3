"""A track: one procedure, at one body, for named parties and named matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound, Versioned


class Track(CaseBound, Versioned, Base):
    """Stage and clocks are derived from the events; the columns here keep the last derivation for lists."""

    __tablename__ = "track"

    procedure: Mapped[str]
    body_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"))
    opened_on: Mapped[date]
    stage: Mapped[str]
    docket: Mapped[str | None] = mapped_column(index=True)
    application_form: Mapped[str | None]
    variant: Mapped[str | None]
    """Which form of the procedure runs, where it has several (ordinary or simplified trial)."""
    ending: Mapped[str | None]
    ending_words: Mapped[str | None]
    ending_note: Mapped[str | None]
    ended_on: Mapped[date | None]
    referral: Mapped[dict[str, Any] | None]
    """Organ, number and papers of the outside body that referred it."""


class TrackParty(CaseBound, Base):
    """That a party takes part in a track, from a day until a day."""

    __tablename__ = "track_party"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    since: Mapped[date]
    until: Mapped[date | None]


class TrackMatter(CaseBound, Base):
    """That a matter is dealt with in a track."""

    __tablename__ = "track_matter"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    matter_id: Mapped[str] = mapped_column(ForeignKey("matter.id"))
    until: Mapped[date | None]


class TrackMediator(CaseBound, Base):
    """Who mediates or records in a track, chosen or appointed, until replaced or recused."""

    __tablename__ = "track_mediator"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    staff_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[str]
    role: Mapped[str]  # presiding | mediator | recorder
    how: Mapped[str]  # appointed | chosen
    since: Mapped[date]
    until: Mapped[date | None]
    disclosure: Mapped[dict[str, Any] | None]


class TrackEvent(CaseBound, Base):
    """One thing that happened. Stages, clocks and effect are folds over these, in the order in which they happened."""

    __tablename__ = "track_event"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    name: Mapped[str]
    on: Mapped[date]
    party: Mapped[str | None] = mapped_column(String(36))
    subject: Mapped[str | None]
    derived: Mapped[bool] = mapped_column(default=False)
    """Follows from other facts (all have signed, all is paid) and is computed anew after every act."""
    reversed_by: Mapped[str | None] = mapped_column(String(36))
