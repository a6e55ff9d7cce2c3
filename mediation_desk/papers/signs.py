"""Places for signatures and seals. A place is reserved and named; a seal is never drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .faces import Typecase
from .passage import Passage, Run
from .pen import Block, Pen
from .sheet import HEIGHT, SEAL, Look

DATE_LINE = "\u3000\u3000年\u3000月\u3000日"
_GUTTER = 14.0
_HAND = 40.0
_BETWEEN = 0.8
_SHORTEST = 62.0
"""A line to sign on that is shorter than this beside its date has the date below."""
_CONTINUED = "（接上页签名，与前页为同一份文书）"
_FLAT = 0.6
"""A seal on the screen is words in a frame: flatter than a seal's print."""
_SMALL_ENOUGH = 0.6 * HEIGHT


@dataclass(frozen=True, slots=True)
class Sign:
    """One place: its key, the words beside it, and whether a hand or a seal goes there. `dated` adds 年月日."""

    key: str
    label: str
    seal: bool = False
    dated: bool = True


class Signs:
    """Signature places in columns, hands first, then seals; kept on one page unless there are very many."""

    def __init__(
        self,
        places: Sequence[Sign],
        columns: int,
        look: Look,
        case: Typecase,
        *,
        keep: bool = False,
        continued: bool = False,
    ) -> None:
        self.keep, self._columns, self._look, self._case = keep, columns, look, case
        self._continued = continued
        hands, seals = [[place for place in places if place.seal is seal] for seal in (False, True)]
        self._rows = _rows(hands, seals, columns)

    def height(self, width: float) -> float:
        """All rows and the words at the top of a continued page."""
        return self._top() + sum(self._row_height(row, width) for row in self._rows)

    def least(self, width: float) -> float:
        """All, unless there are so many that they need pages of their own."""
        whole = self.height(width)
        if whole <= _SMALL_ENOUGH or not self._rows:
            return whole
        return self._top() + self._row_height(self._rows[0], width)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between rows of places; the rest says that it belongs to the page before."""
        if self.height(width) <= _SMALL_ENOUGH:
            return None, self
        fitting, used = 0, self._top()
        while fitting < len(self._rows) and used + self._row_height(self._rows[fitting], width) <= room + 0.01:
            used += self._row_height(self._rows[fitting], width)
            fitting += 1
        if fitting in (0, len(self._rows)):
            return (self, None) if fitting else (None, self)
        return self._part(self._rows[:fitting], self._continued), self._part(self._rows[fitting:], True)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Row by row."""
        if self._continued:
            self._note().draw(pen, x, top, width)
            top -= self._top()
        column = self._column(width)
        for row in self._rows:
            shift = self._columns - len(row) if row[0].seal else 0
            words = self._label_room(row, width)
            for number, place in enumerate(row):
                left, free = x + (number + shift) * (column + _GUTTER), self._free(row, number, width)
                self._draw_place(pen, place, left, top, column, words, free)
            top -= self._row_height(row, width)

    def _draw_place(self, pen: Pen, place: Sign, x: float, top: float, width: float, words: float, free: float) -> None:
        """Its words, then the line; all lines of a row are at one height, `words` below the top of the row."""
        if place.seal:
            self._draw_seal(pen, place, x, top, width)
            return
        self._label(place).draw(pen, x, top, free)
        floor = top - words - _HAND
        date = self._date()
        beside = self._date_width() if place.dated and self._is_wide(width) else 0.0
        pen.rule(x, floor, x + width - beside, floor)
        pen.reserve(place.key, x, floor + 1, width - beside, _HAND - 2)
        if place.dated and beside:
            date.draw(pen, x + width - beside + 2, floor + date.style.leading - 3, beside)
        elif place.dated:
            date.draw(pen, x, floor - 1, width)

    def _draw_seal(self, pen: Pen, place: Sign, x: float, top: float, width: float) -> None:
        side = min(SEAL, width)
        label = self._label(place, "center")
        if not place.dated:
            self._draw_screen_seal(pen, place, label, x, top, width)
            return
        pen.reserve(place.key, x + (width - side) / 2, top - side, side, side)
        middle = top - side / 2 + (label.height(width) + label.style.leading) / 2
        label.draw(pen, x, middle, width)
        if place.dated:
            date = Passage([Run(DATE_LINE)], self._look.sign_label.but(align="center"), self._case)
            date.draw(pen, x, middle - label.height(width), width)

    def _draw_screen_seal(self, pen: Pen, place: Sign, label: Passage, x: float, top: float, width: float) -> None:
        """What is put there on the screen is words, and words on words cannot be read: the label stands above."""
        side = min(SEAL, width)
        label.draw(pen, x, top, width)
        floor = top - label.height(width) - side * _FLAT
        pen.reserve(place.key, x + (width - side) / 2, floor, side, side * _FLAT - 4)

    def _row_height(self, row: Sequence[Sign], width: float) -> float:
        words, column = self._label_room(row, width), self._column(width)
        return max(self._place_height(place, column, words) for place in row) + self._look.sign_label.size * _BETWEEN

    def _label_room(self, row: Sequence[Sign], width: float) -> float:
        """The height of the longest words above a line of this row."""
        hands = [(number, place) for number, place in enumerate(row) if not place.seal]
        return max((self._label(place).height(self._free(row, n, width)) for n, place in hands), default=0.0)

    def _free(self, row: Sequence[Sign], number: int, width: float) -> float:
        """The width for the words of a place: the last of a row has what stands empty beside it."""
        columns = self._columns - len(row) + 1 if number == len(row) - 1 and not row[0].seal else 1
        return columns * self._column(width) + (columns - 1) * _GUTTER

    def _is_wide(self, width: float) -> bool:
        return width - self._date_width() > _SHORTEST

    def _place_height(self, place: Sign, width: float, words: float) -> float:
        if place.seal and not place.dated:
            return self._label(place).height(width) + min(SEAL, width) * _FLAT
        if place.seal:
            return max(min(SEAL, width), self._label(place).height(width) + 2 * self._look.sign_label.leading)
        below = self._look.sign_date.leading if place.dated and not self._is_wide(width) else 0.0
        return words + _HAND + below

    def _column(self, width: float) -> float:
        return (width - (self._columns - 1) * _GUTTER) / self._columns

    def _top(self) -> float:
        return self._look.note.leading + 6 if self._continued else 0.0

    def _note(self) -> Passage:
        return Passage([Run(_CONTINUED)], self._look.note, self._case)

    def _label(self, place: Sign, align: str = "left") -> Passage:
        return Passage([Run(place.label)], self._look.sign_label.but(align=align), self._case)

    def _date(self) -> Passage:
        return Passage([Run(DATE_LINE)], self._look.sign_date, self._case)

    def _date_width(self) -> float:
        return len(DATE_LINE) * self._look.sign_date.size + 2

    def _part(self, rows: Sequence[Sequence[Sign]], continued: bool) -> Signs:
        places = [place for row in rows for place in row]
        return Signs(places, self._columns, self._look, self._case, keep=self.keep, continued=continued)


def _rows(hands: Sequence[Sign], seals: Sequence[Sign], columns: int) -> list[Sequence[Sign]]:
    """Hands row by row; a seal takes the place that is free beside the last hand."""
    free = -len(hands) % columns
    beside, below = (seals[:free], seals[free:]) if len(seals) <= free else (seals[:0], seals)
    first = [*hands, *beside]
    return [places[start : start + columns] for places in (first, below) for start in range(0, len(places), columns)]
