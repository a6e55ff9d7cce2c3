"""Counting a time limit without a case: what is the last day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation_desk.law.deadlines import Deadline, due
from mediation_desk.law.in_force import LawInForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A counted limit with its rule."""

    rule: str
    name: str
    deadline: Deadline


def reckon(
    law: LawInForce, rule: str, start: date, pauses: Sequence[tuple[date, date]] = (), extended: int = 0
) -> Reckoned:
    """The last day of a limit of the law, or of the office where the law is the office's own."""
    limit = law.rules.limit(rule, start)
    return Reckoned(rule=limit.id, name=limit.name, deadline=due(limit, start, law.calendar, pauses, extended))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A limit as a list shows it."""

    rule: str
    name: str
    home: str
    length: str
    starts: str
    source: str
    certain: bool


def rules(law: LawInForce) -> tuple[RuleLine, ...]:
    """Every limit there is, those of no procedure first."""
    procedures = law.rules.procedures.values()
    homes = {limit.id: procedure.name for procedure in procedures for limit in procedure.limits}
    return tuple(
        RuleLine(
            rule=limit.id,
            name=limit.name,
            home=homes.get(limit.id, ""),
            length=limit.length_words,
            starts=limit.starts_words,
            source=limit.source,
            certain=limit.certain,
        )
        for limit in law.rules.limits()
    )
