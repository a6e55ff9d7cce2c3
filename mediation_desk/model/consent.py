"""Consent: one kind of fact for everything a party may allow, refuse or take back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Consent(CaseBound, Base):
    """Who answered what to which question, on which day and how."""

    __tablename__ = "consent"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    party_id: Mapped[str | None] = mapped_column(ForeignKey("party.id"))
    """The party; None where the mediating body itself consents."""
    subject: Mapped[str]
    """mediation | openness | invited_people | electronic_form | electronic_service | plan | undisputed_facts |
    extension | evaluation | evaluation_use | under_14_data | handover"""
    subject_ref: Mapped[str | None] = mapped_column(String(60))
    answer: Mapped[str]  # given | refused | withdrawn
    on: Mapped[date]
    how: Mapped[str]
    scope: Mapped[str | None]
    reversed_by: Mapped[str | None] = mapped_column(String(36))
