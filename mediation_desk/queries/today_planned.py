"""What a day holds beside what waits: sessions people were told to come to, and forms left unfinished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import select

from mediation_desk.model.case import CaseFile
from mediation_desk.model.session import PlannedSession
from mediation_desk.store import drafts

from .open_tracks import TrackLine
from .query import View

SOON: Final = 5
"""Days before the last one in which a clock is near: what the card at the top counts."""
LAST_ONE: Final = ".last"
"""Ends the keys under which a form remembers what was sent last: no draft that waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A session that people were told to come to."""

    id: str
    case_id: str
    at: datetime
    place: str
    title: str
    subject: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A form this person left unfinished."""

    key: str
    case_id: str | None
    saved_at: datetime
    title: str


def planned(
    view: View, headers: Mapping[str, CaseFile], tracks: Mapping[str, tuple[TrackLine, ...]]
) -> Iterator[PlannedRow]:
    """The sessions of the coming days, the next one first."""
    first = datetime.combine(view.today, time())
    wanted = (
        select(PlannedSession)
        .where(PlannedSession.case_id.in_(view.visible_cases()), PlannedSession.cancelled_by.is_(None))
        .where(PlannedSession.at >= first, PlannedSession.at < first + timedelta(days=SOON + 2))
        .order_by(PlannedSession.at, PlannedSession.id)
    )
    for row in view.session.scalars(wanted):
        line = next(line for line in tracks[row.case_id] if line.id == row.track_id)
        yield PlannedRow(
            id=row.id,
            case_id=row.case_id,
            at=row.at,
            place=row.place,
            title=headers[row.case_id].title,
            subject=row.subject,
            mine=view.actor.staff in line.mediator_ids,
        )


def unfinished(view: View) -> Iterator[DraftRow]:
    """What this person has begun to write, other than what a form remembers of the last time."""
    for saved in drafts.drafts_of(view.session, view.actor.staff):
        if saved.key.endswith(LAST_ONE):
            continue
        case = None if saved.case_id is None else view.session.get(CaseFile, saved.case_id)
        title = str(saved.body.get("title", "")) if case is None else case.title
        yield DraftRow(key=saved.key, case_id=saved.case_id, saved_at=saved.saved_at, title=title)
