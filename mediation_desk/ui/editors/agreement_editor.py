"""The text of an agreement while it is written: facts, dispute, responsibility, duties, other clauses."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.terms.agreement import AgreementDraft, DutyDraft
from mediation_desk.ui.editors.agreement_pieces import DutyRow, duty_row
from mediation_desk.ui.editors.duty_editor import DutyEditor, DutyGround
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.text_box import TextBox
from mediation_desk.words.case import TOUCHES

_COLUMNS = (
    Column[DutyRow](title="#", text=lambda row: str(row.number), width=1),
    Column[DutyRow](title="义务人", text=lambda row: row.debtors, width=4, tip=lambda row: row.debtors),
    Column[DutyRow](title="权利人", text=lambda row: row.beneficiaries, width=4, tip=lambda row: row.beneficiaries),
    Column[DutyRow](title="内容与方式", text=lambda row: row.matter, tip=lambda row: row.matter),
    Column[DutyRow](title="金额（元）", text=lambda row: row.amount, width=5, number=True),
    Column[DutyRow](title="履行期限", text=lambda row: row.due, width=5),
)


class AgreementEditor(QWidget):
    """`changed` comes after every change a person makes; the draft is plain data and may be incomplete."""

    changed = Signal()
    library_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: DutyGround | None = None
        self._duties: tuple[DutyDraft, ...] = ()
        self._names: dict[str, str] = {}
        self._showing = False
        self.facts, self.dispute, self.responsibility = self._text(3), self._text(2), self._text(1)
        self.clauses = self._text(2)
        self.clauses.setPlaceholderText(self.tr("每行一条"))
        self.duties: RowTable[DutyRow] = RowTable(_COLUMNS, key=lambda row: row.id)
        self.duties.setAccessibleName(self.tr("协议条款"))
        self.duties.opened.connect(self.edit_duty)
        self.add = QPushButton(self.tr("＋ 条款"))
        self.edit, self.remove = QPushButton(self.tr("修改")), QPushButton(self.tr("删除"))
        self.up, self.down = QPushButton(self.tr("上移")), QPushButton(self.tr("下移"))
        self.library = QPushButton(self.tr("条款库…"))
        self.touches = {code: QCheckBox(words) for code, words in TOUCHES.items()}
        self._connect()
        self._lay_out()

    def set_ground(self, ground: DutyGround) -> None:
        """Who can owe and receive in this track."""
        self._ground = ground
        self._names = dict((*ground.people, *ground.parties))
        self._show_duties()

    def draft(self) -> AgreementDraft:
        """The text as it stands."""
        return AgreementDraft(
            facts=self.facts.toPlainText().strip(),
            dispute=self.dispute.toPlainText().strip(),
            responsibility=self.responsibility.toPlainText().strip(),
            duties=self._duties,
            other_clauses=tuple(line.strip() for line in self.clauses.toPlainText().splitlines() if line.strip()),
            touches=tuple(code for code, box in self.touches.items() if box.isChecked()),
        )

    def show_draft(self, draft: AgreementDraft) -> None:
        """Show a text; it is no change of a person's."""
        self._showing = True
        self.facts.setPlainText(draft.facts)
        self.dispute.setPlainText(draft.dispute)
        self.responsibility.setPlainText(draft.responsibility)
        self.clauses.setPlainText("\n".join(draft.other_clauses))
        for code, box in self.touches.items():
            box.setChecked(code in draft.touches)
        self._duties = draft.duties
        self._show_duties()
        self._showing = False

    def set_read_only(self, read_only: bool) -> None:
        """A frozen text is looked at, not changed."""
        for text in (self.facts, self.dispute, self.responsibility, self.clauses):
            text.setReadOnly(read_only)
        for part in (self.library, self.add, self.edit, self.remove, self.up, self.down, *self.touches.values()):
            part.setEnabled(not read_only)

    def add_duty(self) -> None:
        """A new duty at the end."""
        self._open(None)

    def edit_duty(self) -> None:
        """Change the duty that is chosen."""
        duty = self._chosen()
        if duty is not None and self.edit.isEnabled():
            self._open(duty)

    def put_clause(self, text: str) -> None:
        """One more of the other clauses, after those that are there."""
        before = self.clauses.toPlainText().rstrip()
        self.clauses.setPlainText(f"{before}\n{text}" if before else text)

    def start_duty(self, duty: DutyDraft) -> None:
        """A duty whose first words are there, to be completed."""
        self._open(duty)

    def remove_duty(self) -> None:
        """Take the chosen duty out."""
        duty = self._chosen()
        if duty is not None:
            self._take(tuple(one for one in self._duties if one.id != duty.id))

    def put_duty(self, duty: DutyDraft) -> None:
        """A duty that was written: in its place, or at the end."""
        known = [one.id for one in self._duties]
        if duty.id in known:
            self._take(tuple(duty if one.id == duty.id else one for one in self._duties))
        else:
            self._take((*self._duties, duty))
        self.duties.choose(duty.id)

    def move_duty(self, by: int) -> None:
        """Move the chosen duty up or down."""
        duty = self._chosen()
        if duty is None:
            return
        order = list(self._duties)
        place = order.index(duty)
        if 0 <= place + by < len(order):
            order.insert(place + by, order.pop(place))
            self._take(tuple(order))
            self.duties.choose(duty.id)

    def _open(self, duty: DutyDraft | None) -> None:
        if self._ground is None:
            return
        editor = DutyEditor(self._ground, duty, self)
        editor.accepted.connect(lambda: self.put_duty(editor.duty()))
        editor.open()

    def _take(self, duties: tuple[DutyDraft, ...]) -> None:
        self._duties = duties
        self._show_duties()
        self._tell()

    def _chosen(self) -> DutyDraft | None:
        key = self.duties.current_key()
        return next((duty for duty in self._duties if duty.id == key), None)

    def _show_duties(self) -> None:
        self.duties.show_rows([duty_row(number, duty, self._names) for number, duty in enumerate(self._duties, 1)])
        lines = min(max(len(self._duties), 2), 6)
        self.duties.setFixedHeight(self.duties.horizontalHeader().sizeHint().height() + lines * px(34) + px(4))

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit()

    def _text(self, lines: int) -> TextBox:
        edit = TextBox(lines)
        edit.textChanged.connect(self._tell)
        return edit

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_duty)
        self.edit.clicked.connect(self.edit_duty)
        self.remove.clicked.connect(self.remove_duty)
        self.library.clicked.connect(self.library_wanted)
        self.up.clicked.connect(lambda: self.move_duty(-1))
        self.down.clicked.connect(lambda: self.move_duty(1))
        for box in self.touches.values():
            box.toggled.connect(self._tell)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        column.addWidget(_heading(self.tr("协议条款")))
        column.addWidget(self.duties)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(6))
        for button in (self.add, self.edit, self.remove, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.library)
        column.addLayout(buttons)
        for words, part in (
            (self.tr("其他约定"), self.clauses),
            (self.tr("纠纷主要事实"), self.facts),
            (self.tr("争议事项"), self.dispute),
            (self.tr("责任"), self.responsibility),
        ):
            column.addWidget(_heading(words))
            column.addWidget(part)
            part.setAccessibleName(words)
        touches = QHBoxLayout()
        touches.addWidget(QLabel(self.tr("条款涉及")))
        for box in self.touches.values():
            touches.addWidget(box)
        touches.addStretch(1)
        column.addLayout(touches)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "heading")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label


def with_facts(draft: AgreementDraft, facts: str, dispute: str) -> AgreementDraft:
    """A first text for a case: what was registered, where nothing was written yet."""
    return replace(draft, facts=draft.facts or facts, dispute=draft.dispute or dispute)
