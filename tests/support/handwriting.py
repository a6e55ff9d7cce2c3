"""Handwriting for the worked cases: the middle lines of a brush font's characters, drawn as an unsteady hand would.

The same name always gives the same strokes: `python -m tests.support.handwriting 王有田` prints the ink of a name.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

from mediation_desk.resource_paths import resources

FONT: Final = "MediationKai-Regular-GB2312.ttf"
GRID: Final = 56
DARK: Final = 110
MOST_POINTS: Final = 60
ASPECT: Final = 0.4
_SHORTEST: Final = 4
_AROUND: Final = ((0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1))

Cell = tuple[int, int]
Spot = tuple[float, float]


def ink_of(name: str) -> dict[str, Any]:
    """The ink of a name as a script of acts carries it."""
    hand = random.Random(f"hand of {name}")
    wide = min(0.92 / len(name), 0.3)
    slant, now = hand.uniform(-0.06, 0.12), 0
    strokes = []
    for place, character in enumerate(name):
        left, top = 0.04 + place * wide, 0.05 + hand.uniform(-0.02, 0.03)
        for line in _lines(character):
            stroke, now = _written(line, (left, top, wide * 0.9), slant, now, hand)
            strokes.append(stroke)
    return {"strokes": strokes, "device": "pen", "aspect": ASPECT}


def _written(
    line: list[Cell], box: tuple[float, float, float], slant: float, now: int, hand: random.Random
) -> tuple[list[dict[str, float]], int]:
    """One stroke: firm at its start, light at its end, with a short pause after it."""
    left, top, size = box
    stroke = []
    for number, (column, row) in enumerate(line):
        across = column / GRID + slant * (0.5 - row / GRID) + hand.uniform(-0.008, 0.008)
        down = row / GRID + hand.uniform(-0.008, 0.008)
        pressure = 0.35 + 0.4 * math.sin(math.pi * (number + 1) / (len(line) + 1)) + hand.uniform(-0.05, 0.05)
        stroke.append(
            {
                "x": round(left + across * size, 3),
                "y": round(top + down * size, 3),
                "t": now,
                "pressure": round(pressure, 3),
            }
        )
        now += hand.randint(14, 30)
    return stroke, now + hand.randint(60, 160)


def _lines(character: str) -> list[list[Cell]]:
    """The middle lines of a character in writing order, from the top left; what would be too much is smoothed away."""
    lines = [line for line in _traced(_thin(_filled(character))) if len(line) >= _SHORTEST]
    coarse = 1.0
    simple = [_simplified(line, coarse) for line in lines]
    while sum(map(len, simple)) > MOST_POINTS:
        coarse *= 1.3
        simple = [_simplified(line, coarse) for line in lines]
        if coarse > 4:
            lines = sorted(lines, key=len)[1:]
    return sorted((_forward(line) for line in simple), key=lambda line: line[0][1] * 2 + line[0][0])


def _forward(line: list[Cell]) -> list[Cell]:
    """Strokes run downwards and to the right."""
    first, last = line[0], line[-1]
    return line if first[1] * 2 + first[0] <= last[1] * 2 + last[0] else line[::-1]


def _filled(character: str) -> set[Cell]:
    font = ImageFont.truetype(str(resources() / "fonts" / FONT), GRID - 6)
    image = Image.new("L", (GRID, GRID), 0)
    ImageDraw.Draw(image).text((3, 0), character, fill=255, font=font)
    grey = image.tobytes()
    return {(x, y) for x in range(1, GRID - 1) for y in range(1, GRID - 1) if grey[y * GRID + x] > DARK}


def _thin(cells: set[Cell]) -> set[Cell]:
    """Zhang and Suen's thinning: what is left is one cell wide."""
    cells = set(cells)
    changed = True
    while changed:
        changed = False
        for turn in (0, 1):
            gone = {cell for cell in cells if _may_go(cell, cells, turn)}
            cells -= gone
            changed = changed or bool(gone)
    return cells


def _may_go(cell: Cell, cells: set[Cell], turn: int) -> bool:
    ring = [(cell[0] + dx, cell[1] + dy) in cells for dx, dy in _AROUND]
    rises = sum(not a and b for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    if not 2 <= sum(ring) <= 6 or rises != 1:
        return False
    north, east, south, west = ring[0], ring[2], ring[4], ring[6]
    if turn == 0:
        return not (north and east and south) and not (east and south and west)
    return not (north and east and west) and not (north and south and west)


def _traced(cells: set[Cell]) -> Iterator[list[Cell]]:
    """Lines from ends and crossings onwards, each as straight on as it can go."""
    left = set(cells)
    while left:
        start = min(left, key=lambda cell: (len(_near(cell, left)), cell[1], cell[0]))
        line = [start]
        left.discard(start)
        while ahead := _near(line[-1], left):
            line.append(min(ahead, key=lambda cell: _turn(line, cell)))
            left.discard(line[-1])
        yield line


def _near(cell: Cell, cells: set[Cell]) -> list[Cell]:
    return [(cell[0] + dx, cell[1] + dy) for dx, dy in _AROUND if (cell[0] + dx, cell[1] + dy) in cells]


def _turn(line: list[Cell], cell: Cell) -> float:
    if len(line) < 2:
        return abs(cell[0] - line[-1][0]) + abs(cell[1] - line[-1][1])
    back = line[-min(len(line), 5)]
    before = math.atan2(line[-1][1] - back[1], line[-1][0] - back[0])
    after = math.atan2(cell[1] - line[-1][1], cell[0] - line[-1][0])
    return abs(math.remainder(after - before, 2 * math.pi))


def _simplified(line: list[Cell], coarse: float) -> list[Cell]:
    """Douglas and Peucker: only the points that bend the line by more than `coarse` cells stay."""
    if len(line) < 3:
        return line
    distances = [_distance(cell, line[0], line[-1]) for cell in line]
    far = max(range(len(line)), key=distances.__getitem__)
    if distances[far] <= coarse:
        return [line[0], line[-1]]
    return _simplified(line[: far + 1], coarse)[:-1] + _simplified(line[far:], coarse)


def _distance(cell: Cell, first: Spot, last: Spot) -> float:
    span = math.hypot(last[0] - first[0], last[1] - first[1])
    if span == 0:
        return math.hypot(cell[0] - first[0], cell[1] - first[1])
    area = (last[0] - first[0]) * (first[1] - cell[1]) - (first[0] - cell[0]) * (last[1] - first[1])
    return abs(area) / span


if __name__ == "__main__":
    for word in sys.argv[1:]:
        print(json.dumps(ink_of(word), ensure_ascii=False, separators=(",", ":")))
