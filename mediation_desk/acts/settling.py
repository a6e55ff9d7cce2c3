"""After every act: what follows from the facts is derived anew, so that the order of recording never matters.

Signatures of the live text, its effect, due days, full performance, the stage and the clocks are all derived here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete

from mediation_desk.law.clocks import RunningClock, clocks
from mediation_desk.law.deadlines import chinese_date
from mediation_desk.law.plans import PLAN_FORM
from mediation_desk.model.agreement import Agreement, Duty, Instalment
from mediation_desk.model.clock import Clock, ClockExtension
from mediation_desk.model.paper import Paper
from mediation_desk.model.performance import Payment
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track, TrackEvent
from mediation_desk.terms.agreement import LIVE, PROPOSED
from mediation_desk.terms.events import Event
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money

from .plans import plan_events
from .undisputed import undisputed_events
from .work import Work

_TAKEN_BACK = ("withdrawn", "superseded")


def settle(work: Work) -> tuple[str, ...]:
    """Derive every touched track anew; returns the dates that moved, in words."""
    tracks = list(work.touched_tracks.values())
    if not tracks:
        return ()
    derived = TrackEvent.track_id.in_([track.id for track in tracks]), TrackEvent.derived.is_(True)
    work.session.execute(delete(TrackEvent).where(*derived))
    with work.acted():
        return tuple(change for track in tracks for change in _settle_track(work, track))


def _settle_track(work: Work, track: Track) -> list[str]:
    for fold in (_signing_events, plan_events, undisputed_events):
        for event in list(fold(work, track)):
            _derive(work, track, event)
    changes = _settle_effect(work, track)
    _settle_dues(work, track)
    for event in (*_term_ended(work, track), *_performed(work, track)):
        _derive(work, track, event)
    track.stage = work.history(track).stage
    return [*changes, *_settle_clocks(work, track)]


def _derive(work: Work, track: Track, event: Event) -> None:
    key = f"derived:{track.id}:{event.name}:{event.party}:{event.subject}"
    work.add_own(
        TrackEvent,
        id=named_id(track.id, key),
        track_id=track.id,
        name=event.name,
        on=event.on,
        party=event.party,
        subject=event.subject,
        derived=True,
    )


def _signing_events(work: Work, track: Track) -> Iterator[Event]:
    """Signatures count for the live text only; on paper once the scan is confirmed. No party signs a plan."""
    for row in _live(work, track):
        if row.form == PLAN_FORM:
            continue
        paper = work.session.get(Paper, row.paper_id) if row.paper_id else None
        if paper is None or (paper.route == "paper" and paper.scan_id is None):
            continue
        signatures = work.rows(Signature, paper_id=paper.id, void_reason=None)
        yield from _who_signed(row, signatures)
        yield from _complete_roles(row, paper, signatures)


def _who_signed(row: Agreement, signatures: Iterable[Signature]) -> Iterator[Event]:
    for signature in signatures:
        for party in signature.for_parties:
            yield Event("party_signed", signature.on, party, f"{row.id}:{signature.signer_key}")


def _complete_roles(row: Agreement, paper: Paper, signatures: list[Signature]) -> Iterator[Event]:
    days = {signature.signer_key: signature.on for signature in signatures}
    groups = {
        "all_parties_signed": [s["key"] for s in paper.signers if s["for_parties"]],
        "mediator_signed": [s["key"] for s in paper.signers if s["role"] == "mediator"],
        "recorder_signed": [s["key"] for s in paper.signers if s["role"] == "recorder"],
        "body_sealed": [s["key"] for s in paper.signers if s["role"] == "body_seal"],
    }
    for name, keys in groups.items():
        if keys and all(key in days for key in keys):
            yield Event(name, max(days[key] for key in keys), None, row.id)


def _settle_effect(work: Work, track: Track) -> list[str]:
    changes: list[str] = []
    for row in _texts(work, track):
        before, effective = row.effective_on, work.procedure(track).effective_on(row.form, work.events(track), row.id)
        row.effective_on = effective
        row.state = "effective" if effective is not None else _waiting_state(work, track, row)
        row.reached_on = _reached_on(work, track, row)
        if effective is not None:
            _derive(work, track, Event("agreement_effective", effective, None, row.id))
        changes += _moved_effect(before, effective)
    return changes


def _waiting_state(work: Work, track: Track, row: Agreement) -> str:
    """A text waits for signatures; a plan for silence, until somebody has objected."""
    if row.form != PLAN_FORM:
        return "finalised"
    failed = any(event.name == "plan_failed" and event.subject == row.id for event in work.events(track))
    return "failed" if failed else PROPOSED


def _moved_effect(before: date | None, now: date | None) -> list[str]:
    if before is None or before == now:
        return []
    became = "协议不再有效" if now is None else f"改为{chinese_date(now)}"
    return [f"协议生效（{chinese_date(before)}）：{became}"]


def _reached_on(work: Work, track: Track, row: Agreement) -> date | None:
    if row.form == PLAN_FORM:
        return row.effective_on
    if row.form == "oral":
        return row.finalised_on
    days = [event.on for event in work.events(track) if event.name == "reached" and event.on <= row.finalised_on]
    return max(days, default=row.finalised_on)


def _settle_dues(work: Work, track: Track) -> None:
    met = {event.subject: event.on for event in work.events(track) if event.name == "condition_met"}
    for row in _texts(work, track):
        for duty in work.rows(Duty, agreement_id=row.id):
            duty.due_on = _due_day(duty.due, row, met.get(duty.id))
            for instalment in work.rows(Instalment, duty_id=duty.id):
                instalment.due_on = _due_day(instalment.due, row, met.get(duty.id))


def _due_day(due: dict[str, str | int] | None, row: Agreement, met: date | None) -> date | None:
    """Agreed days do not roll over days off; what hangs on an event has no day until it has happened.

    A plan that nobody is bound by makes nothing due.
    """
    if due is None or (row.form == PLAN_FORM and row.effective_on is None):
        return None
    kind = due["kind"]
    if kind == "on":
        return date.fromisoformat(str(due["on"]))
    if kind == "at_signing":
        return row.effective_on
    start = row.effective_on if kind == "after_effect" else met if kind == "after_condition" else None
    return None if start is None else start + timedelta(days=int(due.get("days", 0)))


def _term_ended(work: Work, track: Track) -> Iterator[Event]:
    """The last agreed day of an agreement in effect, which may lie ahead: the right to execution counts from it.

    Who asked for execution before, because the rest fell due at once, waits for no later day.
    """
    asked = [event.on for event in work.events(track) if event.name == "execution_applied"]
    for row in _live(work, track):
        days = [item.due_on for duty in work.rows(Duty, agreement_id=row.id) for item in _dated(work, duty)]
        known = [day for day in days if day is not None]
        if row.effective_on is None or not known or len(known) < len(days):
            continue
        last = max(*known, row.effective_on)
        if not any(day < last for day in asked):
            yield Event("term_ended", last, None, row.id)


def _dated(work: Work, duty: Duty) -> Sequence[Duty | Instalment]:
    """What of a duty has a day: its instalments, or itself where it counts as something to be done."""
    return work.rows(Instalment, duty_id=duty.id) or ([duty] if _counts(duty) else [])


def _performed(work: Work, track: Track) -> Iterator[Event]:
    """Everything is performed once every instalment is paid in full and every other duty with a day is done."""
    for row in _live(work, track):
        if row.effective_on is None:
            continue
        days = [_done_day(work, duty) for duty in work.rows(Duty, agreement_id=row.id) if _counts(duty)]
        done = [day for day in days if day is not None]
        if days and len(done) == len(days):
            yield Event("performed", max(*done, row.effective_on), None, row.id)


def _counts(duty: Duty) -> bool:
    """A share that a party bears himself is no duty; refraining and what recurs are never finished."""
    lasting = (duty.due or {}).get("kind") in ("ongoing", "monthly")
    return duty.kind not in ("bear", "refrain") and not lasting


def _done_day(work: Work, duty: Duty) -> date | None:
    if duty.done_on is not None:
        return duty.done_on
    instalments = work.rows(Instalment, duty_id=duty.id)
    days = [_paid_day(work, instalment) for instalment in instalments]
    known = [day for day in days if day is not None]
    return max(known) if days and len(known) == len(days) else None


def _paid_day(work: Work, instalment: Instalment) -> date | None:
    payments = work.rows(Payment, instalment_id=instalment.id, reversed_by=None)
    whole = sum((payment.amount for payment in payments), Money(0)) == instalment.amount
    return max(payment.on for payment in payments) if whole and payments else None


def _settle_clocks(work: Work, track: Track) -> list[str]:
    known = {row.id: row for row in work.rows(Clock, track_id=track.id)}
    extensions = [row.as_extension() for row in work.rows(ClockExtension, track_id=track.id, reversed_by=None)]
    today = work.now.date()
    changes = []
    for clock in clocks(work.procedure(track), work.events(track), extensions, work.law.calendar, today):
        row = known.pop(named_id(track.id, clock.id), None)
        if row is None:
            row = work.add_own(Clock, id=named_id(track.id, clock.id), track_id=track.id, **_columns(work, clock))
        elif row.due != clock.deadline.last_day:
            changes.append(f"{clock.limit.name}：{chinese_date(row.due)}改为{chinese_date(clock.deadline.last_day)}")
        for name, value in _columns(work, clock).items():
            setattr(row, name, value)
    for stale in known.values():
        changes.append(f"{stale.name}：不再计算")
        work.session.delete(stale)
    return changes


def _columns(work: Work, clock: RunningClock) -> dict[str, Any]:
    deadline, limit = clock.deadline, clock.limit
    return {
        "limit_id": limit.id,
        "name": limit.name,
        "subject": clock.key,
        "started_on": clock.started_on,
        "nominal": deadline.nominal,
        "due": deadline.last_day,
        "state": clock.state,
        "on_expiry": limit.on_expiry,
        "reason": deadline.reason,
        "source": deadline.source,
        "certain": deadline.certain,
        "rules_digest": work.law.digest,
    }


def _texts(work: Work, track: Track) -> list[Agreement]:
    """What may be in force, plans included: everything that was not taken back."""
    return [row for row in work.rows(Agreement, track_id=track.id) if row.state not in _TAKEN_BACK]


def _live(work: Work, track: Track) -> list[Agreement]:
    return [row for row in work.rows(Agreement, track_id=track.id) if row.state in LIVE]
