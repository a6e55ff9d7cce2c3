"""Who sits at the desk: account and password, checked off the window's thread since the check is slow by design."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.generated.sign_in import Ui_SignIn
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence, refusal_notice
from mediation_desk.ui.theme.look import px

Session = TypeVar("Session")


class SignIn(QDialog, Generic[Session]):
    """`attempt` opens the office with account and password, or raises a `Refusal`; `session` then holds its answer.

    `verify_wanted` asks for the view of verification, which needs nobody to sign in.
    """

    verify_wanted = Signal()

    def __init__(
        self,
        jobs: Jobs,
        attempt: Callable[[str, str], Session],
        sentence: Sentence,
        office: str = "",
        account: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_SignIn()
        self.ui.setupUi(self)
        self._jobs, self._attempt, self._sentence = jobs, attempt, sentence
        self.session: Session | None = None
        self.ui.office.setText(office)
        self.ui.office.setVisible(bool(office))
        self.ui.account.setText(account)
        self.ui.enter.clicked.connect(self._enter)
        self.ui.leave.clicked.connect(self.reject)
        self.ui.account.returnPressed.connect(self.ui.password.setFocus)
        self.ui.enter.setAutoDefault(False)
        self.ui.leave.setAutoDefault(False)
        self.ui.verify.setAutoDefault(False)
        self.ui.verify.clicked.connect(self.verify_wanted)
        self.ui.enter.setDefault(False)
        self.ui.password.returnPressed.connect(self._enter)
        self.setMinimumWidth(px(400))
        (self.ui.password if account else self.ui.account).setFocus()

    def _enter(self) -> None:
        account, password = self.ui.account.text().strip(), self.ui.password.text()
        if not account or not password:
            self._tell(Notice(NoticeTone.REFUSAL, self.tr("请填写账号和密码"), "password" if account else "account"))
            return
        self._set_busy(True)
        self._jobs.write(lambda: self._attempt(account, password), self._opened, self._refused, owner=self)

    def _opened(self, session: Session) -> None:
        self.session = session
        self.ui.password.clear()
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self._set_busy(False)
        self.ui.password.clear()
        self._tell(refusal_notice(refusal, self._sentence))

    def _tell(self, notice: Notice) -> None:
        self.ui.notice.tell(notice)
        (self.ui.account if notice.field == "account" else self.ui.password).setFocus()

    def _set_busy(self, busy: bool) -> None:
        for part in (self.ui.account, self.ui.password, self.ui.enter):
            part.setEnabled(not busy)
        self.ui.enter.setText(self.tr("正在打开…") if busy else self.tr("登录"))
        if busy:
            self.ui.notice.clear()
