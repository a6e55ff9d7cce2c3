"""What a court may confirm of an agreement, and where: per procedure, per form, per term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .bars import Bar, Barred, Term, barred_terms, read_bars
from .procedure import Procedure
from .readiness_rules import ReadinessRules
from .reading import Fault, Section, refuse_if_faulty, sourced

ROUTE: Final = "judicial_confirmation"
_ROAD: Final = ("procedure", "oral")


@dataclass(frozen=True, slots=True)
class Confirmability:
    """`standing` is open, ask_court or closed; `terms` may be confirmed, `barred` says why the others may not."""

    standing: str
    terms: tuple[int, ...]
    barred: tuple[Barred, ...]
    reason: str
    source: str
    certainty: str
    closed_by: str | None = None
    """procedure, oral or all_terms: what closes the road."""

    def asked_for(self, wanted: Sequence[int], clauses: int) -> tuple[int, ...]:
        """The terms that an application lists: those wanted, or all that may be confirmed."""
        if self.closed_by in _ROAD or (self.closed_by is not None and not wanted):
            raise Refusal("confirmation.closed", reason=self.reason, source=self.source)
        for number in wanted:
            if not 1 <= number <= clauses:
                raise Refusal("confirmation.term_unknown", field="terms", term=number, last=clauses)
            for bar in self.barred:
                if bar.term == number and not bar.yields:
                    facts = {"term": number, "reason": bar.words, "source": bar.source}
                    raise Refusal("confirmation.term_barred", field="terms", **facts)
        return tuple(sorted(set(wanted))) or self.terms


@dataclass(frozen=True, slots=True)
class ConfirmationRules:
    """What no court confirms, what is said where the road is closed, and what an application needs."""

    bars: tuple[Bar, ...]
    closed: Mapping[str, tuple[str, str, str]]
    readiness: ReadinessRules

    @classmethod
    def of(cls, document: Mapping[str, object]) -> ConfirmationRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/confirmation.toml", document, faults)
        bars = read_bars(section)
        closed = {key: _closed(section.needed(key)) for key in (*_ROAD, "all_terms")}
        readiness = ReadinessRules.read(section)
        section.finish()
        refuse_if_faulty(faults)
        return cls(bars, closed, readiness)

    def judge(self, procedure: Procedure, form: str, terms: Sequence[Term]) -> Confirmability:
        """Whether the parties may ask a court to confirm, and which terms their application may list."""
        barred = barred_terms(terms, self.bars)
        free = tuple(sorted({term.number for term in terms} - {bar.term for bar in barred}))
        route = next((route for route in procedure.routes if route.id == ROUTE), None)
        if route is None:
            return self._shut("procedure", barred)
        if route.standing == "closed":
            return Confirmability("closed", (), barred, route.advice, route.source, route.certainty)
        if form == "oral" and "written" in route.when:
            return self._shut("oral", barred)
        if not free:
            return self._shut("all_terms", barred)
        return Confirmability(route.standing, free, barred, route.advice, route.source, route.certainty)

    def _shut(self, why: str, barred: tuple[Barred, ...]) -> Confirmability:
        words, source, certainty = self.closed[why]
        return Confirmability("closed", (), barred, words, source, certainty, why)


def _closed(section: Section) -> tuple[str, str, str]:
    words, (source, certainty) = section.text("words"), sourced(section)
    section.finish()
    return words, source, certainty
