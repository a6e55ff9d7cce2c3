"""The shape of a case as plain data.

Papers, checks and queries read only this; nothing here knows the database. Dates are `date`, moments are local
`datetime` (Asia/Shanghai) without a zone. `as_plain` turns any of it into JSON values for a paper's context.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from mediation_desk.law.rmb import in_words
from mediation_desk.terms.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """A natural person, company, self-employed business, village or group, as this case knows it."""

    id: str
    kind: str  # natural | company | self_employed | village | group | agency
    name: str
    document_kind: str | None = None
    document: str | None = None  # the kind in words
    id_number: str | None = None
    sex: str | None = None  # 男 | 女
    birth: date | None = None
    age: int | None = None  # full years on the day the facts were taken
    minor: bool = False
    ethnicity: str | None = None
    occupation: str | None = None
    phone: str | None = None
    address: str | None = None
    credit_code: str | None = None
    legal_representative: str | None = None
    representative_post: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFacts:
    """A dated relation to a party: guardian, agent, representative, operator, heir, insurer, …"""

    id: str
    kind: str
    kind_words: str
    person: PersonFacts
    powers: tuple[str, ...] = ()
    special_authority: bool = False
    guardian: bool = False
    claims_all: bool = False  # written as 全权代理, which by itself gives no special authority
    since: date | None = None
    until: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """A party of the case with the people who stand for it."""

    id: str
    side: str  # applicant | respondent | third
    side_words: str  # 申请人 | 被申请人 | 第三人
    number: int  # order among the parties of the same side, from 1
    person: PersonFacts
    relations: tuple[RelationFacts, ...] = ()
    signer_names: tuple[str, ...] = ()  # who signs for the party, once that has been worked out for a day
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentFacts:
    """One due payment of a duty."""

    id: str
    number: int
    amount: Money
    due: date | None
    due_words: str
    paid: Money
    state: str  # open | paid | overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFacts:
    """One duty of an agreement. `sentence` is the clause as it is printed."""

    id: str
    number: int
    kind: str  # pay | do | refrain | deliver | cooperate | apologise | bear
    debtors: tuple[str, ...]
    payer: str | None
    beneficiaries: tuple[str, ...]
    account_holder: str | None
    sentence: str
    total: Money | None
    instalments: tuple[InstalmentFacts, ...] = ()
    state: str = "open"  # open | done | defaulted
    joint: bool = False
    shares: tuple[Money, ...] = ()  # what each of several beneficiaries receives
    base: Money | None = None  # what a percentage is taken of, where the amount is computed
    percent: int | None = None
    due_kind: str | None = None  # on | at_signing | after_effect | after_condition | monthly | ongoing
    until: str | None = None  # until when a monthly duty runs
    accelerate_after_days: int | None = None
    penalty: Money | None = None  # for each breach
    done_on_the_spot: bool = False
    matter: str = ""  # what it is for or about, as its author named it


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """Who signed what, for whom, when, and how."""

    signer_key: str
    name: str
    capacity: str
    capacity_words: str
    for_whom: str | None
    signed_on: date
    method: str  # screen | paper
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerFacts:
    """A signature that a paper waits for. `key` names the box in the layout and the field in the PDF."""

    key: str
    role: str  # party | agent | guardian | representative | mediator | recorder | body_seal | party_seal | other
    label: str  # 当事人（签名、盖章或按指印）
    name: str
    group: int = 0  # everyone of a lower group signs first; within a group any order holds
    person: str | None = None
    for_parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """One version of an agreement's text."""

    id: str
    version: int
    form: str  # written | oral | no_objection
    state: str  # draft | finalised | effective | withdrawn | superseded; a plan: proposed | failed
    number: str | None
    facts: str
    dispute: str
    responsibility: str | None
    duties: tuple[DutyFacts, ...]
    other_clauses: tuple[str, ...]
    manner: str  # 履行方式、时限
    copies: int
    route: str  # screen | paper | mixed
    reached_on: date | None
    effective_on: date | None
    total: Money | None
    signatures: tuple[SignatureFacts, ...] = ()
    touches: tuple[str, ...] = ()  # marks of what the terms touch, set by whoever wrote them


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """One mediation session, or an inquiry when `kind` says so."""

    id: str
    kind: str  # session | inquiry
    number: int
    started: datetime
    ended: datetime
    place: str
    subject: str
    attending: tuple[str, ...]  # parties and those who stand for them
    invited: tuple[str, ...]  # others, neither mediators nor parties nor recorder
    mediators: tuple[str, ...]
    recorder: str | None
    rights_told: bool
    statements: tuple[tuple[str, str], ...]  # (who, what)
    verified: str
    course: str
    result: str
    undisputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineFacts:
    """A clock of the track, with the reason in words and the article."""

    id: str
    rule: str
    name: str
    started_on: date
    due: date
    nominal: date
    reason: str
    source: str
    certain: bool  # False prints 依据待核
    provisional: bool = False  # the day rests on holidays that are not known or not announced yet
    state: str  # running | answered | expired | paused
    on_expiry: str
    days_left: int
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSideFacts:
    """Where a no-objection plan stands with one party."""

    party: str
    name: str
    state: str  # unserved | unproven | objected | running | silent
    served_on: date | None
    last_day: date | None
    reason: str
    objected_on: date | None
    in_time: bool
    oral_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """A no-objection plan. Its terms are the agreement of the same id."""

    id: str
    on: date
    state: str  # proposed | effective | failed | withdrawn
    paper: str
    reasons: str
    objections_to: str
    sides: tuple[PlanSideFacts, ...]
    last_day: date | None
    confirmable_from: date | None
    confirmed_on: date | None
    failed_on: date | None
    effective_on: date | None
    source: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UndisputedRecordFacts:
    """Facts that all parties sign as undisputed; no proof is needed once everyone has signed."""

    id: str
    on: date
    paper: str
    facts: tuple[str, ...]
    excluded: tuple[str, ...]
    waiting: tuple[str, ...]
    effective_on: date | None
    source: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFacts:
    """What another body said, or what we fed back."""

    id: str
    kind: str  # taken | declined | answered | fed_back
    on: date
    who: str | None
    words: str
    number: str | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """Something that left for another body, and what became of it."""

    id: str
    kind: str  # transfer | aside | report
    kind_words: str
    rule: str | None
    rule_words: str | None
    to: str
    receiver: str | None
    reason: str
    basis: str | None
    documents: tuple[str, ...]
    lacking: str | None
    sent_on: date
    state: str  # sent | taken | declined | answered
    state_words: str
    responses: tuple[ResponseFacts, ...]
    clock: DeadlineFacts | None
    elapsed: str
    """How much of our own limits was used when it left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """What another body sent here, under its own number, and our feedback."""

    id: str
    track: str | None
    rule: str
    channel: str
    organ: str
    number: str | None
    contact: str | None
    phone: str | None
    receiver: str
    received_on: date
    documents: tuple[str, ...]
    feedback: str
    state_words: str
    responses: tuple[ResponseFacts, ...]
    clock: DeadlineFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductFacts:
    """One thing the procedure says of every case: openness, charge, when an agreement takes effect."""

    name: str
    words: str
    basis: str  # with 依据待核 where nobody has read it


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFacts:
    """One procedure, at one body, for named parties and matters."""

    id: str
    procedure: str
    procedure_name: str
    kind: str  # people | administrative | judicial | professional
    kind_words: str
    body_id: str
    body: str
    body_kind: str
    stage: str
    stage_name: str
    docket: str | None
    matters: tuple[str, ...]
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    recorder: str | None
    opened_on: date
    application_form: str | None  # written | oral | own_motion | referral
    accepted_on: date | None
    ended_on: date | None
    ending: str | None
    ending_words: str | None
    agreements: tuple[AgreementFacts, ...] = ()
    sessions: tuple[SessionFacts, ...] = ()
    deadlines: tuple[DeadlineFacts, ...] = ()
    open_acts: tuple[str, ...] = ()
    plans: tuple[PlanFacts, ...] = ()
    undisputed: UndisputedRecordFacts | None = None
    handovers: tuple[HandoverFacts, ...] = ()
    must_end: tuple[str, ...] = ()
    """Outside proceedings that exclude this track, each in a sentence with its article."""
    closed: bool = False
    """Whether the procedure is conducted behind closed doors unless all agree."""
    conduct: tuple[ConductFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The whole case as a viewer may see it."""

    id: str
    number: str
    version: int
    title: str
    enquiry: bool
    source: str
    source_words: str
    received_at: datetime
    region: str
    summary: str
    request: str
    dispute_type: str
    dispute_words: str
    amount_claimed: Money | None
    parties: tuple[PartyFacts, ...]
    people: tuple[PersonFacts, ...]
    tracks: tuple[TrackFacts, ...]
    referrals: tuple[ReferralFacts, ...] = ()


def as_plain(value: object) -> object:
    """JSON values: dates as ISO text, money as {fen, figures, words}, dataclasses as mappings."""
    if isinstance(value, Money):
        return {"fen": value.fen, "figures": value.figures, "words": in_words(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset)):
        return [as_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_plain(item) for key, item in value.items()}
    return value
