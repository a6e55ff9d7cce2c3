"""A case as it travels: its facts, its papers and its timeline, the same in every office that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.following import Following
from mediation_desk.facts.shapes import CaseFacts
from mediation_desk.law.procedure import PaperDue
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import Staff
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track
from mediation_desk.papers import catalogue
from mediation_desk.terms.compartments import STAFF

from .case_prints import print_rows
from .case_reading import CaseReading
from .case_shapes import OverruledLine, PrintRow
from .following import all_that_follows
from .overruled import overruled
from .query import Query, View
from .risk import risk_of
from .risk_shapes import RiskSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """One act: when it happened, what it was, who did it, the numbers it drew."""

    on: date
    at: time | None
    act: str
    who: str
    numbers: tuple[str, ...]
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper that was made, and how many of its signatures it has."""

    id: str
    track: str | None
    code: str
    title: str
    number: str | None
    edition: int
    made_on: date
    route: str
    state: str
    signed: tuple[str, ...]
    waiting: tuple[str, ...]
    sha256: str
    prints: tuple[PrintRow, ...]
    """What was printed of it, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDueLine:
    """A paper that what has happened calls for; `must` is 必须 or 按需."""

    track: str
    code: str
    title: str
    must: str
    made: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAsRecorded:
    """Everything that `case show` tells."""

    facts: CaseFacts
    papers: tuple[PaperLine, ...]
    due: tuple[PaperDueLine, ...]
    timeline: tuple[TimelineLine, ...]
    overruled: tuple[OverruledLine, ...]
    following: tuple[Following, ...]
    risk: RiskSheet | None
    """Only for whoever may see it."""


@dataclass(frozen=True, slots=True)
class CaseRecord(Query[CaseAsRecorded]):
    """One case by its id. A private talk or an opinion is told by the name of its act only."""

    case: str

    def answer(self, view: View) -> CaseAsRecorded:
        view.require_case(self.case)
        builder = CaseBuilder(view.session, self.case, view.law, view.today, for_parties=True)
        names = _names(view)
        papers = tuple(_paper(builder, row, names) for row in builder.rows(Paper))
        return CaseAsRecorded(
            facts=builder.build(),
            papers=papers,
            due=tuple(_due(view, builder, papers)),
            timeline=_timeline(view, self.case),
            overruled=overruled(builder, names),
            following=all_that_follows(builder),
            risk=risk_of(CaseReading(view=view, builder=builder)),
        )


def _names(view: View) -> dict[str, str]:
    return {staff.id: staff.name for staff in view.session.scalars(select(Staff))}


def _timeline(view: View, case: str) -> tuple[TimelineLine, ...]:
    """Day by day; within a day in the order of recording, for few acts say at what time they happened."""
    every = view.session.scalars(select(JournalEntry).filter_by(case_id=case).order_by(JournalEntry.seq)).all()
    rows = [row for row in every if row.compartment != STAFF or view.may_read(STAFF)]
    names = _names(view)
    taken_back = {row.fields["reversed"] for row in rows if row.name == "reverse_act"}
    lines = [_line(row, names, row.act_id in taken_back) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.on))


def _line(row: JournalEntry, names: Mapping[str, str], taken_back: bool) -> TimelineLine:
    return TimelineLine(
        on=row.happened_on,
        at=row.happened_time,
        act=row.name,
        who=names.get(row.actor, ""),
        numbers=tuple(row.outcome.get("numbers", ())),
        taken_back=taken_back,
    )


def _paper(builder: CaseBuilder, row: Paper, names: Mapping[str, str]) -> PaperLine:
    keys = {signature.signer_key for signature in builder.rows(Signature, paper_id=row.id, void_reason=None)}
    return PaperLine(
        id=row.id,
        track=row.track_id,
        code=row.code,
        title=row.title,
        number=row.number,
        edition=row.edition,
        made_on=row.made_on,
        route=row.route,
        state=row.state,
        signed=tuple(signer["name"] for signer in row.signers if signer["key"] in keys),
        waiting=row.unsigned_by(keys),
        sha256=row.current_sha256,
        prints=print_rows(builder, row.id, names),
    )


def _due(view: View, builder: CaseBuilder, papers: tuple[PaperLine, ...]) -> list[PaperDueLine]:
    return [
        _due_line(track, due, view.law.procedure(track.procedure).kind, papers, _brought(builder, track))
        for track in builder.rows(Track)
        for due in view.law.procedure(track.procedure).papers_due(builder.events(track), track.ending)
    ]


def _brought(builder: CaseBuilder, track: Track) -> set[str]:
    """The kinds of files that lie in the case or in the track."""
    return {row.kind for row in builder.rows(Attachment) if row.track_id in (None, track.id)}


def _due_line(track: Track, due: PaperDue, kind: str, papers: tuple[PaperLine, ...], brought: set[str]) -> PaperDueLine:
    standing = {paper.code for paper in papers if paper.track in (track.id, None) and paper.state != "void"}
    return PaperDueLine(
        track=track.id,
        code=due.code,
        title=catalogue.paper(due.code).title_for(kind),
        must=due.must,
        made=due.is_met(standing, brought),
    )
