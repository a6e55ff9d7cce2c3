"""Enter moves through a form: the hand stays on the number pad, and only Ctrl+Enter sends it off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QTextEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterMoves(QObject):
    """Watches the fields inside a form. In a text of several lines Enter stays a new line."""

    sent = Signal()

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self.watch(form)

    def watch(self, part: QWidget) -> None:
        """Watch fields that were added later, too."""
        for child in [part, *part.findChildren(QWidget)]:
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter sends; Enter goes on, or presses the button it stands on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if Qt.Key(event.key()) not in _ENTER:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
            return True
        if isinstance(watched, QAbstractButton):
            watched.click()
            return True
        return self._go_on(watched)

    def _go_on(self, watched: QObject) -> bool:
        if isinstance(watched, (QPlainTextEdit, QTextEdit)) or not isinstance(watched, QWidget):
            return False
        if watched.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return False
        self._form.focusNextChild()
        return True
