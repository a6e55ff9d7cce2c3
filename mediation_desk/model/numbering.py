"""Numbers of a body's registers: without gaps, one series a year, and a voided number stays in the book."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.model.base import Base
from mediation_desk.terms.compartments import COMMON


class NumberSeries(Base):
    """How far one series of one body has come in a year."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("last >= 0", name="last_not_negative"),)

    organisation_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class NumberDrawn(Base):
    """One number that was given out, and for what."""

    __tablename__ = "number_drawn"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "series", "year"],
            ["number_series.organisation_id", "number_series.series", "number_series.year"],
        ),
        UniqueConstraint("organisation_id", "series", "text"),
    )

    organisation_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(index=True)
    case_id: Mapped[str | None] = mapped_column(String(36), index=True)
    track_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    act_id: Mapped[str] = mapped_column(String(36))
    drawn_at: Mapped[datetime]
    voided_reason: Mapped[str | None]
