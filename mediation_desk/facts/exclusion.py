"""Which outside proceedings end a track: they are about the same parties and matters, in a forum that excludes ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from mediation_desk.law.deadlines import chinese_date
from mediation_desk.law.forums import Family, Scope
from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.base import CaseBound
from mediation_desk.model.handover import OutsideProceeding, Response
from mediation_desk.model.party import Party
from mediation_desk.model.track import Track, TrackMatter, TrackParty

Row = TypeVar("Row", bound=CaseBound)
UNSETTLED = ("registered", "mediating", "signing")
"""Stages in which a track can still be ended by another way; what was agreed stays agreed."""


class Rows(Protocol):
    """Where the rows of one case are read from: an act's work, or a reading."""

    @property
    def law(self) -> LawInForce:
        """The rules in force."""

    def rows(self, table: type[Row], /, **where: Any) -> list[Row]:
        """Rows of the case, in the order in which they were recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """An outside proceeding that ends a track, from a day until it is over itself."""

    organ: str
    kind_words: str
    since: date
    until: date | None
    family: Family

    def holds_on(self, day: date) -> bool:
        """Whether the track may not go on, on this day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def sentence(self) -> str:
        """须终止, and why."""
        return (
            f"须终止：{self.organ}已于{chinese_date(self.since)}受理（{self.kind_words}）。"
            f"{self.family.words}（{self.family.basis}）。"
        )


def scope(read: Rows, parties: Iterable[str], matters: Iterable[str]) -> Scope:
    """Named parties with their sides, and named matters."""
    wanted = set(parties)
    return Scope({row.id: row.side for row in read.rows(Party) if row.id in wanted}, frozenset(matters))


def scope_of_track(read: Rows, track: Track) -> Scope:
    """Who takes part in a track now, and what it is about now."""
    parties = [row.party_id for row in read.rows(TrackParty, track_id=track.id, until=None)]
    matters = [row.matter_id for row in read.rows(TrackMatter, track_id=track.id, until=None)]
    return scope(read, parties, matters)


def ended_on(read: Rows, outside: OutsideProceeding) -> date | None:
    """When an outside proceeding ended: as its own entry says, or as was told later."""
    told = [row.on for row in read.rows(Response, about=outside.id, kind="ended", reversed_by=None)]
    return min((*told, *([outside.ended_on] if outside.ended_on else ())), default=None)


def exclusions(read: Rows, track: Track, dispute: str) -> Iterator[Exclusion]:
    """Every outside proceeding of the case that ends the track, whichever track it was recorded with."""
    forum, own = read.law.procedure(track.procedure).forum, scope_of_track(read, track)
    for row in read.rows(OutsideProceeding, reversed_by=None):
        family = read.law.forums.ended_by(forum, dispute, row.kind)
        if family is not None and own.overlaps(_scope_of(read, row)):
            yield Exclusion(
                organ=row.organ,
                kind_words=read.law.words("outside_kinds", row.kind),
                since=row.started_on,
                until=ended_on(read, row),
                family=family,
            )


def _scope_of(read: Rows, row: OutsideProceeding) -> Scope:
    """What is not named is taken from the track it was recorded with."""
    beside = next(iter(read.rows(Track, id=row.track_id)))
    of_track = scope_of_track(read, beside)
    named = scope(read, row.parties, row.matters)
    return Scope(named.parties or of_track.parties, named.matters or of_track.matters)
