"""The checklist of what to print, with copies. Space ticks, figures change the copies, Ctrl+A ticks all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mediation_desk.terms.printing import MOST_COPIES
from mediation_desk.ui.dialogs.print_sources import PrintLine
from mediation_desk.ui.theme.look import colour, px

TITLE, COPIES, STANDING = range(3)
_STEPS: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class PrintTable(QTableWidget):
    """`changed` comes when a tick or a number of copies changes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._lines: tuple[PrintLine, ...] = ()
        self.setHorizontalHeaderLabels([self.tr("文书"), self.tr("份数"), self.tr("打印情况")])
        self.setAccessibleName(self.tr("要打印的文书"))
        self.setItemDelegateForColumn(COPIES, _CopiesDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(30))
        self.horizontalHeader().setHighlightSections(False)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_lines(self, lines: Sequence[PrintLine], copies: Mapping[str, int], ticked: frozenset[str]) -> None:
        """Show these in place of the others; the keyboard stays where it was, or goes to the first ticked line."""
        place = self._place(lines, ticked)
        quiet = self.blockSignals(True)
        self._lines = tuple(lines)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._show(row, line, copies[line.key], line.key in ticked)
        if lines:
            self.setCurrentCell(place, TITLE)
        self.blockSignals(quiet)
        self._share()

    def chosen(self) -> tuple[tuple[PrintLine, int], ...]:
        """What is ticked, in the order of the list."""
        return tuple((line, self.copies(row)) for row, line in enumerate(self._lines) if self.is_ticked(row))

    def lines(self) -> tuple[PrintLine, ...]:
        """Everything that is listed."""
        return self._lines

    def copies(self, row: int) -> int:
        """The copies of a line."""
        return int(self._cell(row, COPIES).data(Qt.ItemDataRole.EditRole))

    def set_copies(self, row: int, copies: int) -> None:
        """Change the copies of a line."""
        self._cell(row, COPIES).setData(Qt.ItemDataRole.EditRole, max(1, min(MOST_COPIES, copies)))

    def is_ticked(self, row: int) -> bool:
        """Whether a line is wanted."""
        return self._cell(row, TITLE).checkState() == Qt.CheckState.Checked

    def tick(self, row: int, wanted: bool) -> None:
        """Want a line or not."""
        self._cell(row, TITLE).setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def tick_all(self) -> None:
        """Want everything; where everything is wanted, nothing."""
        wanted = not all(self.is_ticked(row) for row in range(self.rowCount()))
        quiet = self.blockSignals(True)
        for row in range(self.rowCount()):
            self.tick(row, wanted)
        self.blockSignals(quiet)
        self.viewport().update()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The whole line answers: Space its tick, plus, minus and figures its copies; Enter is the dialog's."""
        row, key = self.currentRow(), Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.tick_all()
        elif row < 0:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.tick(row, not self.is_ticked(row))
        elif key in _STEPS:
            self.set_copies(row, self.copies(row) + _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            if event.text().isdigit():
                self.setCurrentCell(row, COPIES)
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles take what is left."""
        super().resizeEvent(event)
        self._share()

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        cell = self.item(row, column)
        assert cell is not None
        return cell

    def _place(self, lines: Sequence[PrintLine], ticked: frozenset[str]) -> int:
        now = self._lines[self.currentRow()].key if 0 <= self.currentRow() < len(self._lines) else ""
        keys = [line.key for line in lines]
        if now in keys:
            return keys.index(now)
        return next((row for row, key in enumerate(keys) if key in ticked), 0)

    def _show(self, row: int, line: PrintLine, copies: int, ticked: bool) -> None:
        words = f"{line.title}（{line.about}）" if line.about else line.title
        title, number, standing = QTableWidgetItem(words), QTableWidgetItem(), QTableWidgetItem(line.standing)
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        title.setFlags(base | Qt.ItemFlag.ItemIsUserCheckable)
        title.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        title.setToolTip(f"{words}\n{line.tip}".strip())
        number.setFlags(base | Qt.ItemFlag.ItemIsEditable)
        number.setData(Qt.ItemDataRole.EditRole, copies)
        number.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        number.setToolTip(self.tr("按数字键或者 + − 修改"))
        standing.setFlags(base)
        standing.setForeground(colour("text_soft"))
        standing.setToolTip(line.standing)
        for column, item in enumerate((title, number, standing)):
            self.setItem(row, column, item)

    def _share(self) -> None:
        unit = self.fontMetrics().horizontalAdvance("字")
        taken = 4 if self.isColumnHidden(STANDING) else 14
        self.setColumnWidth(COPIES, 4 * unit)
        self.setColumnWidth(STANDING, 10 * unit)
        self.setColumnWidth(TITLE, max(self.viewport().width() - taken * unit, 8 * unit))


class _CopiesDelegate(QStyledItemDelegate):
    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A box for as many copies as there may be."""
        box = QSpinBox(parent)
        box.setRange(1, MOST_COPIES)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        return box
