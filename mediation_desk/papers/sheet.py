"""The page of GB/T 9704—2012, which mediation papers borrow, and the type styles on it. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 28 * mm
TOP: Final = PAGE_HEIGHT - 37 * mm
WIDTH: Final = 156 * mm
HEIGHT: Final[float] = 225 * mm
BOTTOM: Final = TOP - HEIGHT
WHOLE: Final = 0.85 * HEIGHT
"""How high that may be which must stand on one page: a title and a strip to sign still find room there."""
SEAL: Final[float] = 42 * mm
"""A town's seal measures 42 mm (国发〔1999〕25号); a unit's at most 45."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. `indent` of the first line and `hang` of the others are in characters."""

    chain: str = "fang"
    size: float = 16
    leading: float = 28.99
    indent: float = 2
    align: str = "justify"
    hang: float = 0

    def but(self, **changes: object) -> Style:
        """The same style with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


_LINE: Final = HEIGHT / 22
"""22 lines on a page: 28.99 pt."""
_BODY: Final[dict[str, Style]] = {
    "letter": Style(leading=_LINE),
    "record": Style(size=14, leading=25),
    "form": Style(size=12, leading=18.5, indent=0),
}
_TITLE: Final = Style("title", 22, 36, 0, "center")
_ORGAN: Final = Style("title", 18, 30, 0, "center")
_CELL: Final = Style("fang", 12, 17, 0, "left")
_SIGN_LABEL: Final = Style("fang", 11, 16, 0, "left")
_SIGN_DATE: Final = Style("fang", 10.5, 16, 0, "left")
_NOTE: Final = Style("kai", 10.5, 15.5, 0, "justify")
_FOOT: Final = Style("song", 10.5, 14, 0, "center")
SMALL: Final = Style("song", 8, 10, 0, "left")
STRIP: Final = Style("fang", 10.5, 16, 0, "left")
HEADINGS: Final = {"1": "hei", "2": "kai", "3": "fang"}
_LARGE: Final = {22: 26.0, 18: 24.0, 16: 22.0, 14: 18.0, 12: 16.0, 11: 15.0, 10.5: 14.0}
"""By two or three of the named sizes: 三号 to 二号, 四号 to 小二, 小四 to 三号, 五号 to 四号; titles by one or two."""
TIGHTER: Final = (0.94, 0.88, 0.83)
"""How far lines may be drawn together so that no last page holds little but signatures (GB/T 9704—2012 lets one)."""


@dataclass(frozen=True, slots=True)
class Look:
    """All type styles of one paper."""

    body: Style
    title: Style
    organ: Style
    cell: Style
    sign_label: Style
    sign_date: Style
    note: Style
    foot: Style
    gap: float
    """The height of one empty line."""
    tight: float
    narrowest: float
    """What a column of a ruled table must hold at least, which has cells of its own."""


@lru_cache(maxsize=32)
def look(name: str, *, large: bool = False, tight: float = 1.0) -> Look:
    """The styles of a letter, a record or a form, in the usual type or in the large one."""

    def style(usual: Style) -> Style:
        size = _LARGE[usual.size] if large else usual.size
        return usual.but(size=size, leading=usual.leading * size / usual.size * tight)

    cell = style(_CELL)
    return Look(
        body=style(_BODY[name]),
        title=style(_TITLE),
        organ=style(_ORGAN),
        cell=cell,
        sign_label=style(_SIGN_LABEL),
        sign_date=style(_SIGN_DATE),
        note=style(_NOTE),
        foot=style(_FOOT).but(leading=_FOOT.leading),
        gap=_LINE * tight,
        tight=tight,
        narrowest=2 * cell.size if large else 0.0,
    )
