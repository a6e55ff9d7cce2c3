"""What the code on a printed page says and where it stands: whoever prints it and whoever reads it agree here.

Nothing in it names anybody: the paper's number means something only to the office that made it, which knows the case
and the version from it.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from typing import Final
from uuid import UUID

_MARK: Final = "M1"
_TEXT: Final = re.compile(rf"{_MARK}([A-Z2-7]{{26}})(\d{{3}})(\d{{3}})(\d{{2}})")
_PADDING: Final = "======"
_MOST_BOXES: Final = 99


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


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where every page carries its code: its upper left corner from the page's upper left one, in points, downwards."""

    left: float
    top: float
    side: float
    page: tuple[float, float]

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, which reading finds more exactly than any corner."""
        return self.left + self.side / 2, self.top + self.side / 2

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The four corners, from the upper left one clockwise."""
        right, bottom = self.left + self.side, self.top + self.side
        return (self.left, self.top), (right, self.top), (right, bottom), (self.left, bottom)


def page_code(text: str) -> PageCode | None:
    """What a code read from a page says; None where it is none of ours."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    paper, page, pages, boxes = found.groups()
    return PageCode(str(UUID(bytes=b32decode(paper + _PADDING))), int(page), int(pages), int(boxes))
