"""The mask of a page's code: of eight the one that scanners read best, found as ISO/IEC 18004, 7.8.3, says.

segno finds it too, module by module, in much of the time that a page takes. Here all modules are bits of one number,
a row after the other with a free bit between two rows; a test compares both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

SIZE: Final = 25
_STRIDE: Final = SIZE + 1
_CORNER, _TIMING, _ALIGNMENT = 9, 6, range(16, 21)
_RULES: Final[tuple[Callable[[int, int], bool], ...]] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)
Modules = Sequence[Iterable[int]]
_FINDER_LIKE, _WIDE = "1011101", 7


def _is_data(row: int, column: int) -> bool:
    at_corner = (row < _CORNER and (column < _CORNER or column >= SIZE - 8)) or (row >= SIZE - 8 and column < _CORNER)
    return not (at_corner or _TIMING in (row, column) or (row in _ALIGNMENT and column in _ALIGNMENT))


def _is_format(row: int, column: int) -> bool:
    """What says the mask itself, and the one module that is always dark: they do not count yet."""
    along_row = row == 8 and (column < _CORNER or column >= SIZE - 8)
    along_column = column == 8 and (row < _CORNER or row >= SIZE - 8)
    return (along_row or along_column) and _TIMING not in (row, column)


def _bits(dark: Callable[[int, int], bool]) -> int:
    cells = ((row, column) for row in range(SIZE) for column in range(SIZE))
    return sum(dark(row, column) << row * _STRIDE + column for row, column in cells)


def _turned(dark: Callable[[int, int], bool]) -> Callable[[int, int], bool]:
    return lambda row, column: dark(column, row)


def _mask(rule: Callable[[int, int], bool]) -> Callable[[int, int], bool]:
    return lambda row, column: _is_data(row, column) and rule(row, column)


_MASKS: Final = tuple((_bits(_mask(rule)), _bits(_turned(_mask(rule)))) for rule in _RULES)
"""Each mask by rows and by columns."""
_COUNTED: Final = _bits(lambda row, column: not _is_format(row, column))
"""The same by rows and by columns."""
_EVERY: Final = _bits(lambda row, column: True)
_PAIRS: Final = _bits(lambda row, column: column < SIZE - 1)
_SQUARES: Final = _bits(lambda row, column: column < SIZE - 1 and row < SIZE - 1)


def under_best_mask(first: Modules, any_symbol: Callable[[int], Modules]) -> tuple[str, ...]:
    """The rows under the best mask, as 0 and 1, from the modules under mask 0.

    `any_symbol` gives the modules of some text under a mask: what says the mask is the same in all of them.
    """
    lines = _lines(first)
    rows, columns = (_packed(side) & _COUNTED for side in (lines, ["".join(one) for one in zip(*lines, strict=True)]))
    bare = rows ^ _MASKS[0][0], columns ^ _MASKS[0][1]
    scores = [_score(bare[0] ^ by_rows, bare[1] ^ by_columns) for by_rows, by_columns in _MASKS]
    best = scores.index(min(scores))
    whole = bare[0] ^ _MASKS[best][0] | _packed(_lines(any_symbol(best))) & ~_COUNTED
    return tuple(_line(whole, number) for number in range(SIZE))


def _lines(modules: Modules) -> list[str]:
    return ["".join(map(str, row)) for row in modules]


def _packed(lines: Sequence[str]) -> int:
    return int("0".join(line[::-1] for line in reversed(lines)), 2)


def _line(modules: int, number: int) -> str:
    return f"{modules >> number * _STRIDE & (1 << SIZE) - 1:0{SIZE}b}"[::-1]


def _score(rows: int, columns: int) -> int:
    dark = 10 * int(abs(rows.bit_count() / SIZE**2 * 100 - 50) / 5)
    return _runs(rows) + _runs(columns) + _blocks(rows) + _finders(rows) + _finders(columns) + dark


def _alike(modules: int) -> int:
    """Where a module and the next one are of one colour."""
    return ~(modules ^ modules >> 1) & _PAIRS


def _runs(modules: int) -> int:
    """Three for five of one colour in a line, and one for each more."""
    alike = _alike(modules)
    fives = alike & alike >> 1 & alike >> 2 & alike >> 3
    return fives.bit_count() + 2 * (fives & ~(fives >> 1)).bit_count()


def _blocks(modules: int) -> int:
    """Three for each square of two by two of one colour."""
    alike = _alike(modules)
    return 3 * (alike & alike >> _STRIDE & ~(modules ^ modules >> _STRIDE) & _SQUARES).bit_count()


def _finders(modules: int) -> int:
    light = ~modules & _EVERY
    ends = modules & modules >> 2 & modules >> 3 & modules >> 4 & modules >> 6
    found = ends & light >> 1 & light >> 5
    lines = {place // _STRIDE for place in _places(found)}
    return sum(_finder_like(_line(modules, line)) for line in lines)


def _places(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _finder_like(line: str) -> int:
    """Forty for each part that could be taken for a finder: with light beside it, or at the edge."""
    count, place = 0, line.find(_FINDER_LIKE)
    while place >= 0:
        after = place + _WIDE
        lit = "1" not in line[max(place - 4, 0) : place] or "1" not in line[after : after + 4]
        if place == 0 or after == SIZE or lit:
            count, following = count + 40, after
        else:
            following = place + 4
        place = line.find(_FINDER_LIKE, following)
    return count
