"""A pen that remembers where it wrote and ruled, so that a test sees what no reader of the PDF would tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediation_desk.papers.faces import Glyph
from mediation_desk.papers.pen import Pen
from mediation_desk.papers.sheet import LEFT, WIDTH

_SLACK = 0.6


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text on a page: its left and right end, its base line and size."""

    page: int
    left: float
    right: float
    base: float
    size: float
    text: str


class WatchingPen(Pen):
    """The usual pen with a memory."""

    last: WatchingPen
    """The pen of the paper that was made last."""

    def __init__(self, *things: object) -> None:
        super().__init__(*things)  # type: ignore[arg-type]
        WatchingPen.last = self
        self.written: list[Written] = []
        self.uprights: list[tuple[int, float, float, float]] = []

    def write(self, x: float, y: float, size: float, spacing: float, text: str, glyphs: Sequence[Glyph]) -> None:
        """Remember, then write."""
        width = sum(glyph.width for glyph in glyphs) * size + spacing * (len(text) - 1)
        self.written.append(Written(self.page, x, x + width, y, size, text))
        super().write(x, y, size, spacing, text, glyphs)

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5) -> None:
        """Remember upright rules, then rule."""
        if x1 == x2:
            self.uprights.append((self.page, x1, min(y1, y2), max(y1, y2)))
        super().rule(x1, y1, x2, y2, weight)

    def overflows(self) -> Iterator[str]:
        """Lines of text that leave the type area or run through a rule of a table."""
        for line in self.written:
            if line.left < LEFT - _SLACK or line.right > LEFT + WIDTH + _SLACK:
                yield f"page {line.page + 1}: {line.text} leaves the type area"
        for page, x, low, high in self.uprights:
            for line in self.written:
                inside = low < line.base < high and line.left + _SLACK < x < line.right - _SLACK
                if line.page == page and inside:
                    yield f"page {page + 1}: {line.text} runs through a rule"
