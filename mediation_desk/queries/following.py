"""What may follow: for every track the ways that are open, closed or lost, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.following import Following, what_follows
from mediation_desk.facts.scene import Scene
from mediation_desk.model.track import Track

from .query import Query, View


@dataclass(frozen=True, slots=True)
class WhatMayFollow(Query[tuple[Following, ...]]):
    """The ways of every track of a case, as they stand today."""

    case: str

    def answer(self, view: View) -> tuple[Following, ...]:
        view.require_case(self.case)
        return all_that_follows(CaseBuilder(view.session, self.case, view.law, view.today))


def all_that_follows(builder: CaseBuilder) -> tuple[Following, ...]:
    """For every track, in the order in which they were opened."""
    return tuple(follows(builder, track.id) for track in builder.rows(Track))


def follows(builder: CaseBuilder, track: str) -> Following:
    """For one track."""
    return what_follows(Scene(builder=builder, track_id=track, ref=None, day=builder.today))
