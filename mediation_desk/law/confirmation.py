"""What a court may confirm of an agreement, and where: per procedure, per form, per term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .bars import Bar, Barred, Term, barred_terms, read_bars
from .procedure import Procedure
from .reading import Fault, Section, refuse_if_faulty, sourced

ROUTE: Final = "judicial_confirmation"


@dataclass(frozen=True, slots=True)
class Confirmability:
    """`standing` is open, ask_court or closed; `terms` may be confirmed, `barred` says why the others may not."""

    standing: str
    terms: tuple[int, ...]
    barred: tuple[Barred, ...]
    reason: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ConfirmationRules:
    """What no court confirms, and what is said where a procedure or a form closes the road."""

    bars: tuple[Bar, ...]
    closed: Mapping[str, tuple[str, str, str]]

    @classmethod
    def of(cls, document: Mapping[str, object]) -> ConfirmationRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/confirmation.toml", document, faults)
        bars = read_bars(section)
        closed = {key: _closed(section.table(key), section, key) for key in ("procedure", "oral", "all_terms")}
        section.finish()
        refuse_if_faulty(faults)
        return cls(bars, closed)

    def judge(self, procedure: Procedure, form: str, terms: Sequence[Term]) -> Confirmability:
        """Whether the parties may ask a court to confirm, and which terms their application may list."""
        barred = barred_terms(terms, self.bars)
        free = tuple(sorted({term.number for term in terms} - {bar.term for bar in barred}))
        route = next((route for route in procedure.routes if route.id == ROUTE), None)
        if route is None:
            return self._shut("procedure", barred)
        if form == "oral" and "written" in route.when:
            return self._shut("oral", barred)
        if not free:
            return self._shut("all_terms", barred)
        return Confirmability(route.standing, free, barred, route.advice, route.source, route.certainty)

    def _shut(self, why: str, barred: tuple[Barred, ...]) -> Confirmability:
        words, source, certainty = self.closed[why]
        return Confirmability("closed", (), barred, words, source, certainty)


def _closed(section: Section | None, above: Section, key: str) -> tuple[str, str, str]:
    if section is None:
        above.fault(key, "缺少内容")
        return "", "", "memory"
    words, (source, certainty) = section.text("words"), sourced(section)
    section.finish()
    return words, source, certainty
