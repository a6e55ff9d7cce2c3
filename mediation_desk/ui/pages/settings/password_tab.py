"""我的密码: what a password is here, and the button that changes it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from mediation_desk.ui.widgets.card import Card


def password_card(change: QPushButton) -> Card:
    """The card with the button on it."""
    card = Card(QCoreApplication.translate("SettingsPage", "我的密码"))
    words = QLabel(
        QCoreApplication.translate(
            "SettingsPage", "密码打开的是整个加密数据库，忘记后无法找回。至少 8 个字符，不要用姓名、生日和常见密码。"
        )
    )
    words.setWordWrap(True)
    words.setProperty("look", "soft")
    row = QHBoxLayout()
    row.addWidget(change)
    row.addStretch(1)
    card.body.addWidget(words)
    card.body.addLayout(row)
    card.body.addStretch(1)
    return card
