"""A dense table over records: filter, sort, keep the place, open with Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, cast

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from mediation_desk.ui.models.cell_delegate import CellDelegate
from mediation_desk.ui.models.columns import Column, Role, Row
from mediation_desk.ui.models.rows import RowModel, TextFilter
from mediation_desk.ui.theme.look import px

FREE_COLUMN = 12
"""Characters that a column without a width shows at least."""


class RowTable(QTableView, Generic[Row]):
    """`chosen` carries the key of the row that is marked, `opened` that of a row opened by Enter or double click.

    `typed` carries letters typed over the table, for a filter to take.
    """

    chosen = Signal(str)
    opened = Signal(str)
    typed = Signal(str)

    def __init__(
        self,
        columns: tuple[Column[Row], ...],
        key: Callable[[Row], str],
        also: Callable[[Row], str] = lambda _row: "",
        sortable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = RowModel(columns, key, also, self)
        self._filter = TextFilter(self)
        self._filter.setSourceModel(self._rows)
        self.setModel(self._filter)
        self.setItemDelegate(CellDelegate(self))
        self._behave(sortable)
        self._measure()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.activated.connect(self._activated)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the row that was chosen stays chosen where it is still there."""
        before = self.current_key()
        with_signals = self.blockSignals(True)
        self._rows.show_rows(rows)
        kept = before is not None and self.choose(before)
        self.blockSignals(with_signals)
        if before is not None and not kept:
            self.chosen.emit("")

    def set_text(self, text: str) -> None:
        """Keep only rows in which all these words occur."""
        self._filter.set_text(text)

    def set_test(self, test: Callable[[Row], bool] | None) -> None:
        """Keep only rows that pass."""
        self._filter.set_test(cast("Callable[[object], bool] | None", test))

    def shown(self) -> int:
        """How many rows passed the filter."""
        return self._filter.rowCount()

    def current_row(self) -> Row | None:
        """The record the keyboard is on."""
        index = self.currentIndex()
        return cast("Row", index.data(Role.ROW)) if index.isValid() else None

    def current_key(self) -> str | None:
        """Its key."""
        index = self.currentIndex()
        return self._rows.key_at(self._filter.mapToSource(index).row()) if index.isValid() else None

    def choose(self, key: str) -> bool:
        """Go to a record; False where it is not shown."""
        line = self._rows.line_of(key)
        index = QModelIndex() if line is None else self._filter.mapFromSource(self._rows.index(line, 0))
        if not index.isValid():
            return False
        self.selectRow(index.row())
        self.scrollTo(index)
        return True

    def choose_first(self) -> None:
        """Go to the first row that is shown."""
        if self.shown():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform; Tab leaves the table instead of walking its cells."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are not for walking to a case number; they are told."""
        self.typed.emit(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The free columns share what is left, or keep a readable width and let the table scroll."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Line heights and widths follow the zoom."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.model() is not None:
            self._measure()

    def _behave(self, sortable: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSortingEnabled(sortable)
        if sortable:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(34))
        self.verticalHeader().setMinimumSectionSize(px(24))
        self.horizontalHeader().setMinimumSectionSize(px(28))
        unit = self.fontMetrics().horizontalAdvance("字")
        for place, column in enumerate(self._rows.columns):
            if column.width:
                self.setColumnWidth(place, column.width * unit + px(18))
        self._share()

    def _share(self) -> None:
        columns = self._rows.columns
        free = [place for place, column in enumerate(columns) if not column.width]
        taken = sum(self.columnWidth(place) for place, column in enumerate(columns) if column.width)
        least = FREE_COLUMN * self.fontMetrics().horizontalAdvance("字")
        for place in free:
            self.setColumnWidth(place, max((self.viewport().width() - taken) // len(free), least))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._rows.key_at(self._filter.mapToSource(current).row()))

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.key_at(self._filter.mapToSource(index).row()))
