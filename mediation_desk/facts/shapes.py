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
    form: str  # written | oral
    state: str  # draft | finalised | effective | withdrawn | superseded
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
    state: str  # running | answered | expired | paused
    on_expiry: str
    days_left: int
    subject: str | None = None


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
