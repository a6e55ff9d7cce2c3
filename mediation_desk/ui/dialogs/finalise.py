"""Freezing a text: how it will be signed, and the reason for every finding that is let stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.agreement import FinaliseAgreement, Overruled, RecordOralAgreement
from mediation_desk.queries.case_shapes import CaseSheet, TrackSheet
from mediation_desk.queries.preview import CheckFinding
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.ids import AgreementId, PaperId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, Outcomes, these
from mediation_desk.ui.messages import refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.notice_bar import NoticeBar


class FinaliseDialog(QDialog):
    """Paper is the route where nobody chose otherwise. An oral agreement asks nothing but a yes."""

    performed = Signal(tuple)

    def __init__(
        self,
        door: ActDoor,
        sheet: CaseSheet,
        track: TrackSheet,
        draft: AgreementDraft,
        findings: tuple[CheckFinding, ...],
        oral: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("口头协议登记") if oral else self.tr("协议定稿"))
        self.setObjectName("act:record_oral_agreement" if oral else "act:finalise_agreement")
        self._door, self._sheet, self._track, self._draft, self._oral = door, sheet, track, draft, oral
        self.notices = NoticeBar()
        self.on_paper = QRadioButton(self.tr("纸质签署：打印、手签、扫描回收"))
        self.on_screen = QRadioButton(self.tr("屏幕签署：当面在屏幕上手写签名（各方须同意电子形式）"))
        self.on_paper.setChecked(True)
        self.large = QCheckBox(self.tr("大字版：签署的文本用大号字"))
        self.texts = self._text_choice()
        self.reasons = {(one.code, one.clause): QLineEdit() for one in findings if one.severity == "block" and not oral}
        self.go = QPushButton(self.tr("登记生效") if oral else self.tr("定稿"))
        self.leave = QPushButton(self.tr("取消"))
        self._lay_out(findings)
        self.go.clicked.connect(self.send)
        self.leave.clicked.connect(self.reject)
        EnterMoves(self).sent.connect(self.send)

    def send(self) -> None:
        """Freeze it, or say why not."""
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        act = self._oral_act() if self._oral else self._act()
        deed = Deed(case=self._sheet.facts.id, acts=these(act), seen=self._sheet.seen)
        self._door.perform(deed, self._done, self._refused, owner=self)

    def _act(self) -> FinaliseAgreement:
        overruled = tuple(
            Overruled(code=code, clause=clause, reason=edit.text().strip())
            for (code, clause), edit in self.reasons.items()
            if edit.text().strip()
        )
        return FinaliseAgreement(
            track=TrackId(self._track.id),
            agreement=AgreementId(self._door.new_id()),
            paper=PaperId(self._door.new_id()),
            content=self._draft,
            route="screen" if self.on_screen.isChecked() else "paper",
            carried_by=self.texts.currentData() if self.texts.currentIndex() > 0 else None,
            overruled=overruled,
            large=self.large.isChecked(),
        )

    def _oral_act(self) -> RecordOralAgreement:
        return RecordOralAgreement(
            track=TrackId(self._track.id), agreement=AgreementId(self._door.new_id()), content=self._draft
        )

    def _done(self, outcomes: Outcomes) -> None:
        self.performed.emit(outcomes)
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.go.setEnabled(True)
        self.notices.tell(refusal_notice(refusal, self._door.sentence))
        self.adjustSize()

    def _lay_out(self, findings: tuple[CheckFinding, ...]) -> None:
        self.setMinimumWidth(px(600))
        self.go.setProperty("look", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.notices)
        column.addWidget(_soft(self._remark()))
        if self.texts.count() > 1 and not self._oral:
            asked = QFormLayout()
            asked.addRow(self.tr("协议文书"), self.texts)
            column.addLayout(asked)
        for part in () if self._oral else (self.on_paper, self.on_screen, self.large):
            column.addWidget(part)
        for key, edit in self.reasons.items():
            column.addWidget(_soft(self._asked(key, findings)))
            column.addWidget(edit)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addStretch(1)
        column.addLayout(buttons)

    def _text_choice(self) -> QComboBox:
        """Which paper carries the text; shown only where the procedure offers several, the usual one first."""
        texts = QComboBox()
        for choice in self._track.choices["texts"]:
            texts.addItem(choice.words, choice.code)
        return texts

    def _asked(self, key: tuple[str, int | None], findings: tuple[CheckFinding, ...]) -> str:
        """What has to be answered for: everything of one kind that was found in one clause."""
        said = "；".join(one.text for one in findings if (one.code, one.clause) == key)
        where = "" if key[1] is None else self.tr("第 {0} 条：").format(key[1])
        return self.tr("必须处理：{0}{1}。确需保留的，写明理由：").format(where, said)

    def _remark(self) -> str:
        if self._oral:
            return self.tr("口头协议自达成之日起生效（人民调解法 30），登记后不能再改。")
        return self.tr("定稿后文本冻结并取得校验码；要再改，须撤回定稿，已有签名随之作废。")


def _soft(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "soft")
    label.setWordWrap(True)
    return label
