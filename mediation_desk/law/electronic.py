"""Whether an agreement may be signed on the screen, or on paper only (电子签名法 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .bars import Bar, Barred, Term, barred_terms, read_bars
from .codes import Code
from .reading import Fault, Section, refuse_if_faulty, sourced

PAPER: Final = "paper"
SCREEN: Final = "screen"
ROUTES: Final = {PAPER: "纸质签署", SCREEN: "屏幕签署", "mixed": "屏幕与纸质并用"}
BARRED_TYPE: Final = "electronic_barred"


@dataclass(frozen=True, slots=True)
class ElectronicAnswer:
    """The routes that are open, paper first, and what bars the others."""

    routes: tuple[str, ...]
    barred: tuple[Barred, ...]


@dataclass(frozen=True, slots=True)
class ElectronicRules:
    """What bars the electronic form: matters of single terms, and whole types of dispute."""

    bars: tuple[Bar, ...]
    type_words: str
    type_source: str
    type_certainty: str

    @classmethod
    def of(cls, document: Mapping[str, object]) -> ElectronicRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/electronic.toml", document, faults)
        bars = read_bars(section)
        table = section.needed("dispute_type")
        words, (source, certainty) = table.text("words"), sourced(table)
        table.finish()
        section.finish()
        refuse_if_faulty(faults)
        return cls(bars, words, source, certainty)

    def routes(self, dispute: Code, terms: Iterable[Term]) -> ElectronicAnswer:
        """The routes open to an agreement on such a dispute with such terms."""
        barred = barred_terms(terms, self.bars)
        if BARRED_TYPE in dispute.flags:
            words = self.type_words.format(dispute=dispute.words)
            barred = (Barred(None, words, self.type_source, self.type_certainty), *barred)
        return ElectronicAnswer((PAPER,) if barred else tuple(ROUTES), barred)

    def check_route(self, route: str, dispute: Code, terms: Iterable[Term]) -> None:
        """Refuse a route that the agreement may not take."""
        answer = self.routes(dispute, terms)
        if route not in ROUTES:
            raise Refusal("signing.route_unknown", route=route, field="route")
        if route not in answer.routes:
            first = answer.barred[0]
            raise Refusal("signing.paper_only", reason=first.words, source=first.source, field="route")
