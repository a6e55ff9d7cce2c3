"""Bringing people together: plans, sessions, inquiries, private talks, the mediator's suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.model.note import Note
from mediation_desk.model.proposal import Proposal
from mediation_desk.model.session import PlannedSession, Session
from mediation_desk.model.track import Track
from mediation_desk.terms.compartments import private_talk
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .apart import require_apart
from .beginning import require_mediators
from .books import index
from .lookups import mediator_names, recorder_name, require_in_track, require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSession(TrackAct):
    """安排调解. Not while a hard rule keeps the sides apart."""

    id: str
    at: datetime
    place: str
    subject: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        require_apart(work, max(self.at, work.moment))
        work.add(
            PlannedSession,
            id=self.id,
            track_id=track.id,
            at=self.at,
            place=require_text(self.place, "place"),
            subject=self.subject,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one person said for the record."""

    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(TrackAct):
    """What a session and an inquiry have in common: people, a place, what was said and what came of it."""

    id: str
    started: datetime
    ended: datetime
    place: str
    subject: str = ""
    attending: tuple[str, ...]
    invited: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    recorder: str | None = None
    rights_told: bool = True
    statements: tuple[Statement, ...] = ()
    verified: str = ""
    course: str = ""
    result: str = ""
    undisputed: tuple[str, ...] = ()

    def keep(self, work: Work, track: Track, kind: str) -> None:
        """Store it; it ends after it began and somebody was there."""
        if self.ended < self.started:
            raise Refusal("period.reversed", field="ended", start=self.started, end=self.ended)
        if not self.attending:
            raise Refusal("field.empty", field="attending")
        work.add(
            Session,
            id=self.id,
            track_id=track.id,
            kind=kind,
            started=self.started,
            ended=self.ended,
            place=require_text(self.place, "place"),
            subject=self.subject or work.case.title,
            attending=list(self.attending),
            invited=list(self.invited),
            mediators=list(self.mediators or mediator_names(work, track)),
            recorder=self.recorder or recorder_name(work, track),
            rights_told=self.rights_told,
            statements=to_plain(self.statements),
            verified=self.verified,
            course=self.course,
            result=self.result,
            undisputed=list(self.undisputed),
        )
        index(work, self.id, "session", " ".join([self.course, self.result, *(s.what for s in self.statements)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSession(Meeting):
    """调解记录. Invited people are neither mediators nor parties nor recorder."""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        require_mediators(work, track)
        require_apart(work, self.started, self.attending)
        self.keep(work, track, "session")
        work.emit("session_held", track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInquiry(Meeting):
    """调查记录. `attending` is who was asked; `statements` what he answered."""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        self.keep(work, track, "inquiry")
        work.emit("inquiry_held", track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPrivateTalk(TrackAct):
    """单独谈话. Sealed in the party's own compartment; the record of a session never shows it."""

    id: str
    party: str
    text: str

    @property
    def compartment(self) -> str:
        """What a party said alone stays in that party's compartment, in the journal too."""
        return private_talk(self.party)

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        require_in_track(work, track, self.party)
        work.add(
            Note,
            id=self.id,
            compartment=private_talk(self.party),
            track_id=track.id,
            on=work.happened_on,
            author=work.actor.staff,
            text=require_text(self.text, "text"),
            version=1,
        )
        work.emit("private_talk_held", track, party=self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest(TrackAct):
    """调解员提出建议（人民调解法 22）. Different from a plan that silence may turn into an agreement."""

    id: str
    text: str

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        work.add(
            Proposal,
            id=self.id,
            track_id=track.id,
            kind="suggestion",
            on=work.happened_on,
            text=require_text(self.text, "text"),
        )
        work.emit("suggested", track, subject=self.id)
