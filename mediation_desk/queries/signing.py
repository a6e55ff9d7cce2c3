"""Papers that wait for signatures: all of the office's, and one of them for the screen that a party sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.law.reading_aloud import NEEDS, wants_witness
from mediation_desk.law.understanding import ATTEMPTS as ATTEMPTS
from mediation_desk.law.understanding import Question as Question
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Organisation, Staff
from mediation_desk.model.paper import Paper
from mediation_desk.model.signature import Signature
from mediation_desk.model.signing_session import ReadAloud, ReadingNeed, SigningSession
from mediation_desk.model.track import Track
from mediation_desk.terms.refusal import Refusal

from .case_papers import paper_row
from .case_reading import CaseReading
from .case_shapes import Choice, PaperRow
from .query import Query, View
from .signing_terms import signer_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPaper:
    """One paper that waits."""

    paper: str
    case: str
    case_title: str
    title: str
    number: str
    route: str
    made_on: date
    waiting: str
    signed: int
    signers: int
    is_agreement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSigning:
    """A signing session without an end: under way, or broken off."""

    id: str
    paper: str
    case: str
    title: str
    case_title: str
    staff: str
    who: str
    workstation: str
    started_at: datetime
    faced: str
    """The name of the signer who had the screen before him last."""
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one signer comes to know the text: what he is asked, why he cannot read it, and who read it to him."""

    person: str | None = None
    questions: tuple[Question, ...] = ()
    needs: tuple[str, ...] = ()
    """The words of why he cannot read it himself."""
    wants_witness: bool = False
    read_by: str = ""

    @property
    def must_be_read(self) -> bool:
        """Whether it has to be read aloud to him before he may sign."""
        return bool(self.needs) and not self.read_by


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToSign:
    """One paper with its signers as they stand, and the versions a signature is made against."""

    paper: PaperRow
    case: str
    case_title: str
    track: str | None
    place: str
    """Where people sign unless they say otherwise: where the last one did, before him at the body that mediates."""
    may_refuse: bool
    seen: Mapping[str, int]
    session: OpenSigning | None = None
    """Where the paper is being signed now, or was when a program broke off."""
    readers: Mapping[str, Reading] = field(default_factory=dict)
    """By the key of a signer."""
    reading_needs: tuple[Choice, ...] = ()
    """Why somebody may be unable to read, as it is offered."""

    def reading(self, key: str) -> Reading:
        """How one signer comes to know the text; nothing particular of most papers and people."""
        return self.readers.get(key, Reading())


@dataclass(frozen=True, slots=True)
class WaitingPapers(Query[tuple[WaitingPaper, ...]]):
    """Every paper of the visible cases that waits for a signature or for its scan; agreements first."""

    def answer(self, view: View) -> tuple[WaitingPaper, ...]:
        """The newest first."""
        query = select(Paper).where(Paper.state == "signing", Paper.case_id.in_(view.visible_cases()))
        rows = [row for row in view.session.scalars(query) if view.may_read(row.compartment)]
        rows.sort(key=lambda row: (row.agreement_id is not None, row.made_on), reverse=True)
        return tuple(_waiting(view, row) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningSheet(Query[PaperToSign]):
    """What the signing screen needs of one paper."""

    paper: str

    def answer(self, view: View) -> PaperToSign:
        """The paper, who has signed, and whose turn it is."""
        row = view.session.get(Paper, self.paper)
        if row is None:
            raise Refusal("paper.unknown", field="paper", id=self.paper)
        header = view.require_case(row.case_id)
        if not view.may_read(row.compartment):
            raise Refusal("compartment.closed", title=row.title)
        reading = CaseReading(view=view, builder=CaseBuilder(view.session, header.id, view.law, view.today))
        track = None if row.track_id is None else view.session.get_one(Track, row.track_id)
        return PaperToSign(
            paper=paper_row(reading, row),
            case=header.id,
            case_title=header.title,
            track=row.track_id,
            place=_last_place(reading, row) or _body(view, track),
            may_refuse=track is not None and _text_waits(view, row),
            seen={header.id: header.version} | ({} if track is None else {track.id: track.version}),
            session=_session(reading, row),
            readers=_readers(reading, row),
            reading_needs=tuple(Choice(code.code, code.words) for code in view.law.codes(NEEDS)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSignings(Query[tuple[OpenSigning, ...]]):
    """Every signing session of the visible cases that has no end, the oldest first."""

    def answer(self, view: View) -> tuple[OpenSigning, ...]:
        """Those whose papers this person may read."""
        query = select(SigningSession).where(
            SigningSession.ended_at.is_(None), SigningSession.case_id.in_(view.visible_cases())
        )
        rows = [row for row in view.session.scalars(query) if view.may_read(row.compartment)]
        rows.sort(key=lambda row: row.started_at)
        return tuple(_open(view, row) for row in rows)


def _open(view: View, row: SigningSession) -> OpenSigning:
    paper, header = view.session.get_one(Paper, row.paper_id), view.session.get_one(CaseFile, row.case_id)
    names = {str(one["key"]): str(one["name"]) for one in paper.signers}
    query = select(Signature.signer_key).filter_by(paper_id=paper.id, void_reason=None)
    return OpenSigning(
        id=row.id,
        paper=paper.id,
        case=row.case_id,
        title=paper.title,
        case_title=header.title,
        staff=row.staff_id,
        who=view.session.get_one(Staff, row.staff_id).name,
        workstation=row.workstation,
        started_at=row.started_at,
        faced=names.get(row.signer_key or "", ""),
        signed=tuple(names[key] for key in view.session.scalars(query) if key in names),
    )


def _session(reading: CaseReading, paper: Paper) -> OpenSigning | None:
    rows = reading.rows(SigningSession, paper_id=paper.id, ended_at=None)
    return _open(reading.view, rows[-1]) if rows else None


def _readers(reading: CaseReading, paper: Paper) -> dict[str, Reading]:
    text = reading.view.session.get(Agreement, paper.agreement_id) if paper.agreement_id else None
    read = {row.signer_key: row.reader for row in reading.rows(ReadAloud, paper_id=paper.id, reversed_by=None)}
    return {
        str(signer["key"]): _reader(reading, paper, signer, text, read.get(str(signer["key"]), ""))
        for signer in paper.signers
    }


def _reader(
    reading: CaseReading, paper: Paper, signer: Mapping[str, Any], text: Agreement | None, read_by: str
) -> Reading:
    person, law = signer.get("person"), reading.view.law
    rows = reading.rows(ReadingNeed, person_id=person, reversed_by=None) if person else []
    needs = [law.require(NEEDS, row.need, field="need") for row in rows]
    seed = f"{paper.frozen_sha256}|{signer['key']}"
    return Reading(
        person=person,
        questions=signer_questions(text, signer, reading.names, seed),
        needs=tuple(need.words for need in needs),
        wants_witness=wants_witness(needs),
        read_by=read_by,
    )


def _last_place(reading: CaseReading, paper: Paper) -> str | None:
    rows = reading.rows(Signature, paper_id=paper.id, void_reason=None)
    return rows[-1].place if rows else None


def _body(view: View, track: Track | None) -> str:
    return "" if track is None else view.session.get_one(Organisation, track.body_id).name


def _text_waits(view: View, row: Paper) -> bool:
    text = None if row.agreement_id is None else view.session.get(Agreement, row.agreement_id)
    return text is not None and text.state == "finalised"


def _waiting(view: View, row: Paper) -> WaitingPaper:
    header = view.session.get_one(CaseFile, row.case_id)
    reading = CaseReading(view=view, builder=CaseBuilder(view.session, header.id, view.law, view.today))
    paper = paper_row(reading, row)
    names = "、".join(dict.fromkeys(signer.name for signer in paper.missing))
    return WaitingPaper(
        paper=row.id,
        case=row.case_id,
        case_title=header.title,
        title=row.title,
        number=row.number or "",
        route=row.route,
        made_on=row.made_on,
        waiting=names,
        signed=len(paper.signers) - len(paper.missing),
        signers=len(paper.signers),
        is_agreement=row.agreement_id is not None,
    )
