"""Papers that wait for signatures: all of the office's, and one of them for the screen that a party sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Organisation
from mediation_desk.model.paper import Paper
from mediation_desk.model.track import Track
from mediation_desk.terms.refusal import Refusal

from .case_papers import paper_row
from .case_reading import CaseReading
from .case_shapes import PaperRow
from .query import Query, View


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
class PaperToSign:
    """One paper with its signers as they stand, and the versions a signature is made against."""

    paper: PaperRow
    case: str
    case_title: str
    track: str | None
    place: str
    """Where people sign unless they say otherwise: at the body that mediates."""
    may_refuse: bool
    seen: Mapping[str, int]


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
            place=_body(view, track),
            may_refuse=track is not None and _text_waits(view, row),
            seen={header.id: header.version} | ({} if track is None else {track.id: track.version}),
        )


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
