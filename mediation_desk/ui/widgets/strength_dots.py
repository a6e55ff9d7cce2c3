"""How strong something is, as full and empty circles with the figure for who cannot see them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.theme.marks import dots_width, paint_dots


class StrengthDots(QWidget):
    """0 to `most`. Where it may be edited, a click, the arrows or a digit set it."""

    value_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None, most: int = 5) -> None:
        super().__init__(parent)
        self._value, self._most, self._editable = 0, most, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(0)

    def value(self) -> int:
        """How many are full."""
        return self._value

    def set_value(self, value: int) -> None:
        """Fill so many."""
        value = min(max(value, 0), self._most)
        changed, self._value = value != self._value, value
        self.setAccessibleName(self.tr("强弱 {0} / {1}").format(value, self._most))
        self.setToolTip(f"{value} / {self._most}")
        self.update()
        if changed:
            self.value_changed.emit(value)

    def set_editable(self, editable: bool) -> None:
        """Let a person set the value."""
        self._editable = editable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """One row of circles."""
        return QSize(dots_width(self._most) + px(4), px(20))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a circle fills up to it; on the only full one it empties it."""
        if not self._editable:
            return
        clicked = int((event.position().x() - px(2)) / (px(11) + px(4))) + 1
        self.set_value(0 if clicked == self._value == 1 else clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and digits."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}
        if event.text().isdecimal():
            self.set_value(int(event.text()))
        elif Qt.Key(event.key()) in step:
            self.set_value(self._value + step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circles, and a ring around them all where the keyboard is."""
        painter = QPainter(self)
        paint_dots(painter, QRectF(self.rect()).adjusted(px(2), 0, 0, 0), self._value, self._most)
        if self.hasFocus():
            painter.setPen(colour("act"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
