"""The small code on every printed page: which paper, which page of how many, how many signatures belong on it.

Nothing in it names anybody: the paper's number means something only to the office that made it, which knows the case
and the version from it. Thirty-six characters of the alphanumeric kind make a QR code of version 2, whose modules of
half a millimetre are three dots wide at 150 dots an inch.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

import segno
from reportlab.lib.units import mm

MODULE: Final = 0.5 * mm
_MARK, _VERSION, _ERRORS = "M1", 2, "m"
_TEXT: Final = re.compile(rf"{_MARK}([A-Z2-7]{{26}})(\d{{3}})(\d{{3}})(\d{{2}})")
_PADDING: Final = "======"
_MOST_PAGES, _MOST_BOXES = 999, 99


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code of one page says. Pages count from 1."""

    paper: str
    page: int
    pages: int
    boxes: int

    @property
    def text(self) -> str:
        """The characters that are printed."""
        paper = b32encode(UUID(self.paper).bytes).decode().rstrip("=")
        return f"{_MARK}{paper}{self.page:03}{self.pages:03}{min(self.boxes, _MOST_BOXES):02}"


def page_code(text: str) -> PageCode | None:
    """What a code read from a page says; None where it is none of ours."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    paper, page, pages, boxes = found.groups()
    return PageCode(str(UUID(bytes=b32decode(paper + _PADDING))), int(page), int(pages), int(boxes))


def can_be_coded(paper: str | None, pages: int) -> bool:
    """Whether a paper's pages can carry codes: an empty form belongs to no case."""
    try:
        return UUID(paper or "") is not None and pages <= _MOST_PAGES
    except ValueError:
        return False


@lru_cache(maxsize=64)
def bars(text: str) -> tuple[tuple[int, int, int], ...]:
    """The dark modules as bars: row from the top, first column, how many."""
    rows = segno.make_qr(text, version=_VERSION, error=_ERRORS, boost_error=False).matrix
    return tuple(bar for number, row in enumerate(rows) for bar in _runs(number, row))


def _runs(number: int, row: Iterable[int]) -> Iterable[tuple[int, int, int]]:
    start = None
    for column, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield number, start, column - start
            start = None


MODULES: Final = 4 * _VERSION + 17
