"""The mediator's suggestion (人民调解法 22) and the no-objection plan: two different things."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Proposal(CaseBound, Base):
    """What the mediator put to the parties."""

    __tablename__ = "proposal"

    track_id: Mapped[str] = mapped_column(ForeignKey("track.id"), index=True)
    kind: Mapped[str]  # suggestion | plan
    on: Mapped[date]
    text: Mapped[str]
    terms: Mapped[dict[str, Any] | None]
    result: Mapped[str | None]
