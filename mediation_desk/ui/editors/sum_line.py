"""A line that says whether amounts make the total they should make."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from mediation_desk.terms.money import Money


class SumLine(QLabel):
    """Green with a tick where the sum is right, amber where it is not."""

    def __init__(self, total: Money, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = total

    def compare(self, amounts: Sequence[Money]) -> bool:
        """Show the sum beside the total; tells whether they are the same."""
        found = Money(sum(amount.fen for amount in amounts))
        right = bool(amounts) and found == self._total
        words = self.tr("合计 {0} 元，协议金额 {1} 元").format(found.figures, self._total.figures)
        self.setText(words + ("  ✓" if right else self.tr("  不相等")))
        self.setProperty("look", "good" if right else "warning")
        self.style().unpolish(self)
        self.style().polish(self)
        return right
