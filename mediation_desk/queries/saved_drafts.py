"""An unfinished form of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mediation_desk.store import drafts

from .query import Query, View


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What stood in a form when its author left it."""

    key: str
    body: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SavedDraft(Query[KeptForm | None]):
    """The draft under a key, of the person who asks."""

    key: str

    def answer(self, view: View) -> KeptForm | None:
        saved = drafts.load(view.session, view.actor.staff, self.key)
        return None if saved is None else KeptForm(saved.key, saved.body, saved.saved_at)
