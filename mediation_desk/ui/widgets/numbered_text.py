"""A text whose lines have numbers, and one of which can be marked: for templates, whose faults name their line."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from mediation_desk.ui.theme.look import colour, px


class NumberedText(QPlainTextEdit):
    """Lines are never wrapped, so that a number stands beside each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = _Numbers(self)
        self._marked: int | None = None
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self.blockCountChanged.connect(self._measure)
        self.updateRequest.connect(self._scrolled)
        self._measure()

    def mark_line(self, line: int | None) -> None:
        """Mark the line at fault and bring it into view; None takes the mark away."""
        self._marked = line
        self.colour_lines({} if line is None else {line: "red_soft"})
        if line is not None:
            cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            self.setTextCursor(cursor)
            self.centerCursor()
        self._numbers.update()

    def marked_line(self) -> int | None:
        """The line that is marked."""
        return self._marked

    def colour_lines(self, colours: Mapping[int, str]) -> None:
        """Give whole lines the colours of these uses."""
        marks = []
        for line, use in colours.items():
            mark, style = QTextEdit.ExtraSelection(), QTextCharFormat()
            style.setBackground(colour(use))
            style.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.format = style
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            marks.append(mark)
        self.setExtraSelections(marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand at the left."""
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._numbers.setGeometry(QRect(inner.left(), inner.top(), self.numbers_width(), inner.height()))

    def numbers_width(self) -> int:
        """Room for the last line's number."""
        return px(14) + self.fontMetrics().horizontalAdvance("9") * max(2, len(str(self.blockCount())))

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in view; a marked one is bold and has a sign."""
        painter = QPainter(self._numbers)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), colour("surface_soft"))
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > event.rect().bottom():
                break
            self._paint_number(painter, block.blockNumber() + 1, round(place.top()), round(place.height()))
            block = block.next()
        painter.end()

    def _paint_number(self, painter: QPainter, line: int, top: int, height: int) -> None:
        marked = line == self._marked
        painter.setPen(colour("red_text" if marked else "text_faint"))
        width = self._numbers.width() - px(6)
        painter.drawText(0, top, width, height, Qt.AlignmentFlag.AlignRight, f"▸{line}" if marked else str(line))

    def _measure(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    def _scrolled(self, part: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, part.y(), self._numbers.width(), part.height())


class _Numbers(QWidget):
    """The strip of numbers; its text draws it."""

    def __init__(self, text: NumberedText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        """As wide as the last number."""
        return QSize(self._text.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ask the text."""
        self._text.paint_numbers(event)
