"""What is owed under agreements, and which visits are due, over all cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.facts.agreement import draft_facts
from mediation_desk.facts.shapes import DutyFacts
from mediation_desk.law.risk_course import PlannedVisit
from mediation_desk.law.risk_rules import Colour
from mediation_desk.model.agreement import Agreement, Duty, Instalment
from mediation_desk.model.case import CaseFile
from mediation_desk.model.party import Party, Person
from mediation_desk.model.performance import Payment
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain

from .open_tracks import TrackLine, track_lines
from .query import Query, View
from .risk_course import RiskState, risk_states


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One thing owed: a payment, another duty, or a visit by the centre. `due` is None while a condition is open."""

    id: str
    kind: str  # payment | duty | visit
    case_id: str
    number: str
    title: str
    track_id: str
    procedure_kind: str
    what: str
    clause: str
    by: str
    to: str
    amount: Money | None
    paid: Money | None
    due: date | None
    due_words: str
    done: bool
    source: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceSheet:
    """Everything owed, and the day it was looked at."""

    day: date
    rows: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True)
class PerformanceDue(Query[PerformanceSheet]):
    """履行回访: instalments, other duties and visits of effective agreements, what is due first on top."""

    with_done: bool = False

    def answer(self, view: View) -> PerformanceSheet:
        rows = [row for row in due_rows(view) if self.with_done or not row.done]
        rows.sort(key=lambda row: (row.done, row.due is None, row.due or date.max, row.number, row.id))
        return PerformanceSheet(day=view.today, rows=tuple(rows))


def due_rows(view: View) -> list[DueRow]:
    """Everything owed in the cases in view, in no order."""
    by_case = track_lines(view)
    tracks = {line.id: line for lines in by_case.values() for line in lines}
    cases = {row.id: row for row in view.session.scalars(select(CaseFile).where(CaseFile.id.in_(view.visible_cases())))}
    effective = select(Agreement).where(Agreement.case_id.in_(view.visible_cases()), Agreement.state == "effective")
    states = risk_states(view)
    rows: list[DueRow] = []
    for agreement in view.session.scalars(effective):
        rows += _of_agreement(view, agreement, cases[agreement.case_id], tracks[agreement.track_id])
    for case, lines in by_case.items():
        rows += _visits_of_case(view, cases[case], lines, states.get(case))
    return rows


def _of_agreement(view: View, agreement: Agreement, case: CaseFile, track: TrackLine) -> Iterable[DueRow]:
    facts = draft_facts(
        from_plain(AgreementDraft, agreement.content),
        _names(view, case.id),
        id=agreement.id,
        version=agreement.text_version,
        form=agreement.form,
        route=agreement.route,
        copies=agreement.copies,
        number=agreement.number,
    )
    told = {duty.id: duty for duty in facts.duties}
    instalments = _instalments(view, agreement.id)
    for duty in view.session.scalars(select(Duty).filter_by(agreement_id=agreement.id).order_by(Duty.number)):
        if instalments[duty.id]:
            for instalment, paid in instalments[duty.id]:
                yield _payment(instalment, paid, told[duty.id], len(instalments[duty.id]), case, track)
        elif duty.kind != "bear" and (duty.due_on is not None or duty.done_on is not None):
            yield _duty(duty, told[duty.id], case, track)


def _instalments(view: View, agreement: str) -> dict[str, list[tuple[Instalment, Money]]]:
    wanted = (
        select(Instalment)
        .join(Duty, Duty.id == Instalment.duty_id)
        .where(Duty.agreement_id == agreement)
        .order_by(Instalment.number)
    )
    found: dict[str, list[tuple[Instalment, Money]]] = defaultdict(list)
    for row in view.session.scalars(wanted):
        payments = view.session.scalars(select(Payment).filter_by(instalment_id=row.id, reversed_by=None))
        found[row.duty_id].append((row, sum((one.amount for one in payments), Money(0))))
    return found


def _payment(row: Instalment, paid: Money, duty: DutyFacts, count: int, case: CaseFile, track: TrackLine) -> DueRow:
    turn = f"第{row.number}期" if count > 1 else "付款"
    return DueRow(
        id=row.id,
        kind="payment",
        case_id=case.id,
        number=case.number,
        title=case.title,
        track_id=track.id,
        procedure_kind=track.kind,
        what=turn,
        clause=duty.sentence,
        by=duty.payer or "、".join(duty.debtors),
        to=duty.account_holder or "、".join(duty.beneficiaries),
        amount=row.amount,
        paid=paid,
        due=row.due_on,
        due_words=row.due_words,
        done=paid >= row.amount,
        source=f"协议第{duty.number}项",
    )


def _duty(row: Duty, duty: DutyFacts, case: CaseFile, track: TrackLine) -> DueRow:
    return DueRow(
        id=row.id,
        kind="duty",
        case_id=case.id,
        number=case.number,
        title=case.title,
        track_id=track.id,
        procedure_kind=track.kind,
        what="履行",
        clause=duty.sentence,
        by="、".join(duty.debtors),
        to="、".join(duty.beneficiaries),
        amount=None,
        paid=None,
        due=row.due_on,
        due_words="",
        done=row.done_on is not None,
        source=f"协议第{duty.number}项",
    )


def _visits_of_case(
    view: View, case: CaseFile, lines: tuple[TrackLine, ...], state: RiskState | None
) -> Iterable[DueRow]:
    """The plan of the risk takes the place of the usual visit: it asks for that one and for more."""
    planned = [] if state is None else [visit for visit in state.visits if visit.made_on is None]
    if state is None or not planned:
        return [row for line in lines for row in _visits(line, case)]
    colour = view.law.risk.colour(state.standing.grade.colour)
    return [_planned_visit(visit, lines[-1], case, colour) for visit in planned]


def _planned_visit(visit: PlannedVisit, line: TrackLine, case: CaseFile, colour: Colour) -> DueRow:
    return _visit_row(
        case,
        line,
        id=f"{case.id}:visit:{visit.number}",
        what=f"第{visit.day}日回访",
        due=visit.due,
        source=colour.source,
        certain=colour.certainty != "memory",
    )


def _visits(line: TrackLine, case: CaseFile) -> Iterable[DueRow]:
    for clock in line.clocks:
        if clock.visit:
            yield _visit_row(
                case,
                line,
                id=f"{line.id}:{clock.limit}",
                what=clock.name,
                due=clock.due,
                source=clock.source,
                certain=clock.certain,
            )


def _visit_row(case: CaseFile, line: TrackLine, *, id: str, what: str, due: date, source: str, certain: bool) -> DueRow:
    """A visit is owed by the mediators to nobody in particular, and has no amount."""
    return DueRow(
        id=id,
        kind="visit",
        case_id=case.id,
        number=case.number,
        title=case.title,
        track_id=line.id,
        procedure_kind=line.kind,
        what=what,
        clause="",
        by="、".join(line.mediators),
        to="",
        amount=None,
        paid=None,
        due=due,
        due_words="",
        done=False,
        source=source,
        certain=certain,
    )


def _names(view: View, case: str) -> dict[str, str]:
    people = {row.id: row.name for row in view.session.scalars(select(Person).filter_by(case_id=case))}
    parties = view.session.scalars(select(Party).filter_by(case_id=case))
    return people | {row.id: people[row.person_id] for row in parties}
