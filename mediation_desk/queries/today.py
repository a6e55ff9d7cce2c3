"""今日: what waits for a person, ordered by what the law says is due first, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from mediation_desk.law.plans import PLAN_LIMIT
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Office
from mediation_desk.model.paper import Paper
from mediation_desk.model.plan import Plan
from mediation_desk.model.signature import Signature
from mediation_desk.terms.agreement import PROPOSED

from .certificates import certificate_words, ending_certificates
from .open_tracks import DueClock, TrackLine, track_lines
from .performance import DueRow, due_rows
from .query import Query, View
from .risk_course import RiskState, risk_states
from .today_handovers import waiting_between_bodies
from .today_planned import SOON, DraftRow, PlannedRow, planned, unfinished

AHEAD: Final = 30
"""Days ahead for which payments and visits are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoRow:
    """One thing that waits. `answers` are the events that would settle it; `mine` is whose hands it lies in."""

    id: str
    kind: str  # danger | clock | payment | duty | visit | signing | papers | accepting | triage | plan
    case_id: str
    number: str
    title: str
    procedure: str
    procedure_kind: str
    name: str
    reason: str
    source: str
    certain: bool
    due: date | None
    paused: bool = False
    binding: bool = True
    answers: tuple[str, ...] = ()
    mine: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day at the desk."""

    day: date
    office: str
    practice: bool
    cases: int
    waiting: int
    mediating: int
    soon: int
    overdue: int
    closed: int
    todo: tuple[TodoRow, ...]
    planned: tuple[PlannedRow, ...]
    drafts: tuple[DraftRow, ...]
    certificates: tuple[str, ...] = ()
    """Certificates in use that end soon or hold no more, in words."""


@dataclass(frozen=True, slots=True)
class Today(Query[Day]):
    """Everything for the first page."""

    def answer(self, view: View) -> Day:
        office = view.session.scalars(select(Office)).one()
        in_view = select(CaseFile).where(CaseFile.id.in_(view.visible_cases()))
        headers = {row.id: row for row in view.session.scalars(in_view)}
        tracks = track_lines(view)
        lines = [line for own in tracks.values() for line in own]
        todo = sorted(_todo(view, headers, tracks), key=_urgency)
        return Day(
            day=view.today,
            office=office.name,
            practice=office.practice,
            cases=len(headers),
            waiting=sum(1 for row in todo if row.kind in ("accepting", "triage")),
            mediating=sum(1 for line in lines if line.mediating),
            soon=sum(1 for row in todo if _is_soon(row, view.today)),
            overdue=sum(1 for row in todo if _is_overdue(row, view.today)),
            closed=sum(1 for line in lines if _closed_in(line, view.today)),
            todo=tuple(todo),
            planned=tuple(planned(view, headers, tracks)),
            drafts=tuple(unfinished(view)),
            certificates=tuple(certificate_words(row) for row in ending_certificates(view)),
        )


def _urgency(row: TodoRow) -> tuple[bool, bool, date, str, str]:
    return row.kind != "danger", row.due is None, row.due or date.max, row.number, row.id


def _is_soon(row: TodoRow, today: date) -> bool:
    return row.due is not None and not row.paused and today <= row.due <= today + timedelta(days=SOON)


def _is_overdue(row: TodoRow, today: date) -> bool:
    return row.due is not None and not row.paused and row.due < today


def _closed_in(line: TrackLine, today: date) -> bool:
    return line.ended_on is not None and (line.ended_on.year, line.ended_on.month) == (today.year, today.month)


def _todo(
    view: View, headers: Mapping[str, CaseFile], tracks: Mapping[str, tuple[TrackLine, ...]]
) -> Iterator[TodoRow]:
    for case in headers.values():
        lines = tracks.get(case.id, ())
        if not lines and not case.enquiry:
            yield _untriaged(view, case)
        for line in lines:
            yield from _of_track(view, case, line)
            yield from _ripe_plans(view, case, line)
    yield from _dangers(view, headers, tracks)
    yield from _owed(view, {line.id: line for own in tracks.values() for line in own})
    yield from _between_bodies(view, headers, {line.id: line for own in tracks.values() for line in own})
    yield from _unsigned(view, headers, {line.id: line for own in tracks.values() for line in own})


def _dangers(
    view: View, headers: Mapping[str, CaseFile], tracks: Mapping[str, tuple[TrackLine, ...]]
) -> Iterator[TodoRow]:
    """须立即报告, until the report is recorded with its time and receiver."""
    for case, state in risk_states(view).items():
        if state.report_owed_since is not None:
            yield _danger(view, headers[case], tracks.get(case, ()), state)


def _danger(view: View, case: CaseFile, lines: tuple[TrackLine, ...], state: RiskState) -> TodoRow:
    assert state.report_owed_since is not None
    grade, line = state.standing.grade, lines[-1] if lines else None
    to = "、".join(dict.fromkeys(words for duty in grade.of_kind("report") for words in duty.to))
    return TodoRow(
        id=f"danger:{case.id}",
        kind="danger",
        case_id=case.id,
        number=case.number,
        title=case.title,
        procedure=line.procedure if line else "",
        procedure_kind=line.kind if line else "",
        name="须立即报告",
        reason=f"{state.report_owed_since:%m-%d %H:%M}评定为{grade.words}，还没有登记向{to}的报告",
        source=grade.of_kind("report")[-1].source,
        certain=True,
        due=state.report_owed_since.date(),
        answers=("danger_reported",),
        mine=_is_mine(view, case.registrar_id, line) if line else case.registrar_id == view.actor.staff,
    )


def _untriaged(view: View, case: CaseFile) -> TodoRow:
    return TodoRow(
        id=f"triage:{case.id}",
        kind="triage",
        case_id=case.id,
        number=case.number,
        title=case.title,
        procedure="",
        procedure_kind="",
        name="待分流",
        reason=f"{case.received_at:%m-%d}登记，还没有选定调解程序和机构",
        source="",
        certain=True,
        due=None,
        mine=case.registrar_id == view.actor.staff,
    )


def _of_track(view: View, case: CaseFile, line: TrackLine) -> Iterator[TodoRow]:
    shown = [clock for clock in line.clocks if _is_shown(line, clock, view.today)]
    for clock in shown:
        yield _clock(view, case, line, clock)
    if not line.begun and not any(clock.binding for clock in shown):
        yield _row(
            view,
            case,
            line,
            id=f"accept:{line.id}",
            kind="accepting",
            name="待受理",
            reason=f"{line.opened_on:%m-%d}分流到{line.body}，等待受理",
            answers=("accepted",),
        )


def _ripe_plans(view: View, case: CaseFile, line: TrackLine) -> Iterator[TodoRow]:
    """A plan whose last day has passed for everyone: silence waits for a person, and is nothing until then."""
    proposed = select(Plan).join(Agreement, Agreement.id == Plan.id)
    for plan in view.session.scalars(proposed.where(Plan.track_id == line.id, Agreement.state == PROPOSED)):
        last_days = [c.due for c in line.clocks if c.limit == PLAN_LIMIT and c.subject in plan.parties]
        if not line.over and len(last_days) == len(plan.parties) and max(last_days) < view.today:
            yield _row(
                view,
                case,
                line,
                id=f"plan:{plan.id}",
                kind="plan",
                name="方案异议期已满",
                reason=f"最后一方于{max(last_days).isoformat()}届满，没有及时的书面异议的，由人确认",
                answers=("no_objection_confirmed",),
            )


def _is_shown(line: TrackLine, clock: DueClock, today: date) -> bool:
    """A right that has lapsed or a limit of a closed track waits for nobody; visits stand with what is owed."""
    if clock.visit:
        return False
    return clock.binding and not line.over if clock.due < today else not line.over or not clock.binding


def _clock(view: View, case: CaseFile, line: TrackLine, clock: DueClock) -> TodoRow:
    kind = "accepting" if not line.begun and clock.binding else "clock"
    return _row(
        view,
        case,
        line,
        id=f"clock:{line.id}:{clock.limit}:{clock.subject}:{clock.due}",
        kind=kind,
        name=clock.name,
        reason=clock.reason,
        source=clock.source,
        certain=clock.certain,
        due=clock.due,
        paused=clock.paused,
        binding=clock.binding,
        answers=view.law.rules.limit(clock.limit).answered_by,
    )


def _row(
    view: View,
    case: CaseFile,
    line: TrackLine,
    *,
    id: str,
    kind: str,
    name: str,
    reason: str,
    source: str = "",
    certain: bool = True,
    due: date | None = None,
    paused: bool = False,
    binding: bool = True,
    answers: tuple[str, ...] = (),
) -> TodoRow:
    return TodoRow(
        id=id,
        kind=kind,
        case_id=case.id,
        number=case.number,
        title=case.title,
        procedure=line.procedure,
        procedure_kind=line.kind,
        name=name,
        reason=reason,
        source=source,
        certain=certain,
        due=due,
        paused=paused,
        binding=binding,
        answers=answers,
        mine=_is_mine(view, case.registrar_id, line),
    )


def _is_mine(view: View, registrar: str | None, line: TrackLine) -> bool:
    """A track lies in its mediators' hands, and in the registrar's until it has one."""
    return view.actor.staff in (line.mediator_ids or (registrar,))


def _between_bodies(view: View, headers: Mapping[str, CaseFile], tracks: Mapping[str, TrackLine]) -> Iterator[TodoRow]:
    """Answers and feedback that are due between bodies, and tracks that must end."""
    for waiting in waiting_between_bodies(view):
        line = tracks.get(waiting.track or "")
        case = headers[waiting.case]
        yield TodoRow(
            id=waiting.id,
            kind="clock",
            case_id=case.id,
            number=case.number,
            title=case.title,
            procedure="" if line is None else line.procedure,
            procedure_kind="" if line is None else line.kind,
            name=waiting.name,
            reason=waiting.reason,
            source=waiting.source,
            certain=waiting.certain,
            due=waiting.due,
            answers=waiting.answers,
            mine=case.registrar_id == view.actor.staff if line is None else _is_mine(view, case.registrar_id, line),
        )


def _owed(view: View, tracks: Mapping[str, TrackLine]) -> Iterator[TodoRow]:
    until = view.today + timedelta(days=AHEAD)
    for owed in due_rows(view):
        if not owed.done and owed.due is not None and owed.due <= until:
            line = tracks[owed.track_id]
            yield TodoRow(
                id=f"{owed.kind}:{owed.id}",
                kind=owed.kind,
                case_id=owed.case_id,
                number=owed.number,
                title=owed.title,
                procedure=line.procedure,
                procedure_kind=line.kind,
                name=owed.what if owed.kind == "visit" else _NAMES[owed.kind],
                reason=_owed_words(owed),
                source=owed.source,
                certain=owed.certain,
                due=owed.due,
                mine=view.actor.staff in line.mediator_ids,
            )


_NAMES: Final = {"payment": "付款到期", "duty": "义务到期"}


def _owed_words(row: DueRow) -> str:
    if row.kind == "visit":
        return f"{row.by or '调解员'}应当回访履行情况"
    if row.amount is None or row.paid is None:
        return f"{row.by}：{row.clause}"
    return f"{row.by}应付{row.to} {row.what} ¥{(row.amount - row.paid).figures}"


def _unsigned(view: View, headers: Mapping[str, CaseFile], tracks: Mapping[str, TrackLine]) -> Iterator[TodoRow]:
    """One row a track: the agreement by itself, other papers together. A closed volume waits for nobody."""
    papers = select(Paper).where(Paper.case_id.in_(view.visible_cases()), Paper.state == "signing")
    waiting: dict[str, list[Paper]] = defaultdict(list)
    for paper in view.session.scalars(papers.order_by(Paper.made_on, Paper.id)):
        line = tracks.get(paper.track_id or "")
        shown = view.may_read(paper.compartment) and view.may_show(paper.code)
        if line is not None and line.stage != "archived" and shown and _missing(view, paper):
            waiting[line.id].append(paper)
    for track, own in waiting.items():
        line = tracks[track]
        for paper in (one for one in own if one.agreement_id):
            yield _row(
                view,
                headers[line.case_id],
                line,
                id=f"signing:{paper.id}",
                kind="signing",
                name=f"{paper.title}待签",
                reason=f"尚缺 {'、'.join(_missing(view, paper))} 签名盖章",
                source=_form_source(view, line),
                answers=("party_signed",),
            )
        others = [one for one in own if not one.agreement_id]
        if others:
            titles = "、".join(dict.fromkeys(one.title for one in others))
            yield _row(
                view,
                headers[line.case_id],
                line,
                id=f"papers:{track}",
                kind="papers",
                name=f"{len(others)} 份文书待签",
                reason=titles,
            )


def _form_source(view: View, line: TrackLine) -> str:
    return next((rule.source for rule in view.law.procedure(line.procedure).agreements if rule.form == "written"), "")


def _missing(view: View, paper: Paper) -> tuple[str, ...]:
    signed = set(view.session.scalars(select(Signature.signer_key).filter_by(paper_id=paper.id, void_reason=None)))
    return paper.unsigned_by(signed)
