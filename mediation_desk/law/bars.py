"""What a term of an agreement is about, where that bars a road: the electronic form, or confirmation by a court."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from .reading import Section, sourced

FLAGS: Final = {
    "marriage": "婚姻关系",
    "adoption": "收养关系",
    "parentage": "亲子关系",
    "status": "身份关系",
    "inheritance": "继承",
    "ownership": "物权确权",
    "ip_ownership": "知识产权确权",
    "utility_stop": "停止供水、供电等公用事业服务",
    "vague": "内容不明确",
}
"""What a term may be about, as far as a rule turns on it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A numbered term of an agreement with what it is about."""

    number: int
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bar:
    """A matter that bars a road, with the rule that says so."""

    flag: str
    words: str
    source: str
    certainty: str
    yields: bool = False
    """Whether people may still ask: words only look vague, and a judge decides."""


@dataclass(frozen=True, slots=True)
class Barred:
    """A term that is barred, and why. `term` None stands for the whole dispute."""

    term: int | None
    words: str
    source: str
    certainty: str
    yields: bool = False


def read_bars(section: Section) -> tuple[Bar, ...]:
    """The bars of a rule file, one for each matter."""
    return tuple(_bar(table) for table in section.tables("bar"))


def barred_terms(terms: Iterable[Term], bars: Collection[Bar]) -> tuple[Barred, ...]:
    """Every term that a bar meets, in order of their numbers."""
    return tuple(
        Barred(term.number, bar.words, bar.source, bar.certainty, bar.yields)
        for term in sorted(terms, key=lambda term: term.number)
        for bar in bars
        if bar.flag in term.flags
    )


def _bar(section: Section) -> Bar:
    source, certainty = sourced(section)
    flag, words = section.choice("flag", FLAGS), section.text("words")
    bar = Bar(flag, words, source, certainty, section.flag("yields"))
    section.finish()
    return bar
