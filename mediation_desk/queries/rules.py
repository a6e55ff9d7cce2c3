"""规则: what a procedure says, in the words that docs and command line use too."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.law.explaining import KINDS, Row, Vocabulary, explain, explain_limits
from mediation_desk.law.in_force import LawInForce
from mediation_desk.papers import catalogue

from .query import Query, View

GENERAL = "limits"
"""What stands in the place of a procedure's id for the limits that belong to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One thing that a procedure's rules say."""

    section: str
    name: str
    words: str
    source: str
    certainty_words: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSheet:
    """A procedure and all it says."""

    procedure: str
    name: str
    kind_words: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class ProcedureRules(Query[tuple[RulesSheet, ...]]):
    """The rules of one procedure, or of all where none is named, as the office applies them."""

    procedure: str | None = None

    def answer(self, view: View) -> tuple[RulesSheet, ...]:
        return rules_of(view.law, self.procedure)


def rules_of(law: LawInForce, procedure: str | None = None) -> tuple[RulesSheet, ...]:
    """The sheets of one procedure or of all, in the order of kinds."""
    named = [law.procedure(procedure)] if procedure else [one for kind in KINDS for one in law.rules.of_kind(kind)]
    words = Vocabulary(law.lists, lambda code, kind: catalogue.paper(code).title_for(kind))
    sheets = [
        RulesSheet(
            procedure=one.id,
            name=one.name,
            kind_words=KINDS[one.kind],
            rows=tuple(_row(row) for row in explain(one, words)),
        )
        for one in named
    ]
    return tuple(sheets) if procedure else (*sheets, _general(law))


def _general(law: LawInForce) -> RulesSheet:
    rows = tuple(_row(row) for row in explain_limits(law.rules.general))
    return RulesSheet(procedure=GENERAL, name="不属于某一程序的期限", kind_words="各程序", rows=rows)


def _row(row: Row) -> RuleRow:
    return RuleRow(
        section=row.section,
        name=row.name,
        words=row.words,
        source=row.source,
        certainty_words=row.certainty_words,
        certain=row.certain,
    )
