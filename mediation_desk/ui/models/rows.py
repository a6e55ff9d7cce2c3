"""The one model behind every table, and the filter in front of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont

from mediation_desk.ui.models.columns import Column, Role, Row

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class RowModel(QAbstractTableModel, Generic[Row]):
    """Read-only. `key` names a row for good, so that a refresh keeps the place; `also` is found though not shown."""

    def __init__(
        self,
        columns: tuple[Column[Row], ...],
        key: Callable[[Row], str],
        also: Callable[[Row], str] = lambda _row: "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._key, self._also = key, also
        self._rows: tuple[Row, ...] = ()
        self._search: tuple[str, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows in place of the others."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._search = tuple(self._found_by(row) for row in self._rows)
        self.endResetModel()

    def row_at(self, number: int) -> Row:
        """The record behind a line."""
        return self._rows[number]

    def key_at(self, number: int) -> str:
        """The name of the record behind a line."""
        return self._key(self._rows[number])

    def line_of(self, key: str) -> int | None:
        """The line of a record, or None."""
        return next((line for line, row in enumerate(self._rows) if self._key(row) == key), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles; figures stand at the right under theirs."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one cell tells."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Role.SEARCH:
            return self._search[index.row()]
        return _cell(row, column, role)

    def _found_by(self, row: Row) -> str:
        return " ".join([*(column.text(row) for column in self.columns), self._also(row)]).casefold()


def _cell(row: Row, column: Column[Row], role: int) -> object:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return _spoken(row, column) if role == Qt.ItemDataRole.AccessibleTextRole else column.text(row)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _alignment(column)
    if role == Qt.ItemDataRole.FontRole and column.bold:
        font = QFont()
        font.setBold(True)
        return font
    asked: dict[int, Callable[[], object]] = {
        Role.ROW: lambda: row,
        Role.SORT: lambda: (column.order or column.text)(row),
        Role.CHIP: lambda: column.chip and column.chip(row),
        Role.MARK: lambda: column.mark and column.mark(row),
        Role.DOTS: lambda: column.dots and column.dots(row),
        Role.SOFT: lambda: column.soft,
        Role.LINK: lambda: column.link,
        Qt.ItemDataRole.ToolTipRole: lambda: column.tip and column.tip(row),
    }
    return asked[role]() if role in asked else None


def _spoken(row: Row, column: Column[Row]) -> str:
    mark = None if column.mark is None else column.mark(row)
    return column.text(row) if mark is None else f"{mark.word} {column.text(row)}"


def _alignment(column: Column[Row]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class TextFilter(QSortFilterProxyModel):
    """Keeps the rows in which every typed word occurs, and those a page's own test lets through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._test: Callable[[object], bool] | None = None
        self.setSortRole(Role.SORT)

    def set_text(self, text: str) -> None:
        """Words apart by blanks, in any order, in any column."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def set_test(self, test: Callable[[object], bool] | None) -> None:
        """A further condition on the record."""
        self._test = test
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether the row stays."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        if self._test is not None and not self._test(index.data(Role.ROW)):
            return False
        text = index.data(Role.SEARCH) if self._words else ""
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """By what the column says it is sorted by; what has no value comes last."""
        first, second = left.data(Role.SORT), right.data(Role.SORT)
        if first is None or second is None:
            return first is not None
        return bool(first < second)
