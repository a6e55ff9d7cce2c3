"""What each of several people receives of one amount: a list that can be taken once it adds up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.terms.agreement import PayeeShare
from mediation_desk.terms.money import Money
from mediation_desk.ui.editors.sum_line import SumLine
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.money_edit import MoneyEdit


class SharesEditor(QDialog):
    """The sum stands against the total while amounts are typed; without a single amount nobody's share is written."""

    def __init__(
        self,
        total: Money,
        payees: tuple[tuple[str, str], ...],
        shares: tuple[PayeeShare, ...],
        to_words: Callable[[Money], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("各人份额"))
        self.setMinimumSize(px(480), px(420))
        self.amounts = {id: MoneyEdit() for id, _ in payees}
        self.sum = SumLine(total)
        self.take, self.leave = QPushButton(self.tr("采用")), QPushButton(self.tr("取消"))
        known = {share.beneficiary: share.amount for share in shares}
        for id, edit in self.amounts.items():
            edit.set_words(to_words)
            edit.set_value(known.get(id))
            edit.value_changed.connect(self._check)
        self._lay_out(payees)
        self._check()
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.enter = EnterMoves(self)

    def shares(self) -> tuple[PayeeShare, ...]:
        """Who receives how much."""
        found = ((id, edit.value()) for id, edit in self.amounts.items())
        return tuple(PayeeShare(beneficiary=id, amount=amount) for id, amount in found if amount is not None)

    def _check(self) -> None:
        shares = self.shares()
        self.take.setEnabled(self.sum.compare([share.amount for share in shares]) or not shares)

    def _lay_out(self, payees: tuple[tuple[str, str], ...]) -> None:
        self.take.setProperty("look", "primary")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        for number, (id, name) in enumerate(payees):
            self.amounts[id].setAccessibleName(name)
            grid.addWidget(QLabel(name), number, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self.amounts[id], number, 1)
        grid.setRowStretch(len(payees), 1)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        inside.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        bottom = QHBoxLayout()
        bottom.addWidget(self.sum, 1)
        for button in (self.leave, self.take):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(area, 1)
        column.addLayout(bottom)
