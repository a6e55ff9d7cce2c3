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
from mediation_desk.ui.editors.due_editor import DueEditor
from mediation_desk.ui.editors.sum_line import SumLine
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
        self.setMinimumSize(px(680), px(480))
        self._total, self._new_id, self._today = total, new_id, today
        self._to_words = to_words
        self.count, self.first, self.rhythm = QSpinBox(), DateEdit(), QComboBox()
        self.make, self.more, self.sum = QPushButton(self.tr("生成")), QPushButton(self.tr("＋ 一期")), SumLine(total)
        self.take, self.leave = QPushButton(self.tr("采用")), QPushButton(self.tr("取消"))
        self.rows: list[tuple[str, MoneyEdit, DueEditor]] = []
        self._grid = QGridLayout()
        self._lay_out()
        self._show([(item.id, item.amount, item.due) for item in instalments])
        self.make.clicked.connect(self.generate)
        self.more.clicked.connect(self.add_one)
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
        self._show([(self._new_id(), amount, Due(kind="on", on=day)) for amount, day in made])

    def add_one(self) -> None:
        """One more instalment at the end, of what is still missing."""
        planned = sum(item.amount.fen for item in self.instalments())
        rest = Money(max(self._total.fen - planned, 0))
        self._add(len(self.rows), self._new_id(), rest, None)
        self._check()

    def instalments(self) -> tuple[InstalmentDraft, ...]:
        """The plan as it stands."""
        found = []
        for id, amount, day in self.rows:
            money, due = amount.value(), day.value()
            if money is not None and due is not None:
                found.append(InstalmentDraft(id=id, amount=money, due=due))
        return tuple(found)

    def _show(self, lines: list[tuple[str, Money, Due]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.rows = []
        for number, (id, amount, due) in enumerate(lines):
            self._add(number, id, amount, due)
        self._check()

    def _add(self, number: int, id: str, amount: Money, when: Due | None) -> None:
        money, due = MoneyEdit(), DueEditor(self._today)
        money.set_words(self._to_words)
        money.set_value(amount)
        due.set_value(when)
        self._grid.addWidget(QLabel(self.tr("第 {0} 期").format(number + 1)), number, 0)
        self._grid.addWidget(money, number, 1)
        self._grid.addWidget(due, number, 2)
        money.value_changed.connect(self._check)
        due.changed.connect(self._check)
        self.rows.append((id, money, due))

    def _check(self) -> None:
        whole = self.instalments()
        right = self.sum.compare([item.amount for item in whole])
        self.take.setEnabled(right and len(whole) == len(self.rows))

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
        for part in (self.count, self.first, self.rhythm, self.make, self.more):
            top.addWidget(part)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        self._grid.setColumnStretch(2, 1)
        held = QVBoxLayout(inside)
        held.addLayout(self._grid)
        held.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        bottom = QHBoxLayout()
        bottom.addWidget(self.sum, 1)
        for button in (self.leave, self.take):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        for button in (self.make, self.more):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(area, 1)
        column.addLayout(bottom)
