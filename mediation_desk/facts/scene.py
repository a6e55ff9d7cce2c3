"""What a paper is about: the case, the track, the agreement and the one fact it hangs on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select

from mediation_desk.law.clocks import RunningClock, clocks
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.procedure import Procedure
from mediation_desk.model.base import CaseBound
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.office import Office, Organisation, Staff
from mediation_desk.model.track import Track
from mediation_desk.terms.agreement import LIVE
from mediation_desk.terms.events import Event
from mediation_desk.terms.refusal import Refusal

from .building import CaseBuilder
from .shapes import AgreementFacts, CaseFacts, PartyFacts, TrackFacts

Row = TypeVar("Row", bound=CaseBound)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything a paper may draw on. `ref` is the id of the fact it is about."""

    builder: CaseBuilder
    track_id: str | None
    ref: str | None
    day: date
    draft: AgreementFacts | None = None

    @cached_property
    def case(self) -> CaseFacts:
        """The case, with the paper's own track alone."""
        row = None if self.track_id is None else self.builder.session.get(Track, self.track_id)
        of_this_case = row is not None and row.case_id == self.builder.header.id
        return self.builder.build([row] if row is not None and of_this_case else [])

    def with_draft(self, draft: AgreementFacts) -> Scene:
        """The same with a text that has not been frozen yet. What has been read of the case is not read again."""
        scene = replace(self, draft=draft)
        scene.__dict__["case"] = self.case
        return scene

    @cached_property
    def track_row(self) -> Track:
        """The stored track."""
        row = None if self.track_id is None else self.builder.session.get(Track, self.track_id)
        if row is None or row.case_id != self.case.id:
            raise Refusal("track.unknown", field="track", id=self.track_id)
        return row

    @cached_property
    def track(self) -> TrackFacts | None:
        """The track the paper belongs to, if it belongs to one."""
        return next((track for track in self.case.tracks if track.id == self.track_id), None)

    @property
    def the_track(self) -> TrackFacts:
        """The track, where the paper cannot do without."""
        if self.track is None:
            raise Refusal("paper.needs_track", field="track")
        return self.track

    @cached_property
    def parties(self) -> tuple[PartyFacts, ...]:
        """The parties of the track, or of the case."""
        if self.track is None:
            return self.case.parties
        return tuple(party for party in self.case.parties if party.id in self.track.parties)

    @cached_property
    def agreement(self) -> AgreementFacts | None:
        """The draft, or else the live text of the track."""
        if self.draft is not None or self.track is None:
            return self.draft
        live = [a for a in self.track.agreements if a.state in LIVE]
        return live[-1] if live else None

    @property
    def law(self) -> LawInForce:
        """The rules in force."""
        return self.builder.law

    @property
    def procedure(self) -> Procedure:
        """The procedure of the track."""
        return self.law.procedure(self.the_track.procedure)

    @cached_property
    def office(self) -> Office:
        """The office."""
        return self.builder.session.scalars(select(Office)).one()

    @cached_property
    def body(self) -> Organisation | None:
        """The body that conducts the track."""
        return None if self.track is None else self.builder.session.get(Organisation, self.track.body_id)

    @cached_property
    def events(self) -> list[Event]:
        """What has happened in the track."""
        return self.builder.events(self.track_row)

    @property
    def handler(self) -> str:
        """Who deals with it: the mediator, or whoever registered the case."""
        if self.track is not None and self.track.mediators:
            return self.track.mediators[0]
        registrar = self.builder.session.get(Staff, self.builder.header.registrar_id)
        return self.office.name if registrar is None else registrar.name

    def clock_without(self, extension: ClockExtension) -> RunningClock:
        """The clock of an extension as it stood before that extension was agreed."""
        earlier = [
            row.as_extension()
            for row in self.builder.rows(ClockExtension, track_id=self.track_id, reversed_by=None)
            if row.id != extension.id and row.on <= extension.on
        ]
        found = clocks(self.procedure, self.events, earlier, self.law.calendar, extension.on)
        return next(clock for clock in found if clock.limit.id == extension.limit_id)

    def names(self, side: str | None = None) -> str:
        """The names of the parties, of one side or of all."""
        return "、".join(p.person.name for p in self.parties if side is None or p.side == side)


def fact(scene: Scene, kind: type[Row], what: str) -> Row:
    """The one fact that a paper is about; refuses where it is not named or not of this case."""
    row = None if scene.ref is None else scene.builder.session.get(kind, scene.ref)
    if row is None or row.case_id != scene.case.id:
        raise Refusal("paper.needs_fact", field="ref", what=what)
    return row


def one_party(scene: Scene) -> PartyFacts:
    """The party that a paper is about, also one who has since gone on in a track of its own."""
    found = next((party for party in scene.case.parties if party.id == scene.ref), None)
    if found is None:
        raise Refusal("paper.needs_fact", field="ref", what="当事人")
    return found
