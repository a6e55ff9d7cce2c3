"""A short list of two-line entries in a card: what, and below it where or when. Enter or a click opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mediation_desk.ui.theme.look import colour, px

_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """`aside` stands at the left in bold letters: a time, a mark."""

    key: str
    head: str
    below: str = ""
    aside: str = ""


class LineList(QWidget):
    """`opened` carries the key. Where there is nothing, a sentence says so."""

    opened = Signal(str)
    clicked = Signal(str)
    chosen = Signal(str)

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = _Lines()
        self._nothing = QLabel(nothing)
        self._nothing.setProperty("look", "soft")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(px(14), px(10), px(14), px(10))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        self._list.itemActivated.connect(lambda item: self.opened.emit(_line(item).key))
        self._list.itemClicked.connect(lambda item: self.clicked.emit(_line(item).key))
        self._list.currentItemChanged.connect(self._moved)
        self.setFocusProxy(self._list)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these in place of the others; where one was, one stays."""
        before = self.current_key()
        self._list.blockSignals(True)
        self._list.clear()
        for line in lines:
            item = QListWidgetItem(line.head)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.aside} {line.head} {line.below}".strip())
            item.setToolTip(f"{line.head}\n{line.below}".strip())
            self._list.addItem(item)
            if line.key == before:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._stack.setCurrentWidget(self._list if lines else self._nothing)

    def say_nothing(self, sentence: str) -> None:
        """Another sentence for where there is nothing."""
        self._nothing.setText(sentence)

    def keys(self) -> tuple[str, ...]:
        """What is listed, in order."""
        return tuple(_line(self._list.item(row)).key for row in range(self._list.count()))

    def lines(self) -> tuple[Line, ...]:
        """The entries, in order."""
        return tuple(_line(self._list.item(row)) for row in range(self._list.count()))

    def current_key(self) -> str | None:
        """Where the keyboard is."""
        item = self._list.currentItem()
        return None if item is None else _line(item).key

    def choose(self, key: str) -> None:
        """Go to an entry."""
        if key in self.keys():
            self._list.setCurrentRow(self.keys().index(key))

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(_line(item).key)


class _Lines(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_LineDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """No more than its card gives."""
        return QSize(px(160), px(60))

    def minimumSizeHint(self) -> QSize:
        """One entry."""
        return QSize(px(120), px(50))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and some air, one where there is nothing below."""
        lines = 2 if index.data(_LINE).below else 1
        return QSize(px(80), option.fontMetrics.height() * lines + px(16))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, a hair line below, then the words."""
        line: Line = index.data(_LINE)
        painter.save()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, option.palette.color(QPalette.ColorRole.Base))
            painter.fillRect(box, colour("act_soft"))
        painter.setPen(colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        words = box.adjusted(px(14), px(7), -px(10), -px(7))
        _paint_words(painter, words, line, option.font)
        painter.restore()


def _paint_words(painter: QPainter, box: QRectF, line: Line, font: QFont) -> None:
    bold = QFont(font)
    bold.setBold(True)
    if line.aside:
        painter.setFont(bold)
        painter.setPen(colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line.aside)
        box = box.adjusted(painter.fontMetrics().horizontalAdvance(line.aside) + px(14), 0, 0, 0)
    painter.setFont(font)
    painter.setPen(colour("text"))
    height = painter.fontMetrics().height()
    head = QRectF(box.left(), box.top(), box.width(), height)
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, _cut(painter, line.head, box.width()))
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    painter.setFont(small)
    painter.setPen(colour("text_soft"))
    below = QRectF(box.left(), box.top() + height, box.width(), height)
    painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, _cut(painter, line.below, box.width()))


def _cut(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))


def _line(item: QListWidgetItem) -> Line:
    found = item.data(_LINE)
    assert isinstance(found, Line)
    return found
