"""A text of several lines with a fixed number of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mediation_desk.ui.theme.look import px


class TextBox(QPlainTextEdit):
    """Tab leaves it. The height follows the zoom; a style sheet of its own, since the office's sets a least height."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._height = 0
        self.setTabChangesFocus(True)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the letters grow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        height = self.fontMetrics().lineSpacing() * self._lines + px(10)
        if height != self._height:
            self._height = height
            self.setStyleSheet(f"QPlainTextEdit {{ min-height: {height}px; max-height: {height}px; }}")
