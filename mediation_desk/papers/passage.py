"""A paragraph: runs of text in one style, broken, justified, underlined and split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .faces import Typecase
from .linebreak import Line, break_lines
from .pen import Block, Pen
from .sheet import Style

_STRETCH = 0.3  # a line that would need more air than this between characters is left ragged
_ORPHAN = 2
_SAME_WIDTH = 0.01  # a part that was split must never be broken anew


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one chain of fonts; `chain` None means the paragraph's own."""

    text: str
    chain: str | None = None
    underlined: bool = False
    unbroken: bool = False


class Passage:
    """A paragraph as a block."""

    def __init__(self, runs: Sequence[Run], style: Style, case: Typecase, *, keep: bool = False) -> None:
        self.style, self.keep = style, keep
        self.text = "".join(run.text for run in runs)
        self._glyphs = [
            case.glyph(run.chain or style.chain, character if character != "\n" else " ")
            for run in runs
            for character in run.text
        ]
        self._underlined, self._glued = _marks(runs)
        self._broken_at = -1.0
        self._lines: list[Line] = []
        self._first = 0

    def lines(self, width: float) -> list[Line]:
        """The lines at a width."""
        if abs(self._broken_at - width) > _SAME_WIDTH:
            size, style = self.style.size, self.style
            widths = [
                0.0 if c == "\n" else glyph.width * size for c, glyph in zip(self.text, self._glyphs, strict=True)
            ]
            first, rest = width - style.indent * size, width - style.hang * size
            self._lines, self._broken_at = break_lines(self.text, widths, self._glued, first, rest), width
        return self._lines[self._first :]

    def height(self, width: float) -> float:
        """All lines."""
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        """Two lines, or one where there is only one; three are not split."""
        count = len(self.lines(width))
        return (count if count < 2 * _ORPHAN else _ORPHAN) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """At least two lines stay and two go."""
        count = len(self.lines(width))
        fitting = int((room + 0.01) // self.style.leading)
        if fitting >= count:
            return self, None
        fitting = min(fitting, count - _ORPHAN)
        if fitting < _ORPHAN:
            return None, self
        return self._part(self._first, self._first + fitting), self._part(self._first + fitting, None)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Line by line from the top."""
        size, leading = self.style.size, self.style.leading
        baseline = top - (leading - size) / 2 - size * 0.86
        for number, line in enumerate(self.lines(width)):
            indent = self.style.indent if number + self._first == 0 else self.style.hang
            self._draw_line(pen, line, x + indent * size, baseline - number * leading, width - indent * size)

    def _draw_line(self, pen: Pen, line: Line, x: float, y: float, room: float) -> None:
        gap, count = room - line.width, line.end - line.start
        if count == 0:
            return
        spacing = self._spacing(line, gap, count)
        if self.style.align in ("center", "right"):
            x += gap / 2 if self.style.align == "center" else gap
        text, glyphs = self.text[line.start : line.end], self._glyphs[line.start : line.end]
        pen.write(x, y, self.style.size, spacing, text, glyphs)
        if self._underlined:
            self._underline(pen, line, x, y - self.style.size * 0.2, spacing)

    def _spacing(self, line: Line, gap: float, count: int) -> float:
        if count < 2 or gap > 0 and (line.last or self.style.align != "justify"):
            return 0.0
        spacing = gap / (count - 1)
        return spacing if spacing <= _STRETCH * self.style.size else 0.0

    def _underline(self, pen: Pen, line: Line, x: float, y: float, spacing: float) -> None:
        for index in range(line.start, line.end):
            advance = self._glyphs[index].width * self.style.size + spacing
            if index in self._underlined:
                pen.rule(x, y, x + advance, y, 0.6)
            x += advance

    def _part(self, first: int, end: int | None) -> Passage:
        part = object.__new__(Passage)
        part.__dict__.update(self.__dict__)
        part._first, part._lines = first, self._lines[:end]
        part.keep = self.keep and end is None
        return part


def _marks(runs: Sequence[Run]) -> tuple[frozenset[int], frozenset[int]]:
    underlined: set[int] = set()
    glued: set[int] = set()
    place = 0
    for run in runs:
        end = place + len(run.text)
        underlined.update(range(place, end) if run.underlined else ())
        glued.update(range(place + 1, end) if run.unbroken else ())
        place = end
    return frozenset(underlined), frozenset(glued)
