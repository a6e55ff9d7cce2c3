"""The registration form itself: where the quarrel comes from, who, and what it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.choices import Offer
from mediation_desk.queries.readings import money_words
from mediation_desk.ui.pages.intake.form import IntakeForm, PartyEntry, Problem
from mediation_desk.ui.pages.intake.matters import Readers
from mediation_desk.ui.pages.intake.party_box import PartyBox, empty_entry
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.time_edit import TimeEdit

SIDES = ("applicant", "respondent", "third")
NEEDED = ("applicant", "respondent")


class EntryForm(QWidget):
    """Any number of parties on each side. `grown` carries what was added, so that the form's keys watch it."""

    changed = Signal()
    grown = Signal(QWidget)

    def __init__(self, offer: Offer, readers: Readers) -> None:
        super().__init__()
        self._offer, self._readers = offer, readers
        self._side_words = {one.code: one.words for one in offer.lists["sides"]}
        self._boxes: list[PartyBox] = []
        self._filling = False
        self.source, self.region, self.dispute_type = QComboBox(), QComboBox(), QComboBox()
        self.received_on, self.received_at = DateEdit(), TimeEdit()
        self.summary, self.request, self.matters = QPlainTextEdit(), QPlainTextEdit(), QLineEdit()
        self.case_title = QLineEdit()
        self.amount = MoneyEdit()
        self.third = QPushButton(self.tr("＋ 第三人"))
        self._fill_choices()
        self._lay_out()
        self._connect()

    def form(self) -> IntakeForm:
        """What was typed."""
        return IntakeForm(
            source=self.source.currentData() or "",
            region=self.region.currentData() or "",
            received_on=self.received_on.value(),
            received_at=self.received_at.value(),
            entries=tuple(box.entry() for box in self._boxes),
            summary=self.summary.toPlainText(),
            request=self.request.toPlainText(),
            matters=self.matters.text(),
            dispute_type=self.dispute_type.currentData() or "",
            amount=self.amount.value(),
            case_title=self.case_title.text().strip(),
        )

    def show_form(self, form: IntakeForm) -> None:
        """Fill all fields."""
        self._filling = True
        chosen = ((self.source, form.source), (self.region, form.region), (self.dispute_type, form.dispute_type))
        for box, code in chosen:
            box.setCurrentIndex(box.findData(code or None))
        self.received_on.set_value(form.received_on)
        self.received_at.set_value(form.received_at)
        for old in tuple(self._boxes):
            self._drop(old)
        for entry in form.entries:
            self._add(entry)
        for side in NEEDED:
            if not any(box.side == side for box in self._boxes):
                self._add(empty_entry(side))
        self.summary.setPlainText(form.summary)
        self.request.setPlainText(form.request)
        self.matters.setText(form.matters)
        self.amount.set_value(form.amount)
        self.case_title.setText(form.case_title)
        self._filling = False
        self.changed.emit()

    def boxes(self) -> tuple[PartyBox, ...]:
        """The parties, in their order."""
        return tuple(self._boxes)

    def problem(self) -> Problem | None:
        """The first field that cannot be read."""
        for number, box in enumerate(self._boxes):
            found = box.problem(number)
            if found is not None:
                return found
        for name in ("received_on", "received_at", "amount"):
            edit = getattr(self, name)
            edit.settle()
            if edit.problem():
                return Problem(None, name, edit.problem())
        return None

    def focus_problem(self, problem: Problem) -> None:
        """Put the keyboard where something is wrong."""
        if problem.entry is not None and problem.entry < len(self._boxes):
            self._boxes[problem.entry].focus_field(problem.field)
        elif problem.entry is None and isinstance(getattr(self, problem.field, None), QWidget):
            getattr(self, problem.field).setFocus()

    def focus_first(self) -> None:
        """Where one begins to type."""
        self._boxes[0].focus_field("name")

    def field_with_focus(self) -> str:
        """The name of the field the keyboard is in, of those that can be as in the registration before."""
        names = ("source", "region", "dispute_type", "summary", "request", "matters", "amount")
        return next((name for name in names if getattr(self, name).hasFocus()), "")

    def _fill_choices(self) -> None:
        for one in self._offer.lists["sources"]:
            self.source.addItem(one.words, one.code)
        self.region.addItem(self._offer.region_name, self._offer.region)
        for body in sorted(self._offer.bodies, key=lambda body: body.region):
            if self.region.findData(body.region) < 0:
                self.region.addItem(body.short, body.region)
        self.dispute_type.setPlaceholderText(self.tr("请选择"))
        for one in self._offer.lists["dispute_types"]:
            self.dispute_type.addItem(one.words, one.code)
        self.dispute_type.setCurrentIndex(-1)

    def _lay_out(self) -> None:
        self.received_on.set_today(self._readers.today)
        self.received_on.set_limits(None, self._readers.today())
        self.amount.set_words(money_words)
        self.amount.setPlaceholderText(self.tr("没有金额的可不填"))
        self.matters.setPlaceholderText(self.tr("分号隔开，可不填"))
        self.case_title.setPlaceholderText(self.tr("不填则由当事人和纠纷类型组成"))
        self.summary.setPlaceholderText(self.tr("谁和谁，因为什么，什么时候，到什么程度"))
        self.request.setPlaceholderText(self.tr("一行一项"))
        for text, lines in ((self.summary, 4), (self.request, 2)):
            text.setTabChangesFocus(True)
            text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + px(20))
        self.third.setProperty("look", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        column.addLayout(self._origin())
        self._parties = QVBoxLayout()
        self._parties.setSpacing(px(14))
        column.addLayout(self._parties)
        column.addWidget(self.third, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_section(self.tr("纠纷")))
        column.addLayout(self._dispute())
        column.addStretch(1)

    def _origin(self) -> QGridLayout:
        moment = QWidget()
        row = QHBoxLayout(moment)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.received_on, 3)
        row.addWidget(self.received_at, 2)
        moment.setFocusProxy(self.received_on)
        for edit, words in ((self.received_on, self.tr("到访日期")), (self.received_at, self.tr("到访时间"))):
            edit.setAccessibleName(words)
        grid = _grid()
        _put(grid, 0, 0, self.tr("来源渠道"), self.source)
        _put(grid, 0, 2, self.tr("到访时间"), moment)
        return grid

    def _dispute(self) -> QGridLayout:
        grid = _grid()
        _put(grid, 0, 0, self.tr("纠纷类型"), self.dispute_type)
        _put(grid, 0, 2, self.tr("争议金额"), self.amount)
        _put(grid, 1, 0, self.tr("事实"), self.summary, span=3)
        _put(grid, 2, 0, self.tr("请求"), self.request, span=3)
        _put(grid, 3, 0, self.tr("争议事项"), self.matters)
        _put(grid, 3, 2, self.tr("属地"), self.region)
        _put(grid, 4, 0, self.tr("案件名称"), self.case_title, span=3)
        return grid

    def _connect(self) -> None:
        for box in (self.source, self.region, self.dispute_type):
            box.currentIndexChanged.connect(lambda _index: self._tell())
        for edit in (self.received_on, self.received_at, self.matters, self.amount, self.case_title):
            edit.textChanged.connect(lambda _text: self._tell())
        for text in (self.summary, self.request):
            text.textChanged.connect(self._tell)
        self.third.clicked.connect(lambda: self._another("third"))

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _another(self, side: str) -> None:
        self._add(empty_entry(side)).focus_field("name")
        self._tell()

    def _add(self, entry: PartyEntry) -> PartyBox:
        side = entry.party.side
        box = PartyBox(side, self._offer, self._readers)
        box.show_entry(entry)
        before = [one for one in self._boxes if SIDES.index(one.side) <= SIDES.index(side)]
        self._boxes.insert(len(before), box)
        self._parties.insertWidget(len(before), box)
        box.changed.connect(self._tell)
        box.removed.connect(lambda: self._removed(box))
        box.another.connect(lambda: self._another(side))
        box.added.connect(self.grown)
        box.show()
        self._number()
        self.grown.emit(box)
        return box

    def _removed(self, box: PartyBox) -> None:
        self._drop(box)
        self._tell()

    def _drop(self, box: PartyBox) -> None:
        self._boxes.remove(box)
        self._parties.removeWidget(box)
        box.hide()
        box.deleteLater()
        self._number()

    def _number(self) -> None:
        """Numbers follow the order, and the order in which the keyboard goes follows the eye."""
        for side in SIDES:
            same = [box for box in self._boxes if box.side == side]
            for number, box in enumerate(same, 1):
                removable = len(same) > 1 or side not in NEEDED
                box.name_place(self._side_words[side], number, len(same), removable)
        self.third.setVisible(not any(box.side == "third" for box in self._boxes))
        chain: list[QWidget] = [self.received_at, *self._boxes, self.third, self.dispute_type]
        for one, following in zip(chain, chain[1:], strict=False):
            QWidget.setTabOrder(_last_in(one), following)


def _last_in(part: QWidget) -> QWidget:
    return part.fields.ui.address if isinstance(part, PartyBox) else part


def _section(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "section")
    return label


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(8))
    grid.setColumnMinimumWidth(0, px(84))
    grid.setColumnMinimumWidth(2, px(64))
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid


def _put(grid: QGridLayout, row: int, column: int, words: str, field: QWidget, span: int = 1) -> None:
    label = QLabel(words)
    label.setBuddy(field)
    field.setAccessibleName(words)
    top = Qt.AlignmentFlag.AlignTop if isinstance(field, QPlainTextEdit) else Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight | top)
    grid.addWidget(field, row, column + 1, 1, span)
