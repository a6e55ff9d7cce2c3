"""The page of GB/T 9704—2012, which mediation papers borrow, and the type styles on it. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 28 * mm
TOP: Final = PAGE_HEIGHT - 37 * mm
WIDTH: Final = 156 * mm
HEIGHT: Final[float] = 225 * mm
BOTTOM: Final = TOP - HEIGHT
LINE: Final = HEIGHT / 22
"""22 lines on a page: 28.99 pt."""

SEAL: Final[float] = 42 * mm
"""A town's seal measures 42 mm (国发〔1999〕25号); a unit's at most 45."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. `indent` of the first line and `hang` of the others are in characters."""

    chain: str = "fang"
    size: float = 16
    leading: float = LINE
    indent: float = 2
    align: str = "justify"
    hang: float = 0

    def but(self, **changes: object) -> Style:
        """The same style with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


_LETTER: Final = Style()
_RECORD: Final = Style(size=14, leading=25)
_FORM: Final = Style(size=12, leading=18.5, indent=0)
BODY: Final[dict[str, Style]] = {"letter": _LETTER, "record": _RECORD, "form": _FORM}
TITLE: Final = Style("title", 22, 36, 0, "center")
ORGAN: Final = Style("title", 18, 30, 0, "center")
CELL: Final = Style("fang", 12, 17, 0, "left")
CELL_LABEL: Final = CELL.but(align="center")
CELL_HEAD: Final = CELL.but(chain="hei", align="center")
SIGN_LABEL: Final = Style("fang", 11, 16, 0, "left")
NOTE: Final = Style("kai", 10.5, 15.5, 0, "justify")
FOOT: Final = Style("song", 10.5, 14, 0, "center")
SMALL: Final = Style("song", 8, 10, 0, "left")
HEADINGS: Final = {"1": "hei", "2": "kai", "3": "fang"}
