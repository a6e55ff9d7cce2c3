"""Names and values under each other: the plain facts of something."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mediation_desk.ui.theme.look import px


class FactLines(QWidget):
    """A soft name at the left, the value at the right; an empty value leaves its line out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show these in place of the others."""
        wanted = tuple((name, value) for name, value in lines if value)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for number, (name, value) in enumerate(wanted):
            self._add(number, name, value)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._shown

    def _add(self, number: int, name: str, value: str) -> None:
        title, text = QLabel(name), QLabel(value)
        title.setProperty("look", "soft")
        title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(title, number, 0)
        self._grid.addWidget(text, number, 1)
