"""A case as its page shows it: the facts, and beside them what is done, made, said and open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from mediation_desk.facts.following import Following as Following
from mediation_desk.facts.shapes import AgreementFacts as AgreementFacts
from mediation_desk.facts.shapes import CaseFacts as CaseFacts
from mediation_desk.facts.shapes import DeadlineFacts as DeadlineFacts
from mediation_desk.facts.shapes import DutyFacts as DutyFacts
from mediation_desk.facts.shapes import HandoverFacts as HandoverFacts
from mediation_desk.facts.shapes import PartyFacts as PartyFacts
from mediation_desk.facts.shapes import PersonFacts as PersonFacts
from mediation_desk.facts.shapes import PlanFacts as PlanFacts
from mediation_desk.facts.shapes import PlanSideFacts as PlanSideFacts
from mediation_desk.facts.shapes import ReferralFacts as ReferralFacts
from mediation_desk.facts.shapes import SessionFacts as SessionFacts
from mediation_desk.facts.shapes import TrackFacts as TrackFacts
from mediation_desk.facts.shapes import UndisputedRecordFacts as UndisputedRecordFacts
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.circumstances import Circumstances
from mediation_desk.terms.money import Money

from .readings import NumberRules
from .risk_shapes import RiskSheet


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a form offers; `hint` says where it comes from or what follows from it."""

    code: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMark:
    """One stage of a track's procedure and where the track stands to it."""

    id: str
    name: str
    note: str
    state: str  # done | current | future


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAct:
    """An act that is lawful today. `usual` is what people do next at this stage, in that order."""

    act: str
    reason: str = ""
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRow:
    """One signature a paper waits for, or has."""

    key: str
    name: str
    label: str
    role: str
    role_words: str
    for_whom: str
    signed_on: date | None
    at: time | None
    method: str | None
    turn: bool
    """Whether everyone of an earlier group has signed."""
    circumstances: Circumstances | None = None
    """How a signature on a screen came about, where that was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRow:
    """One printing of a paper. Without an end nobody knows whether paper came out."""

    id: str
    at: datetime
    turn: int
    copies: int
    pages: int
    printer: str
    who: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One issued paper. One that the viewer may not read shows no more than that it is there."""

    id: str
    track: str | None
    code: str
    title: str
    number: str | None
    edition: int
    made_on: date
    pages: int
    copies: int
    route: str
    state: str
    signers: tuple[SignerRow, ...]
    agreement: str | None
    scan: str | None
    own_volume: bool
    readable: bool
    frozen_sha256: str
    void_reason: str | None
    copy_waits: bool
    """Signed by hand and complete, and its scan not yet sealed."""
    prints: tuple[PrintRow, ...] = ()
    """What was printed of it, in that order."""
    superseded_by: int | None = None
    """The version of the text that came after the one it carries."""

    @property
    def missing(self) -> tuple[SignerRow, ...]:
        """Those who have not signed."""
        return tuple(signer for signer in self.signers if signer.signed_on is None)

    @property
    def check_code(self) -> str:
        """What a person compares by eye: the first eight figures of the text's hash."""
        return f"{self.frozen_sha256[:4]} {self.frozen_sha256[4:8]}".upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNeed:
    """A paper that what has happened calls for and that is not made yet. `ref` is the fact it is about."""

    code: str
    title: str
    must: str
    ref: str | None
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One act as it was recorded. What was said in private is never told here."""

    act_id: str
    act: str
    detail: str
    happened_on: date
    happened_time: time | None
    recorded_at: datetime
    who: str
    track: str | None
    reversed: bool
    reversible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidRow:
    """A payment that reached the beneficiary."""

    id: str
    instalment: str
    amount: Money
    on: date
    payer: str
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A follow-up visit."""

    id: str
    on: date
    visitor: str
    manner: str
    performance: str
    satisfaction: int | None
    dispute: str
    measures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A consent, contact, service, hand-over, outside proceeding, proposal or plan: the day, what, and how."""

    id: str
    kind: str
    on: date
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """What a party said alone; only for those who may read that compartment."""

    id: str
    on: date
    party: str
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A file brought to the case."""

    id: str
    track: str | None
    name: str
    kind: str
    kind_words: str
    media_type: str
    size: int
    sha256: str
    provided_by: str
    received_on: date
    paper: str | None = None
    """Of which paper it is the scan."""
    inked: tuple[str, ...] = ()
    """The keys of that paper's signers in whose places a pen was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorRow:
    """Who mediates or records in a track."""

    id: str
    staff: str
    name: str
    role: str
    disclosed_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationLine:
    """That there is an evaluation, and how far it is: never what was found."""

    id: str
    number: str | None
    asked_on: date
    stage_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRow:
    """A closed volume."""

    id: str
    closed_on: date
    retention: str
    lines: tuple[tuple[str, str, int], ...]
    missing: tuple[tuple[str, str], ...]
    supplement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruledLine:
    """A finding of the check that somebody let stand when a text was frozen, with his reason."""

    track: str
    version: int
    code: str
    clause: int | None
    finding: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSheet:
    """One track with everything beside its facts."""

    facts: TrackFacts
    version: int
    stages: tuple[StageMark, ...]
    deadline: DeadlineFacts | None
    deadlines_open: int
    acts: tuple[OpenAct, ...]
    papers: tuple[PaperRow, ...]
    needs: tuple[PaperNeed, ...]
    mediators: tuple[MediatorRow, ...]
    paid: tuple[PaidRow, ...]
    visits: tuple[VisitRow, ...]
    facts_recorded: tuple[FactRow, ...]
    evaluations: tuple[EvaluationLine, ...]
    volumes: tuple[VolumeRow, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    following: Following
    """The ways that may follow, and the times that matter."""
    overruled: tuple[OverruledLine, ...]
    """Findings of the check that were let stand, with the reasons."""
    withdrawn: AgreementDraft | None
    """The text that was withdrawn last, to go on from."""

    @property
    def id(self) -> str:
        """The track's id."""
        return self.facts.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """The whole case for its page. `seen` are the versions a change is made against."""

    facts: CaseFacts
    tracks: tuple[TrackSheet, ...]
    acts: tuple[OpenAct, ...]
    papers: tuple[PaperRow, ...]
    timeline: tuple[JournalRow, ...]
    attachments: tuple[AttachmentRow, ...]
    notes: tuple[NoteRow, ...]
    matters: tuple[Choice, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    numbers: NumberRules
    seen: Mapping[str, int]
    today: date
    now: datetime
    actor: str
    actor_name: str
    risk: RiskSheet | None = None
    """None for whoever may not see it, and on a screen that a party may look at."""

    def track(self, id: str) -> TrackSheet:
        """One track of the case."""
        return next(track for track in self.tracks if track.id == id)

    def paper(self, id: str) -> PaperRow | None:
        """One paper of the case."""
        everything = (*self.papers, *(paper for track in self.tracks for paper in track.papers))
        return next((paper for paper in everything if paper.id == id), None)

    def name(self, party: str) -> str:
        """The printed name of a party."""
        return next((p.person.name for p in self.facts.parties if p.id == party), "")
