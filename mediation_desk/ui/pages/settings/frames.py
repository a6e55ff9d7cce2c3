"""How a tab of the settings stands: a card, or a table under its buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card


def framed(card: Card) -> QWidget:
    """A card with room above it."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, px(14), 0, 0)
    column.addWidget(card)
    return frame


def listed(table: QWidget, buttons: tuple[QPushButton, ...], text: QLineEdit | None = None) -> QWidget:
    """A table with its buttons above it, and a field to look for a row where there is one."""
    card = Card(tight=True)
    if buttons or text is not None:
        row = QHBoxLayout()
        row.setContentsMargins(px(12), px(10), px(12), px(10))
        row.setSpacing(px(8))
        if text is not None:
            text.setMaximumWidth(px(320))
            row.addWidget(text, 1)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        card.body.addLayout(row)
    card.body.addWidget(table, 1)
    return framed(card)
