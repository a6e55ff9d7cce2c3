"""What an act has in its hands while it works: the case, the law, the day, and a way to add rows and events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.law.editions import Edition
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.procedure import History, Procedure
from mediation_desk.model.base import CaseBound, Identified
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Office, Organisation, Staff
from mediation_desk.model.party import Party, Person
from mediation_desk.model.track import Track, TrackEvent
from mediation_desk.store.blobs import Blobs
from mediation_desk.store.case_rows import CaseRows, recorded_rows
from mediation_desk.store.versions import touch
from mediation_desk.terms.actor import Actor
from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.events import Event
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import Unrecorded

from .act import Envelope

Row = TypeVar("Row", bound=CaseBound)
OfficeRow = TypeVar("OfficeRow", bound=Identified)
_FEW: Final = 3
"""Tracks that are rather read each for itself than with all the others of their case."""


class Work:
    """One act at work inside one transaction."""

    def __init__(
        self,
        session: Session,
        envelope: Envelope,
        actor: Actor,
        law: LawInForce,
        now: datetime,
        blobs: Blobs,
        random_bytes: Callable[[int], bytes],
        shipped: Callable[[], Edition],
    ) -> None:
        self.session = session
        self.envelope = envelope
        self.actor = actor
        self.law = law
        self.now = now
        self.blobs = blobs
        self.random_bytes = random_bytes
        self.shipped = shipped
        self.numbers: list[str] = []
        self.papers: list[str] = []
        self.notices: list[str] = []
        self.touched_tracks: dict[str, Track] = {}
        self._case: CaseFile | None = None
        self._settled: CaseRows | None = None

    # -- the day and the case

    @property
    def happened_on(self) -> date:
        """The day the act happened; clocks and ages read this one."""
        return self.envelope.happened_on

    @property
    def unrecorded(self) -> Unrecorded:
        """What came along for this act alone."""
        return self.envelope.unrecorded

    @property
    def moment(self) -> datetime:
        """When it happened, to the minute where the author gave the time."""
        return datetime.combine(self.happened_on, self.envelope.happened_time or time(9, 0))

    @property
    def case_id(self) -> str:
        """The case the act belongs to."""
        if self.envelope.case is None:
            raise Refusal("act.needs_case", act=self.envelope.act.act_name)
        return self.envelope.case

    @property
    def case(self) -> CaseFile:
        """The case header."""
        if self._case is None:
            self._case = self.session.get(CaseFile, self.case_id)
        if self._case is None:
            raise Refusal("case.unknown", case=self.case_id)
        return self._case

    def start_case(self, header: CaseFile) -> None:
        """Put a new case header into the store."""
        if self.session.get(CaseFile, header.id) is not None:
            raise Refusal("case.exists", case=header.id)
        header.recorded_by, header.recorded_at = self.envelope.id, self.now
        header.organisation_id = self.actor.organisation
        self.session.add(header)
        self.session.flush()
        self._case = header

    def office(self) -> Office:
        """The office's own row."""
        return self.session.execute(select(Office)).scalar_one()

    # -- rows

    def add(self, table: type[Row], /, *, compartment: str = COMMON, **columns: Any) -> Row:
        """Add a case-bound row with everything such a row must carry; what is not named is empty."""
        if self.session.get(table, columns["id"]) is not None:
            raise Refusal("id.taken", id=columns["id"])
        row = self.add_own(table, compartment=compartment, **columns)
        self.session.flush()
        return row

    def add_own(self, table: type[Row], /, *, compartment: str = COMMON, **columns: Any) -> Row:
        """Add a row whose id the act made itself, so that nobody can have taken it; written together with others."""
        bound: dict[str, Any] = {
            "case_id": self.case_id,
            "organisation_id": self.case.organisation_id,
            "compartment": compartment,
            "recorded_by": self.envelope.id,
            "recorded_at": self.now,
        }
        row = table(**bound, **columns)
        self.session.add(row)
        if self._settled is not None:
            self._settled.add(row)
        return row

    def add_to_office(self, row: Identified) -> None:
        """Add a row of the office itself."""
        if self.session.get(type(row), row.id) is not None:
            raise Refusal("id.taken", id=row.id)
        self.session.add(row)
        self.session.flush()

    def find(self, kind: type[Row], id: str, what: str) -> Row:
        """A row of this case by its id, or a refusal that names what is missing."""
        row = self.session.get(kind, id)
        if row is None or row.case_id != self.case_id:
            raise Refusal(f"{what}.unknown", field=what, id=id)
        return row

    def rows(self, table: type[Row], /, **where: Any) -> list[Row]:
        """Rows of this case, in the order in which they were recorded."""
        if self._settled is not None:
            return self._settled.find(table, **where)
        return recorded_rows(self.session, self.case_id, table, **where)

    @contextmanager
    def acted(self) -> Iterator[None]:
        """Once the act has changed what it changes, only derived rows are added: each table need be read but once."""
        self.session.flush()
        self._settled = CaseRows(self.session, self.case_id, narrow=len(self.touched_tracks) <= _FEW)
        with self.session.no_autoflush:
            yield
        self._settled = None
        self.session.flush()

    def organisation(self, id: str) -> Organisation:
        """A body by its id."""
        return self._of_office(Organisation, id, "organisation")

    def staff(self, id: str) -> Staff:
        """A member of staff who still works here."""
        member = self._of_office(Staff, id, "staff")
        if not member.active:
            raise Refusal("staff.inactive", name=member.name)
        return member

    def _of_office(self, kind: type[OfficeRow], id: str, what: str) -> OfficeRow:
        row = self.session.get(kind, id)
        if row is None:
            raise Refusal(f"{what}.unknown", field=what, id=id)
        return row

    def party(self, id: str) -> Party:
        """A party of this case."""
        return self.find(Party, id, "party")

    def person(self, id: str) -> Person:
        """A person of this case."""
        return self.find(Person, id, "person")

    # -- aggregates

    def for_change(self, row: Any) -> Any:
        """Open an aggregate root for change: its version moves on, and a stale author is refused."""
        touch(self.session, row, self.envelope.seen.get(row.id))
        return row

    def case_for_change(self) -> CaseFile:
        """The case header, opened for change."""
        self.for_change(self.case)
        return self.case

    def correct(self, row: Any, change: FieldCorrection, allowed: Mapping[str, Callable[[str], Any]]) -> None:
        """Set one field from what it was to what it is; refuses when somebody else has changed it meanwhile."""
        if change.field not in allowed:
            raise Refusal("field.not_correctable", field=change.field)
        shown = plain_text(getattr(row, change.field))
        if shown != change.was:
            raise Refusal("field.changed_meanwhile", field=change.field, now=shown)
        setattr(row, change.field, _corrected(row, change, allowed[change.field]))

    # -- tracks and events

    def track(self, id: str) -> Track:
        """A track of this case; its stage and clocks are derived anew after the act."""
        track = self.find(Track, id, "track")
        self.touched_tracks[track.id] = track
        return track

    def track_for_change(self, id: str) -> Track:
        """A track opened for change."""
        track = self.track(id)
        self.for_change(track)
        return track

    def procedure(self, track: Track) -> Procedure:
        """The procedure that the track follows."""
        return self.law.procedure(track.procedure)

    def events(self, track: Track) -> list[Event]:
        """What has happened in the track so far, mistakes taken out."""
        rows = self.rows(TrackEvent, track_id=track.id, reversed_by=None)
        return [Event(row.name, row.on, row.party, row.subject) for row in rows]

    def history(self, track: Track) -> History:
        """The stages that the track has gone through."""
        return self.procedure(track).history(self.events(track))

    def emit(
        self, name: str, track: Track, *, party: str | None = None, subject: str | None = None, on: date | None = None
    ) -> None:
        """Record that something happened in the track, on the act's day where no other is given."""
        Event(name, on or self.happened_on, party, subject)
        if on is not None and on > self.now.date():
            raise Refusal("act.in_the_future", field="on", day=on, today=self.now.date())
        self.touched_tracks[track.id] = track
        self.add_own(
            TrackEvent,
            id=self.new_row_id(f"event:{name}:{track.id}:{party}:{subject}:{on}"),
            track_id=track.id,
            name=name,
            on=on or self.happened_on,
            party=party,
            subject=subject,
            derived=False,
        )

    def new_row_id(self, name: str) -> str:
        """An id that follows from the act's own id, so that the same act always makes the same rows."""
        return named_id(self.envelope.id, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCorrection:
    """One field put right: what it was when the author looked, and what it should be."""

    field: str
    was: str | None
    now: str | None


def _corrected(row: Any, change: FieldCorrection, read: Callable[[str], Any]) -> Any:
    """The new value as it is stored; what may not be empty stays filled, and what cannot be read is refused."""
    if change.now is None or not change.now.strip():
        if not row.__table__.c[change.field].nullable:
            raise Refusal("field.empty", field=change.field)
        return None
    try:
        return read(change.now.strip())
    except ValueError as fault:
        raise Refusal("date.impossible", field=change.field, text=change.now) from fault
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.facts, "field": change.field}) from refusal


def plain_text(value: object) -> str | None:
    """A stored value as an author sees it in a form."""
    if value is None:
        return None
    return value.figures if isinstance(value, Money) else str(value)
