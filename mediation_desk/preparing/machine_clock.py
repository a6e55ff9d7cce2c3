"""The machine's clock beside what the office has recorded: nobody signs at an hour that has passed already."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import Office
from mediation_desk.terms.refusal import Refusal

ACCEPTED: Final = "accept_clock"
_DRIFT: Final = timedelta(seconds=120)
"""How far clocks of one network are apart at most."""
_NEWEST: Final = 1000
"""So many of the newest entries are looked at: the latest of them is not always the last."""


def mark(session: Session) -> datetime | None:
    """The latest hour at which anything was recorded since the clock was last accepted; local, without a zone."""
    accepted = select(func.max(JournalEntry.seq)).where(JournalEntry.name == ACCEPTED).scalar_subquery()
    since = select(JournalEntry.recorded_at).where(JournalEntry.seq >= func.coalesce(accepted, 0))
    newest = since.order_by(JournalEntry.seq.desc()).limit(_NEWEST).subquery()
    latest: datetime | None = session.scalar(select(func.max(newest.c.recorded_at)))
    return latest


def is_set_back(session: Session, now: datetime) -> datetime | None:
    """The mark that the clock has fallen behind, or None. A practice office's clock follows its scripts."""
    last = mark(session)
    if last is None or now.replace(tzinfo=None) >= last - _DRIFT:
        return None
    return None if session.scalars(select(Office.practice)).one() else last


def require_clock(session: Session, now: datetime) -> None:
    """Refuse to sign while the clock stands before what was recorded."""
    last = is_set_back(session, now)
    if last is not None:
        raise Refusal("signing.clock_set_back", now=f"{now:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")
