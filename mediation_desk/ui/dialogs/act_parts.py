"""What the editors of fields have in common, and the text of several lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.text_box import TextBox


class PlainEditor(QWidget):
    """An editor around one part; subclasses read it."""

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def problem(self) -> str:
        """Nothing to complain of."""
        return ""

    def hold(self, *parts: QWidget) -> None:
        """Put these under each other; the first takes the keyboard."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        for part in parts:
            column.addWidget(part)
        self.setFocusProxy(parts[0])


class LongEditor(TextBox):
    """Several lines."""

    def value(self) -> Any:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.setPlainText(str(value or ""))

    def problem(self) -> str:
        """Any text will do."""
        return ""

    def widget(self) -> QWidget:
        """Itself."""
        return self
