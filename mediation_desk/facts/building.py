"""Reading a case from the store into frozen plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session as Reading

from mediation_desk.law.clocks import RunningClock, clocks
from mediation_desk.law.explaining import in_brief
from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.agreement import Agreement, Duty, Instalment
from mediation_desk.model.base import CaseBound
from mediation_desk.model.case import CaseFile, Matter
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.office import Organisation
from mediation_desk.model.party import Party, Person, Relation, Withheld
from mediation_desk.model.performance import Payment
from mediation_desk.model.session import Session
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track, TrackEvent, TrackMatter, TrackMediator, TrackParty
from mediation_desk.store.case_rows import CaseRows
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.events import Event
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

from .agreement import draft_facts
from .exclusion import UNSETTLED
from .handovers import answer_clocks, handovers, must_end, referrals
from .people import person_facts
from .plans import track_plans
from .shapes import (
    AgreementFacts,
    CaseFacts,
    ConductFacts,
    DeadlineFacts,
    DutyFacts,
    HandoverFacts,
    InstalmentFacts,
    PartyFacts,
    PersonFacts,
    ReferralFacts,
    RelationFacts,
    SessionFacts,
    SignatureFacts,
    TrackFacts,
)
from .undisputed import undisputed_record

Row = TypeVar("Row", bound=CaseBound)
KINDS = {"people": "人民调解", "administrative": "行政调解", "judicial": "司法调解", "professional": "专业性调解"}
CLAIMS_ALL = "full_agency"


class CaseBuilder:
    """Builds the facts of one case as of a day. `for_parties` leaves out what is withheld from any of them.

    One paper goes to all its readers, and a screen is seen by whoever stands before it: what must be kept from one
    party stands on none. `one_track` is said by whoever looks at one track alone, of perhaps two hundred.
    """

    def __init__(
        self,
        session: Reading,
        case_id: str,
        law: LawInForce,
        today: date,
        *,
        for_parties: bool = False,
        one_track: bool = False,
    ) -> None:
        header = session.get(CaseFile, case_id)
        if header is None:
            raise Refusal("case.unknown", case=case_id)
        self.session, self.header, self.law, self.today = session, header, law, today
        self.for_parties = for_parties
        self._people: dict[str, PersonFacts] = {}
        self._rows = CaseRows(session, case_id, narrow=one_track)

    def build(self, tracks: Iterable[Track] | None = None) -> CaseFacts:
        """The whole case, or the case with some of its tracks only."""
        header = self.header
        parties = self.parties()
        return CaseFacts(
            id=header.id,
            number=header.number,
            version=header.version,
            title=header.title,
            enquiry=header.enquiry,
            source=header.source,
            source_words=self.law.words("sources", header.source),
            received_at=header.received_at,
            region=header.region,
            summary=header.summary,
            request=header.request,
            dispute_type=header.dispute_type,
            dispute_words=self.law.words("dispute_types", header.dispute_type),
            amount_claimed=header.amount_claimed,
            parties=parties,
            people=tuple(self.people().values()),
            tracks=tuple(self.track(row, parties) for row in (self.rows(Track) if tracks is None else tracks)),
            referrals=referrals(self, self.today),
        )

    def rows(self, table: type[Row], /, **where: Any) -> list[Row]:
        """Rows of the case in the order in which they were recorded."""
        return self._rows.find(table, **where)

    def people(self) -> dict[str, PersonFacts]:
        """Everyone in the case, by id."""
        if not self._people:
            hidden = self._hidden_fields()
            for row in self.rows(Person):
                person = person_facts(row, self.today, self.law)
                blank: dict[str, Any] = dict.fromkeys(hidden[row.id])
                self._people[row.id] = replace(person, **blank)
        return self._people

    def parties(self) -> tuple[PartyFacts, ...]:
        """The parties with those who stand for them, by side and order."""
        people = self.people()
        relations: dict[str, list[RelationFacts]] = defaultdict(list)
        for row in self.rows(Relation):
            relations[row.party_id].append(self._relation(row, people[row.person_id]))
        rows = [row for row in self.rows(Party) if row.left_on is None or row.left_on > self.today]
        order = {code.code: number for number, code in enumerate(self.law.codes("sides"))}
        rows.sort(key=lambda row: (order[row.side], row.number))
        return tuple(
            PartyFacts(
                id=row.id,
                side=row.side,
                side_words=self.law.words("sides", row.side),
                number=row.number,
                person=people[row.person_id],
                relations=tuple(relations[row.id]),
                statement=row.statement,
            )
            for row in rows
        )

    def track(self, row: Track, parties: Iterable[PartyFacts]) -> TrackFacts:
        """One track with its agreements, sessions and clocks."""
        procedure = self.law.procedure(row.procedure)
        body = self.session.get_one(Organisation, row.body_id)
        events = self.events(row)
        history = procedure.history(events)
        mediators = self.rows(TrackMediator, track_id=row.id, until=None)
        running = self.clocks(row, events)
        sent = handovers(self, row, running, self.today, for_parties=self.for_parties)
        return TrackFacts(
            id=row.id,
            procedure=procedure.id,
            procedure_name=procedure.name,
            kind=procedure.kind,
            kind_words=KINDS[procedure.kind],
            body_id=body.id,
            body=body.name,
            body_kind=body.kind,
            stage=history.stage,
            stage_name=procedure.stage(history.stage).name,
            docket=row.docket,
            matters=self._matters(row),
            parties=self._parties_of(row, parties),
            mediators=tuple(m.name for m in mediators if m.role != "recorder"),
            recorder=next((m.name for m in mediators if m.role == "recorder"), None),
            opened_on=row.opened_on,
            application_form=row.application_form,
            accepted_on=_first(events, "accepted"),
            ended_on=row.ended_on,
            ending=row.ending,
            ending_words=row.ending_words,
            agreements=tuple(self.agreement(a) for a in self.rows(Agreement, track_id=row.id)),
            sessions=self._sessions(row),
            deadlines=self._deadlines(running, sent, self._received(row)),
            open_acts=procedure.open_acts_on(history, self.today),
            plans=track_plans(self, row, procedure, events),
            undisputed=undisputed_record(self.rows, self.law, row.id),
            handovers=sent,
            must_end=self._must_end(row, history.stage),
            closed=procedure.openness is not None and procedure.openness.default == "closed",
            conduct=tuple(ConductFacts(name=r.name, words=r.words, basis=r.basis) for r in in_brief(procedure)),
        )

    def _deadlines(
        self, running: Iterable[RunningClock], sent: Iterable[HandoverFacts], received: Iterable[ReferralFacts]
    ) -> tuple[DeadlineFacts, ...]:
        """Our own clocks and those of answers between bodies, by last day."""
        found = [*map(self._deadline, running), *answer_clocks(sent, received)]
        return tuple(sorted(found, key=lambda deadline: deadline.due))

    def _received(self, track: Track) -> list[ReferralFacts]:
        """What was sent to the track, or to the case before it was triaged."""
        return [one for one in referrals(self, self.today) if one.track in (None, track.id)]

    def _must_end(self, track: Track, stage: str) -> tuple[str, ...]:
        return must_end(self, track, self.header.dispute_type, self.today) if stage in UNSETTLED else ()

    def events(self, track: Track) -> list[Event]:
        """What has happened in the track, derived events included, mistakes taken out."""
        rows = self.rows(TrackEvent, track_id=track.id, reversed_by=None)
        return [Event(row.name, row.on, row.party, row.subject) for row in rows]

    def clocks(self, track: Track, events: Iterable[Event]) -> tuple[RunningClock, ...]:
        """The clocks of the track as they stand today."""
        extensions = [row.as_extension() for row in self.rows(ClockExtension, track_id=track.id, reversed_by=None)]
        return clocks(self.law.procedure(track.procedure), events, extensions, self.law.calendar, self.today)

    def agreement(self, row: Agreement) -> AgreementFacts:
        """One version of an agreement's text with what has become of its duties, and its signatures."""
        base = draft_facts(
            from_plain(AgreementDraft, row.content),
            self.names(),
            id=row.id,
            version=row.text_version,
            form=row.form,
            route=row.route,
            copies=row.copies,
            number=row.number,
        )
        done = {duty.id: duty for duty in self.rows(Duty, agreement_id=row.id)}
        return replace(
            base,
            state=row.state,
            reached_on=row.reached_on,
            effective_on=row.effective_on,
            duties=tuple(self._performed(duty, done[duty.id]) for duty in base.duties),
            signatures=self._signatures(row.paper_id),
        )

    def names(self) -> dict[str, str]:
        """The printed name of every party and person, by id."""
        people = self.people()
        names = {id: person.name for id, person in people.items()}
        return names | {row.id: people[row.person_id].name for row in self.rows(Party)}

    def _hidden_fields(self) -> dict[str, list[str]]:
        hidden: dict[str, list[str]] = defaultdict(list)
        for row in self.rows(Withheld, lifted_by=None) if self.for_parties else ():
            hidden[row.person_id].append(row.field)
        return hidden

    def _relation(self, row: Relation, person: PersonFacts) -> RelationFacts:
        return RelationFacts(
            id=row.id,
            kind=row.kind,
            kind_words=self.law.words("relations", row.kind),
            person=person,
            powers=tuple(row.powers),
            guardian="guardian" in self.law.require("relations", row.kind, field="kind").flags,
            special_authority=self.law.powers.has_special_authority(row.powers),
            claims_all=CLAIMS_ALL in row.powers,
            since=row.since,
            until=row.until,
            document=row.document,
        )

    def _matters(self, track: Track) -> tuple[str, ...]:
        held = [row.matter_id for row in self.rows(TrackMatter, track_id=track.id, until=None)]
        return tuple(row.text for row in self.rows(Matter) if row.id in held)

    def _parties_of(self, track: Track, parties: Iterable[PartyFacts]) -> tuple[str, ...]:
        held = {row.party_id for row in self.rows(TrackParty, track_id=track.id, until=None)}
        return tuple(party.id for party in parties if party.id in held)

    def _sessions(self, track: Track) -> tuple[SessionFacts, ...]:
        rows = sorted(self.rows(Session, track_id=track.id, reversed_by=None), key=lambda row: (row.started, row.id))
        counts: dict[str, int] = defaultdict(int)
        found = []
        for row in rows:
            counts[row.kind] += 1
            found.append(_session(row, counts[row.kind]))
        return tuple(found)

    def _performed(self, duty: DutyFacts, row: Duty) -> DutyFacts:
        rows = sorted(self.rows(Instalment, duty_id=row.id), key=lambda item: item.number)
        instalments = tuple(self._instalment(item) for item in rows)
        return replace(duty, instalments=instalments, state=_duty_state(row, instalments))

    def _instalment(self, row: Instalment) -> InstalmentFacts:
        payments = self.rows(Payment, instalment_id=row.id, reversed_by=None)
        paid = sum((payment.amount for payment in payments), Money(0))
        overdue = row.due_on is not None and self.today > row.due_on
        state = "paid" if paid == row.amount else "overdue" if overdue else "open"
        return InstalmentFacts(
            id=row.id,
            number=row.number,
            amount=row.amount,
            due=row.due_on,
            due_words=row.due_words,
            paid=paid,
            state=state,
        )

    def _signatures(self, paper_id: str | None) -> tuple[SignatureFacts, ...]:
        if paper_id is None:
            return ()
        names = self.names()
        return tuple(
            SignatureFacts(
                signer_key=row.signer_key,
                name=row.name,
                capacity=row.role,
                capacity_words=self.law.words("signing_roles", row.role),
                for_whom="、".join(names[id] for id in row.for_parties) or None,
                signed_on=row.on,
                method=row.method,
                place=row.place,
            )
            for row in self.rows(Signature, paper_id=paper_id, void_reason=None)
        )

    def _deadline(self, clock: RunningClock) -> DeadlineFacts:
        deadline, limit = clock.deadline, clock.limit
        return DeadlineFacts(
            id=clock.id,
            rule=limit.id,
            name=limit.name,
            started_on=clock.started_on,
            due=deadline.last_day,
            nominal=deadline.nominal,
            reason=deadline.reason,
            source=deadline.source,
            certain=deadline.certain,
            provisional=deadline.calendar_provisional,
            state=clock.state,
            on_expiry=limit.on_expiry,
            days_left=(deadline.last_day - self.today).days,
            subject=clock.key,
        )


def _session(row: Session, number: int) -> SessionFacts:
    return SessionFacts(
        id=row.id,
        kind=row.kind,
        number=number,
        started=row.started,
        ended=row.ended,
        place=row.place,
        subject=row.subject,
        attending=tuple(row.attending),
        invited=tuple(row.invited),
        mediators=tuple(row.mediators),
        recorder=row.recorder,
        rights_told=row.rights_told,
        statements=tuple((s["who"], s["what"]) for s in row.statements),
        verified=row.verified,
        course=row.course,
        result=row.result,
        undisputed=tuple(row.undisputed),
    )


def _duty_state(row: Duty, instalments: tuple[InstalmentFacts, ...]) -> str:
    if row.done_on is not None or (instalments and all(item.state == "paid" for item in instalments)):
        return "done"
    return "overdue" if any(item.state == "overdue" for item in instalments) else "open"


def _first(events: Iterable[Event], name: str) -> date | None:
    return min((event.on for event in events if event.name == name), default=None)
