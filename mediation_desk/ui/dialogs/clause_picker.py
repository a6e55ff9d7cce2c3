"""条款库: find a clause, fill its places, put it into the agreement as a clause or begin a duty with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.clauses import DropClause
from mediation_desk.queries.clauses import BlankRow, ClauseLibrary, ClauseRow, FilledClause
from mediation_desk.terms.agreement import Due, DutyDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.clause_keeper import ClauseKeeper
from mediation_desk.ui.messages import refusal_notice
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.words.deadlines import with_doubt

_COLUMNS = (
    Column[ClauseRow](title="条款", text=lambda row: row.name, tip=lambda row: row.text, bold=True),
    Column[ClauseRow](title="适用", width=8, text=lambda row: row.disputes_words or "各类", soft=True),
    Column[ClauseRow](title="来源", width=4, text=lambda row: "本单位" if row.own else "自带", soft=True),
)


class ClausePicker(QDialog):
    """`clause_filled` brings the words of a clause, `duty_filled` a duty that is begun and still to be completed."""

    clause_filled = Signal(str)
    duty_filled = Signal(object)

    def __init__(self, door: ActDoor, dispute: str, parties: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("条款库"))
        self._door, self._dispute, self._parties = door, dispute, parties
        self._row: ClauseRow | None = None
        self.fields: dict[str, QWidget] = {}
        self.search, self.suited = QLineEdit(), QCheckBox(self.tr("只看适合本案纠纷的"))
        self.table = RowTable(_COLUMNS, key=lambda row: row.id, also=lambda row: f"{row.text} {row.risk}")
        self.words, self.risk, self.notices = QLabel(), QLabel(), NoticeBar()
        self.put, self.begin = QPushButton(self.tr("放入其他约定")), QPushButton(self.tr("写成一项义务…"))
        self.keep, self.drop = QPushButton(self.tr("留存新条款…")), QPushButton(self.tr("删去"))
        self._form = QFormLayout()
        self._lay_out()
        self._connect()
        self._choose("")
        self._ask()

    def values(self) -> dict[str, str]:
        """What was filled in, as it was typed; a day as it is stored."""
        return {name: _value(field) for name, field in self.fields.items()}

    def _ask(self) -> None:
        wanted = self._dispute if self.suited.isChecked() else None
        self._door.ask(ClauseLibrary(wanted), self.table.show_rows, owner=self)

    def _choose(self, key: str) -> None:
        row = self.table.current_row() if key else None
        self._row = row
        self.notices.clear()
        self.words.setText("" if row is None else _shown(row))
        self.risk.setText("" if row is None else _remarks(row))
        self._show_fields(() if row is None else row.blanks)
        for button in (self.put, self.begin):
            button.setEnabled(row is not None)
            button.setDefault(button is (self.begin if row is not None and row.duty else self.put))
        self.drop.setVisible(row is not None and row.own)

    def _show_fields(self, blanks: tuple[BlankRow, ...]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {blank.name: self._field(blank) for blank in blanks}
        for blank in blanks:
            self.fields[blank.name].setAccessibleName(blank.words)
            self._form.addRow(blank.words, self.fields[blank.name])

    def _field(self, blank: BlankRow) -> QWidget:
        if blank.kind == "money":
            return MoneyEdit()
        if blank.kind == "date":
            day = DateEdit()
            day.set_today(lambda: self._door.now().date())
            return day
        if blank.kind == "party":
            box = QComboBox()
            box.setEditable(True)
            box.addItems([name for _, name in self._parties])
            box.setCurrentIndex(-1)
            return box
        return QLineEdit()

    def _fill(self, then: Callable[[str], None]) -> None:
        row = self._row
        if row is not None:
            self._door.jobs.read(
                lambda: self._door.desk.ask(FilledClause(row.id, self.values())), then, self._refused, self
            )

    def _put(self, text: str) -> None:
        self.clause_filled.emit(text)
        self.accept()

    def _begin(self, text: str) -> None:
        self.accept()
        self.duty_filled.emit(self._duty(text))

    def _duty(self, text: str) -> DutyDraft:
        """A payment becomes a payment, with its amount and day, so that it is counted and followed up as one."""
        row, said = self._row, self.values()
        assert row is not None
        names = {name: id for id, name in self._parties}
        people = [names[said[one.name]] for one in row.blanks if one.kind == "party" and said[one.name] in names]
        sums = [Money.parse(said[one.name]) for one in row.blanks if one.kind == "money"]
        days = [date.fromisoformat(said[one.name]) for one in row.blanks if one.kind == "date"]
        pays = row.pays and bool(sums)
        return DutyDraft(
            id=self._door.new_id(),
            kind="pay" if pays else "do",
            debtors=tuple(people[:1]),
            beneficiaries=tuple(people[1:2]),
            account_holder=people[1] if pays and len(people) > 1 else None,
            amount=sums[0] if pays else None,
            text=row.name if pays else text,
            manner=self.tr("银行转账") if pays else "",
            due=Due(kind="on", on=days[0]) if days else None,
        )

    def _refused(self, refusal: Refusal) -> None:
        self.notices.tell(refusal_notice(refusal, self._door.sentence))
        field = self.fields.get(str(refusal.facts.get("field")))
        if field is not None:
            field.setFocus()

    def _keep(self) -> None:
        keeper = ClauseKeeper(self._door, self._dispute, self._row, self)
        keeper.accepted.connect(self._ask)
        keeper.open()

    def _drop(self) -> None:
        row = self._row
        if row is not None:
            self._door.jobs.write(
                lambda: self._door.desk.perform(DropClause(clause=row.id)),
                lambda _done: self._ask(),
                self._refused,
                self,
            )

    def _connect(self) -> None:
        self.search.textChanged.connect(self.table.set_text)
        self.suited.toggled.connect(lambda _on: self._ask())
        self.table.chosen.connect(self._choose)
        self.put.clicked.connect(lambda: self._fill(self._put))
        self.begin.clicked.connect(lambda: self._fill(self._begin))
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)

    def _lay_out(self) -> None:
        self.resize(px(980), px(600))
        self.suited.setChecked(True)
        self.search.setPlaceholderText(self.tr("逾期、道歉、押金…"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("查找条款"))
        self.table.setAccessibleName(self.tr("条款"))
        self.put.setProperty("look", "primary")
        self.drop.setProperty("look", "danger")
        for label in (self.words, self.risk):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.risk.setProperty("look", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(14), px(16), px(14))
        row.setSpacing(px(14))
        row.addLayout(self._left(), 5)
        row.addLayout(self._right(), 6)

    def _left(self) -> QVBoxLayout:
        column, tools = QVBoxLayout(), QHBoxLayout()
        tools.addWidget(self.search, 1)
        tools.addWidget(self.suited)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.addWidget(self.keep)
        below.addWidget(self.drop)
        below.addStretch(1)
        column.addLayout(below)
        return column

    def _right(self) -> QVBoxLayout:
        column, buttons = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(px(10))
        self._form.setHorizontalSpacing(px(12))
        self._form.setVerticalSpacing(px(8))
        for part in (self.notices, self.words, self.risk):
            column.addWidget(part)
        column.addLayout(self._form)
        column.addStretch(1)
        buttons.addStretch(1)
        buttons.addWidget(self.begin)
        buttons.addWidget(self.put)
        column.addLayout(buttons)
        return column


def _shown(row: ClauseRow) -> str:
    """The clause with the words of its places where they stand."""
    words = row.text
    for blank in row.blanks:
        words = words.replace(f"{{{blank.name}}}", f"【{blank.words}】")
    return words


def _remarks(row: ClauseRow) -> str:
    asked = f"签署前检查：{'；'.join(row.satisfies)}——由本条解决。" if row.satisfies else ""
    risk = f"注意：{row.risk}" if row.risk else ""
    return "\n".join(one for one in (risk, asked, f"依据：{with_doubt(row.source, row.certain)}") if one)


def _value(field: QWidget) -> str:
    if isinstance(field, DateEdit):
        day = field.value()
        return field.text().strip() if day is None else day.isoformat()
    if isinstance(field, QComboBox):
        return field.currentText().strip()
    assert isinstance(field, QLineEdit)
    return field.text().strip()
