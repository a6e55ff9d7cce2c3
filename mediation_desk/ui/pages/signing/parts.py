"""What the party's screen is made of: large buttons and words, and fields that offer nothing beside themselves."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px

TOUCH: Final = 48
"""The least height of what a finger presses, at 100 %."""


def large_button(words: str, name: str, act: str = "") -> QPushButton:
    """A button for a finger. `act`: "true" leads on, "no" stops."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setProperty("look", "large")
    button.setProperty("act", act)
    button.setMinimumHeight(px(TOUCH))
    button.setAutoDefault(False)
    return button


class ChoiceButton(QPushButton):
    """An answer or a name to choose: its words are broken into lines, so that a long one is not clipped."""

    def __init__(self, words: str, name: str, below: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "large")
        self.setAccessibleName(f"{words} {below}".strip())
        self.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(2))
        for said, look in ((words, "big"), (below, "soft")):
            if said:
                column.addWidget(_passive(said, look))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Long words need more lines in a narrow column."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words, and never too low for a finger."""
        column = self.layout()
        return max(px(TOUCH), 0 if column is None else column.heightForWidth(width))

    def sizeHint(self) -> QSize:
        """What its words need."""
        return QSize(px(240), self.heightForWidth(max(self.width(), px(240))))

    def minimumSizeHint(self) -> QSize:
        """A finger's height."""
        return QSize(px(160), px(TOUCH))


class HighEnough(QWidget):
    """A column in a scroll area that asks for the height its words need at the width it has."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        """What stands in it has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask()
        return super().event(event)

    def _ask(self) -> None:
        column = self.layout()
        if column is not None and column.hasHeightForWidth():
            self.setMinimumHeight(column.heightForWidth(self.width()))


def said(words: str = "", look: str = "") -> QLabel:
    """Words of several lines; a party selects and copies nothing."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if look:
        label.setProperty("look", look)
    return label


def bare_line(name: str, words: str, *, secret: bool = False) -> QLineEdit:
    """A line to type into, without a menu of its own."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(words)
    line.setMinimumHeight(px(TOUCH))
    if secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    bare(line)
    return line


def bare_text(name: str, words: str) -> QPlainTextEdit:
    """Room for some sentences, without a menu of its own."""
    text = QPlainTextEdit()
    text.setObjectName(name)
    text.setAccessibleName(words)
    text.setTabChangesFocus(True)
    bare(text)
    return text


def bare(field: QWidget) -> None:
    """No menu on the right button, and nothing can be dropped into it."""
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    field.setAcceptDrops(False)


def _passive(words: str, look: str) -> QLabel:
    label = said(words, look)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
