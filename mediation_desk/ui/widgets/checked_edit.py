"""A line a person types into that is read as something: it says at once when it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from mediation_desk.ui.theme.look import colour, px


class CheckedEdit(QLineEdit):
    """A field with an error sentence and an echo at its right end. Subclasses read the text."""

    problem_changed = Signal(str)
    value_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = ""
        self._echo = ""
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.settle)

    def settle(self) -> None:
        """Read what stands in the field now: sets the echo and the problem."""

    def problem(self) -> str:
        """Why the text cannot be used, or an empty string."""
        return self._problem

    def set_problem(self, sentence: str) -> None:
        """Mark the field wrong with a sentence, or right with an empty one."""
        if sentence == self._problem:
            return
        self._problem = sentence
        self.setProperty("wrong", bool(sentence))
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence or self._echo)
        self.style().unpolish(self)
        self.style().polish(self)
        self.problem_changed.emit(sentence)

    def echo(self) -> str:
        """What the field shows back at its right end."""
        return self._echo

    def set_echo(self, text: str) -> None:
        """Show back how the text was understood."""
        self._echo = text
        if not self._problem:
            self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the echo where there is room for it."""
        super().paintEvent(event)
        room = self._echo_room()
        if not self._echo or room.width() < self.fontMetrics().horizontalAdvance(self._echo):
            return
        painter = QPainter(self)
        painter.setPen(colour("text_soft"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._echo)

    def _echo_room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        taken = self.fontMetrics().horizontalAdvance(self.text()) + px(16)
        return inside.adjusted(taken, 0, -px(4), 0)

    def _typed(self, _text: str) -> None:
        self.set_problem("")
        self.set_echo("")
        self.value_changed.emit()
