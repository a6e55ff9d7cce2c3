"""The machine's clock, where it once stood wrong."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.preparing.machine_clock import is_set_back
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptClock(Act):
    """确认时钟. The clock is right now and was ahead before; from here on its hours are the office's again."""

    reason: str

    def perform(self, work: Work) -> None:
        require_text(self.reason, "reason")
        if is_set_back(work.session, work.now) is None:
            raise Refusal("clock.not_set_back")
