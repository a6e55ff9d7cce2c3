"""Facts that may be recorded at any stage: consent, contact, service, outside proceedings, files, withheld facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.model.case import Matter
from mediation_desk.model.consent import Consent
from mediation_desk.model.handover import OutsideProceeding
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.service import Contact, Service
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.ids import AttachmentId, ConsentId, MatterId, PaperId, TrackId
from mediation_desk.terms.refusal import Refusal

from .act import Act, TrackAct
from .books import keep_blob
from .lookups import require_in_track, require_text
from .work import Work

BY_COURT = "by_court"
"""Marks a manner of service that only a court may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent(TrackAct):
    """记录同意、拒绝或撤回. `party` is empty where the mediating body itself consents."""

    id: ConsentId
    subject: str
    answer: str = "given"  # given | refused | withdrawn
    party: str | None = None
    subject_ref: str | None = None
    how: str = "当面书面"
    scope: str | None = None

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        work.law.require("consent_subjects", self.subject, field="subject")
        work.law.require("consent_answers", self.answer, field="answer")
        if self.party is not None:
            require_in_track(work, track, self.party)
        work.add(
            Consent,
            id=self.id,
            track_id=track.id,
            party_id=self.party,
            subject=self.subject,
            subject_ref=self.subject_ref,
            answer=self.answer,
            on=work.happened_on,
            how=self.how,
            scope=self.scope,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact(Act):
    """联系当事人, reached or not."""

    id: str
    party: str
    how: str
    reached: bool
    note: str = ""
    track: TrackId | None = None

    def perform(self, work: Work) -> None:
        work.party(self.party)
        _require_track(work, self.track)
        work.add(
            Contact,
            id=self.id,
            track_id=self.track,
            party_id=self.party,
            at=work.moment,
            how=self.how,
            reached=self.reached,
            note=self.note,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordService(Act):
    """送达. The day of service follows the rule of its manner; a public notice is no service by a centre."""

    id: str
    party: str
    manner: str
    server: str
    paper: PaperId | None = None
    paper_title: str = ""
    address: str | None = None
    receiver: str | None = None
    receiver_relation: str | None = None
    refused_reason: str | None = None
    witness: str | None = None
    proof: AttachmentId | None = None
    note: str | None = None
    track: TrackId | None = None

    def perform(self, work: Work) -> None:
        work.party(self.party)
        _require_track(work, self.track)
        work.law.require("service_manners", self.manner, field="manner")
        title = self.paper_title if self.paper is None else self._own_paper(work, self.paper).title
        if self.manner == "left" and not self.witness and self.proof is None:
            raise Refusal("service.left_without_proof", field="witness")
        if self.proof is not None:
            work.find(Attachment, self.proof, "attachment")
        work.add(
            Service,
            id=self.id,
            track_id=self.track,
            paper_id=self.paper,
            paper_title=require_text(title, "paper_title"),
            party_id=self.party,
            manner=self.manner,
            served_on=work.happened_on,
            address=self.address,
            receiver=self.receiver,
            receiver_relation=self.receiver_relation,
            refused_reason=self.refused_reason,
            witness=self.witness,
            server=self.server,
            proof_id=self.proof,
            note=self.note,
        )

    def _own_paper(self, work: Work, id: str) -> Paper:
        """A paper made here is served after it was made, and never by a public notice, which is the courts' own."""
        paper = work.find(Paper, id, "paper")
        if BY_COURT in work.law.require("service_manners", self.manner, field="manner").flags:
            raise Refusal("service.by_public_notice", field="manner", title=paper.title)
        if work.happened_on < paper.made_on:
            raise Refusal("service.before_paper", field="happened_on", title=paper.title, made_on=paper.made_on)
        if paper.track_id is not None:
            work.track(paper.track_id)
        return paper


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutside(TrackAct):
    """外部程序. An appraisal, a court, the police, a notary: known by its own number; some stop our clocks."""

    id: str
    kind: str
    organ: str
    number: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
    result: str | None = None
    papers: tuple[AttachmentId, ...] = ()
    """What was received from there, as files of the case."""
    parties: tuple[str, ...] = ()
    matters: tuple[MatterId, ...] = ()
    """Whom and what it is about; empty means all of the track."""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        work.law.require("outside_kinds", self.kind, field="kind")
        for party in self.parties:
            work.party(party)
        for matter in self.matters:
            work.find(Matter, matter, "matter")
        for paper in self.papers:
            work.find(Attachment, paper, "attachment")
        started = self.started_on or work.happened_on
        if self.ended_on is not None and self.ended_on < started:
            raise Refusal("period.reversed", field="ended_on", start=started, end=self.ended_on)
        work.add(
            OutsideProceeding,
            id=self.id,
            track_id=track.id,
            kind=self.kind,
            organ=self.organ,
            number=self.number,
            started_on=started,
            ended_on=self.ended_on,
            result=self.result,
            papers=list(self.papers),
            parties=list(self.parties),
            matters=list(self.matters),
        )
        work.emit("outside_noted", track, subject=self.id, on=started)


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseClock(TrackAct):
    """期间不计入. Appraisal, expert consultation or evaluation begins."""

    reason: str  # appraisal | expert_consultation
    id: str
    organ: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        if f"{self.reason}_started" not in EVENTS:
            raise Refusal("code.unknown", list="reason", field="reason", code=self.reason)
        work.emit(f"{self.reason}_started", track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeClock(TrackAct):
    """恢复计算期间. The last day of the appraisal or consultation, which is still not counted."""

    id: str
    result: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        started = next((e for e in work.events(track) if e.subject == self.id and e.name.endswith("_started")), None)
        if started is None:
            raise Refusal("pause.unknown", field="id", id=self.id)
        if work.happened_on < started.on:
            raise Refusal("period.reversed", field="happened_on", start=started.on, end=work.happened_on)
        work.emit(started.name.replace("_started", "_ended"), track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile(Act):
    """收取材料. The bytes go to the encrypted store before the act; the act binds them by hash."""

    id: AttachmentId
    name: str
    kind: str = "evidence"
    media_type: str
    blob: str
    sha256: str
    size: int
    provided_by: str | None = None
    withheld_from: tuple[str, ...] = ()
    track: TrackId | None = None

    def prepare(self, preparation: Preparation) -> AttachFile:
        preparation.require_blob(self.blob, self.sha256, self.size)
        return self

    def perform(self, work: Work) -> None:
        work.law.require("attachment_kinds", self.kind, field="kind")
        _require_track(work, self.track)
        work.add(
            Attachment,
            id=self.id,
            track_id=self.track,
            name=require_text(self.name, "name"),
            kind=self.kind,
            media_type=self.media_type,
            blob=self.blob,
            sha256=self.sha256,
            size=self.size,
            provided_by=self.provided_by,
            received_on=work.happened_on,
            withheld_from=list(self.withheld_from),
            found={},
        )
        keep_blob(work, self.blob, self.sha256, self.size, self.media_type)


def _require_track(work: Work, track: str | None) -> None:
    """A fact may belong to no track, but not to one that the case does not have."""
    if track is not None:
        work.track(track)
