"""Ruled tables as in the forms of 2010 (司发通〔2010〕239号): spans, heads repeated, rows split between lines.

ReportLab's own Table brings unembedded Helvetica in with every empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .column import Column
from .pen import Block, Pen
from .sheet import HEIGHT, WHOLE

PAD_X = 4.5
PAD_Y = 3.5
_OUTER, _INNER = 1.0, 0.5
_SLACK = 0.01
_WORTH_SPLITTING = 0.28 * HEIGHT
_FEW_LINES = 72.0
_SHORT = 0.2 * HEIGHT


@dataclass(frozen=True, slots=True)
class Cell:
    """Content over `across` columns and `down` rows, starting at `column`. `label` is never split."""

    content: Column
    column: int
    across: int = 1
    down: int = 1
    middle: bool = True
    label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that begin on one line; `head` rows are repeated on each page."""

    cells: tuple[Cell, ...]
    least: float = 0.0
    head: bool = False


class Grid:
    """A ruled table as a block."""

    def __init__(
        self,
        shares: Sequence[float],
        rows: Sequence[Row],
        *,
        keep: bool = False,
        whole: bool = False,
        narrowest: float = 0.0,
    ) -> None:
        self.shares, self.rows, self.keep, self.whole = tuple(shares), tuple(rows), keep, whole
        self._narrowest = narrowest
        self._measured: tuple[float, tuple[float, ...]] = (-1.0, ())

    def height(self, width: float) -> float:
        """All rows."""
        return sum(self._heights(width))

    def least(self, width: float) -> float:
        """The head rows and the first group that hangs together, or a few of its lines."""
        heads, body = self._heads(), len(self.rows)
        if self._is_whole(width):
            return self.height(width)
        heights = self._heights(width)
        first = self._group_end(heads) if heads < body else body
        return sum(heights[:heads]) + _beginning(heights[heads:first])

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between rows, or inside a row that is alone too high for what is left."""
        if self._is_whole(width):
            return None, self
        heights, heads = self._heights(width), self._heads()
        place, used = heads, sum(heights[:heads])
        while place < len(self.rows) and used + sum(heights[place : self._group_end(place)]) <= room + _SLACK:
            used += sum(heights[place : self._group_end(place)])
            place = self._group_end(place)
        if place == len(self.rows):
            return self, None
        return self._split_row(place, width, room - used) or self._between(place, heads)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Cells with their rules, then the frame."""
        edges = self._edges(width)
        tops = [top - done for done in accumulate((0.0, *self._heights(width)))]
        for number, row in enumerate(self.rows):
            for cell in row.cells:
                self._draw_cell(pen, cell, x, edges, tops[number], tops[min(number + cell.down, len(self.rows))])
        frame = ((x, top, x + width, top), (x, tops[-1], x + width, tops[-1]))
        for line in (*frame, (x, top, x, tops[-1]), (x + width, top, x + width, tops[-1])):
            pen.rule(*line, _OUTER)

    def _draw_cell(self, pen: Pen, cell: Cell, x: float, edges: Sequence[float], top: float, bottom: float) -> None:
        left, right = x + edges[cell.column], x + edges[cell.column + cell.across]
        pen.rule(left, bottom, right, bottom, _INNER)
        pen.rule(right, top, right, bottom, _INNER)
        inner = right - left - 2 * PAD_X
        spare = top - bottom - 2 * PAD_Y - cell.content.height(inner)
        cell.content.draw(pen, left + PAD_X, top - PAD_Y - (max(spare, 0) / 2 if cell.middle else 0), inner)

    def _edges(self, width: float) -> list[float]:
        total = sum(self.shares)
        widths = _none_narrower([width * share / total for share in self.shares], self._least_widths())
        return list(accumulate(widths, initial=0.0))

    def _least_widths(self) -> list[float]:
        """A column that has cells of its own holds two characters of large type; others are parts of wider cells."""
        own = {cell.column for row in self.rows for cell in row.cells if cell.across == 1}
        least = self._narrowest + 2 * PAD_X if self._narrowest else 0.0
        return [least if column in own else 0.0 for column in range(len(self.shares))]

    def _is_whole(self, width: float) -> bool:
        """Whether it stands on one page: because it must, or because it is too short to be parted."""
        return self.height(width) <= (WHOLE if self.whole else _SHORT)

    def _heights(self, width: float) -> tuple[float, ...]:
        if self._measured[0] != width:
            self._measured = width, tuple(self._measure(width))
        return self._measured[1]

    def _measure(self, width: float) -> list[float]:
        heights = [row.least for row in self.rows]
        cells = [(number, cell) for number, row in enumerate(self.rows) for cell in row.cells]
        for number, cell in sorted(cells, key=lambda pair: pair[1].down):
            need = cell.content.height(self._inner(cell, width)) + 2 * PAD_Y
            last = min(number + cell.down, len(heights)) - 1
            heights[last] += max(0.0, need - sum(heights[number : last + 1]))
        return heights

    def _inner(self, cell: Cell, width: float) -> float:
        edges = self._edges(width)
        return edges[cell.column + cell.across] - edges[cell.column] - 2 * PAD_X

    def _heads(self) -> int:
        return next((number for number, row in enumerate(self.rows) if not row.head), len(self.rows))

    def _group_end(self, place: int) -> int:
        """Where the rows end that hang together at `place`; rows that no page could hold do not."""
        end = self._joined_end(place)
        return end if sum(self._measured[1][place:end]) <= HEIGHT / 2 else place + 1

    def _joined_end(self, place: int) -> int:
        end = place + 1
        while place < end:
            end = max(end, *(place + cell.down for cell in self.rows[place].cells), 0)
            place += 1
        return min(end, len(self.rows))

    def _between(self, place: int, heads: int) -> tuple[Block | None, Block | None]:
        if place == heads:
            return None, self
        rest = [*self.rows[:heads], *self.rows[place:]]
        return self._part(self.rows[:place]), self._part(rest, keep=self.keep)

    def _split_row(self, place: int, width: float, room: float) -> tuple[Block | None, Block | None] | None:
        heads, end = self._heads(), self._group_end(place)
        row, high = self.rows[place], self._heights(width)[place] > _WORTH_SPLITTING
        if end > place + 1 or not high or room < _FEW_LINES:
            return None
        parts = [self._split_cell(cell, width, room - 2 * PAD_Y) for cell in row.cells]
        if any(top is None for top, _ in parts):
            return None
        above = Row(tuple(top for top, _ in parts if top), 0.0)
        below = Row(tuple(bottom for _, bottom in parts), 0.0)
        rest = [*self.rows[:heads], below, *self.rows[place + 1 :]]
        return self._part([*self.rows[:place], above]), self._part(rest, keep=self.keep)

    def _part(self, rows: Sequence[Row], *, keep: bool = False) -> Grid:
        return Grid(self.shares, rows, keep=keep, narrowest=self._narrowest)

    def _split_cell(self, cell: Cell, width: float, room: float) -> tuple[Cell | None, Cell]:
        inner = self._inner(cell, width)
        if cell.content.height(inner) <= room + _SLACK:
            return cell, cell if cell.label else _with(cell, Column(()))
        if cell.label:
            return None, cell
        head, tail = cell.content.split(inner, room)
        return (_with(cell, head) if isinstance(head, Column) else None), _with(cell, tail)


def _none_narrower(widths: list[float], least: Sequence[float]) -> list[float]:
    """The widths with the narrow ones raised, at the cost of the others in proportion."""
    lacking = sum(max(0.0, need - width) for width, need in zip(widths, least, strict=True))
    spare = sum(max(0.0, width - need) for width, need in zip(widths, least, strict=True))
    if lacking == 0.0 or lacking >= spare:
        return widths
    return [
        need if width < need else width - (width - need) * lacking / spare
        for width, need in zip(widths, least, strict=True)
    ]


def _with(cell: Cell, content: Block | None) -> Cell:
    column = content if isinstance(content, Column) else Column([content] if content else [])
    return Cell(column, cell.column, cell.across, cell.down, middle=False)


def _beginning(heights: Sequence[float]) -> float:
    """What must be seen of a group of rows: all, or some lines of a row that is worth splitting."""
    return _FEW_LINES if len(heights) == 1 and heights[0] > _WORTH_SPLITTING else sum(heights)
