"""A column as data: what it shows of a row, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from mediation_desk.ui.theme.marks import Tone, Urgency

Row = TypeVar("Row")


class Role(IntEnum):
    """What a cell tells beside its text."""

    ROW = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2
    SEARCH = Qt.ItemDataRole.UserRole + 3
    CHIP = Qt.ItemDataRole.UserRole + 4
    MARK = Qt.ItemDataRole.UserRole + 5
    DOTS = Qt.ItemDataRole.UserRole + 6
    SOFT = Qt.ItemDataRole.UserRole + 7
    LINK = Qt.ItemDataRole.UserRole + 8


@dataclass(frozen=True, slots=True)
class Dots:
    """How many of how many."""

    strength: int
    most: int = 5


@dataclass(frozen=True, kw_only=True)  # no slots: Python 3.11 cannot make `Column[Row](…)` of a frozen class with them
class Column(Generic[Row]):
    """`text` is shown, found by the filter and read aloud; the others say how it is drawn.

    `width` is in characters; 0 takes what is left. `order` sorts where the text would sort wrongly.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    number: bool = False
    bold: bool = False
    soft: bool = False
    link: bool = False
    order: Callable[[Row], object] | None = None
    tip: Callable[[Row], str] | None = None
    chip: Callable[[Row], Tone] | None = None
    mark: Callable[[Row], Urgency | None] | None = None
    dots: Callable[[Row], Dots] | None = None

    @property
    def drawn(self) -> bool:
        """Whether the cell is more than text."""
        return any(part is not None for part in (self.chip, self.mark, self.dots))
