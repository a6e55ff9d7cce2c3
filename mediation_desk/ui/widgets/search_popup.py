"""What was found for the words at the top, under the field, reached by Down and opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px

MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line: the key of what it opens, its name, and where the words were found."""

    key: str
    head: str
    remark: str


class SearchPopup(QFrame):
    """A child of the window, not a window of its own: the field keeps the keyboard while one types."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("searchPopup")
        self.setProperty("look", "card")
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("搜索结果"))
        self._list.itemActivated.connect(self._activated)
        self._list.itemClicked.connect(self._activated)
        self._words = QLabel()
        self._words.setProperty("look", "remark")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(6))
        column.addWidget(self._list)
        column.addWidget(self._words)
        self.hide()

    def show_lines(self, lines: Sequence[FoundLine], under: QWidget) -> None:
        """Show what was found under the field; nothing found says so."""
        self._list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.head}\n{line.remark}")
            item.setData(Qt.ItemDataRole.UserRole, line.key)
            self._list.addItem(item)
        self._list.setVisible(bool(lines))
        self._words.setText(
            self.tr("↓ 选择，Enter 打开") if lines else self.tr("没有找到。换个字词，或按 Enter 到案件台账里找")
        )
        self._place(under, len(lines))
        self.show()
        self.raise_()

    def keys(self) -> tuple[str, ...]:
        """What the lines open."""
        return tuple(self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count()))

    def enter(self) -> None:
        """Take the keyboard to the first line."""
        if self.isVisible() and self._list.count():
            self._list.setCurrentRow(0)
            self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem() is not None:
            self._activated(self._list.currentItem())
        else:
            super().keyPressEvent(event)

    def _place(self, under: QWidget, lines: int) -> None:
        line = self.fontMetrics().height() * 2 + px(10)
        height = px(40) + line * min(lines, MOST_LINES)
        window = self._window
        corner = under.mapTo(window, QPoint(0, under.height() + px(4)))
        width = max(under.width(), px(460))
        self.setGeometry(corner.x(), corner.y(), min(width, window.width() - corner.x() - px(8)), height)

    def _activated(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
