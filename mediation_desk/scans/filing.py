"""Sorting a heap of pages into papers: what is whole, what lacks a page, what has a page of another version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .reading import ReadPage


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """What the office remembers of a paper it printed. Papers of one family may be versions of each other."""

    id: str
    family: str
    pages: int
    dead: bool = False
    """Voided, withdrawn or superseded: nobody should sign it any more."""


@dataclass(slots=True)
class PaperPile:
    """The pages of one paper that were found."""

    paper: PrintedPaper
    pages: dict[int, ReadPage] = field(default_factory=dict)
    twice: list[ReadPage] = field(default_factory=list)
    others: list[ReadPage] = field(default_factory=list)
    """Pages of an older version, in the place of pages that are missing."""

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the pages that were not found."""
        return tuple(number for number in range(1, self.paper.pages + 1) if number not in self.pages)

    @property
    def in_order(self) -> tuple[ReadPage, ...]:
        """The pages as they belong."""
        return tuple(self.pages[number] for number in sorted(self.pages))


@dataclass(frozen=True, slots=True)
class Sorting:
    """A heap of pages, sorted."""

    piles: tuple[PaperPile, ...]
    unknown: tuple[ReadPage, ...]
    """With the code of a paper that is not known here."""
    uncoded: tuple[ReadPage, ...]


def sort_pages(pages: Iterable[ReadPage], known: Mapping[str, PrintedPaper]) -> Sorting:
    """Papers in the order in which their first page came."""
    piles: dict[str, PaperPile] = {}
    unknown, uncoded = [], []
    for page in pages:
        paper = None if page.code is None else known.get(page.code.paper)
        if page.code is None:
            uncoded.append(page)
        elif paper is None or not 1 <= page.code.page <= paper.pages:
            unknown.append(page)
        else:
            _lay(piles.setdefault(paper.id, PaperPile(paper)), page.code.page, page)
    _move_swapped(piles)
    return Sorting(tuple(piles.values()), tuple(unknown), tuple(uncoded))


def _lay(pile: PaperPile, number: int, page: ReadPage) -> None:
    if number in pile.pages:
        pile.twice.append(page)
    else:
        pile.pages[number] = page


def _move_swapped(piles: dict[str, PaperPile]) -> None:
    """A page of a dead version goes to the living one that lacks it: somebody took the wrong sheet."""
    for dead in [pile for pile in piles.values() if pile.paper.dead]:
        for number in sorted(dead.pages):
            lacking = _lacking(piles, dead.paper, number)
            if lacking is not None:
                lacking.others.append(dead.pages.pop(number))
        if not dead.pages:
            del piles[dead.paper.id]


def _lacking(piles: Mapping[str, PaperPile], dead: PrintedPaper, number: int) -> PaperPile | None:
    return next(
        (
            pile
            for pile in piles.values()
            if pile.paper.family == dead.family and not pile.paper.dead and number in pile.missing
        ),
        None,
    )
