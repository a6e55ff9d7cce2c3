"""What became of a hand-over: a fold over what the other body said, and the clock of its answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .calendars import Calendar
from .deadlines import Deadline, chinese_date, due
from .limits import Limit

STATES: Final = {"sent": "等待对方", "taken": "已接收", "declined": "不接收", "answered": "已回复"}
WORDS: Final = ("taken", "declined", "answered")
"""What the other body may say; whatever the order of recording, the weightier word stands."""
_SETTLES: Final = {"transfer": WORDS, "aside": ("declined", "answered"), "report": ("declined", "answered")}


@dataclass(frozen=True, slots=True)
class Word:
    """What the other body said, and when."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerClock:
    """Until when an answer is due, why, and where that stands."""

    deadline: Deadline
    answered_on: date | None
    state: str  # running | answered | expired
    days_left: int


def standing(words: Iterable[Word]) -> str:
    """Where a hand-over stands."""
    said = {word.kind for word in words}
    return next((kind for kind in reversed(WORDS) if kind in said), "sent")


def settled_on(kind: str, words: Iterable[Word]) -> date | None:
    """The day from which nobody waits: a transfer once it is taken, a referral or report once it is answered."""
    return min((word.on for word in words if word.kind in _SETTLES[kind]), default=None)


def require_sayable(sent_on: date, words: Sequence[Word], said: Word) -> None:
    """Refuse a word before the hand-over, one that was said already, and one that contradicts another."""
    if said.on < sent_on:
        raise Refusal("handover.before_sent", field="happened_on", sent=sent_on, day=said.on)
    known = {word.kind for word in words}
    if said.kind in known or (said.kind == "declined" and known) or (known & {"declined"}):
        raise Refusal("handover.said_already", field="about", state=STATES[standing(words)])


def answer_clock(
    start: date,
    limit: Limit | None,
    own_due: date | None,
    answered_on: date | None,
    calendar: Calendar,
    today: date,
    *,
    source: str,
) -> AnswerClock | None:
    """The clock of an answer: the day that the letter itself names, or else the limit; None without either."""
    deadline = (
        _own(start, own_due, source) if own_due is not None else None if limit is None else due(limit, start, calendar)
    )
    if deadline is None:
        return None
    last = deadline.last_day
    state = "answered" if answered_on is not None else "expired" if today > last else "running"
    return AnswerClock(
        deadline=deadline, answered_on=answered_on, state=state, days_left=(last - (answered_on or today)).days
    )


def _own(start: date, due_on: date, source: str) -> Deadline:
    basis = f"。依据：{source}。" if source else "。"
    return Deadline(
        start=start,
        nominal=due_on,
        counted=due_on,
        last_day=due_on,
        reason=f"函件载明{chinese_date(due_on)}为期限末日{basis}",
        source=source,
        certain=True,
        provisional_years=(),
    )
