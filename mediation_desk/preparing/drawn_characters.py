"""Papers with the characters that an office draws itself."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from mediation_desk.papers.pictured import CharacterPicture
from mediation_desk.papers.resources import Resources
from mediation_desk.store.drawings import drawings_in_use


def with_drawings(session: Session, papers: Resources) -> Resources:
    """The resources with the pictures that are in use."""
    pictures = tuple(CharacterPicture(row.code_point, row.png) for row in drawings_in_use(session))
    return replace(papers, pictures=pictures) if pictures else papers
