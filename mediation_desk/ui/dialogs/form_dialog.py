"""A short form in a dialog: labelled fields, one button that says what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.notice_bar import NoticeBar


class FormDialog(QDialog):
    """`needed` are the fields that may not stay empty. `send` starts the work; `refused` brings its answer back."""

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[str, str, QWidget]],
        go: str,
        needed: Sequence[str],
        sentence: Sentence,
        parent: QWidget,
        words: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.fields: Mapping[str, QWidget] = {name: field for name, _, field in fields}
        self._labels = {name: label for name, label, _ in fields}
        self._needed, self._sentence = tuple(needed), sentence
        self._send: Callable[[], None] = lambda: None
        self.notices, self.go, self.leave = NoticeBar(), QPushButton(go), QPushButton(self.tr("取消"))
        self._lay_out(words)
        self.go.clicked.connect(self._try)
        self.leave.clicked.connect(self.reject)
        EnterMoves(self).sent.connect(self._try)

    def on_send(self, send: Callable[[], None]) -> None:
        """What happens once nothing needed is empty."""
        self._send = send

    def text(self, name: str) -> str:
        """What was typed into a field."""
        field = self.fields[name]
        assert isinstance(field, QLineEdit)
        return field.text() if field.echoMode() == QLineEdit.EchoMode.Password else field.text().strip()

    def refused(self, refusal: Refusal) -> None:
        """Say why, and put the keyboard on the field."""
        self.go.setEnabled(True)
        self.tell(refusal_notice(refusal, self._sentence))

    def tell(self, notice: Notice) -> None:
        """Say something above the fields."""
        self.notices.tell(notice)
        field = self.fields.get(notice.field or "")
        if field is not None:
            field.setFocus()

    def _lay_out(self, words: str) -> None:
        self.setMinimumWidth(px(480))
        form = QFormLayout()
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(10))
        for name, label, field in self._rows():
            field.setAccessibleName(label)
            field.setObjectName(name)
            form.addRow(label, field)
        told = QLabel(words)
        told.setProperty("look", "soft")
        told.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.go.setProperty("look", "primary")
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.notices)
        if words:
            column.addWidget(told)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(buttons)

    def _rows(self) -> list[tuple[str, str, QWidget]]:
        return [(name, self._labels[name], field) for name, field in self.fields.items()]

    def _try(self) -> None:
        if not self.go.isEnabled():
            return
        empty = next((name for name in self._needed if not self.text(name)), None)
        if empty is not None:
            words = self.tr("请填写{0}").format(self._labels[empty])
            self.tell(Notice(NoticeTone.REFUSAL, words, empty))
            return
        self.notices.clear()
        self.go.setEnabled(False)
        self._send()


def secret() -> QLineEdit:
    """A field whose letters nobody sees."""
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
