"""One duty of an agreement: who owes, who pays, who receives, what, how much, by when, and what follows a breach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.terms.agreement import Computation, DutyDraft, InstalmentDraft, PayeeShare
from mediation_desk.terms.money import Money
from mediation_desk.ui.editors.agreement_pieces import due_short
from mediation_desk.ui.editors.due_editor import DueEditor
from mediation_desk.ui.editors.instalments_editor import InstalmentsEditor
from mediation_desk.ui.editors.people_boxes import PeopleBoxes
from mediation_desk.ui.editors.shares_editor import SharesEditor
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.words.case import DUTY_KINDS, ROUNDINGS

_OF_MONEY = ("pay", "bear")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGround:
    """Who can receive and owe, who else can pay, and where ids, words and days come from."""

    parties: tuple[tuple[str, str], ...]
    answering: tuple[tuple[str, str], ...] = ()
    """Who answers for a party with what is his own: a ward's guardians, the operator of a shop."""
    people: tuple[tuple[str, str], ...]
    new_id: Callable[[], str]
    to_words: Callable[[Money], str]
    computed: Callable[[Computation], Money | None]
    today: Callable[[], date]


class DutyEditor(QDialog):
    """What is asked follows the kind. The check says what is still missing; this dialog never refuses."""

    def __init__(self, ground: DutyGround, duty: DutyDraft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("协议条款"))
        self._ground, self._id = ground, ground.new_id() if duty is None else duty.id
        self._instalments: tuple[InstalmentDraft, ...] = ()
        self._shares: tuple[PayeeShare, ...] = ()
        self._make_parts()
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._ask)
        self.computed.toggled.connect(self._ask)
        self.plan.clicked.connect(self.plan_instalments)
        self.share.clicked.connect(self.share_out)
        for box in self.beneficiaries.boxes.values():
            box.toggled.connect(self._ask)
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        EnterMoves(self).sent.connect(self.accept)
        if duty is not None:
            self._show(duty)
        self._ask()
        self.kind.setFocus()

    def duty(self) -> DutyDraft:
        """The duty as it stands."""
        money = self.kind.currentData() in _OF_MONEY
        computation = self._computation() if money and self.computed.isChecked() else None
        return DutyDraft(
            id=self._id,
            kind=self.kind.currentData(),
            debtors=self.debtors.value(),
            beneficiaries=self.beneficiaries.value(),
            joint=self.joint.isChecked(),
            payer=self.payer.currentData(),
            account_holder=self.account_holder.currentData(),
            amount=self.amount.value() if money and computation is None else None,
            computation=computation,
            instalments=self._instalments if self.kind.currentData() == "pay" else (),
            shares=self._shares if self._shared() else (),
            text=self.text.text().strip(),
            manner=self.manner.text().strip(),
            due=None if self._instalments else self.due.value(),
            accelerate_after_days=self.grace.value() if self.accelerate.isChecked() else None,
            penalty_per_breach=self.penalty.value(),
            done_on_the_spot=self.on_the_spot.isChecked(),
        )

    def plan_instalments(self) -> None:
        """Open the plan; what it gives replaces the single due day."""
        total = self._total()
        if total is None:
            return
        editor = InstalmentsEditor(
            total, self._instalments, self._ground.new_id, self._ground.today, self._ground.to_words, self
        )
        editor.accepted.connect(lambda: self._take_instalments(editor.instalments()))
        editor.open()

    def share_out(self) -> None:
        """Open the list of who receives how much of the whole."""
        total = self._total()
        if total is None:
            return
        payees = tuple((id, name) for id, name in self._ground.parties if id in self.beneficiaries.value())
        editor = SharesEditor(total, payees, self._shares, self._ground.to_words, self)
        editor.accepted.connect(lambda: self._take_shares(editor.shares()))
        editor.open()

    def _total(self) -> Money | None:
        """What is to be paid in all; where it is missing the keyboard goes there."""
        computation = self._computation() if self.computed.isChecked() else None
        total = self.amount.value() if computation is None else self._ground.computed(computation)
        if total is None or not total.fen:
            (self.base if self.computed.isChecked() else self.amount).setFocus()
            return None
        return total

    def _shared(self) -> bool:
        return self.kind.currentData() == "pay" and len(self.beneficiaries.value()) > 1

    def _take_shares(self, shares: tuple[PayeeShare, ...]) -> None:
        self._shares = shares
        self._ask()

    def _take_instalments(self, instalments: tuple[InstalmentDraft, ...]) -> None:
        self._instalments = instalments
        self._ask()

    def _computation(self) -> Computation | None:
        base = self.base.value()
        if base is None:
            return None
        return Computation(
            base=base,
            quantity=self.quantity.value(),
            percent=self.percent.value(),
            paid=self.paid.value(),
            rounding=self.rounding.currentData(),
        )

    def _make_parts(self) -> None:
        ground = self._ground
        self.kind = QComboBox()
        for code, words in DUTY_KINDS.items():
            self.kind.addItem(words, code)
        self.debtors = PeopleBoxes((*ground.parties, *ground.answering))
        self.beneficiaries = PeopleBoxes(ground.parties)
        self.joint = QCheckBox(self.tr("连带"))
        self.payer, self.account_holder = QComboBox(), QComboBox()
        for combo, empty in ((self.payer, self.tr("义务人自己")), (self.account_holder, self.tr("权利人自己"))):
            combo.addItem(empty, None)
            for id, name in ground.people:
                combo.addItem(name, id)
        self.amount, self.base, self.paid, self.penalty = MoneyEdit(), MoneyEdit(), MoneyEdit(), MoneyEdit()
        for edit in (self.amount, self.base, self.paid, self.penalty):
            edit.set_words(ground.to_words)
        self.computed = QCheckBox(self.tr("按公式计算：基数 × 数量 × 比例 − 已付"))
        self.rounding = QComboBox()
        for code, words in ROUNDINGS.items():
            self.rounding.addItem(words, code)
        self.quantity, self.percent, self.grace = QSpinBox(), QSpinBox(), QSpinBox()
        self.quantity.setRange(1, 9999)
        self.percent.setRange(1, 100)
        self.percent.setValue(100)
        self.percent.setSuffix(" %")
        self.grace.setRange(0, 365)
        self.grace.setSuffix(self.tr(" 日"))
        self.text, self.manner = QLineEdit(), QLineEdit()
        self.text.setPlaceholderText(self.tr("款项名称，或者做什么、不做什么"))
        self.manner.setPlaceholderText(self.tr("例如：银行转账"))
        self.due = DueEditor(ground.today)
        self.plan, self.plan_words = QPushButton(self.tr("分期付款…")), QLabel()
        self.share, self.share_words = QPushButton(self.tr("各人份额…")), QLabel()
        self.accelerate = QCheckBox(self.tr("任何一期逾期超过宽限期，其余一并到期"))
        self.on_the_spot = QCheckBox(self.tr("当场履行"))
        self.take, self.leave = QPushButton(self.tr("写入协议")), QPushButton(self.tr("取消"))
        self.take.setProperty("look", "primary")
        for label in (self.plan_words, self.share_words):
            label.setProperty("look", "soft")

    def _lay_out(self) -> None:
        self.setMinimumWidth(px(660))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[str, QLabel] = {}
        self._line("kind", self.tr("种类"), _beside(self.kind, self.on_the_spot))
        self._line("debtors", self.tr("义务人"), _beside(self.debtors, self.joint, first=1))
        self._line("payer", self.tr("实际付款人"), self.payer)
        self._line("beneficiaries", self.tr("权利人"), self.beneficiaries)
        self._line("account_holder", self.tr("收款账户"), self.account_holder)
        self._line("text", self.tr("内容"), self.text)
        self._line("amount", self.tr("金额（元）"), self.amount)
        self._line("computed", "", self.computed)
        self._line("formula", self.tr("公式"), _beside(self.base, self.quantity, self.percent, self.paid, first=1))
        self._line("rounding", "", _beside(self.rounding))
        self._line("shares", "", _beside(self.share, self.share_words))
        self._line("manner", self.tr("方式"), self.manner)
        self._line("due", self.tr("履行期限"), self.due)
        self._line("plan", "", _beside(self.plan, self.plan_words))
        self._line("accelerate", self.tr("逾期后果"), _beside(self.accelerate, self.grace))
        self._line("penalty", self.tr("每次违约金"), self.penalty)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.take):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        for button in (self.plan, self.share):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(12))
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addLayout(buttons)

    def _line(self, name: str, words: str, part: QWidget) -> None:
        row = self._grid.rowCount()
        self._labels[name] = QLabel(words)
        part.setObjectName(f"line:{name}")
        part.setAccessibleName(words)
        self._grid.addWidget(self._labels[name], row, 0, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(part, row, 1)

    def _ask(self) -> None:
        kind = self.kind.currentData()
        money, pay = kind in _OF_MONEY, kind == "pay"
        shown = {
            "payer": pay,
            "account_holder": pay,
            "amount": money and not self.computed.isChecked(),
            "computed": money,
            "formula": money and self.computed.isChecked(),
            "rounding": money and self.computed.isChecked(),
            "plan": pay,
            "shares": self._shared(),
            "due": not self._instalments or not pay,
            "accelerate": pay and len(self._instalments) > 1,
            "beneficiaries": kind != "bear",
            "manner": kind != "bear",
        }
        for name, there in shown.items():
            self._labels[name].setVisible(there)
            part = self.findChild(QWidget, f"line:{name}")
            assert part is not None
            part.setVisible(there)
        count = len(self._instalments)
        last = due_short(self._instalments[-1].due) if self._instalments else ""
        words = self.tr("共 {0} 期，末期 {1}").format(count, last) if count else self.tr("一次付清")
        self.plan_words.setText(words)
        shared = self.tr("已写明 {0} 人各自的数额").format(len(self._shares)) if self._shares else self.tr("未分写")
        self.share_words.setText(shared)

    def _show(self, duty: DutyDraft) -> None:
        self.kind.setCurrentIndex(self.kind.findData(duty.kind))
        self.debtors.set_value(duty.debtors)
        self.beneficiaries.set_value(duty.beneficiaries)
        self.joint.setChecked(duty.joint)
        for combo, id in ((self.payer, duty.payer), (self.account_holder, duty.account_holder)):
            combo.setCurrentIndex(max(combo.findData(id), 0))
        self.amount.set_value(duty.amount)
        self.text.setText(duty.text)
        self.manner.setText(duty.manner)
        self.due.set_value(duty.due)
        self.penalty.set_value(duty.penalty_per_breach)
        self.on_the_spot.setChecked(duty.done_on_the_spot)
        self.accelerate.setChecked(duty.accelerate_after_days is not None)
        self.grace.setValue(duty.accelerate_after_days or 0)
        self._instalments, self._shares = duty.instalments, duty.shares
        if duty.computation is not None:
            self._show_computation(duty.computation)

    def _show_computation(self, computation: Computation) -> None:
        self.computed.setChecked(True)
        self.base.set_value(computation.base)
        self.quantity.setValue(computation.quantity)
        self.percent.setValue(computation.percent)
        self.paid.set_value(computation.paid)
        self.rounding.setCurrentIndex(self.rounding.findData(computation.rounding))


def _beside(*parts: QWidget, first: int = 0) -> QWidget:
    """Several parts of one line; the first may take what room is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for number, part in enumerate(parts):
        row.addWidget(part, first if number == 0 else 0)
    if not first:
        row.addStretch(1)
    holder.setFocusProxy(parts[0])
    return holder
