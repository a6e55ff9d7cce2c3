"""Hand-overs and referrals of a case with what became of them, and the clocks of their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mediation_desk.law.clocks import RunningClock
from mediation_desk.law.handover_course import STATES, AnswerClock, Word, answer_clock, settled_on, standing
from mediation_desk.law.handovers import KINDS, HandoverRule
from mediation_desk.model.handover import Handover, IncomingReferral, Response
from mediation_desk.model.track import Track

from .exclusion import Rows, exclusions
from .shapes import DeadlineFacts, HandoverFacts, ReferralFacts, ResponseFacts

_REPORT = "report"
_ANSWER = "等待回复"
_FEEDBACK = "向来源反馈"


def handovers(
    read: Rows, track: Track, clocks: Iterable[RunningClock], today: date, *, for_parties: bool = False
) -> tuple[HandoverFacts, ...]:
    """What left the track, oldest first, with the words of the other side and the clock of its answer.

    Parties are not told of a report of danger: it would warn the one it is about.
    """
    rows = read.rows(Handover, track_id=track.id, reversed_by=None)
    rows = [row for row in rows if not (for_parties and row.kind == _REPORT)]
    own = tuple(clocks)
    return tuple(_handover(read, row, own, today) for row in sorted(rows, key=lambda row: row.sent_at))


def referrals(read: Rows, today: date) -> tuple[ReferralFacts, ...]:
    """What other bodies sent to the case, with our feedback and the sender's clock."""
    rows = read.rows(IncomingReferral, reversed_by=None)
    return tuple(_referral(read, row, today) for row in sorted(rows, key=lambda row: row.received_on))


def answer_clocks(sent: Iterable[HandoverFacts], received: Iterable[ReferralFacts]) -> tuple[DeadlineFacts, ...]:
    """The clocks of hand-overs and referrals, beside the others; what is due on one day stands by its name."""
    waiting = [*(one.clock for one in sent), *(one.clock for one in received)]
    found = [clock for clock in waiting if clock is not None]
    return tuple(sorted(found, key=lambda clock: (clock.due, clock.name, clock.id)))


def must_end(read: Rows, track: Track, dispute: str, today: date) -> tuple[str, ...]:
    """须终止: why, with the article, for each outside proceeding that runs today."""
    return tuple(found.sentence for found in exclusions(read, track, dispute) if found.holds_on(today))


def _handover(read: Rows, row: Handover, clocks: Iterable[RunningClock], today: date) -> HandoverFacts:
    rule = read.law.handovers.known(row.rule)
    said = _responses(read, row.id)
    words = [Word(one.kind, one.on) for one in said]
    sent = row.sent_at.date()
    state = standing(words)
    limit = None if rule is None else rule.limit_for(None)
    clock = _clock(read, row.id, limit, sent, row.due_on, settled_on(row.kind, words), today, row.basis or "")
    return HandoverFacts(
        id=row.id,
        kind=row.kind,
        kind_words=KINDS[row.kind],
        rule=row.rule,
        rule_words=None if rule is None else rule.name,
        to=row.to_name,
        receiver=row.receiver,
        reason=row.reason,
        basis=row.basis,
        documents=tuple(row.documents),
        lacking=row.lacking,
        sent_on=sent,
        state=state,
        state_words=STATES[state],
        responses=said,
        clock=None if clock is None else _facts(clock, row.id, f"{_ANSWER}：{row.to_name}", limit),
        elapsed=_elapsed(row, clocks),
    )


def _referral(read: Rows, row: IncomingReferral, today: date) -> ReferralFacts:
    rule = read.law.handovers.known(row.rule)
    said = _responses(read, row.id)
    answered = min((one.on for one in said), default=None)
    source = "" if rule is None else rule.basis
    clock = _clock(read, row.id, row.limit_id, row.counted_from, row.due_on, answered, today, source)
    return ReferralFacts(
        id=row.id,
        track=row.track_id,
        rule=row.rule,
        channel=_channel(rule),
        organ=row.organ,
        number=row.number,
        contact=row.contact,
        phone=row.phone,
        receiver=row.receiver,
        received_on=row.received_on,
        documents=tuple(row.documents),
        feedback="" if rule is None else rule.feedback,
        state_words="待反馈" if answered is None else "已反馈",
        responses=said,
        clock=None if clock is None else _facts(clock, row.id, f"{_FEEDBACK}：{row.organ}", row.limit_id),
    )


def _channel(rule: HandoverRule | None) -> str:
    return "" if rule is None else rule.name


def _responses(read: Rows, about: str) -> tuple[ResponseFacts, ...]:
    rows = read.rows(Response, about=about, reversed_by=None)
    return tuple(
        ResponseFacts(
            id=row.id,
            kind=row.kind,
            on=row.on,
            who=row.who,
            words=row.words,
            number=row.number,
            documents=tuple(row.documents),
        )
        for row in sorted(rows, key=lambda row: row.on)
    )


def _clock(
    read: Rows,
    about: str,
    limit: str | None,
    start: date,
    own_due: date | None,
    answered: date | None,
    today: date,
    source: str,
) -> AnswerClock | None:
    rule = None if limit is None else read.law.rules.limit(limit, start)
    return answer_clock(start, rule, own_due, answered, read.law.calendar, today, source=source)


def _facts(clock: AnswerClock, about: str, name: str, limit: str | None) -> DeadlineFacts:
    deadline = clock.deadline
    return DeadlineFacts(
        id=f"answer@{about}",
        rule=limit or "handover.own",
        name=name,
        started_on=deadline.start,
        due=deadline.last_day,
        nominal=deadline.nominal,
        reason=deadline.reason,
        source=deadline.source,
        certain=deadline.certain,
        state=clock.state,
        on_expiry="warn",
        days_left=clock.days_left,
        subject=about,
    )


def _elapsed(row: Handover, clocks: Iterable[RunningClock]) -> str:
    """How far our own clocks had run when a transfer left: passing a quarrel on never resets what was used."""
    if row.kind != "transfer":
        return ""
    return "；".join(_used(row.sent_at.date(), clocks))


def _used(sent: date, clocks: Iterable[RunningClock]) -> Iterator[str]:
    for clock in clocks:
        if clock.answered_on == sent and clock.limit.on_expiry == "must_end":
            since, days = clock.started_on.isoformat(), (sent - clock.started_on).days
            yield f"{clock.limit.name}自{since}起已用{days}日，届满日{clock.last_day.isoformat()}"
