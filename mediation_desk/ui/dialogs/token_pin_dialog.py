"""The PIN of a token, asked for before each sealing. What is typed goes to the token and is kept nowhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px

ASKS_PIN: Final = frozenset({"token.pin_needed", "token.pin_wrong"})
"""Refusals that a PIN answers."""


class TokenPinDialog(QDialog):
    """`given` brings the PIN; leaving the dialog leaves everything as it was."""

    given = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("签章介质的 PIN 码"))
        self.setMinimumWidth(px(440))
        self.words, self.pin = QLabel(words), QLineEdit()
        self.words.setWordWrap(True)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(self.tr("PIN 码"))
        self.pin.setPlaceholderText(self.tr("PIN 码"))
        self.go, self.leave = QPushButton(self.tr("签章")), QPushButton(self.tr("取消"))
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.leave.setAutoDefault(False)
        self._lay_out()
        self.pin.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.go.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)

    def _give(self) -> None:
        pin = self.pin.text()
        self.pin.clear()
        self.accept()
        self.given.emit(pin)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.words)
        column.addWidget(self.pin)
        column.addLayout(buttons)
