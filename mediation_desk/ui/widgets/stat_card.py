"""One figure with its words, for the top of the day. It opens what it counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import paint_edge


class StatCard(QFrame):
    """`edge` is "amber" for what comes due, "red" for what is over, else empty."""

    opened = Signal()

    def __init__(self, words: str, value: str = "", edge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statCard")
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words, self._value = QLabel(words), QLabel()
        self._words.setObjectName("statWords")
        self._value.setObjectName("statValue")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(8))
        column.setSpacing(px(2))
        column.addWidget(self._words)
        column.addWidget(self._value)
        self.tell(value, edge)

    def tell(self, value: str, edge: str = "") -> None:
        """Show another figure."""
        self._value.setText(value)
        self.setAccessibleName(f"{self._words.text()} {value}")
        self.setProperty("edge", edge)
        self._edge = edge
        for part in (self, self._value):
            part.style().unpolish(part)
            part.style().polish(part)

    def name(self, words: str) -> None:
        """What the figure counts."""
        self._words.setText(words)

    def value(self) -> str:
        """The figure shown."""
        return self._value.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and its coloured edge."""
        super().paintEvent(event)
        if self._edge:
            paint_edge(QPainter(self), QRectF(self.rect()), self._edge, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is counted."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
