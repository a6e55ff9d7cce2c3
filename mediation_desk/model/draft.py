"""What somebody was typing when the window closed. A draft is not an act and changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.model.base import Base
from mediation_desk.terms.compartments import COMMON


class Draft(Base):
    """One person's unfinished form; encrypted as everything in the database is."""

    __tablename__ = "draft"

    owner: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """Which form: "intake", "agreement:<track>"."""
    case_id: Mapped[str | None] = mapped_column(String(36), index=True)
    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    body: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
