"""An amount of money as it is typed, echoed in 大写 so that a slipped zero is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.widgets.checked_edit import CheckedEdit


class MoneyEdit(CheckedEdit):
    """8000 or 8,000.00 or ¥8000.5; empty means no amount."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_words: Callable[[Money], str] = lambda money: money.figures
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def set_words(self, to_words: Callable[[Money], str]) -> None:
        """How an amount is written in 大写."""
        self._to_words = to_words
        self.settle()

    def value(self) -> Money | None:
        """The amount, or None when the field is empty or cannot be read."""
        try:
            return Money.parse(self.text()) if self.text().strip() else None
        except Refusal:
            return None

    def set_value(self, money: Money | None) -> None:
        """Show an amount."""
        self.setText("" if money is None else money.figures)
        self.settle()

    def settle(self) -> None:
        """Echo in 大写, or say that the amount cannot be read."""
        money = self.value()
        unread = money is None and bool(self.text().strip())
        self.set_problem(self.tr("金额无法识别：请写数字，最多两位小数，例如 8000 或 8,000.00") if unread else "")
        self.set_echo("" if money is None else self._to_words(money))

    def _typed(self, text: str) -> None:
        super()._typed(text)
        money = self.value()
        if money is not None:
            self.set_echo(self._to_words(money))
