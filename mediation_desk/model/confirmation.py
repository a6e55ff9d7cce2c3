"""Applications to a court for confirmation of an agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class ConfirmationRequest(CaseBound, Base):
    """A joint application, with the terms of the agreement that it lists."""

    __tablename__ = "confirmation_request"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    agreement_id: Mapped[str] = mapped_column(ForeignKey("agreement.id"), index=True)
    court: Mapped[str]
    number: Mapped[str | None]
    terms: Mapped[list[Any]]
    on: Mapped[date]
    reversed_by: Mapped[str | None] = mapped_column(String(36))
