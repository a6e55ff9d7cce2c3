"""The pen: draws characters, rules and reserved places on one canvas, and remembers where each signature goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from mediation_desk.terms.page_codes import PageCode

from .faces import Glyph, Typecase
from .page_codes import bars


@dataclass(frozen=True, slots=True)
class Box:
    """The place of one signature: page index from 0, lower left corner and size in points."""

    key: str
    page: int
    x: float
    y: float
    width: float
    height: float


class Pen:
    """What blocks draw with."""

    def __init__(self, canvas: Canvas, case: Typecase) -> None:
        self._canvas, self._case = canvas, case
        self.page = 0
        self.boxes: list[Box] = []
        self.faces: set[str] = set()

    def write(self, x: float, y: float, size: float, spacing: float, text: str, glyphs: Sequence[Glyph]) -> None:
        """Characters from a base line's left end, `spacing` points added after each."""
        words = self._canvas.beginText(x, y)
        words.setCharSpace(spacing)
        start = 0
        for index in range(1, len(text) + 1):
            if index == len(text) or glyphs[index].face != glyphs[start].face:
                self._run(words, glyphs[start].face, size, text[start:index])
                start = index
        words.setCharSpace(0)
        self._canvas.drawText(words)

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5) -> None:
        """A straight line."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(x1, y1, x2, y2)

    def reserve(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """Remember a signature's place; nothing is drawn."""
        self.boxes.append(Box(key, self.page, round(x, 2), round(y, 2), round(width, 2), round(height, 2)))

    @property
    def boxes_here(self) -> int:
        """How many signatures have their place on this page so far."""
        return sum(box.page == self.page for box in self.boxes)

    def code(self, code: PageCode, x: float, top: float, module: float) -> None:
        """A page's code, from its upper left corner; its bars are whole numbers of modules, downwards."""
        drawn = " ".join(f"{column} {row} {length} 1 re" for row, column, length in bars(code.text))
        self._canvas.saveState()
        self._canvas.transform(module, 0, 0, -module, x, top)
        self._canvas.addLiteral(f"{drawn} f")
        self._canvas.restoreState()

    def turn(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()
        self.page += 1

    def _run(self, words: object, face: str, size: float, text: str) -> None:
        self.faces.add(face)
        words.setFont(self._case.name(face), size)  # type: ignore[attr-defined]
        words.textOut(text)  # type: ignore[attr-defined]


class Block(Protocol):
    """Something with a height that can be drawn, and often be split over two pages."""

    @property
    def keep(self) -> bool:
        """Whether it must stand on the page on which the next block begins."""

    def height(self, width: float) -> float:
        """How high it is at a width."""

    def least(self, width: float) -> float:
        """The height of its smallest honest beginning."""

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """What fits into `room`, and what is left."""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it below `top`."""
