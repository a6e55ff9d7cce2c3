"""How dangerous a case was judged to be, by whom, when and why. Lives apart from what parties may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.law.risk import Grade
from mediation_desk.law.risk_course import Graded
from mediation_desk.terms.plain import from_plain

from .base import Base, CaseBound

ASSESSED, ASKED, LOWERED = "assessed", "asked", "lowered"
COUNTING: Final = (ASSESSED, LOWERED)


class RiskGrade(CaseBound, Base):
    """One grade. One that was only asked for counts from its confirmation, which is a row of its own."""

    __tablename__ = "risk_grade"

    kind: Mapped[str]  # assessed | asked | lowered
    at: Mapped[datetime]
    staff_id: Mapped[str] = mapped_column(String(36))
    reason: Mapped[str]
    grade: Mapped[dict[str, Any]]
    """As it was reckoned then: later weights change no earlier grade."""
    request_id: Mapped[str | None] = mapped_column(ForeignKey("risk_grade.id"))

    def as_graded(self) -> Graded:
        """The grade as the law folds it."""
        return Graded(id=self.id, at=self.at, grade=from_plain(Grade, self.grade))
