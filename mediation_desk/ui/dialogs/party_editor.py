"""A party in a dialog of its own, to add one or to correct one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.party_draft import PartyDraft
from mediation_desk.ui.dialogs.party_fields import PartyFields
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.notice_bar import NoticeBar


class PartyEditor(QDialog):
    """`check` raises a `Refusal` for a draft that cannot stand; the dialog then stays open with its sentence."""

    def __init__(
        self,
        title: str,
        check: Callable[[PartyDraft], None],
        sentence: Sentence,
        draft: PartyDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._check, self._sentence = check, sentence
        self.notices, self.fields = NoticeBar(), PartyFields()
        self.save = QPushButton(self.tr("保存"))
        self.save.setProperty("look", "primary")
        self.leave = QPushButton(self.tr("取消"))
        self._lay_out()
        if draft is not None:
            self.fields.show_draft(draft)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.reject)
        EnterMoves(self).sent.connect(self._save)
        self.fields.ui.name.setFocus()

    def draft(self) -> PartyDraft:
        """What was typed."""
        return self.fields.draft()

    def _lay_out(self) -> None:
        self.setMinimumWidth(px(760))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.save):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(18))
        column.setSpacing(px(14))
        column.addWidget(self.notices)
        column.addWidget(self.fields)
        column.addStretch(1)
        column.addLayout(buttons)

    def _save(self) -> None:
        problem = self.fields.problem()
        if problem is not None:
            self._tell(Notice(NoticeTone.REFUSAL, problem[1], problem[0]))
            return
        try:
            self._check(self.draft())
        except Refusal as refusal:
            self._tell(refusal_notice(refusal, self._sentence))
        else:
            self.accept()

    def _tell(self, notice: Notice) -> None:
        self.notices.tell(notice)
        if notice.field is not None:
            self.fields.focus_field(notice.field)
