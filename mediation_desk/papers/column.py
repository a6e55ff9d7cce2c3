"""Blocks one under another: the content of a cell, a group that stays together, and the body of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .pen import Block, Pen
from .sheet import WHOLE

_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height; it vanishes at either end of a page, and never parts what keeps company."""

    points: float
    keep: bool = True

    def height(self, width: float) -> float:
        """The same at any width."""
        return self.points

    def least(self, width: float) -> float:
        """All of it."""
        return self.points

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Asked only where it cannot stay: it vanishes."""
        return None, None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Nothing is drawn."""


class Column:
    """Several blocks as one."""

    def __init__(self, blocks: Iterable[Block], *, whole: bool = False, keep: bool = False) -> None:
        self.blocks, self.whole, self.keep = tuple(blocks), whole, keep

    def height(self, width: float) -> float:
        """All of them."""
        return sum(block.height(width) for block in self.blocks)

    def least(self, width: float) -> float:
        """All of it where it stays together, else up to the first beginning that may stand alone."""
        return self.height(width) if self._is_whole(width) else least(self.blocks, width)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """The blocks that fit, the next one split; what stays together is split only where no page could hold it."""
        if self._is_whole(width):
            return None, self
        head, tail = cut(self.blocks, width, room)
        return _column(head), _column(tail)

    def _is_whole(self, width: float) -> bool:
        return self.whole and self.height(width) <= WHOLE

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """From the top down."""
        for block in self.blocks:
            block.draw(pen, x, top, width)
            top -= block.height(width)


def least(blocks: tuple[Block, ...], width: float) -> float:
    """The height of the smallest honest beginning: blocks that keep company, then the first piece of the next."""
    total = 0.0
    for block in blocks:
        piece, whole = block.least(width), block.height(width)
        if not block.keep or piece < whole:
            return total + piece
        total += whole
    return total


def cut(blocks: tuple[Block, ...], width: float, room: float) -> tuple[list[Block], list[Block]]:
    """Fill `room`: what is placed, and what is left. Nothing placed means that nothing may begin here."""
    placed: list[Block] = []
    for index, block in enumerate(blocks):
        whole, after = block.height(width), blocks[index + 1 :]
        alone = block.keep and whole + least(after, width) > room + _SLACK
        if whole <= room + _SLACK and not alone:
            placed.append(block)
            room -= whole
            continue
        head, tail = block.split(width, min(room, whole - 2 * _SLACK) if alone else room)
        return placed + ([head] if head else []), ([tail] if tail else []) + list(after)
    return placed, []


def _column(blocks: list[Block]) -> Column | None:
    return Column(blocks) if blocks else None
