"""The risk of one case for its page: colour and duties, and for those who may know, why."""

from __future__ import annotations

from typing import Final

from mediation_desk.law.risk import Grade, Sign
from mediation_desk.law.risk_rules import NO_JOINT_SESSION, REPORT, RULE_KINDS, Signal
from mediation_desk.model.handover import Handover
from mediation_desk.model.risk import ASKED, COUNTING, RiskGrade
from mediation_desk.model.track import TrackEvent
from mediation_desk.terms.compartments import STAFF
from mediation_desk.terms.events import Event

from .case_reading import CaseReading
from .risk_course import RiskState, risk_state
from .risk_proposals import Proposal, proposals
from .risk_shapes import RiskChange, RiskColour, RiskRequest, RiskSheet, RiskVisit, SignalRow

KINDS: Final = {"assessed": "评估", "asked": "申请降级", "lowered": "降级"}
_RULES: Final = dict(zip(RULE_KINDS, ("定色", "须报告", "不联合会面", "转介"), strict=True))


def risk_of(reading: CaseReading) -> RiskSheet | None:
    """None for whoever may not see risk at all."""
    if not reading.view.may_see_risk:
        return None
    rows = sorted(reading.rows(RiskGrade), key=lambda row: row.at)
    state = _state(reading, rows)
    grade = None if state is None else state.standing.grade
    explained = reading.view.may_read(STAFF)
    told = grade if explained else None
    return RiskSheet(
        colour=None if grade is None else _colour(reading, grade),
        since=None if state is None else state.since,
        report_owed_since=None if state is None else state.report_owed_since,
        report_words=_duty_words(grade, REPORT, explained),
        apart_words=_duty_words(grade, NO_JOINT_SESSION, explained),
        visits=() if state is None else tuple(_visits(state)),
        explained=explained,
        score=0 if told is None else told.score,
        explanation=() if told is None else told.explanation,
        history=tuple(_change(reading, row) for row in reversed(rows)) if explained else (),
        requests=tuple(_requests(reading, rows, state)) if explained else (),
        signals=_signals(reading, told) if explained else (),
    )


def _state(reading: CaseReading, rows: list[RiskGrade]) -> RiskState | None:
    return risk_state(
        reading.law.risk,
        [row.as_graded() for row in rows if row.kind in COUNTING],
        [row.sent_at for row in reading.rows(Handover, kind="report")],
        [Event(row.name, row.on, row.party, row.subject) for row in reading.rows(TrackEvent, reversed_by=None)],
    )


def _colour(reading: CaseReading, grade: Grade) -> RiskColour:
    colour = reading.law.risk.colour(grade.colour)
    return RiskColour(
        code=colour.code,
        words=colour.words,
        order=colour.order,
        meaning=colour.meaning,
        owner=reading.law.words("roles", colour.owner),
        respond_within=colour.respond_within,
    )


def _duty_words(grade: Grade | None, kind: str, explained: bool) -> str:
    """What is to be done, with the article; which signal asks for it, only to whoever may know."""
    duties = () if grade is None else grade.of_kind(kind)
    if not duties:
        return ""
    to = "、".join(dict.fromkeys(words for duty in duties for words in duty.to))
    told = duties if explained else duties[-1:]
    sources = "；".join(dict.fromkeys(source for duty in told for source in duty.source.split("；")))
    return f"须立即报告{to}（{sources}）" if kind == REPORT else f"双方不得联合会面（{sources}）"


def _visits(state: RiskState) -> list[RiskVisit]:
    return [RiskVisit(number=one.number, day=one.day, due=one.due, made_on=one.made_on) for one in state.visits]


def _change(reading: CaseReading, row: RiskGrade) -> RiskChange:
    return RiskChange(
        at=row.at,
        kind_words=KINDS[row.kind],
        colour_words=row.as_graded().grade.words,
        who=reading.staff_names.get(row.staff_id, ""),
        reason=row.reason,
    )


def _requests(reading: CaseReading, rows: list[RiskGrade], state: RiskState | None) -> list[RiskRequest]:
    """Those that still stand: not confirmed, and nobody has judged the case anew since."""
    answered = {row.request_id for row in rows}
    last = None if state is None else state.standing.at
    standing = [row for row in rows if row.kind == ASKED and row.id not in answered]
    return [_request(reading, row) for row in standing if last is None or row.at >= last]


def _request(reading: CaseReading, row: RiskGrade) -> RiskRequest:
    grade = row.as_graded().grade
    return RiskRequest(
        id=row.id,
        words=f"{row.at:%Y-%m-%d} 申请降为{grade.words}",
        asked_by=reading.staff_names.get(row.staff_id, ""),
        asked_by_me=row.staff_id == reading.view.actor.staff,
        reason=row.reason,
        explanation=grade.explanation,
    )


def _signals(reading: CaseReading, grade: Grade | None) -> tuple[SignalRow, ...]:
    standing = {} if grade is None else {sign.code: sign for sign in grade.signs}
    seen = proposals(reading)
    return tuple(
        _signal(signal, standing.get(signal.code), seen.get(signal.code)) for signal in reading.law.risk.offered
    )


def _signal(signal: Signal, sign: Sign | None, proposal: Proposal | None) -> SignalRow:
    return SignalRow(
        code=signal.code,
        words=signal.words,
        unit=signal.unit,
        rules="、".join(dict.fromkeys(_RULES[rule.kind] for rule in signal.rules)),
        stands=sign is not None,
        count=1 if sign is None else sign.count,
        note="" if sign is None else sign.note,
        proposal="" if proposal is None else proposal.why,
        proposed_count=0 if proposal is None else proposal.count,
    )
