"""Signatures on any paper, at any stage, by anyone who has to sign it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Signature(CaseBound, Base):
    """Who signed which text, in what capacity, for whom, where, when and how."""

    __tablename__ = "signature"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    paper_id: Mapped[str] = mapped_column(ForeignKey("paper.id"), index=True)
    signer_key: Mapped[str]
    role: Mapped[str]
    name: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(String(36))
    for_parties: Mapped[list[Any]]
    on: Mapped[date]
    place: Mapped[str | None]
    method: Mapped[str]  # screen | paper
    ink: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    ink_seal: Mapped[dict[str, Any] | None]
    circumstances: Mapped[dict[str, Any] | None]
    """A `Circumstances` of a signature on a screen; None on paper and where nobody told them."""
    frozen_sha256: Mapped[str]
    void_reason: Mapped[str | None]
