"""What stands where there is nothing yet: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.ui.theme.icons import pixmap
from mediation_desk.ui.theme.look import px


class EmptyState(QWidget):
    """A picture, one sentence, and a button where something can be done."""

    acted = Signal()

    def __init__(self, picture: str, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = picture
        self._picture, self._sentence, self._action = QLabel(), QLabel(sentence), QPushButton(action)
        self._sentence.setProperty("look", "soft")
        self._sentence.setWordWrap(True)
        if not action:
            self._action.hide()  # never shown by hand before it has a parent: it would be a window for a moment
        self._action.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addStretch(1)
        for part in (self._picture, self._sentence, self._action):
            if isinstance(part, QLabel):
                part.setAlignment(Qt.AlignmentFlag.AlignCenter)
                column.addWidget(part)
            else:
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._tint()

    def say(self, sentence: str) -> None:
        """Another sentence."""
        self._sentence.setText(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the picture anew when the look changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._picture.setPixmap(pixmap(self._name, px(40), "line_strong"))
