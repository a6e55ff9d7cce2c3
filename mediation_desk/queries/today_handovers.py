"""今日: answers of other bodies that are due, feedback that we owe, and tracks that another way has ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.exclusion import UNSETTLED, exclusions
from mediation_desk.facts.handovers import handovers, referrals
from mediation_desk.facts.shapes import DeadlineFacts
from mediation_desk.model.handover import Handover, IncomingReferral, OutsideProceeding
from mediation_desk.model.track import Track

from .query import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something between bodies that waits. `track` is None for a case that was not triaged."""

    id: str
    case: str
    track: str | None
    name: str
    reason: str
    source: str
    certain: bool
    due: date
    answers: tuple[str, ...]


def waiting_between_bodies(view: View) -> Iterator[Waiting]:
    """Only cases that have something to do with another body are read."""
    for case in _cases(view):
        builder = CaseBuilder(view.session, case, view.law, view.today)
        for received in referrals(builder, view.today):
            if received.clock is not None and received.clock.state != "answered":
                yield _clock(case, received.track, received.clock, "fed_back")
        for track in builder.rows(Track):
            for sent in handovers(builder, track, (), view.today):
                if sent.clock is not None and sent.clock.state != "answered":
                    yield _clock(case, track.id, sent.clock, "handover_answered")
            yield from _ended(view, builder, track)


def _cases(view: View) -> list[str]:
    found: set[str] = set()
    for table in (Handover, IncomingReferral, OutsideProceeding):
        rows = select(table.case_id).where(table.case_id.in_(view.visible_cases()), table.reversed_by.is_(None))
        found.update(view.session.scalars(rows.distinct()))
    return sorted(found)


def _clock(case: str, track: str | None, clock: DeadlineFacts, answer: str) -> Waiting:
    return Waiting(
        id=clock.id,
        case=case,
        track=track,
        name=clock.name,
        reason=clock.reason,
        source=clock.source,
        certain=clock.certain,
        due=clock.due,
        answers=(answer,),
    )


def _ended(view: View, builder: CaseBuilder, track: Track) -> Iterator[Waiting]:
    if track.stage not in UNSETTLED:
        return
    for found in exclusions(builder, track, builder.header.dispute_type):
        if found.holds_on(view.today):
            yield Waiting(
                id=f"ended:{track.id}:{found.since.isoformat()}",
                case=builder.header.id,
                track=track.id,
                name="须终止",
                reason=found.sentence,
                source=found.family.source,
                certain=found.family.certainty != "memory",
                due=found.since,
                answers=("ended",),
            )
