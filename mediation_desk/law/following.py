"""What may follow an agreement: every way, whether it is open to this one, why, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.terms.events import EVENTS, Event

from .calendars import Calendar
from .checkup_matter import Agreement, Duty, clauses
from .clocks import RunningClock
from .codes import Code
from .confirmation import Confirmability
from .deadlines import chinese_date, due
from .following_rules import FollowingRules, Said, WayRule
from .limits import Limit
from .procedure import Procedure, Route

_PAY, _WRITTEN, _WAGES = "pay", "written", "wages"
_ENFORCE = "court.enforce"
_GOING = ("open", "ask_court", "taken")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a way: met, unmet, or to be asked of the parties."""

    code: str
    state: str
    text: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way. `standing` is open, ask_court, needs, closed, lost or taken; a closed one is told with its reason."""

    id: str
    name: str
    standing: str
    reason: str
    source: str
    certainty: str
    conditions: tuple[Condition, ...] = ()
    last_day: date | None = None
    days_left: int | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A time that matters whatever way is taken."""

    code: str
    text: str
    source: str
    certainty: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the ways are judged by: the text that stands, if there is one, and what has happened."""

    agreement: Agreement | None
    id: str | None
    form: str | None
    effective_on: date | None
    dispute: Code
    events: Sequence[Event]
    clocks: Sequence[RunningClock]
    confirmability: Confirmability | None
    settled: frozenset[int] = frozenset()
    """The numbers of the duties that are done."""

    def clock(self, limit: str | None) -> RunningClock | None:
        """The clock of a limit for this agreement, or for the track."""
        own = [one for one in self.clocks if one.limit.id == limit and one.key in (None, self.id)]
        return max(own, key=lambda one: one.started_on, default=None)


def ways(outcome: Outcome, procedure: Procedure, limits: Sequence[Limit], rules: FollowingRules) -> tuple[Way, ...]:
    """Every way in the order of the rule file, those that are closed included."""
    found: list[Way] = []
    for rule in rules.ways:
        routes = [route for id in rule.routes for route in procedure.routes if route.id == id]
        shut = rules.shut_for_form(rule.id, outcome.form) if outcome.form is not None else None
        if shut is not None or not routes:
            told = shut or rules.why_shut(procedure.id, rule.id)
            found.append(_told(rule.id, rule.name, told.standing, told.said))
        elif rule.otherwise is not None and outcome.dispute.code not in rule.disputes:
            found.append(_told(rule.id, rule.name, "closed", rule.otherwise))
        else:
            found += [_judged(rule, route, outcome, limits, rules) for route in routes]
    return tuple(found)


def notes(
    outcome: Outcome,
    limits: Iterable[Limit],
    calendar: Calendar,
    rules: FollowingRules,
    *,
    asked_at: datetime,
    receipt: tuple[str, date] | None,
) -> tuple[Note, ...]:
    """Until when execution may be asked for, and since when limitation is interrupted."""
    return (*_enforcement(outcome, limits, calendar, rules), _interruption(rules, asked_at, receipt))


def _told(id: str, name: str, standing: str, said: Said) -> Way:
    return Way(id=id, name=name, standing=standing, reason=said.words, source=said.source, certainty=said.certainty)


def _judged(rule: WayRule, route: Route, outcome: Outcome, limits: Sequence[Limit], rules: FollowingRules) -> Way:
    conditions = tuple(_conditions(route, outcome, rules))
    clock = outcome.clock(route.limit)
    standing, reason = _standing(rule, route, outcome, conditions, clock, rules)
    return Way(
        id=route.id,
        name=route.name,
        standing=standing,
        reason=reason,
        source=route.source,
        certainty=route.certainty,
        conditions=conditions,
        last_day=None if clock is None or standing == "closed" else clock.last_day,
        days_left=None if clock is None or standing in ("closed", "taken") else clock.days_left,
        steps=_steps(rule, limits, rules) if standing in _GOING else (),
    )


def _standing(
    rule: WayRule,
    route: Route,
    outcome: Outcome,
    conditions: Sequence[Condition],
    clock: RunningClock | None,
    rules: FollowingRules,
) -> tuple[str, str]:
    """The strongest thing there is to say: closed, done, too late, not yet, and only then open."""
    unmet = [one for one in conditions if one.state == "unmet"]
    closing = [one.text for one in unmet if rules.conditions[one.code].closes]
    if closing:
        return "closed", "；".join(closing)
    taken = _taken(rule, route, outcome)
    if taken is not None:
        return "taken", rules.notes["taken"].words.format(on=chinese_date(taken))
    if clock is not None and (clock.state == "expired" or clock.answered_late):
        return "lost", rules.notes["lost"].words.format(last_day=chinese_date(clock.last_day))
    if unmet:
        return "needs", "；".join(one.text for one in unmet)
    asked = [one.text for one in conditions if one.state == "ask"]
    return route.standing, "；".join((route.advice.rstrip("。"), *asked))


def _taken(rule: WayRule, route: Route, outcome: Outcome) -> date | None:
    days = [
        event.on
        for event in outcome.events
        if (event.name == "route_taken" and event.subject == route.id)
        or (event.name in rule.taken_on and event.subject == outcome.id)
    ]
    return max(days, default=None)


def _conditions(route: Route, outcome: Outcome, rules: FollowingRules) -> Iterable[Condition]:
    happened = {event.name for event in outcome.events}
    if not happened & {*route.open_on}:
        words = "或者".join(EVENTS[name] for name in route.open_on)
        yield _condition("events", "unmet", rules, events=words)
    if outcome.agreement is None:
        if route.when:
            yield _condition("agreement", "unmet", rules)
        return
    for code in route.when:
        yield _judge(code, outcome, outcome.agreement, rules)


def _judge(code: str, outcome: Outcome, agreement: Agreement, rules: FollowingRules) -> Condition:
    """One condition by the facts of the agreement."""
    if code == "terms_confirmable":
        return _confirmable(outcome, rules)
    if code == "no_cross_debts":
        both = _owing_each_other(agreement, outcome)
        return _condition(code, "unmet" if both else "ask", rules, names="、".join(both))
    if code == "payment":
        met = any(duty.kind == _PAY and duty.number not in outcome.settled for duty in agreement.duties)
    elif code == "debtor_accepts_enforcement":
        met = any(words in text for _, text in clauses(agreement) for words in rules.enforcement_words)
    else:
        met = outcome.form == _WRITTEN if code == _WRITTEN else _WAGES in outcome.dispute.flags
    return _condition(code, "met" if met else "unmet", rules)


def _confirmable(outcome: Outcome, rules: FollowingRules) -> Condition:
    judged = outcome.confirmability
    assert judged is not None, "an agreement is judged before its ways are"
    closed = judged.closed_by == "all_terms"
    terms = "、".join(f"第{number}项" for number in judged.terms)
    return _condition("terms_confirmable", "unmet" if closed else "met", rules, terms=terms, reason=judged.reason)


def _owing_each_other(agreement: Agreement, outcome: Outcome) -> tuple[str, ...]:
    """Whoever both owes and is owed money that is not paid yet."""
    open_duties: list[Duty] = [
        duty for duty in agreement.duties if duty.kind == _PAY and duty.number not in outcome.settled
    ]
    owing = {name for duty in open_duties for name in duty.debtors}
    owed = {name for duty in open_duties for name in duty.beneficiaries}
    return tuple(sorted(owing & owed))


def _condition(code: str, state: str, rules: FollowingRules, **facts: str) -> Condition:
    rule = rules.conditions[code]
    words = {"met": rule.met, "unmet": rule.unmet, "ask": rule.ask}[state]
    return Condition(code, state, words.format(**facts), rule.source, rule.certainty)


def _steps(rule: WayRule, limits: Sequence[Limit], rules: FollowingRules) -> tuple[str, ...]:
    """What the court and the other side then have to do, and within which time."""
    words = rules.notes["step"].words
    found = [limit for id in rule.steps for limit in limits if limit.id == id]
    return tuple(words.format(name=one.name, length=one.length_words, starts=one.starts_words) for one in found)


def _enforcement(
    outcome: Outcome, limits: Iterable[Limit], calendar: Calendar, rules: FollowingRules
) -> Iterable[Note]:
    """Two years from the end of the last instalment, once every day is known; nothing where all is paid."""
    duties = () if outcome.agreement is None or outcome.effective_on is None else outcome.agreement.duties
    unpaid = [duty for duty in duties if duty.kind == _PAY and duty.number not in outcome.settled]
    parts = [instalment for duty in unpaid for instalment in duty.instalments]
    if not parts:
        return
    days = [instalment.due for instalment in parts if instalment.due is not None]
    if len(days) < len(parts):
        said = rules.notes["enforce_open"]
        yield Note("enforce", said.words, said.source, said.certainty)
        return
    limit = next(limit for limit in limits if limit.id == _ENFORCE)
    deadline, said = due(limit, max(days), calendar), rules.notes["enforce"]
    facts = {"last_day": chinese_date(deadline.last_day), "last": chinese_date(max(days)), "length": limit.length_words}
    doubt = rules.notes["enforce_doubt"].words if deadline.calendar_provisional else ""
    yield Note("enforce", said.words.format(**facts) + doubt, said.source, said.certainty, deadline.last_day)


def _interruption(rules: FollowingRules, asked_at: datetime, receipt: tuple[str, date] | None) -> Note:
    said = rules.notes["interruption"]
    proof = rules.notes["receipt_missing"].words
    if receipt is not None:
        proof = rules.notes["receipt"].words.format(title=receipt[0], on=chinese_date(receipt[1]))
    moment = f"{chinese_date(asked_at.date())}{asked_at:%H:%M}"
    return Note("interruption", said.words.format(on=moment, receipt=proof), said.source, said.certainty)
