"""What a court makes of an agreement, and the way to execution afterwards (民事诉讼法 205、206、250)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mediation_desk.model.track import Track
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .lookups import clocks_of, require_text
from .work import Work

RULINGS: Final = {"granted": "confirmation_granted", "dismissed": "confirmation_dismissed"}
"""How a court may rule on an application, and the event that follows."""
EXECUTION: Final = "execution"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRuling(TrackAct):
    """司法确认裁定. The court's answer to the application, with its own number; the act's day is the ruling's."""

    result: str  # granted | dismissed
    number: str
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        number = require_text(self.number, "number")
        if self.result not in RULINGS:
            raise Refusal("code.unknown", list="result", field="result", code=self.result)
        known = [event for event in work.events(track) if event.name in RULINGS.values()]
        if known:
            raise Refusal("ruling.recorded_already", field="result", number=known[-1].subject, on=known[-1].on)
        self._require_application(work, track)
        work.emit(RULINGS[self.result], track, subject=number)

    def _require_application(self, work: Work, track: Track) -> None:
        applied = [event.on for event in work.events(track) if event.name == "confirmation_applied"]
        if not applied:
            raise Refusal("ruling.not_applied_for")
        if work.happened_on < min(applied):
            raise Refusal("ruling.before_application", field="happened_on", applied=min(applied))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyExecution(TrackAct):
    """申请强制执行. Open once the agreement was confirmed and is in default; lost when its limit has passed."""

    court: str
    number: str | None = None
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        court = require_text(self.court, "court")
        route = next((r for r in work.procedure(track).routes_open(work.events(track)) if r.id == EXECUTION), None)
        if route is None:
            raise Refusal("route.not_open", field="route", route=EXECUTION)
        for clock in clocks_of(work, track):
            if clock.limit.id == route.limit and work.happened_on > clock.last_day:
                raise Refusal("execution.too_late", last_day=clock.last_day)
        work.emit("execution_applied", track, subject=court)
