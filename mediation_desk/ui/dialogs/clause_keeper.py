"""留存条款: a clause of the office's own, with what each of its places is for."""

from __future__ import annotations

import re
from typing import Final

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

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.clauses import BlankDraft, KeepClause
from mediation_desk.queries.clauses import ClauseRow
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.messages import refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.text_box import TextBox

KINDS: Final = {"text": "文字", "party": "当事人", "money": "金额", "date": "日期", "number": "整数"}
_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_GUESSES: Final = (("money", "额款费金元"), ("date", "日期"), ("number", "数"), ("party", "方人"))


class ClauseKeeper(QDialog):
    """Begins with a clause where one is chosen; what its places are for is guessed and can be changed."""

    def __init__(self, door: ActDoor, dispute: str, start: ClauseRow | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("留存新条款"))
        self._door, self._dispute = door, dispute
        self.name, self.text, self.risk = QLineEdit(), TextBox(4), QLineEdit()
        self.suited, self.duty = QCheckBox(self.tr("只用于本案这一类纠纷")), QCheckBox(self.tr("写成义务的内容"))
        self.kinds: dict[str, QComboBox] = {}
        self._places, self.notices = QFormLayout(), NoticeBar()
        self.go, self.leave = QPushButton(self.tr("留存")), QPushButton(self.tr("取消"))
        self._lay_out()
        self.text.textChanged.connect(self._show_places)
        self.go.clicked.connect(self._send)
        self.leave.clicked.connect(self.reject)
        if start is not None:
            self._start(start)

    def _start(self, row: ClauseRow) -> None:
        text, kinds = row.text, {blank.words: blank.kind for blank in row.blanks}
        for blank in row.blanks:
            text = text.replace(f"{{{blank.name}}}", f"{{{blank.words}}}")
        self.text.setPlainText(text)
        self.risk.setText(row.risk)
        self.duty.setChecked(row.duty)
        for name, box in self.kinds.items():
            box.setCurrentIndex(box.findData(kinds.get(name, "text")))

    def _show_places(self) -> None:
        names = tuple(dict.fromkeys(_PLACE.findall(self.text.toPlainText())))
        if names == tuple(self.kinds):
            return
        before = {name: box.currentData() for name, box in self.kinds.items()}
        while self._places.rowCount():
            self._places.removeRow(0)
        self.kinds = {name: _kind_box(before.get(name) or _guess(name)) for name in names}
        for name, box in self.kinds.items():
            box.setAccessibleName(name)
            self._places.addRow(f"“{name}”填", box)

    def _act(self) -> KeepClause:
        return KeepClause(
            id=self._door.new_id(),
            name=self.name.text(),
            text=" ".join(self.text.toPlainText().split("\n")).strip(),
            blanks=tuple(BlankDraft(name=name, kind=box.currentData(), words=name) for name, box in self.kinds.items()),
            disputes=(self._dispute,) if self.suited.isChecked() else (),
            duty=self.duty.isChecked(),
            risk=self.risk.text(),
        )

    def _send(self) -> None:
        act = self._act()

        def keep() -> Outcome:
            return self._door.desk.perform(act)

        self._door.jobs.write(keep, lambda _done: self.accept(), self._refused, self)

    def _refused(self, refusal: Refusal) -> None:
        self.notices.tell(refusal_notice(refusal, self._door.sentence))

    def _lay_out(self) -> None:
        self.setMinimumWidth(px(560))
        told = QLabel(self.tr("要填写的地方用大括号括住名称，例如：{付款人}于{付款日}前付清{金额}。"))
        told.setWordWrap(True)
        told.setProperty("look", "soft")
        self.go.setProperty("look", "primary")
        form = QFormLayout()
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("名称"), self.name),
            (self.tr("条款"), self.text),
            (self.tr("注意"), self.risk),
        )
        for words, part in rows:
            part.setAccessibleName(words)
            form.addRow(words, part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(14))
        column.setSpacing(px(10))
        for part in (self.notices, told):
            column.addWidget(part)
        column.addLayout(form)
        column.addLayout(self._places)
        for part in (self.suited, self.duty):
            column.addWidget(part)
        column.addLayout(buttons)


def _guess(name: str) -> str:
    """What a place is for, by the last letter of its name."""
    return next((kind for kind, ends in _GUESSES if name[-1] in ends), "text")


def _kind_box(kind: str) -> QComboBox:
    box = QComboBox()
    for code, words in KINDS.items():
        box.addItem(words, code)
    box.setCurrentIndex(box.findData(kind))
    return box
