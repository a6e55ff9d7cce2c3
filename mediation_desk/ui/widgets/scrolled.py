"""A column of parts that scrolls when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px


class Scrolled(QScrollArea):
    """`column` takes the parts; a stretch stays below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(px(16), px(12), px(14), px(12))
        self.column.setSpacing(px(8))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def add(self, *parts: QWidget) -> None:
        """Parts under each other."""
        for part in parts:
            self.column.addWidget(part)

    def add_heading(self, words: str) -> QLabel:
        """A heading above what comes next."""
        label = heading(words)
        self.column.addWidget(label)
        return label


def heading(words: str) -> QLabel:
    """A heading inside a page."""
    label = QLabel(words)
    label.setProperty("look", "section")
    return label


def wrapped(words: str = "", look: str = "") -> QLabel:
    """A text of several lines that can be selected."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if look:
        label.setProperty("look", look)
    return label
