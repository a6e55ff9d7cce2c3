"""What was found for the words at the top, under the field, reached by Down and opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.line_list import Line, LineList

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
        self._list = LineList("")
        self._list.setAccessibleName(self.tr("搜索结果"))
        self._list.opened.connect(self._open)
        self._list.clicked.connect(self._open)
        self._words = QLabel()
        self._words.setProperty("look", "remark")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(6))
        column.addWidget(self._list)
        column.addWidget(self._words)
        self.hide()

    def show_lines(self, lines: Sequence[FoundLine], under: QWidget) -> None:
        """Show what was found under the field; nothing found says so."""
        self._list.show_lines(tuple(Line(line.key, line.head, line.remark) for line in lines))
        self._list.setVisible(bool(lines))
        self._words.setText(
            self.tr("↓ 选择，Enter 打开") if lines else self.tr("没有找到。换个字词，或按 Enter 到案件台账里找")
        )
        self._place(under, len(lines))
        self.show()
        self.raise_()

    def keys(self) -> tuple[str, ...]:
        """What the lines open."""
        return self._list.keys()

    def enter(self) -> None:
        """Take the keyboard to the first line."""
        if self.isVisible() and self._list.keys():
            self._list.choose(self._list.keys()[0])
            self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; the list itself opens on Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _place(self, under: QWidget, lines: int) -> None:
        line = self.fontMetrics().height() * 2 + px(16)
        height = px(44) + line * min(lines, MOST_LINES)
        window = self._window
        corner = under.mapTo(window, QPoint(0, under.height() + px(4)))
        width = max(under.width(), px(460))
        self.setGeometry(corner.x(), corner.y(), min(width, window.width() - corner.x() - px(8)), height)

    def _open(self, key: str) -> None:
        self.hide()
        self.chosen.emit(key)
