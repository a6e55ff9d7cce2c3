"""The pictures that an office draws characters with."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.office import CharacterDrawing


def drawings(session: Session) -> list[CharacterDrawing]:
    """All that were ever proposed, by character, the newest first."""
    wanted = select(CharacterDrawing).order_by(CharacterDrawing.code_point, CharacterDrawing.proposed_at.desc())
    return list(session.scalars(wanted))


def drawings_in_use(session: Session) -> list[CharacterDrawing]:
    """One for each character."""
    wanted = (
        select(CharacterDrawing)
        .where(CharacterDrawing.activated_on.is_not(None), CharacterDrawing.ended_on.is_(None))
        .order_by(CharacterDrawing.code_point)
    )
    return list(session.scalars(wanted))
