"""Running clocks: each limit that an event started, with its pauses and extensions, and where it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk.terms.events import EVENTS, Event
from mediation_desk.terms.refusal import Refusal

from .calendars import Calendar
from .deadlines import Deadline, Pause, due
from .limits import CONSENTS, PAUSES, ROUTE_TAKEN, Limit
from .procedure import Procedure


@dataclass(frozen=True, slots=True)
class Extension:
    """A limit made longer by consent. `key` names the party or subject where the limit runs for each of them."""

    limit: str
    days: int
    on: date
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """A limit that has started. Time alone changes nothing: an expired clock only says what a person must do."""

    id: str
    limit: Limit
    started_on: date
    key: str | None
    """The party or subject it runs for; None for the whole track."""
    deadline: Deadline
    pauses: tuple[Pause, ...]
    extended: tuple[Extension, ...]
    answered_on: date | None
    state: str  # running | paused | answered | expired
    days_left: int
    """From today (or from the answer) to the last day; negative when that has passed."""

    @property
    def last_day(self) -> date:
        """The last day."""
        return self.deadline.last_day

    @property
    def reason(self) -> str:
        """Why it is that day."""
        return self.deadline.reason

    @property
    def answered_late(self) -> bool:
        """Whether the answer came after the last day."""
        return self.answered_on is not None and self.answered_on > self.last_day


def clocks(
    procedure: Procedure, events: Iterable[Event], extensions: Iterable[Extension], calendar: Calendar, today: date
) -> tuple[RunningClock, ...]:
    """All clocks of a track, by last day. A start is ignored while an earlier clock of the same key still runs."""
    known = sorted((event for event in events if event.on <= today), key=_in_time)
    own = tuple(sorted(extensions, key=lambda extension: extension.on))
    found = [
        _clock(limit, start, _answer(limit, start, known), known, own, calendar, today)
        for limit in procedure.limits_in_use()
        for start in _starts(limit, known)
    ]
    return tuple(sorted(found, key=lambda clock: (clock.last_day, clock.id)))


def check_extension(limit: Limit, clock: RunningClock, on: date, consents_given: Set[str], days: int) -> None:
    """Refuse an extension that is too late, too often, too long, or without the consent the limit asks for."""
    rule = limit.extend
    if rule is None:
        raise Refusal("clock.not_extendable", limit=limit.id, name=limit.name)
    if clock.answered_on is not None and clock.answered_on <= on:
        raise Refusal("clock.already_answered", limit=limit.id, name=limit.name, on=clock.answered_on)
    if on > clock.last_day:
        raise Refusal("clock.expired", limit=limit.id, name=limit.name, last_day=clock.last_day, field="happened_on")
    if rule.times is not None and len(clock.extended) >= rule.times:
        raise Refusal("clock.extended_too_often", limit=limit.id, name=limit.name, times=rule.times)
    if days < 1 or (rule.most is not None and days > rule.most):
        raise Refusal(
            "clock.extension_length", limit=limit.id, name=limit.name, days=days, most=rule.most, field="days"
        )
    missing = [who for who in rule.consent if who not in consents_given]
    if missing:
        words = "、".join(CONSENTS[who] for who in missing)
        raise Refusal("clock.consent_missing", limit=limit.id, name=limit.name, missing=words, field="consents")


def _in_time(event: Event) -> tuple[date, str]:
    return event.on, event.name


def _key(limit: Limit, event: Event) -> str | None:
    if limit.per == "party":
        return event.party
    return event.subject if limit.per in ("subject", "instalment", "round") else None


def _starts(limit: Limit, events: Sequence[Event]) -> list[Event]:
    """The events that start a clock of their own."""
    starts: list[Event] = []
    if not {event.name for event in events}.issuperset(limit.after):
        return starts
    for event in events:
        if event.name not in limit.starts_on or not limit.is_valid_on(event.on):
            continue
        if limit.subjects and (event.subject or "") not in limit.subjects:
            continue
        same = [start for start in starts if _key(limit, start) == _key(limit, event)]
        if limit.starts == "all" and not _all_happened(limit, events, event.on):
            continue
        if not same or _is_over(limit, same[-1], event, events):
            starts.append(event)
    return [_restarted(limit, start, events) for start in starts]


def _all_happened(limit: Limit, events: Sequence[Event], day: date) -> bool:
    return {event.name for event in events if event.on <= day} >= set(limit.starts_on)


def _restarted(limit: Limit, start: Event, events: Sequence[Event]) -> Event:
    """The last event that made the limit count anew before it was answered, or the start itself."""
    answer = _answer(limit, start, events)
    anew = [
        event
        for event in events
        if event.name in limit.restarts_on and start.on <= event.on and (answer is None or event.on <= answer)
    ]
    return replace(start, name=anew[-1].name, on=anew[-1].on) if anew else start


def _is_over(limit: Limit, start: Event, again: Event, events: Sequence[Event]) -> bool:
    answer = _answer(limit, start, events)
    return answer is not None and answer < again.on


def _answer(limit: Limit, start: Event, events: Sequence[Event]) -> date | None:
    """The first day on which something answered the clock; an event that names no key answers for all."""
    key = _key(limit, start)
    for event in events:
        if _answers(limit, event) and event.on >= start.on and _key(limit, event) in (key, None):
            return event.on
    return None


def _answers(limit: Limit, event: Event) -> bool:
    """Whether an event answers the limit at all; taking a route answers only the limits of that route."""
    if event.name == ROUTE_TAKEN:
        return event.subject in limit.answered_routes
    return event.name in limit.answered_by


def _clock(
    limit: Limit,
    start: Event,
    answered: date | None,
    events: Sequence[Event],
    extensions: Sequence[Extension],
    calendar: Calendar,
    today: date,
) -> RunningClock:
    key = _key(limit, start)
    id = f"{limit.id}@{start.on.isoformat()}" + (f":{key}" if key else "")
    until = min(today, answered or today)
    own = tuple(e for e in extensions if e.limit == limit.id and e.key in (key, None) and start.on <= e.on <= until)
    pauses, is_open = _pauses(limit, events, until)
    days = sum(extension.days for extension in own)
    deadline = due(limit, start.on, calendar, pauses, days, began=EVENTS[start.name])
    return RunningClock(
        id=id,
        limit=limit,
        started_on=start.on,
        key=key,
        deadline=deadline,
        pauses=pauses,
        extended=own,
        answered_on=answered,
        state=_state(deadline, answered, is_open, today),
        days_left=(deadline.last_day - (answered or today)).days,
    )


def _state(deadline: Deadline, answered: date | None, is_paused: bool, today: date) -> str:
    if answered is not None:
        return "answered"
    if today > deadline.last_day:
        return "expired"
    return "paused" if is_paused else "running"


def _pauses(limit: Limit, events: Sequence[Event], until: date) -> tuple[tuple[Pause, ...], bool]:
    """The pauses up to a day, and whether one of them is still open; an open one runs on until that day."""
    found: list[Pause] = []
    is_open = False
    for stem in limit.not_counted:
        for subject in {event.subject for event in events if event.name == f"{stem}_started"}:
            closed, begun = _pairs(stem, [event for event in events if event.subject == subject])
            found += [pause for pause in closed if pause.first <= until]
            if begun is not None and begun <= until:
                found.append(Pause(begun, until, f"{PAUSES[stem]}期间"))
                is_open = True
    return tuple(sorted(found)), is_open


def _pairs(stem: str, events: Sequence[Event]) -> tuple[list[Pause], date | None]:
    """Each start paired with the end that follows it, and the start that has no end yet."""
    found: list[Pause] = []
    begun: date | None = None
    for event in sorted(events, key=lambda event: (event.on, event.name.endswith("_ended"))):
        if event.name == f"{stem}_started" and begun is None:
            begun = event.on
        elif event.name == f"{stem}_ended" and begun is not None:
            found.append(Pause(begun, event.on, f"{PAUSES[stem]}期间"))
            begun = None
    return found, begun
