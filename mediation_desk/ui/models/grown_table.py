"""A table as high as its rows, for pages that scroll as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.models.columns import Column, Row
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px

LEAST_ROWS = 1


class GrownTable(RowTable[Row]):
    """Shows every row without a scroll bar of its own; hidden while there is none."""

    def __init__(
        self, columns: tuple[Column[Row], ...], key: Callable[[Row], str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, key, parent=parent)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, and take the room they need."""
        super().show_rows(rows)
        self.setVisible(bool(rows))
        lines = max(len(rows), LEAST_ROWS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + lines * px(34) + px(4))
