"""Papers as they go to the printer, each with an id of its own, and their pages as a scanner brings them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from PIL import Image

from mediation_desk.papers.paper import Paper
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.preparing.scanned import ink_in_boxes, pages_of
from mediation_desk.scans.filing import PrintedPaper, Sorting, sort_pages
from mediation_desk.scans.reading import ReadPage
from mediation_desk.signatures.fields import SignBox, boxes_in, freeze
from tests.support.scanner import Wear, as_jpeg, printed, scanned, worn, write_in

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Print:
    """A frozen paper and what the office remembers of it."""

    paper: PrintedPaper
    frozen: bytes
    boxes: tuple[SignBox, ...] = field(compare=False)

    def sheets(self) -> list[Image.Image]:
        """Fresh paper, nothing written on it."""
        return printed(self.frozen)

    def signed(self, rng: Random, empty: frozenset[str] = frozenset()) -> list[Image.Image]:
        """Everybody has signed by hand, apart from these."""
        pages = self.sheets()
        for box in self.boxes:
            if box.key not in empty:
                write_in(pages[box.page], box, rng)
        return pages

    def ink(self, pile: dict[int, ReadPage]) -> dict[str, str]:
        """What is found in the boxes."""
        return dict(ink_in_boxes(self.frozen, pile))


def print_paper(
    kind: Paper, facts: Facts, resources: Resources, rng: Random, *, family: str, dead: bool = False
) -> Print:
    """One paper of the catalogue, rendered and frozen under a new id."""
    id = str(UUID(int=rng.getrandbits(128), version=4))
    made = render(kind.code, {**facts, "paper": {**facts["paper"], "id": id}}, resources)
    boxes = [SignBox(box.key.replace(".", "-"), box.page, box.x, box.y, box.width, box.height) for box in made.boxes]
    frozen = freeze(made.pdf, boxes) if boxes else made.pdf
    return Print(PrintedPaper(id, family, made.pages, dead), frozen, boxes_in(frozen))


def brought_back(pages: list[Image.Image], rng: Random, wear: Callable[[Random], Wear] = worn) -> list[ReadPage]:
    """Every sheet through the scanner on its own, then read."""
    read: list[ReadPage] = []
    for number, page in enumerate(pages, 1):
        how = wear(rng)
        read += pages_of(f"{number}.jpg", as_jpeg(scanned(page, how, rng), how.quality))
    return read


def sorted_back(pages: list[ReadPage], *prints: Print) -> Sorting:
    """The heap, sorted by what the office remembers."""
    return sort_pages(pages, {one.paper.id: one.paper for one in prints})
