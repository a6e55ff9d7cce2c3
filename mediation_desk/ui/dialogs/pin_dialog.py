"""Setting the signing PIN: by the account's password, twice the figures."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import wrapped


class PinDialog(QDialog):
    """Accepted once the desk has taken the PIN."""

    def __init__(self, pins: SigningPins, jobs: Jobs, sentence: Sentence, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("设置签署PIN"))
        self.setMinimumWidth(px(460))
        self._pins, self._jobs, self._sentence = pins, jobs, sentence
        self.notices = NoticeBar()
        self.password, self.pin, self.again = (_secret() for _ in range(3))
        self.go, self.leave = QPushButton(self.tr("设置")), QPushButton(self.tr("取消"))
        self._lay_out()
        self.go.clicked.connect(self._send)
        EnterMoves(self).sent.connect(self._send)
        self.leave.clicked.connect(self.reject)

    def _send(self) -> None:
        password, pin = self.password.text(), self.pin.text()
        if not self.go.isEnabled():
            return
        if not password or not pin:
            words = self.tr("请填写登录密码和新的签署PIN")
            self._tell(Notice(NoticeTone.REFUSAL, words, "pin" if password else "password"))
        elif pin != self.again.text():
            self._tell(Notice(NoticeTone.REFUSAL, self.tr("两次输入的PIN不一样，请再输一次"), "again"))
        else:
            self.go.setEnabled(False)
            self._jobs.write(lambda: self._pins.set(password, pin), lambda _nothing: self.accept(), self._refused, self)

    def _refused(self, refusal: Refusal) -> None:
        self.go.setEnabled(True)
        self._tell(refusal_notice(refusal, self._sentence))

    def _tell(self, notice: Notice) -> None:
        self.notices.tell(notice)
        field = {"password": self.password, "pin": self.pin, "again": self.again}.get(notice.field or "")
        if field is not None:
            field.clear()
            field.setFocus()

    def _lay_out(self) -> None:
        self.go.setProperty("look", "primary")
        words = self.tr("交给当事人签署时，只有输入签署PIN才能收回屏幕。6到12位数字，不要用连号、同一个数字或者生日。")
        form = QFormLayout()
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(10))
        rows = (
            (self.tr("登录密码"), self.password),
            (self.tr("签署PIN"), self.pin),
            (self.tr("再输一次"), self.again),
        )
        for label, field in rows:
            field.setAccessibleName(label)
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.notices)
        column.addWidget(wrapped(words, "soft"))
        column.addLayout(form)
        column.addLayout(buttons)


def _secret() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
