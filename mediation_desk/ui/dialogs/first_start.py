"""The first start: an office of one's own in two steps, or the practice office by one click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.generated.first_start import Ui_FirstStart
from mediation_desk.ui.jobs import Job, Jobs, Lane, Progress, Step
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves

Made = TypeVar("Made")
OFFICE_FIELDS = ("name", "region", "region_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWish:
    """What was chosen. A practice office needs only a password; `field` names of refusals are these names."""

    practice: bool = False
    name: str = ""
    region: str = ""
    region_name: str = ""
    person: str = ""
    account: str = ""
    password: str = field(default="", repr=False)


class FirstStart(QDialog, Generic[Made]):
    """`create` makes the office and reports how far it is; `made` then holds its answer.

    `verify_wanted` asks for the view of verification, which needs no office.
    """

    verify_wanted = Signal()

    def __init__(
        self,
        jobs: Jobs,
        create: Callable[[OfficeWish, Progress], Made],
        sentence: Sentence,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_FirstStart()
        self.ui.setupUi(self)
        self._jobs, self._create, self._sentence = jobs, create, sentence
        self._job: Job | None = None
        self._came_from = self.ui.choice
        self.made: Made | None = None
        self.setMinimumSize(px(560), px(400))
        self.ui.own_office.clicked.connect(lambda: self._show(self.ui.office))
        self.ui.practice_office.clicked.connect(lambda: self._show(self.ui.practice))
        self.ui.back.clicked.connect(self._back)
        self.ui.forward.clicked.connect(self._forward)
        self.ui.leave.clicked.connect(self.reject)
        self.ui.verify.clicked.connect(self.verify_wanted)
        ways = (self.ui.own_office, self.ui.practice_office)
        for button in (self.ui.back, self.ui.forward, self.ui.leave, self.ui.verify, *ways):
            button.setAutoDefault(False)
        self.ui.forward.setDefault(False)
        EnterMoves(self.ui.steps).sent.connect(self._forward)
        self._show(self.ui.choice)

    def wish(self) -> OfficeWish:
        """What the fields say now."""
        if self.ui.steps.currentWidget() is self.ui.practice:
            return OfficeWish(practice=True, password=self.ui.practice_password.text())
        return OfficeWish(
            name=self.ui.name.text().strip(),
            region=self.ui.region.text().strip(),
            region_name=self.ui.region_name.text().strip(),
            person=self.ui.person.text().strip(),
            account=self.ui.account.text().strip(),
            password=self.ui.password.text(),
        )

    def reject(self) -> None:
        """Leaving while the office is being made drops the answer, not half an office: the maker sees to that."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _show(self, step: QWidget) -> None:
        self.ui.steps.setCurrentWidget(step)
        self.ui.notice.clear()
        asked = {
            self.ui.office: (self.ui.name, self.tr("下一步(&F)")),
            self.ui.administrator: (self.ui.person, self.tr("建立单位")),
            self.ui.practice: (self.ui.practice_password, self.tr("打开练习单位")),
        }
        first, words = asked.get(step, (self.ui.own_office, ""))
        self.ui.back.setVisible(step in asked)
        self.ui.forward.setVisible(step in asked)
        self.ui.forward.setText(words)
        if step is not self.ui.making:
            first.setFocus()

    def _back(self) -> None:
        own = self.ui.steps.currentWidget() is self.ui.administrator
        self._show(self.ui.office if own else self.ui.choice)

    def _forward(self) -> None:
        step = self.ui.steps.currentWidget()
        if step is self.ui.office and self._filled(("name", "region", "region_name")):
            self._show(self.ui.administrator)
        elif self._complete(step):
            self._make(self.wish())

    def _complete(self, step: QWidget | None) -> bool:
        if step is self.ui.practice:
            return self._filled(("practice_password",)) and self._same("practice_")
        own = step is self.ui.administrator
        return own and self._filled(("person", "account", "password")) and self._same()

    def _filled(self, names: tuple[str, ...]) -> bool:
        labels = {
            "name": self.tr("单位名称"),
            "region": self.tr("行政区划代码"),
            "person": self.tr("管理员姓名"),
            "account": self.tr("账号"),
            "region_name": self.tr("行政区划名称"),
            "password": self.tr("密码"),
            "practice_password": self.tr("密码"),
        }
        empty = next((name for name in names if not self._edit(name).text().strip()), None)
        if empty is not None:
            self._tell(Notice(NoticeTone.REFUSAL, self.tr("请填写{0}").format(labels[empty]), empty))
        return empty is None

    def _same(self, which: str = "") -> bool:
        first, again = self._edit(f"{which}password"), self._edit(f"{which}again")
        if first.text() == again.text():
            return True
        again.clear()
        self._tell(Notice(NoticeTone.REFUSAL, self.tr("两次输入的密码不一样，请再输一次"), f"{which}again"))
        return False

    def _make(self, wish: OfficeWish) -> None:
        self._came_from = self.ui.practice if wish.practice else self.ui.administrator
        self._show(self.ui.making)
        self.ui.making_words.setText(self.tr("正在建立加密的数据库…"))
        self._job = self._jobs.at_length(
            Lane.WRITE,
            lambda progress: self._create(wish, progress),
            self._done,
            self._refused,
            self._progressed,
            owner=self,
        )

    def _progressed(self, step: Step) -> None:
        self.ui.progress.setRange(0, step.total)
        self.ui.progress.setValue(step.done)
        self.ui.making_words.setText(step.words)

    def _done(self, made: Made) -> None:
        self.made = made
        for secret in (self.ui.password, self.ui.again, self.ui.practice_password, self.ui.practice_again):
            secret.clear()
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        notice = refusal_notice(refusal, self._sentence)
        self._show(self.ui.office if notice.field in OFFICE_FIELDS else self._came_from)
        self._tell(notice)

    def _tell(self, notice: Notice) -> None:
        self.ui.notice.tell(notice)
        field = f"practice_{notice.field}" if self.ui.steps.currentWidget() is self.ui.practice else notice.field
        edit = getattr(self.ui, notice.field or "", None) or getattr(self.ui, field or "", None)
        if isinstance(edit, QLineEdit):
            edit.setFocus()

    def _edit(self, name: str) -> QLineEdit:
        edit = getattr(self.ui, name)
        assert isinstance(edit, QLineEdit)
        return edit
