"""生僻字图: the pictures of characters that no font has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.model.office import Staff
from mediation_desk.papers.pictured import is_private
from mediation_desk.store.drawings import drawings

from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingRow:
    """One picture and what became of it."""

    id: str
    code: str
    private: bool
    """Whether its code means nothing in another system."""
    state: str
    png: bytes
    source: str
    proposed_on: date
    proposed_by: str
    own: bool
    """Whether who asks proposed it, and so may not confirm it."""
    activated_on: date | None
    activated_by: str
    ended_on: date | None
    ended_why: str


@dataclass(frozen=True, slots=True)
class CharacterDrawings(Query[tuple[DrawingRow, ...]]):
    """All pictures, by character, the newest first."""

    def answer(self, view: View) -> tuple[DrawingRow, ...]:
        names = {row.id: row.name for row in view.session.scalars(select(Staff))}
        return tuple(
            DrawingRow(
                id=row.id,
                code=f"U+{row.code_point:04X}",
                private=is_private(chr(row.code_point)),
                state=row.state,
                png=row.png,
                source=row.source,
                proposed_on=row.proposed_on,
                proposed_by=names.get(row.proposed_by, ""),
                own=row.proposed_by == view.actor.staff,
                activated_on=row.activated_on,
                activated_by=names.get(row.activated_by or "", ""),
                ended_on=row.ended_on,
                ended_why=row.ended_why or "",
            )
            for row in drawings(view.session)
        )
