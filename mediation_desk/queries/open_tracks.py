"""Every track a person may see, with what lists show of it. One read of each table, whatever the number of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.model.clock import Clock
from mediation_desk.model.office import Organisation
from mediation_desk.model.track import Track, TrackMediator

from .query import View

OVER = ("ended", "archived")
"""Stages in which a track is closed; a performing track has ended its mediation but still has duties."""
BINDING = ("must_end", "warn")
"""Limits whose expiry is a fault. The others only end a right or open another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueClock:
    """A clock that nothing has answered yet."""

    limit: str
    name: str
    due: date
    paused: bool
    binding: bool
    reason: str
    source: str
    certain: bool
    subject: str | None

    @property
    def visit(self) -> bool:
        """Whether it asks for a follow-up visit, whichever procedure's own it is."""
        return self.limit.rpartition(".")[2] == "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLine:
    """One track as lists show it."""

    id: str
    case_id: str
    procedure: str
    procedure_name: str
    kind: str
    body: str
    docket: str | None
    stage: str
    stage_name: str
    place: int
    opened_on: date
    ended_on: date | None
    ending_words: str | None
    mediators: tuple[str, ...]
    mediator_ids: tuple[str, ...]
    clocks: tuple[DueClock, ...]

    @property
    def over(self) -> bool:
        """Whether nothing is to be mediated or performed any more."""
        return self.stage in OVER

    @property
    def settled(self) -> bool:
        """Whether it came to an agreement that took effect."""
        return self.stage == "performing" or (self.stage == "archived" and self.ended_on is None)

    @property
    def begun(self) -> bool:
        """Whether it was accepted."""
        return self.place > 0

    @property
    def mediating(self) -> bool:
        """Whether it is between acceptance and effect or ending."""
        return self.stage in ("mediating", "signing")

    def next_clock(self, today: date) -> DueClock | None:
        """The clock that is due first: a binding one, or one that ends a right or opens another way and still runs."""
        waiting = [clock for clock in self.clocks if clock.binding or clock.due >= today]
        return min(waiting, key=lambda clock: (not clock.binding, clock.due), default=None)


def track_lines(view: View, case: str | None = None) -> dict[str, tuple[TrackLine, ...]]:
    """The tracks of every case in view (or of one), by case, in the order in which they were opened."""
    cases = view.visible_cases() if case is None else [case]
    bodies = {row.id: row.name for row in view.session.scalars(select(Organisation))}
    clocks, mediators = _clocks(view, cases), _mediators(view, cases)
    found: dict[str, list[TrackLine]] = defaultdict(list)
    rows = view.session.scalars(select(Track).where(Track.case_id.in_(cases)).order_by(Track.recorded_at, Track.id))
    for row in rows:
        found[row.case_id].append(_line(view, row, bodies, clocks[row.id], mediators[row.id]))
    return {id: tuple(lines) for id, lines in found.items()}


def _line(
    view: View, row: Track, bodies: Mapping[str, str], clocks: list[DueClock], mediators: list[TrackMediator]
) -> TrackLine:
    procedure = view.law.procedure(row.procedure)
    places = [stage.id for stage in procedure.stages]
    return TrackLine(
        id=row.id,
        case_id=row.case_id,
        procedure=procedure.id,
        procedure_name=procedure.name,
        kind=procedure.kind,
        body=bodies[row.body_id],
        docket=row.docket,
        stage=row.stage,
        stage_name=procedure.stage(row.stage).name,
        place=places.index(row.stage),
        opened_on=row.opened_on,
        ended_on=row.ended_on,
        ending_words=row.ending_words,
        mediators=tuple(one.name for one in mediators),
        mediator_ids=tuple(one.staff_id for one in mediators),
        clocks=() if row.stage == "archived" else tuple(clocks),
    )


def _clocks(view: View, cases: object) -> dict[str, list[DueClock]]:
    waiting = (
        select(Clock)
        .where(Clock.case_id.in_(cases), Clock.state != "answered")  # type: ignore[arg-type]
        .order_by(Clock.due, Clock.id)
    )
    found: dict[str, list[DueClock]] = defaultdict(list)
    for row in view.session.scalars(waiting):
        found[row.track_id].append(
            DueClock(
                limit=row.limit_id,
                name=row.name,
                due=row.due,
                paused=row.state == "paused",
                binding=row.on_expiry in BINDING,
                reason=row.reason,
                source=row.source,
                certain=row.certain,
                subject=row.subject,
            )
        )
    return found


def _mediators(view: View, cases: object) -> dict[str, list[TrackMediator]]:
    in_office = (
        select(TrackMediator)
        .where(TrackMediator.case_id.in_(cases), TrackMediator.until.is_(None))  # type: ignore[arg-type]
        .where(TrackMediator.role != "recorder")
        .order_by(TrackMediator.recorded_at, TrackMediator.id)
    )
    found: dict[str, list[TrackMediator]] = defaultdict(list)
    for row in view.session.scalars(in_office):
        found[row.track_id].append(row)
    return found
