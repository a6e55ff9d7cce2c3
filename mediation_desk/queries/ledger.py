"""案件台账: one line a case, and the preview beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from mediation_desk.model.case import CaseFile
from mediation_desk.model.party import Party, Person
from mediation_desk.terms.money import Money

from .initials import initials
from .open_tracks import DueClock, TrackLine, track_lines
from .people import masked_phone
from .query import Query, View
from .risk_course import RiskState, risk_states


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One case. Where it has several tracks, the least advanced open one speaks for it."""

    id: str
    number: str
    title: str
    enquiry: bool
    dispute: str
    received_at: datetime
    amount: Money | None
    procedure: str
    procedure_name: str
    kind: str
    stage: str
    stage_name: str
    mediators: tuple[str, ...]
    due: date | None
    due_name: str
    due_reason: str
    paused: bool
    certain: bool
    open_tracks: int
    settled_tracks: int
    tracks: int
    closed: bool
    search: str
    risk: str = ""
    risk_words: str = ""
    """Only for whoever may see how dangerous a case is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet:
    """All cases in view, newest first, and the day they were looked at."""

    day: date
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class Ledger(Query[LedgerSheet]):
    """Every case this person may see."""

    def answer(self, view: View) -> LedgerSheet:
        wanted = select(CaseFile).where(CaseFile.id.in_(view.visible_cases()))
        wanted = wanted.order_by(CaseFile.received_at.desc(), CaseFile.number.desc())
        tracks, people, risks = track_lines(view), _people(view), risk_states(view)
        rows = [
            _row(view, case, tracks.get(case.id, ()), people[case.id], risks.get(case.id))
            for case in view.session.scalars(wanted)
        ]
        return LedgerSheet(day=view.today, rows=tuple(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewParty:
    """A party with its telephone number masked: a screen may be seen by the other side."""

    side: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewTrack:
    """A track in a few words."""

    procedure_name: str
    kind: str
    body: str
    docket: str
    stage_name: str
    over: bool
    mediators: tuple[str, ...]
    ending_words: str
    clock: DueClock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A case at a glance."""

    id: str
    number: str
    title: str
    enquiry: bool
    dispute: str
    source: str
    received_at: datetime
    summary: str
    request: str
    amount: Money | None
    parties: tuple[PreviewParty, ...]
    tracks: tuple[PreviewTrack, ...]
    day: date


@dataclass(frozen=True, slots=True)
class CasePreview(Query[Preview]):
    """What stands beside the ledger for one case."""

    case: str

    def answer(self, view: View) -> Preview:
        case = view.require_case(self.case)
        return Preview(
            id=case.id,
            number=case.number,
            title=case.title,
            enquiry=case.enquiry,
            dispute=view.law.words("dispute_types", case.dispute_type),
            source=view.law.words("sources", case.source),
            received_at=case.received_at,
            summary=case.summary,
            request=case.request,
            amount=case.amount_claimed,
            parties=_parties(view, case.id),
            day=view.today,
            tracks=tuple(_preview_track(line, view.today) for line in track_lines(view, case.id).get(case.id, ())),
        )


def spokesman(lines: tuple[TrackLine, ...]) -> TrackLine | None:
    """The track that speaks for a case in a list: the least advanced open one, else the last."""
    still_open = [line for line in lines if not line.over]
    return min(still_open, key=lambda line: line.place) if still_open else lines[-1] if lines else None


def _row(
    view: View, case: CaseFile, lines: tuple[TrackLine, ...], people: list[str], risk: RiskState | None
) -> LedgerRow:
    shown = spokesman(lines)
    clock = _next_clock(lines, view.today)
    return LedgerRow(
        id=case.id,
        number=case.number,
        title=case.title,
        enquiry=case.enquiry,
        dispute=view.law.words("dispute_types", case.dispute_type),
        received_at=case.received_at,
        amount=case.amount_claimed,
        procedure=shown.procedure if shown else "",
        procedure_name=shown.procedure_name if shown else "",
        kind=shown.kind if shown else "",
        stage=shown.stage if shown else "",
        stage_name=shown.stage_name if shown else "",
        mediators=tuple(dict.fromkeys(name for line in lines for name in line.mediators)),
        due=clock.due if clock else None,
        due_name=clock.name if clock else "",
        due_reason=_reason(clock) if clock else "",
        paused=bool(clock and clock.paused),
        certain=clock is None or clock.certain,
        open_tracks=sum(1 for line in lines if not line.over),
        settled_tracks=sum(1 for line in lines if line.settled),
        tracks=len(lines),
        closed=bool(lines) and all(line.over for line in lines),
        search=_search(case, lines, people),
        risk=risk.standing.grade.colour if risk else "",
        risk_words=risk.standing.grade.words if risk else "",
    )


def _next_clock(lines: tuple[TrackLine, ...], today: date) -> DueClock | None:
    clocks = [line.next_clock(today) for line in lines if not line.over]
    return min((clock for clock in clocks if clock is not None), key=lambda clock: clock.due, default=None)


def _reason(clock: DueClock) -> str:
    return f"{clock.name}：{clock.reason}"


def _search(case: CaseFile, lines: tuple[TrackLine, ...], people: list[str]) -> str:
    dockets = [line.docket or "" for line in lines]
    names = " ".join(people)
    return " ".join([names, initials(names), initials(case.title), case.summary, *dockets])


def _people(view: View) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in view.session.scalars(select(Person).where(Person.case_id.in_(view.visible_cases()))):
        found[row.case_id] += [row.name, row.phone or ""]
    return found


def _parties(view: View, case: str) -> tuple[PreviewParty, ...]:
    people = {row.id: row for row in view.session.scalars(select(Person).filter_by(case_id=case))}
    rows = list(view.session.scalars(select(Party).filter_by(case_id=case, left_on=None)))
    order = {code.code: place for place, code in enumerate(view.law.codes("sides"))}
    rows.sort(key=lambda row: (order[row.side], row.number))
    return tuple(
        PreviewParty(
            side=view.law.words("sides", row.side),
            name=people[row.person_id].name,
            phone=masked_phone(people[row.person_id].phone),
        )
        for row in rows
    )


def _preview_track(line: TrackLine, today: date) -> PreviewTrack:
    return PreviewTrack(
        procedure_name=line.procedure_name,
        kind=line.kind,
        body=line.body,
        docket=line.docket or "",
        stage_name=line.stage_name,
        over=line.over,
        mediators=line.mediators,
        ending_words=line.ending_words or "",
        clock=None if line.over else line.next_clock(today),
    )
