"""Laying a scan exactly over the page that was printed.

The code alone places a page well near the code and two millimetres wrong at its head. So pieces of print all over the
page are looked for where they ought to be, and the page is laid anew by what was found.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import mul
from statistics import median
from typing import Final

from PIL import Image, ImageChops, ImageOps

from mediation_desk.terms.page_codes import CodePlace

from .light import in_red_light, levelled
from .placing import Pair, Placing, Spot, bent, rigid

_POINTS: Final = 72
_PIECE: Final = (96.0, 44.0)
_LEAST_PRINT, _MOST_PRINT = 0.015, 0.45
_PIECES: Final = 14
_FEWEST: Final = 3
_SHADES: Final = range(256)
_ENOUGH_TO_BEND: Final = 8
_DISTINCT: Final = 0.85
"""A piece is found where it differs at most this much of what it differs elsewhere, in the middle."""
_NEARLY: Final = 0.03
"""How much larger or smaller, and by how many radians askew, a page may be against what was known before."""


@dataclass(frozen=True, slots=True)
class _Round:
    dots: int
    reach: float
    """How far a piece is looked for, in points."""
    astray: float
    """How far from where the others say a find may lie before it is left out, in points."""

    @property
    def scale(self) -> float:
        return self.dots / _POINTS


_ROUNDS: Final = (_Round(40, 18.0, 3.0), _Round(100, 3.0, 1.2), _Round(150, 1.5, 0.7))


def laid_over(picture: Image.Image, placing: Placing, printed: Image.Image, code: CodePlace) -> Placing | None:
    """A better placing of a page in a picture, from the page as it was printed; None where it is not that page.

    The code's own middle is one of the finds: on a last page with two lines and a seal hardly anything else is printed.
    """
    anchor = (code.middle, placing.at(code.middle))
    grey, ours = levelled(in_red_light(picture)), printed.convert("L")
    for step in _ROUNDS:
        pairs = [anchor, *_found(grey, placing, ours, code.page, step)]
        pairs = _agreeing(pairs, placing, step.astray * placing.scale)
        if len(pairs) < _FEWEST:
            return None
        placing = bent(pairs) if len(pairs) >= _ENOUGH_TO_BEND and step is not _ROUNDS[0] else rigid(pairs)
    return placing


def _found(grey: Image.Image, placing: Placing, printed: Image.Image, page: Spot, step: _Round) -> list[Pair]:
    """Pieces of the page, and where in the picture each was found."""
    size = round(page[0] * step.scale), round(page[1] * step.scale)
    ours = printed.resize(size, Image.Resampling.BOX)
    theirs = placing.laid_out(grey, step.scale, page)
    pairs = []
    for corner in _pieces(ours, step):
        offset = _offset(ours, theirs, corner, step)
        if offset is not None:
            middle = tuple(c + extent * step.scale / 2 for c, extent in zip(corner, _PIECE, strict=True))
            here = middle[0] / step.scale, middle[1] / step.scale
            there = here[0] + offset[0] / step.scale, here[1] + offset[1] / step.scale
            pairs.append((here, placing.at(there)))
    return pairs


def _pieces(ours: Image.Image, step: _Round) -> list[tuple[int, int]]:
    """The corners of pieces with enough print on them to be told apart, spread over the page."""
    wide, high = (round(extent * step.scale) for extent in _PIECE)
    means = ImageOps.invert(ours).resize((ours.width // wide, ours.height // high), Image.Resampling.BOX)
    cells = [
        (abs(darkness / 255 - 0.2), number % means.width, number // means.width)
        for number, darkness in enumerate(means.tobytes())
        if _LEAST_PRINT < darkness / 255 < _MOST_PRINT
    ]
    chosen: list[tuple[int, int]] = []
    margin = math.ceil(step.reach * step.scale)
    for _, column, row in _spread(cells):
        x, y = round(column * ours.width / means.width), round(row * ours.height / means.height)
        if margin <= x <= ours.width - wide - margin and margin <= y <= ours.height - high - margin:
            chosen.append((x, y))
    return chosen[:_PIECES]


def _spread(cells: Sequence[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """One after another, each as far from those before it as can be; of the same distance, the better one."""
    left = sorted(cells)
    taken: list[tuple[float, int, int]] = []
    while left and len(taken) < 2 * _PIECES:
        best = max(left, key=lambda cell: (min((_apart(cell, one) for one in taken), default=0), -cell[0]))
        left.remove(best)
        taken.append(best)
    return taken


def _apart(one: tuple[float, int, int], other: tuple[float, int, int]) -> float:
    return math.hypot(2.2 * (one[1] - other[1]), one[2] - other[2])


def _offset(ours: Image.Image, theirs: Image.Image, corner: tuple[int, int], step: _Round) -> Spot | None:
    """How far a piece lies from where it ought to; None where nothing like it is near."""
    wide, high = (round(extent * step.scale) for extent in _PIECE)
    x, y = corner
    piece, reach = ours.crop((x, y, x + wide, y + high)), round(step.reach * step.scale)
    worth = {
        (dx, dy): _difference(piece, theirs.crop((x + dx, y + dy, x + dx + wide, y + dy + high)))
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    }
    best = min(worth, key=lambda offset: (worth[offset], math.hypot(*offset)))
    if reach in (abs(best[0]), abs(best[1])) or worth[best] > _DISTINCT * median(worth.values()):
        return None
    return best[0] + _between(worth, best, (1, 0)), best[1] + _between(worth, best, (0, 1))


def _between(worth: dict[tuple[int, int], float], best: tuple[int, int], way: tuple[int, int]) -> float:
    """Where between the pixels the valley lies: the lowest point of the parabola through three."""
    before = worth[best[0] - way[0], best[1] - way[1]]
    after = worth[best[0] + way[0], best[1] + way[1]]
    bend = before + after - 2 * worth[best]
    return 0.0 if bend <= 0 else 0.5 * (before - after) / bend


def _difference(one: Image.Image, other: Image.Image) -> float:
    return float(sum(map(mul, ImageChops.difference(one, other).histogram(), _SHADES)))


def _agreeing(pairs: Sequence[Pair], placing: Placing, astray: float) -> list[Pair]:
    """The largest number of finds that lie where two of them say that they should."""
    best: list[Pair] = []
    for two in combinations(pairs, 2):
        tried = rigid(two)
        if _close(tried, placing):
            near = [pair for pair in pairs if math.dist(tried.at(pair[0]), pair[1]) <= astray]
            best = max(best, near, key=len)
    return best


def _close(one: Placing, other: Placing) -> bool:
    return abs(one.scale / other.scale - 1) < _NEARLY and abs(math.radians(one.turned - other.turned)) < _NEARLY
