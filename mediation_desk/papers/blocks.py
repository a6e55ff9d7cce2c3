"""From the parsed XML of a paper to blocks: the only place that decides how a tag looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from xml.etree.ElementTree import Element

from .column import Column, Gap
from .faces import Typecase
from .grid import PAD_Y, Cell, Grid, Row
from .markup import BLOCKS, MarkupFault, at
from .passage import Passage, Run
from .pen import Block
from .sheet import HEADINGS, Look, Style
from .signs import DATE_LINE, Sign, Signs

_MM = 72 / 25.4
_ON, _OFF = "■", "□"
_NOTE_GAP = 6.0
_REST = "（以下空白）"
_SOURCE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_CELL_STYLES: Final[dict[str, dict[str, object]]] = {
    "text": {},
    "label": {"align": "center"},
    "head": {"chain": "hei", "align": "center"},
}
_LEADS_IN: Final = "："
"""A line that ends so leads in what follows, and is never the last of a page."""


class Builder:
    """Builds blocks for one look of paper with one type case."""

    def __init__(self, look: Look, case: Typecase) -> None:
        self._look, self._style, self._case = look, look.body, case
        self._makers: dict[str, Callable[[Element, bool], Block]] = {
            "organ": lambda e, keep: self._passage(e, look.organ, keep=True),
            "title": lambda e, keep: self._passage(e, look.title, keep=True),
            "number": lambda e, keep: self._number(e),
            "h": lambda e, keep: self._heading(e),
            "p": lambda e, keep: self._paragraph(e, keep),
            "note": lambda e, keep: Column((Gap(_NOTE_GAP), self._passage(e, look.note)), whole=True, keep=keep),
            "date": lambda e, keep: self._date(e),
            "grid": lambda e, keep: self._grid(e, keep),
            "signs": lambda e, keep: self._signs(e),
            "together": lambda e, keep: Column(self._children(e), whole=True, keep=keep),
            "gap": lambda e, keep: Gap(float(e.get("lines", "1")) * look.gap / 2),
            "rest": lambda e, keep: Passage([Run(_REST)], self._style.but(align="center", indent=0), case, keep=keep),
        }

    def body(self, root: Element) -> tuple[Block | None, ...]:
        """All blocks of a paper in order; None stands for a new page."""
        return tuple(self._blocks(list(root)))

    def _children(self, element: Element) -> list[Block]:
        return [block for block in self._blocks(list(element)) if block is not None]

    def _blocks(self, elements: list[Element]) -> Iterable[Block | None]:
        for number, element in enumerate(elements):
            following = next((other.tag for other in elements[number + 1 :] if other.tag != "gap"), "")
            yield self._block(element, following)

    def _block(self, element: Element, following: str) -> Block | None:
        if element.tag not in BLOCKS:
            raise MarkupFault(f"<{element.tag}> does not stand alone", element=element)
        if element.tag == "newpage":
            return None
        keep = element.get("keep") == "yes" or following in ("signs", "date")
        with at(element):
            return self._makers[element.tag](element, keep)

    def _passage(self, element: Element, style: Style, *, keep: bool = False) -> Passage:
        return Passage(_runs(element), style, self._case, keep=keep)

    def _number(self, element: Element) -> Block:
        style = self._style.but(indent=0, align=element.get("align", "right"))
        return self._passage(element, style, keep=True)

    def _heading(self, element: Element) -> Block:
        level = element.get("level", "1")
        return self._passage(element, self._style.but(chain=HEADINGS[level]), keep=True)

    def _paragraph(self, element: Element, keep: bool) -> Block:
        style = self._style if element.get("size") != "small" else self._look.cell.but(align="justify", indent=2)
        style = style.but(indent=float(element.get("indent", style.indent)), align=element.get("align", style.align))
        made = self._passage(element, style, keep=keep)
        made.keep = keep or made.text.rstrip().endswith(_LEADS_IN)
        return made

    def _date(self, element: Element) -> Block:
        text = "".join(element.itertext()).strip() or DATE_LINE
        trail = Run("\u3000" * 4, unbroken=True)
        return Passage([Run(text), trail], self._style.but(indent=0, align="right"), self._case)

    def _signs(self, element: Element) -> Block:
        places = [
            Sign(_need(sign, "key"), _need(sign, "label"), sign.get("seal") == "yes", sign.get("dated", "yes") == "yes")
            for sign in element
        ]
        return Signs(places, int(element.get("columns", "2")), self._look, self._case)

    def _grid(self, element: Element, keep: bool) -> Block:
        shares = [float(share) for share in _need(element, "columns").split()]
        free = [0] * len(shares)  # the row from which a column is free again
        rows = []
        for number, row in enumerate(element):
            with at(row):
                rows.append(self._row(row, number, free))
        return Grid(shares, rows, keep=keep, whole=element.get("whole") == "yes", narrowest=self._look.narrowest)

    def _row(self, element: Element, number: int, free: list[int]) -> Row:
        head = element.get("head") == "yes"
        cells = [self._cell(cell, _take(cell, number, free), head) for cell in element]
        if any(until <= number for until in free):
            raise MarkupFault(f"row {number} of a grid is not full", element=element)
        least = float(element.get("least", "0")) * _MM * self._look.tight
        return Row(tuple(cells), max(least, self._look.cell.leading + 2 * PAD_Y), head)

    def _cell(self, element: Element, column: int, head: bool) -> Cell:
        style = self._look.cell.but(**_CELL_STYLES["head" if head else element.get("kind", "text")])
        style = style.but(align=element.get("align", style.align))
        blocks = [self._in_cell(child, style) for child in element if child.tag in BLOCKS]
        runs = [] if blocks else _runs(element)
        if runs:
            blocks = [Passage(runs, style, self._case)]
        elif blocks and (element.text or "").strip():
            raise MarkupFault("text beside blocks in a cell", element=element)
        across, down = int(element.get("across", "1")), int(element.get("down", "1"))
        label = head or element.get("kind", "text") != "text"
        return Cell(Column(blocks), column, across, down, element.get("top") != "yes", label)

    def _in_cell(self, element: Element, style: Style) -> Block:
        if element.tag == "p":
            indent = float(element.get("indent", "0"))
            return self._passage(element, style.but(indent=indent, align=element.get("align", style.align)))
        block = self._block(element, "")
        if block is None:
            raise MarkupFault("a new page inside a cell", element=element)
        return block


def _take(element: Element, number: int, free: list[int]) -> int:
    across, down = int(element.get("across", "1")), int(element.get("down", "1"))
    column = next((place for place, until in enumerate(free) if until <= number), len(free))
    if column + across > len(free):
        raise MarkupFault(f"row {number} of a grid has too many cells", element=element)
    free[column : column + across] = [number + down] * across
    return column


def _need(element: Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise MarkupFault(f"<{element.tag}> needs {name}", "value", element, name)
    return value


def _runs(element: Element) -> list[Run]:
    """The runs of a line of text; a template's own line ends and indentation are not text."""
    runs = [run for run in _inline(element, None, False) if run.text]
    while runs and not runs[0].underlined and not runs[0].text.lstrip(" "):
        runs.pop(0)
    while runs and not runs[-1].underlined and not runs[-1].text.rstrip(" "):
        runs.pop()
    return runs


def _inline(element: Element, chain: str | None, underlined: bool) -> Iterable[Run]:
    yield from _text(element.text, chain, underlined)
    for child in element:
        if child.tag == "br":
            yield Run("\n", chain)
        elif child.tag == "blank":
            yield Run("\u3000" * int(child.get("chars", "6")), chain, underlined=True, unbroken=True)
        elif child.tag == "tick":
            yield Run(_ON if child.get("on") == "yes" else _OFF, chain)
            yield from _inline(child, chain, underlined)
        elif child.tag in ("b", "u"):
            yield from _inline(child, "hei" if child.tag == "b" else chain, underlined or child.tag == "u")
        else:
            raise MarkupFault(f"<{child.tag}> inside a line", element=child)
        yield from _text(child.tail, chain, underlined)


def _text(text: str | None, chain: str | None, underlined: bool) -> Iterable[Run]:
    if text:
        yield Run(_SOURCE_BREAK.sub("", text), chain, underlined)
