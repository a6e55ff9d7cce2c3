"""Parties and the people who stand for them. No act assumes two sides or one applicant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediation_desk.law import identity
from mediation_desk.law.documents import DocumentSays, read_document
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.party import Party, Person, Relation, Withheld
from mediation_desk.model.track import Track, TrackParty
from mediation_desk.terms.ids import PersonId, TrackId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .beginning import require_agent_allowed
from .books import index, index_case
from .lookups import require_open, require_text, touch_all_tracks
from .work import FieldCorrection, Work

KINDS: Final = ("natural", "company", "self_employed", "village", "group", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person or body as the counter takes it down. The ID number may stay empty until signing."""

    id: PersonId
    kind: str = "natural"
    name: str
    document_kind: str | None = None
    """Told from the number where it is left out; a passport and the like must be named."""
    id_number: str | None = None
    sex: str | None = None
    birth: date | None = None
    ethnicity: str | None = None
    occupation: str | None = None
    phone: str | None = None
    address: str | None = None
    credit_code: str | None = None
    legal_representative: str | None = None
    representative_post: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDraft:
    """Who stands for a party, in which way and with which powers."""

    id: str
    kind: str
    person: PersonId
    party: str
    powers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    document: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """That a person is a party, on a side."""

    id: str
    person: PersonId
    side: str
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Act):
    """添加人员."""

    person: PersonDraft

    def perform(self, work: Work) -> None:
        add_person(work, self.person)
        work.for_change(work.case)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson(Act):
    """更正人员信息. Derived ages and dates follow."""

    person: PersonId
    changes: tuple[FieldCorrection, ...]
    reason: str

    def perform(self, work: Work) -> None:
        require_text(self.reason, "reason")
        person = work.person(self.person)
        if any(change.field in _PRINTED for change in self.changes):
            _require_no_frozen_text(work, person)
        work.for_change(work.case)
        for change in self.changes:
            work.correct(person, change, _PERSON_FIELDS)
        self._forget_what_the_old_number_said(work, person)
        _check_numbers(work, person)
        index_person(work, person)
        index_case(work)
        touch_all_tracks(work)

    def _forget_what_the_old_number_said(self, work: Work, person: Person) -> None:
        """A corrected number brings its own kind, birth date and sex, unless these are put right in the same act."""
        changed = {change.field for change in self.changes}
        if "id_number" not in changed:
            return
        if "document_kind" not in changed:
            person.document_kind = None
        if person.id_number and _document(work, person).birth is not None:
            for field in {"birth", "sex"} - changed:
                setattr(person, field, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddParty(Act):
    """添加当事人, to the case and to the named tracks; possible until signing."""

    party: PartyDraft
    tracks: tuple[TrackId, ...] = ()

    def perform(self, work: Work) -> None:
        work.for_change(work.case)
        add_party(work, self.party)
        for id in self.tracks:
            track = work.track_for_change(id)
            require_open(work, track)
            enter_track(work, track, self.party.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawParty(Act):
    """当事人退出 a track, or the whole case where no track is named."""

    party: str
    tracks: tuple[TrackId, ...] = ()
    reason: str

    def perform(self, work: Work) -> None:
        party = work.party(self.party)
        require_text(self.reason, "reason")
        work.for_change(work.case)
        rows = work.rows(TrackParty, party_id=party.id, until=None)
        leaving = [row for row in rows if not self.tracks or row.track_id in self.tracks]
        for row in leaving:
            require_open(work, work.track_for_change(row.track_id))
            row.until = work.happened_on
        if not self.tracks:
            party.left_on = work.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRelation(Act):
    """登记代理人、监护人、代表人等."""

    relation: RelationDraft

    def perform(self, work: Work) -> None:
        work.for_change(work.case)
        add_relation(work, self.relation)
        touch_all_tracks(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRelation(Act):
    """代理、监护等关系终止."""

    relation: str
    reason: str

    def perform(self, work: Work) -> None:
        relation = work.find(Relation, self.relation, "relation")
        if relation.until is not None and relation.until <= work.happened_on:
            raise Refusal("relation.ended", on=relation.until)
        require_text(self.reason, "reason")
        work.for_change(work.case)
        relation.until = work.happened_on
        touch_all_tracks(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdFact(Act):
    """信息保密: a person's address, phone or other fact is kept from named parties and their papers."""

    id: str
    person: PersonId
    field: str
    from_parties: tuple[str, ...]
    reason: str

    def perform(self, work: Work) -> None:
        work.person(self.person)
        if self.field == "name" or self.field not in _PERSON_FIELDS:
            raise Refusal("field.not_correctable", field=self.field)
        for party in self.from_parties:
            work.party(party)
        work.add(
            Withheld,
            id=self.id,
            person_id=self.person,
            field=self.field,
            from_parties=list(self.from_parties),
            reason=require_text(self.reason, "reason"),
        )


def add_person(work: Work, draft: PersonDraft) -> Person:
    """Store a person; what an ID number says fills birth and sex, and must not contradict them."""
    if draft.kind not in KINDS:
        raise Refusal("code.unknown", list="kind", field="kind", code=draft.kind)
    require_text(draft.name, "name")
    person = work.add(Person, **_columns(draft))
    _check_numbers(work, person)
    index_person(work, person)
    return person


def index_person(work: Work, person: Person) -> None:
    """Make a person findable by name and telephone."""
    index(work, person.id, "person", f"{person.name} {person.phone or ''}")


def add_party(work: Work, draft: PartyDraft) -> Party:
    """Store a party; its order among those of its side is the order in which they were added."""
    work.law.require("sides", draft.side, field="side")
    work.person(draft.person)
    number = 1 + len(work.rows(Party, side=draft.side))
    return work.add(
        Party, id=draft.id, person_id=draft.person, side=draft.side, number=number, statement=draft.statement
    )


def enter_track(work: Work, track: Track, party_id: str) -> None:
    """Let a party take part in a track from this day."""
    work.party(party_id)
    work.add(
        TrackParty,
        id=work.new_row_id(f"join:{track.id}:{party_id}"),
        track_id=track.id,
        party_id=party_id,
        since=work.happened_on,
    )


def add_relation(work: Work, draft: RelationDraft) -> Relation:
    """Store a relation; powers must come from the list, and a guardian must not be the other side."""
    work.law.require("relations", draft.kind, field="kind")
    person, party = work.person(draft.person), work.party(draft.party)
    if draft.kind == "agent":
        work.law.powers.read(draft.powers)
        require_agent_allowed(work, party.id)
    if draft.kind == "representative":
        work.law.powers.read(draft.powers)
        _check_representatives(work, person, party)
    if draft.kind == "guardian" and _is_opponent(work, person, party):
        raise Refusal("guardian.conflict_of_interest", field="person", name=person.name)
    return work.add(
        Relation,
        id=draft.id,
        kind=draft.kind,
        person_id=person.id,
        party_id=party.id,
        powers=list(draft.powers),
        since=draft.since or work.happened_on,
        until=draft.until,
        document=draft.document,
        note=draft.note,
    )


def _require_no_frozen_text(work: Work, person: Person) -> None:
    """What a frozen text prints of its parties is put right by withdrawing the text, not behind its back."""
    for row in work.rows(Agreement, state="finalised"):
        raise Refusal("person.text_is_frozen", name=person.name, version=row.text_version)


def _check_representatives(work: Work, person: Person, party: Party) -> None:
    """A body has one head and is no crowd; of natural persons only so many may speak for one member."""
    if work.person(party.person_id).kind != "natural":
        return
    standing = {row.person_id for row in work.rows(Relation, party_id=party.id, kind="representative", until=None)}
    work.law.powers.representatives.check_number(len(standing | {person.id}), "person")


def _is_opponent(work: Work, person: Person, party: Party) -> bool:
    return any(other.person_id == person.id and other.side != party.side for other in work.rows(Party))


def _columns(draft: PersonDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__slots__}


def _check_numbers(work: Work, person: Person) -> None:
    if person.document_kind:
        work.law.require("id_documents", person.document_kind, field="document_kind")
    if person.id_number:
        _apply_document(person, _document(work, person))
    if person.credit_code:
        person.credit_code = identity.credit_code(person.credit_code, field="credit_code").number
    if person.phone:
        person.phone = identity.phone(person.phone, field="phone").number
    if person.sex not in (None, *(one.words for one in work.law.codes("sexes"))):
        raise Refusal("code.unknown", list="性别", field="sex", code=person.sex)
    if person.birth is not None:
        identity.require_believable(person.birth, work.happened_on, field="birth")
    if person.ethnicity:
        work.law.require("ethnicities", person.ethnicity, field="ethnicity")


def _document(work: Work, person: Person) -> DocumentSays:
    kinds = work.law.lists["id_documents"]
    return read_document(kinds, person.id_number or "", work.happened_on, kind=person.document_kind)


def _apply_document(person: Person, says: DocumentSays) -> None:
    """Keep the kind and the number as they are written, and what a checked number says of its holder."""
    person.document_kind, person.id_number = says.kind, says.number
    for field, value in (("birth", says.birth), ("sex", says.sex)):
        if value is None:
            continue
        if getattr(person, field) not in (None, value):
            raise Refusal("person.contradicts_id", field=field, given=str(getattr(person, field)), id_says=str(value))
        setattr(person, field, value)


_PERSON_FIELDS: dict[str, Callable[[str], Any]] = {
    "name": str,
    "document_kind": str,
    "id_number": str,
    "sex": str,
    "birth": date.fromisoformat,
    "ethnicity": str,
    "occupation": str,
    "phone": str,
    "address": str,
    "credit_code": str,
    "legal_representative": str,
    "representative_post": str,
    "account": str,
}
_PRINTED: Final = ("name", "document_kind", "id_number", "sex", "birth", "credit_code", "legal_representative")
