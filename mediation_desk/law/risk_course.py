"""The course of a case's risk: folds over dated grades, so that any order of recording gives the same answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mediation_desk.terms.events import Event

from .risk import Grade, RiskRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade that counts from a moment on."""

    id: str
    at: datetime
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """One visit of the plan: the how-maniest, the day it should be made by, and the day it was made."""

    number: int
    day: int
    due: date
    made_on: date | None


def in_order(grades: Iterable[Graded]) -> list[Graded]:
    """By the moment they count from; of the same moment the most severe is the last word."""
    return sorted(grades, key=lambda one: (one.at, -one.grade.order, one.id))


def current(grades: Iterable[Graded], until: datetime | None = None) -> Graded | None:
    """The grade in force at a moment, or at the end."""
    past = [one for one in in_order(grades) if until is None or one.at <= until]
    return past[-1] if past else None


def colour_since(grades: Iterable[Graded]) -> Graded | None:
    """The grade with which the present colour began."""
    course = in_order(grades)
    begun: Graded | None = None
    for one in course:
        if begun is None or one.grade.colour != begun.grade.colour:
            begun = one
    return begun


def report_owed_since(grades: Iterable[Graded], reports: Collection[datetime]) -> datetime | None:
    """Since when a report is owed (人民调解法 25); None where none is, or it was made.

    A signal that is new asks for a report of its own. Whoever telephones first and writes the grade down afterwards
    has reported, too: for the first grade that asks, a report made earlier that day counts.
    """
    course = in_order(grades)
    asking = [(one, {duty.code for duty in one.grade.of_kind("report")}) for one in course]
    if not asking or not asking[-1][1]:
        return None
    known: set[str] = set()
    owed = counts_from = course[0].at
    for one, codes in asking:
        if codes - known:
            owed, counts_from = one.at, one.at if known else datetime.combine(one.at.date(), time())
        known |= codes
    return None if any(made >= counts_from for made in reports) else owed


def visits(rules: RiskRules, grades: Sequence[Graded], events: Iterable[Event]) -> tuple[PlannedVisit, ...]:
    """The plan of the present colour, its visits answered one after the other by those that were made."""
    begun = colour_since(grades)
    if begun is None:
        return ()
    colour, told = rules.colour(begun.grade.colour), list(events)
    start = _start(colour.revisit_from, begun, told)
    if start is None:
        return ()
    made = sorted(event.on for event in told if event.name == "visited" and event.on > start)
    answered: list[date | None] = [*made, *[None] * len(colour.revisit)]
    return tuple(
        PlannedVisit(number=number, day=day, due=start + timedelta(days=day), made_on=answered[number - 1])
        for number, day in enumerate(colour.revisit, 1)
    )


def _start(names: Sequence[str], begun: Graded, events: Iterable[Event]) -> date | None:
    if "risk_assessed" in names:
        return begun.at.date()
    return min((event.on for event in events if event.name in names), default=None)
