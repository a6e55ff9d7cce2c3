"""A payment in instalments: made equal month by month, then changed by hand where it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.terms.agreement import Due, InstalmentDraft
from mediation_desk.terms.money import Money
from mediation_desk.ui.editors.agreement_pieces import LAST_DAY, SAME_DAY, equal_instalments
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.money_edit import MoneyEdit

MOST = 120


class InstalmentsEditor(QDialog):
    """The sum is shown against the total while amounts are typed; only a plan that adds up can be taken."""

    def __init__(
        self,
        total: Money,
        instalments: tuple[InstalmentDraft, ...],
        new_id: Callable[[], str],
        today: Callable[[], date],
        to_words: Callable[[Money], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("分期付款"))
        self.setMinimumSize(px(560), px(480))
        self._total, self._new_id, self._today = total, new_id, today
        self._to_words = to_words
        self.count, self.first, self.rhythm = QSpinBox(), DateEdit(), QComboBox()
        self.make, self.sum = QPushButton(self.tr("生成")), QLabel()
        self.take, self.leave = QPushButton(self.tr("采用")), QPushButton(self.tr("取消"))
        self.rows: list[tuple[str, MoneyEdit, DateEdit]] = []
        self._grid = QGridLayout()
        self._lay_out()
        self._show([(item.id, item.amount, item.due.on) for item in instalments])
        self.make.clicked.connect(self.generate)
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.enter = EnterMoves(self)

    def generate(self) -> None:
        """Equal instalments by count, first day and rhythm."""
        first = self.first.value()
        if first is None:
            self.first.setFocus()
            return
        made = equal_instalments(self._total, self.count.value(), first, self.rhythm.currentData())
        self._show([(self._new_id(), amount, day) for amount, day in made])

    def instalments(self) -> tuple[InstalmentDraft, ...]:
        """The plan as it stands."""
        found = []
        for id, amount, day in self.rows:
            money, on = amount.value(), day.value()
            if money is not None and on is not None:
                found.append(InstalmentDraft(id=id, amount=money, due=Due(kind="on", on=on)))
        return tuple(found)

    def _show(self, lines: list[tuple[str, Money, date | None]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.rows = []
        for number, (id, amount, day) in enumerate(lines):
            self._add(number, id, amount, day)
        self._grid.setRowStretch(len(lines), 1)
        self._check()

    def _add(self, number: int, id: str, amount: Money, day: date | None) -> None:
        money, due = MoneyEdit(), DateEdit()
        money.set_words(self._to_words)
        money.set_value(amount)
        due.set_today(self._today)
        due.set_value(day)
        self._grid.addWidget(QLabel(self.tr("第 {0} 期").format(number + 1)), number, 0)
        self._grid.addWidget(money, number, 1)
        self._grid.addWidget(due, number, 2)
        money.value_changed.connect(self._check)
        due.editingFinished.connect(self._check)
        self.rows.append((id, money, due))

    def _check(self) -> None:
        whole = self.instalments()
        found = sum(item.amount.fen for item in whole)
        right = bool(self.rows) and found == self._total.fen and len(whole) == len(self.rows)
        words = self.tr("合计 {0} 元，协议金额 {1} 元").format(Money(found).figures, self._total.figures)
        self.sum.setText(words + ("  ✓" if right else self.tr("  不相等")))
        self.sum.setProperty("look", "good" if right else "warning")
        self.sum.style().unpolish(self.sum)
        self.sum.style().polish(self.sum)
        self.take.setEnabled(right)

    def _lay_out(self) -> None:
        self.count.setRange(1, MOST)
        self.count.setMinimumWidth(px(76))
        self.count.setValue(3)
        self.count.setSuffix(self.tr(" 期"))
        self.first.set_today(self._today)
        self.first.setPlaceholderText(self.tr("首期日期，如 0930"))
        self.rhythm.addItem(self.tr("每月同一日"), SAME_DAY)
        self.rhythm.addItem(self.tr("每月最后一日"), LAST_DAY)
        self.take.setProperty("look", "primary")
        top = QHBoxLayout()
        for part in (self.count, self.first, self.rhythm, self.make):
            top.addWidget(part)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        inside.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        bottom = QHBoxLayout()
        bottom.addWidget(self.sum, 1)
        for button in (self.leave, self.take):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        self.make.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(area, 1)
        column.addLayout(bottom)
