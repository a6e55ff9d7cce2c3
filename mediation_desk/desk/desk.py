"""The desk: one door for what changes, one for what is looked at, for one person who has signed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.acts import many
from mediation_desk.acts.act import Act, Envelope, Outcome, Touched, TrackAct
from mediation_desk.acts.intake import RegisterCase
from mediation_desk.acts.lookups import require_open
from mediation_desk.acts.many import Deed, Tally
from mediation_desk.acts.settling import settle
from mediation_desk.acts.work import Work
from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.case import CaseFile
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import Staff
from mediation_desk.papers.resources import Resources
from mediation_desk.preparing.keys import note_wrong_pin
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.queries.query import Query, View
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.store import audit, drafts
from mediation_desk.store.blobs import BlobRef
from mediation_desk.store.engines import OutcomeUnknown, Store
from mediation_desk.terms.actor import Actor
from mediation_desk.terms.ids import ActId, CaseId
from mediation_desk.terms.plain import from_plain, to_plain
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import NOTHING, Unrecorded

from .permissions import ACTS, QUERIES, may
from .rulebook import OfficeLaw, shipped_clauses, shipped_edition
from .surroundings import Surroundings

Answer = TypeVar("Answer")
ActKind = TypeVar("ActKind", bound=Act)
_LETTERS = ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf", "HanaMinB.ttf")


@dataclass
class Screen:
    """Whether a party may look at this person's screen: then the desk reads nothing that is kept from parties."""

    before_party: bool = False


@dataclass(frozen=True)
class Desk:
    """One person's desk in one office. Nothing else changes the office or looks into it."""

    store: Store
    surroundings: Surroundings
    actor: Actor
    writer: str
    screen: Screen = field(default_factory=Screen)

    # -- doing

    def perform(
        self,
        act: Act,
        *,
        case: str | None = None,
        on: date | None = None,
        at: time | None = None,
        seen: Mapping[str, int] | None = None,
        act_id: str | None = None,
        via: str = "window",
        unrecorded: Unrecorded = NOTHING,
    ) -> Outcome:
        """Perform an act. The same `act_id` twice happens once; `on` is the day it happened, today where not given.

        `unrecorded` is what the act needs and nobody may keep: a PIN, a key file.
        """
        now = self.surroundings.now()
        envelope = Envelope(
            id=ActId(act_id or self.surroundings.new_id()),
            act=act,
            case=None if case is None else CaseId(case),
            happened_on=on or now.date(),
            happened_time=at or (None if on else now.time().replace(second=0, microsecond=0)),
            seen=dict(seen or {}),
            via=via,
            unrecorded=unrecorded,
        )
        return self._deliver(envelope, now)

    def perform_each(
        self,
        deeds: Sequence[Deed],
        progress: Callable[[Tally], None] = lambda tally: None,
        stop: Callable[[], bool] = lambda: False,
        *,
        via: str = "window",
    ) -> Tally:
        """Perform many acts, each in a transaction of its own; a refusal is kept with its deed and stops no other."""
        return many.perform_each(self, deeds, progress, stop, via=via)

    def prepare(self, act: ActKind, *, case: str, on: date | None = None) -> ActKind:
        """The slow part of an act ahead of time, so that what is shown is what will be signed."""
        self._authorise(ACTS, act.act_name)
        with self._preparation(case, on or self.surroundings.now().date()) as preparation:
            return act.prepare(preparation)

    def _deliver(self, envelope: Envelope, now: datetime) -> Outcome:
        try:
            self._authorise(ACTS, envelope.act.act_name)
            known = self._known(envelope)
            if known is not None:
                return replace(known, repeated=True)
            prepared = self._prepared(envelope)
            return self._commit(prepared, now)
        except OutcomeUnknown:
            return self._after_unknown(envelope)
        except Refusal as refusal:
            self._note_refusal(envelope, refusal, now)
            raise

    def _prepared(self, envelope: Envelope) -> Envelope:
        if isinstance(envelope.act, RegisterCase):
            return envelope
        with self._preparation(envelope.case, envelope.happened_on, envelope.unrecorded) as preparation:
            return replace(envelope, act=envelope.act.prepare(preparation))

    def _commit(self, envelope: Envelope, now: datetime) -> Outcome:
        local = now.replace(tzinfo=None)
        with self.store.writing() as session:
            work = self._work(session, envelope, local)
            self._guard(work)
            envelope.act.perform(work)
            changes = settle(work)
            outcome = Outcome(
                act=envelope.id,
                recorded_at=local,
                numbers=tuple(work.numbers),
                papers=tuple(work.papers),
                changes=changes,
                notices=tuple(work.notices),
                touched=_touched(envelope, work),
            )
            self._write_journal(work, outcome)
            self._audit(session, envelope, now, "done")
        return outcome

    def _work(self, session: Session, envelope: Envelope, now: datetime) -> Work:
        return Work(
            session,
            envelope,
            self.actor,
            self._office_law.read(session),
            now,
            self.store.blobs,
            self.surroundings.random_bytes,
            lambda: shipped_edition(self.surroundings.resources),
        )

    def _guard(self, work: Work) -> None:
        """The case may be seen, the day is neither in the future nor before the case, the track's stage allows it."""
        envelope = work.envelope
        work.staff(self.actor.staff)
        if envelope.happened_on > work.now.date():
            raise Refusal("act.in_the_future", field="happened_on", day=envelope.happened_on, today=work.now.date())
        if envelope.case is None or isinstance(envelope.act, RegisterCase):
            return
        header = self._view(work.session).require_case(envelope.case)
        if envelope.happened_on < header.received_at.date():
            raise Refusal(
                "act.before_the_case", field="happened_on", day=envelope.happened_on, received=header.received_at.date()
            )
        if isinstance(envelope.act, TrackAct):
            require_open(work, work.track(envelope.act.track))

    def _write_journal(self, work: Work, outcome: Outcome) -> None:
        envelope = work.envelope
        work.session.add(
            JournalEntry(
                act_id=envelope.id,
                case_id=envelope.case,
                organisation_id=self.actor.organisation,
                compartment=envelope.act.compartment,
                actor=self.actor.staff,
                on_behalf=None,
                name=envelope.act.act_name,
                format=envelope.act.format,
                fields=to_plain(envelope.act),
                happened_on=envelope.happened_on,
                happened_time=envelope.happened_time,
                recorded_at=work.now,
                outcome={**to_plain(outcome), "rules": work.law.digest},
            )
        )

    def _known(self, envelope: Envelope) -> Outcome | None:
        """The outcome of an act that was done before; an id that stands for something else is refused."""
        with self.store.reading() as session:
            row = session.scalars(select(JournalEntry).filter_by(act_id=envelope.id)).first()
            if row is None:
                return None
            if (row.name, row.case_id) != (envelope.act.act_name, envelope.case):
                raise Refusal("act.id_of_another", act=envelope.act.act_name)
            return _outcome(row)

    def _after_unknown(self, envelope: Envelope) -> Outcome:
        """A failed commit is not a commit that did not happen: the journal knows."""
        known = self._known(envelope)
        if known is None:
            raise Refusal("store.not_saved", act=envelope.act.act_name)
        return known

    # -- looking

    def ask(self, query: Query[Answer]) -> Answer:
        """Answer a query as frozen plain data."""
        self._authorise(QUERIES, query.query_name)
        with self.store.reading() as session:
            self._require_in_office(session)
            return query.answer(self._view(session))

    def keep_file(self, case: str | None, data: bytes) -> BlobRef:
        """Put bytes into the encrypted store; an act then binds them by their hash."""
        return self.store.blobs.put(case, data)

    def save_draft(self, key: str, body: Mapping[str, Any], case: str | None = None) -> None:
        """Keep an unfinished form of this person."""
        with self.store.writing() as session:
            drafts.save(session, self.actor.staff, key, body, self._local_now(), case_id=case)

    def discard_draft(self, key: str) -> None:
        """Forget an unfinished form."""
        with self.store.writing() as session:
            drafts.discard(session, self.actor.staff, key)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # -- inside

    @property
    def law(self) -> LawInForce:
        """The rules in force in this office."""
        with self.store.reading() as session:
            return self._office_law.read(session)

    @cached_property
    def _office_law(self) -> OfficeLaw:
        return OfficeLaw(self.surroundings.resources)

    def _require_in_office(self, session: Session) -> None:
        """A desk that stands open shows nothing any more to somebody who was dismissed."""
        if not session.scalar(select(Staff.active).filter_by(id=self.actor.staff)):
            raise Refusal("staff.inactive", name=self.actor.name)

    def _authorise(self, table: dict[str, frozenset[str]], name: str) -> None:
        if not may(table, name, self.actor.roles):
            raise Refusal("permission.denied", what=name, roles="、".join(sorted(self.actor.roles)))

    def _view(self, session: Session) -> View:
        now = self._local_now()
        return View(
            session=session,
            law=self._office_law.read(session),
            actor=self.actor,
            now=now,
            preparation=self._preparing(session, None, now.date()),
            before_party=self.screen.before_party,
        )

    @contextmanager
    def _preparation(self, case: str | None, day: date, unrecorded: Unrecorded = NOTHING) -> Iterator[Preparation]:
        with self.store.reading() as session:
            if case is not None:
                self._view(session).require_case(case)
            yield replace(self._preparing(session, case, day), unrecorded=unrecorded)

    def _preparing(self, session: Session, case: str | None, day: date) -> Preparation:
        resources = self.surroundings.resources
        return Preparation(
            session=session,
            law=self._office_law.read(session),
            case_id=case,
            day=day,
            now=self.surroundings.now(),
            blobs=self.store.blobs,
            shipped_papers=Resources.under(resources),
            lettering=lambda: _lettering(resources / "fonts"),
            random_bytes=self.surroundings.random_bytes,
            audit_head=self._head,
            shipped=lambda: shipped_edition(resources),
            clauses=lambda: shipped_clauses(resources),
        )

    def _head(self, session: Session) -> audit.Head:
        return audit.head(session, self.writer)

    def _local_now(self) -> datetime:
        return self.surroundings.now().replace(tzinfo=None)

    def _note_refusal(self, envelope: Envelope, refusal: Refusal, now: datetime) -> None:
        with self.store.writing() as session:
            note_wrong_pin(session, refusal)
            known = envelope.case is not None and session.get(CaseFile, envelope.case) is not None
            self._audit(session, envelope if known else replace(envelope, case=None), now, "refused", refusal.code)

    def _audit(
        self, session: Session, envelope: Envelope, now: datetime, result: str, reason: str | None = None
    ) -> None:
        deed = audit.Deed(
            at=now,
            mono=self.surroundings.mono(),
            actor=self.actor.staff,
            action=envelope.act.act_name,
            result=result,
            object=envelope.id,
            case_id=envelope.case,
            organisation_id=self.actor.organisation,
            reason=reason,
            details={"via": envelope.via, "fields": _digest(envelope.act)},
        )
        audit.append(session, self.writer, deed)


@lru_cache(maxsize=2)
def _lettering(fonts: Path) -> Lettering:
    return Lettering([(fonts / name).read_bytes() for name in _LETTERS])


def _touched(envelope: Envelope, work: Work) -> Touched:
    return Touched(case=envelope.case, tracks=tuple(work.touched_tracks), kinds=(envelope.act.act_name,))


def _outcome(row: JournalEntry) -> Outcome:
    known = {name: value for name, value in row.outcome.items() if name != "rules"}
    return from_plain(Outcome, known)


def _digest(act: Act) -> str:
    plain = json.dumps(to_plain(act), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
