"""Hands that write Chinese: an input method commits text, keys alone cannot."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def write(field: QWidget, text: str) -> None:
    """What an input method sends when a person has chosen the characters."""
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def show_active(widget: QWidget, qtbot: QtBot, width: int = 0, height: int = 0) -> None:
    """Show a window and wait until the keyboard is its own."""
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
