"""Setting the signing PIN: by the account's password, twice the figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.ui.dialogs.form_dialog import FormDialog, secret
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence


class PinDialog(FormDialog):
    """Accepted once the desk has taken the PIN. What was refused is typed anew."""

    def __init__(self, pins: SigningPins, jobs: Jobs, sentence: Sentence, parent: QWidget) -> None:
        self.password, self.pin, self.again = secret(), secret(), secret()
        fields = (
            ("password", _tr("登录密码"), self.password),
            ("pin", _tr("签署PIN"), self.pin),
            ("again", _tr("再输一次"), self.again),
        )
        words = _tr("交给当事人签署时，只有输入签署PIN才能收回屏幕。6到12位数字，不要用连号、同一个数字或者生日。")
        super().__init__(_tr("设置签署PIN"), fields, _tr("设置"), ("password", "pin"), sentence, parent, words)
        self._pins, self._jobs = pins, jobs
        self.on_send(self._set)

    def tell(self, notice: Notice) -> None:
        """Say something above the fields, and empty the one it is about."""
        super().tell(notice)
        field = {"password": self.password, "pin": self.pin, "again": self.again}.get(notice.field or "")
        if field is not None:
            field.clear()

    def _set(self) -> None:
        password, pin = self.password.text(), self.pin.text()
        if pin == self.again.text():
            self._jobs.write(lambda: self._pins.set(password, pin), lambda _nothing: self.accept(), self.refused, self)
        else:
            self.go.setEnabled(True)
            self.tell(Notice(NoticeTone.REFUSAL, _tr("两次输入的PIN不一样，请再输一次"), "again"))


def _tr(words: str) -> str:
    return QCoreApplication.translate("pin", words)
