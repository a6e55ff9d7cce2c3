"""When something is due: a day, at signing, after effect, after a condition, every month, or for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from mediation_desk.terms.agreement import Due
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.words.case import DUE_KINDS

_ASKS = {
    "on": "day",
    "after_effect": "days",
    "after_condition": "condition days",
    "monthly": "days condition",
    "ongoing": "condition",
}
LONGEST_DAYS = 3650


class DueEditor(QWidget):
    """Only what the chosen kind needs is asked."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.day, self.days, self.condition = QComboBox(), DateEdit(), QSpinBox(), QLineEdit()
        for code, words in DUE_KINDS.items():
            self.kind.addItem(words, code)
        self.day.set_today(today)
        self.days.setRange(0, LONGEST_DAYS)
        self.days.setSuffix(self.tr(" 日"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for part, stretch in ((self.kind, 2), (self.day, 2), (self.condition, 2), (self.days, 1)):
            row.addWidget(part, stretch)
        self.kind.currentIndexChanged.connect(self._ask)
        self.day.textChanged.connect(lambda _text: self.changed.emit())
        self.days.valueChanged.connect(lambda _days: self.changed.emit())
        self.condition.textChanged.connect(lambda _text: self.changed.emit())
        self.setFocusProxy(self.kind)
        self._ask()

    def value(self) -> Due | None:
        """The due rule; None while a day is missing."""
        kind = self.kind.currentData()
        asked = _ASKS.get(kind, "")
        if kind == "on" and self.day.value() is None:
            return None
        return Due(
            kind=kind,
            on=self.day.value() if asked == "day" else None,
            days=self.days.value() if "days" in asked.split() else None,
            condition=(self.condition.text().strip() or None) if "condition" in asked else None,
        )

    def set_value(self, due: Due | None) -> None:
        """Show a rule."""
        if due is None:
            return
        self.kind.setCurrentIndex(self.kind.findData(due.kind))
        self.day.set_value(due.on)
        self.days.setValue(due.days or 0)
        self.condition.setText(due.condition or "")

    def _ask(self) -> None:
        kind = self.kind.currentData()
        asked = _ASKS.get(kind, "").split()
        examples = {"monthly": self.tr("到何时为止"), "ongoing": self.tr("不填的，自本协议生效之日起")}
        self.condition.setPlaceholderText(examples.get(kind, self.tr("例如：交房")))
        self.day.setVisible("day" in asked)
        self.days.setVisible("days" in asked)
        self.condition.setVisible("condition" in asked)
        self.changed.emit()
