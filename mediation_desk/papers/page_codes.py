"""Drawing the small code on every printed page: which paper, which page of how many, how many signatures belong on it.

Thirty-six characters of the alphanumeric kind make a QR code of version 2, whose modules of half a millimetre are
three dots wide at 150 dots an inch.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from uuid import UUID

import segno
from reportlab.lib.units import mm

from .page_masks import under_best_mask

MODULE: Final = 0.5 * mm
_VERSION, _ERRORS = 2, "m"
_MOST_PAGES: Final = 999
_DARK: Final = re.compile("1+")
MODULES: Final = 4 * _VERSION + 17


def can_be_coded(paper: str | None, pages: int) -> bool:
    """Whether a paper's pages can carry codes: an empty form belongs to no case."""
    try:
        return UUID(paper or "") is not None and pages <= _MOST_PAGES
    except ValueError:
        return False


@lru_cache(maxsize=64)
def bars(text: str) -> tuple[tuple[int, int, int], ...]:
    """The dark modules as bars: row from the top, first column, how many."""
    rows = under_best_mask(_modules(text, 0), _any_symbol)
    return tuple((number, run.start(), len(run[0])) for number, row in enumerate(rows) for run in _DARK.finditer(row))


@lru_cache(maxsize=8)
def _any_symbol(mask: int) -> tuple[bytearray, ...]:
    return _modules("0", mask)


def _modules(text: str, mask: int) -> tuple[bytearray, ...]:
    made = segno.make_qr(text, version=_VERSION, error=_ERRORS, boost_error=False, mask=mask)
    modules: tuple[bytearray, ...] = made.matrix
    return modules
