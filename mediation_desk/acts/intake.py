"""At the counter: an enquiry or a quarrel comes in, is put right, and is triaged into tracks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mediation_desk.law.regions import division
from mediation_desk.model.case import CaseFile, Matter
from mediation_desk.model.handover import IncomingReferral
from mediation_desk.model.party import Party
from mediation_desk.model.track import Track, TrackMatter
from mediation_desk.terms.ids import MatterId, OrganisationId, TrackId
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .books import draw_case_number, index_case
from .forums import require_free_forum, require_referred, scope
from .lookups import require_text, variant
from .people import PartyDraft, PersonDraft, RelationDraft, add_party, add_person, add_relation, enter_track
from .work import FieldCorrection, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterDraft:
    """One thing in dispute."""

    id: MatterId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Which outside body referred the quarrel, under which number of its own, with what."""

    organ: str
    number: str | None = None
    contact: str | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCase(Act):
    """登记. The case gets its neutral number for life; an enquiry becomes a case later without a new identity."""

    title: str = ""
    source: str
    region: str
    summary: str
    request: str
    dispute_type: str
    amount_claimed: Money | None = None
    enquiry: bool = False
    people: tuple[PersonDraft, ...] = ()
    parties: tuple[PartyDraft, ...] = ()
    relations: tuple[RelationDraft, ...] = ()
    matters: tuple[MatterDraft, ...] = ()

    def perform(self, work: Work) -> None:
        work.law.require("sources", self.source, field="source")
        work.law.require("dispute_types", self.dispute_type, field="dispute_type")
        for field in ("summary", "region"):
            require_text(getattr(self, field), field)
        division(self.region, field="region")
        work.start_case(self._header(work))
        self._add_people(work)
        for matter in self.matters:
            work.add(Matter, id=matter.id, text=require_text(matter.text, "matters"))
        if not self.title.strip():
            work.case.title = _title(work)
        index_case(work)

    def _add_people(self, work: Work) -> None:
        for person in self.people:
            add_person(work, person)
        for party in self.parties:
            add_party(work, party)
        for relation in self.relations:
            add_relation(work, relation)

    def _header(self, work: Work) -> CaseFile:
        return CaseFile(
            id=work.case_id,
            number=draw_case_number(work),
            title=self.title.strip(),
            enquiry=self.enquiry,
            source=self.source,
            received_at=work.moment,
            region=self.region,
            summary=self.summary,
            request=self.request,
            dispute_type=self.dispute_type,
            amount_claimed=self.amount_claimed,
            registrar_id=work.actor.staff,
            version=1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpEnquiry(Act):
    """咨询转为纠纷登记. The number stays."""

    def perform(self, work: Work) -> None:
        case = work.case_for_change()
        if not case.enquiry:
            raise Refusal("case.not_an_enquiry", number=case.number)
        case.enquiry = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectCase(Act):
    """更正登记. Refuses a field that somebody else has changed since the author looked."""

    changes: tuple[FieldCorrection, ...]
    reason: str

    def perform(self, work: Work) -> None:
        require_text(self.reason, "reason")
        case = work.case_for_change()
        for change in self.changes:
            work.correct(case, change, _CASE_FIELDS)
        work.law.require("sources", case.source, field="source")
        work.law.require("dispute_types", case.dispute_type, field="dispute_type")
        if any(change.field == "region" for change in self.changes):
            division(case.region, field="region")
        index_case(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTrack(Act):
    """分流. Starts one procedure at one body; no party or matter named means all of the case."""

    track: TrackId
    procedure: str
    body: OrganisationId
    parties: tuple[str, ...] = ()
    matters: tuple[MatterId, ...] = ()
    variant: str | None = None
    referral: Referral | None = None

    def perform(self, work: Work) -> None:
        if work.case.enquiry:
            raise Refusal("case.still_an_enquiry", number=work.case.number)
        track = self._open(work)
        parties = self.parties or tuple(party.id for party in work.rows(Party, left_on=None))
        if not parties:
            raise Refusal("track.no_parties", field="parties")
        matters = self.matters or tuple(MatterId(row.id) for row in work.rows(Matter))
        require_referred(work, track)
        require_free_forum(work, track, scope(work, parties, matters))
        for party in parties:
            enter_track(work, track, party)
        for matter in matters:
            add_matter(work, track, matter)
        work.emit("track_opened", track)
        _tie_referrals(work, track)

    def _open(self, work: Work) -> Track:
        procedure = work.law.procedure(self.procedure)
        body = work.organisation(self.body)
        if body.kind not in procedure.bodies:
            raise Refusal("track.wrong_body", field="body", body=body.name, procedure=procedure.name)
        procedure.require_in_force(work.happened_on)
        return work.add(
            Track,
            id=self.track,
            procedure=procedure.id,
            body_id=body.id,
            opened_on=work.happened_on,
            stage=procedure.stages[0].id,
            version=1,
            variant=variant(procedure, self.variant),
            referral=None if self.referral is None else to_plain(self.referral),
        )


def _tie_referrals(work: Work, track: Track) -> None:
    """What was sent to the case before it was triaged is dealt with in its first track."""
    for row in work.rows(IncomingReferral, track_id=None, reversed_by=None):
        row.track_id = track.id
        work.emit("referral_received", track, subject=row.id, on=row.received_on)


def add_matter(work: Work, track: Track, matter: str) -> None:
    """Let a matter be dealt with in a track."""
    work.find(Matter, matter, "matter")
    work.add(TrackMatter, id=work.new_row_id(f"matter:{track.id}:{matter}"), track_id=track.id, matter_id=matter)


def _title(work: Work) -> str:
    sides: dict[str, list[str]] = {}
    order = [side.code for side in work.law.codes("sides")]
    for party in sorted(work.rows(Party), key=lambda party: (order.index(party.side), party.number)):
        sides.setdefault(party.side, []).append(work.person(party.person_id).name)
    shown = [names[0] + (f"等{len(names)}人" if len(names) > 1 else "") for names in sides.values()]
    return f"{'与'.join(shown)} {work.law.words('dispute_types', work.case.dispute_type)}".strip()


_CASE_FIELDS: dict[str, Callable[[str], Any]] = {
    "title": str,
    "summary": str,
    "request": str,
    "dispute_type": str,
    "source": str,
    "region": str,
    "amount_claimed": Money.parse,
}
