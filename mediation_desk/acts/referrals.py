"""What comes in from other bodies, what they answer to our hand-overs, and what we feed back to the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.facts.exclusion import ended_on
from mediation_desk.law.handover_course import Word, require_sayable
from mediation_desk.law.handovers import HandoverRule
from mediation_desk.model.handover import Handover, IncomingReferral, OutsideProceeding, Response
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.track import Track
from mediation_desk.terms.ids import AttachmentId, PaperId, TrackId
from mediation_desk.terms.refusal import Refusal

from .act import Act, TrackAct
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReferral(Act):
    """接收转来事项. The sender's own number and limit; before triage it belongs to the case, then to a track."""

    id: str
    rule: str
    organ: str
    number: str | None = None
    contact: str | None = None
    phone: str | None = None
    receiver: str = ""
    documents: tuple[str, ...] = ()
    limit: str | None = None
    counted_from: date | None = None
    due: date | None = None
    track: TrackId | None = None

    def perform(self, work: Work) -> None:
        rule = work.law.handovers.rule(self.rule, "in")
        track = None if self.track is None else work.track(self.track)
        counted_from = self.counted_from or work.happened_on
        if counted_from > work.happened_on:
            raise Refusal("period.reversed", field="counted_from", start=counted_from, end=work.happened_on)
        work.add(
            IncomingReferral,
            id=self.id,
            track_id=self.track,
            rule=rule.code,
            organ=require_text(self.organ, "organ"),
            number=self.number,
            contact=self.contact,
            phone=self.phone,
            receiver=self.receiver.strip() or work.staff(work.actor.staff).name,
            received_on=work.happened_on,
            counted_from=counted_from,
            limit_id=self._limit(rule, counted_from),
            due_on=self.due,
            documents=list(self.documents),
        )
        if track is not None:
            work.emit("referral_received", track, subject=self.id)

    def _limit(self, rule: HandoverRule, counted_from: date) -> str | None:
        """A letter with its own limit names the day; where the rule knows several limits one is chosen."""
        if self.due is not None and self.due < counted_from:
            raise Refusal("period.reversed", field="due", start=counted_from, end=self.due)
        limit = rule.limit_for(self.limit)
        if self.due is None and limit is None and (rule.own_limit or rule.limits):
            raise Refusal("handover.limit_missing", field="due" if rule.own_limit else "limit", name=rule.name)
        return limit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHandoverTaken(TrackAct):
    """接收单位已接收. From now on the other body deals with it."""

    id: str
    about: str
    receiver: str
    number: str | None = None

    def perform(self, work: Work) -> None:
        track, row = _handover(work, self.track, self.about, "taken")
        who = require_text(self.receiver, "receiver")
        _keep(work, self.id, row.id, "taken", who=who, words="已接收", number=self.number)
        work.emit("handover_taken", track, subject=row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHandoverDeclined(TrackAct):
    """接收单位不接收, with its reason. What was transferred may then be taken up again here."""

    id: str
    about: str
    reason: str

    def perform(self, work: Work) -> None:
        track, row = _handover(work, self.track, self.about, "declined")
        _keep(work, self.id, row.id, "declined", who=row.to_name, words=require_text(self.reason, "reason"))
        work.emit("handover_declined", track, subject=row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHandoverAnswer(TrackAct):
    """收到回复. What came of it there, and the papers that came back."""

    id: str
    about: str
    result: str
    number: str | None = None
    documents: tuple[str, ...] = ()

    def perform(self, work: Work) -> None:
        track, row = _handover(work, self.track, self.about, "answered")
        words = require_text(self.result, "result")
        _keep(
            work,
            self.id,
            row.id,
            "answered",
            who=row.to_name,
            words=words,
            number=self.number,
            documents=self.documents,
        )
        work.emit("handover_answered", track, subject=row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedBack(Act):
    """向来源反馈. To whom, what, by which paper; it answers the sender's clock."""

    id: str
    about: str
    words: str
    to: str = ""
    documents: tuple[str, ...] = ()
    paper: PaperId | None = None
    track: TrackId | None = None

    def perform(self, work: Work) -> None:
        referral = work.find(IncomingReferral, self.about, "referral")
        track = self.track or referral.track_id
        if work.happened_on < referral.received_on:
            raise Refusal("handover.before_sent", field="happened_on", sent=referral.received_on, day=work.happened_on)
        if self.paper is not None:
            work.find(Paper, self.paper, "paper")
        _keep(
            work,
            self.id,
            referral.id,
            "fed_back",
            who=self.to.strip() or referral.organ,
            words=require_text(self.words, "words"),
            documents=self.documents,
            paper=self.paper,
        )
        if track is not None:
            work.emit("fed_back", work.track(track), subject=referral.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOutside(TrackAct):
    """外部程序结束. With its result and the papers received; what it excluded may go on again."""

    id: str
    about: str
    result: str
    papers: tuple[AttachmentId, ...] = ()

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        row = work.find(OutsideProceeding, self.about, "outside")
        if ended_on(work, row) is not None:
            raise Refusal("outside.ended_already", field="about", organ=row.organ, day=ended_on(work, row))
        if work.happened_on < row.started_on:
            raise Refusal("period.reversed", field="happened_on", start=row.started_on, end=work.happened_on)
        for paper in self.papers:
            work.find(Attachment, paper, "attachment")
        words = require_text(self.result, "result")
        _keep(work, self.id, row.id, "ended", who=row.organ, words=words, documents=self.papers)
        work.emit("outside_ended", track, subject=row.id)


def _handover(work: Work, track: str, about: str, kind: str) -> tuple[Track, Handover]:
    """The hand-over that is spoken of, if this may still be said of it."""
    row = work.find(Handover, about, "handover")
    if row.track_id != track or row.reversed_by is not None:
        raise Refusal("handover.unknown", field="about", id=about)
    said = [Word(one.kind, one.on) for one in work.rows(Response, about=row.id, reversed_by=None)]
    require_sayable(row.sent_at.date(), said, Word(kind, work.happened_on))
    return work.track(track), row


def _keep(
    work: Work,
    id: str,
    about: str,
    kind: str,
    *,
    who: str,
    words: str,
    number: str | None = None,
    documents: tuple[str, ...] = (),
    paper: str | None = None,
) -> None:
    work.add(
        Response,
        id=id,
        about=about,
        kind=kind,
        on=work.happened_on,
        who=who,
        words=words,
        number=number,
        documents=list(documents),
        paper_id=paper,
    )
