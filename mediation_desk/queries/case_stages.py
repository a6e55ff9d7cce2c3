"""The stages of a track for its bar, and the clock that presses most."""

from __future__ import annotations

from datetime import date

from mediation_desk.facts.shapes import DeadlineFacts
from mediation_desk.law.procedure import Stage

from .case_reading import TrackReading
from .case_shapes import StageMark

_OVER = "ended"
UNANSWERED = ("running", "expired", "paused")


def stage_marks(track: TrackReading) -> tuple[StageMark, ...]:
    """Stages in file order. Once a track has ended, stages it never reached are left out; before, the ending is."""
    visited = _visited(track)
    stages = [stage for stage in track.procedure.stages if _belongs(stage, track, visited)]
    now_id = track.history.stage
    reached = [stage.id for stage in stages].index(now_id)
    shown = [stage for place, stage in enumerate(stages) if place >= reached or stage.id in visited]
    now = [stage.id for stage in shown].index(now_id)
    return tuple(_mark(track, stage, place, now, visited) for place, stage in enumerate(shown))


def next_deadline(track: TrackReading) -> DeadlineFacts | None:
    """The unanswered clock with the earliest last day."""
    waiting = [clock for clock in track.facts.deadlines if clock.state in UNANSWERED]
    return min(waiting, key=lambda clock: clock.due, default=None)


def open_deadlines(track: TrackReading) -> int:
    """How many clocks wait for an answer."""
    return sum(1 for clock in track.facts.deadlines if clock.state in UNANSWERED)


def _visited(track: TrackReading) -> dict[str, date]:
    return {step.stage: step.since or track.facts.opened_on for step in track.history.path}


def _belongs(stage: Stage, track: TrackReading, visited: dict[str, date]) -> bool:
    if _OVER in visited and track.history.stage in (_OVER, "archived"):
        return stage.id in visited or stage.id == "archived"
    return stage.id != _OVER


def _mark(track: TrackReading, stage: Stage, place: int, now: int, visited: dict[str, date]) -> StageMark:
    state = "done" if place < now else "current" if place == now else "future"
    since = visited.get(stage.id)
    note = "" if since is None or state == "future" else f"{since:%m-%d}"
    held = sum(1 for session in track.facts.sessions if session.kind == "session")
    if stage.id == "mediating" and held and state != "future":
        note = f"（{held} 次）"
    return StageMark(id=stage.id, name=stage.name, note=note, state=state)
