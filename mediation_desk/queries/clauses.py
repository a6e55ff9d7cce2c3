"""条款库: the clauses of the program and of the office, and one of them filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from mediation_desk.law.clauses import Blank, Clause
from mediation_desk.model.office import OwnClause
from mediation_desk.terms.refusal import Refusal

from .query import Query, View

_PLACE: Final = re.compile(r"\{[^{}]*\}")
_PAYS: Final = "pay.manner_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRow:
    """A place that a form asks for."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """A clause as the library lists it."""

    id: str
    name: str
    text: str
    blanks: tuple[BlankRow, ...]
    disputes: frozenset[str]
    disputes_words: str
    """Types of quarrel in words; empty: it suits them all."""
    duty: bool
    pays: bool
    """Whether as a duty it is a payment."""
    risk: str
    satisfies: tuple[str, ...]
    """What the check before signing asks and this clause sees to, in words."""
    source: str
    certain: bool
    own: bool


@dataclass(frozen=True, slots=True)
class ClauseLibrary(Query[tuple[ClauseRow, ...]]):
    """All clauses, the office's own first; with `dispute`, those that suit it."""

    dispute: str | None = None

    def answer(self, view: View) -> tuple[ClauseRow, ...]:
        rows = [_row(view, clause, own=own) for clause, own in _all(view)]
        return tuple(row for row in rows if not (self.dispute and row.disputes) or self.dispute in row.disputes)


@dataclass(frozen=True, slots=True)
class FilledClause(Query[str]):
    """A clause with its places filled: amounts with their words, days as they are printed."""

    clause: str
    values: Mapping[str, str]

    def answer(self, view: View) -> str:
        clause = next((one for one, _ in _all(view) if one.id == self.clause), None)
        if clause is None:
            raise Refusal("clause.unknown", field="clause", id=self.clause)
        return clause.filled(self.values)


def _all(view: View) -> list[tuple[Clause, bool]]:
    kept = view.session.scalars(select(OwnClause).filter_by(dropped_on=None).order_by(OwnClause.kept_on, OwnClause.id))
    return [(_own(row), True) for row in kept] + [(one, False) for one in view.preparation.clauses()]


def _own(row: OwnClause) -> Clause:
    return Clause(
        id=row.id,
        name=row.name,
        text=row.text,
        blanks=tuple(Blank(**blank) for blank in row.blanks),
        disputes=tuple(row.disputes),
        duty=row.duty,
        risk=row.risk,
        source="本单位留存",
    )


def _row(view: View, clause: Clause, *, own: bool) -> ClauseRow:
    asked = view.law.check.words.words
    return ClauseRow(
        id=clause.id,
        name=clause.name,
        text=clause.text,
        blanks=tuple(BlankRow(name=blank.name, kind=blank.kind, words=blank.words) for blank in clause.blanks),
        disputes=frozenset(clause.disputes),
        disputes_words="、".join(view.law.words("dispute_types", code) for code in clause.disputes),
        duty=clause.duty,
        risk=clause.risk,
        satisfies=tuple(_PLACE.sub("…", asked[code].text) for code in clause.satisfies),
        pays=_PAYS in clause.satisfies,
        source=clause.source,
        certain=own or clause.certainty != "memory",
        own=own,
    )
