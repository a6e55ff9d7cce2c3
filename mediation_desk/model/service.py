"""Service of papers and attempts at contact, as facts with their proof."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Service(CaseBound, Base):
    """That a paper was served on a party: the manner, and the day by the rule of that manner."""

    __tablename__ = "service"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    paper_id: Mapped[str | None] = mapped_column(String(36))
    paper_title: Mapped[str]
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    manner: Mapped[str]
    served_on: Mapped[date]
    address: Mapped[str | None]
    receiver: Mapped[str | None]
    receiver_relation: Mapped[str | None]
    refused_reason: Mapped[str | None]
    witness: Mapped[str | None]
    server: Mapped[str]
    proof_id: Mapped[str | None] = mapped_column(String(36))
    note: Mapped[str | None]
    reversed_by: Mapped[str | None] = mapped_column(String(36))


class Contact(CaseBound, Base):
    """An attempt to reach a party, successful or not."""

    __tablename__ = "contact"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    at: Mapped[datetime]
    how: Mapped[str]
    reached: Mapped[bool]
    note: Mapped[str]
