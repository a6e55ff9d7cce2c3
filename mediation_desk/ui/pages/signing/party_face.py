"""What stands on the party's screen at each step, and what can be pressed there. It knows no desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QScroller, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.course import Course, Step, Turn
from mediation_desk.ui.pages.signing.panels import (
    AloudPanel,
    CheckPanel,
    ChoosePanel,
    EndPanel,
    HelpPanel,
    ReadPanel,
    SignPanel,
)
from mediation_desk.ui.pages.signing.parts import HighEnough, large_button
from mediation_desk.ui.pages.signing.progress import progress_words
from mediation_desk.ui.pages.signing.sheets import AloudSheet, PinSheet, RefuseSheet
from mediation_desk.ui.pages.signing.text_side import TextSide
from mediation_desk.ui.pages.signing.voice import Voice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import Scrolled


class PartyFace(QStackedWidget):
    """The text with the step's panel beside it; a sheet takes the place of both for a moment."""

    def __init__(self, jobs: Jobs, voice: Voice) -> None:
        super().__init__()
        self.notices, self.text = NoticeBar(), TextSide(jobs, voice)
        self.title, self.place, self.progress = QLabel(), QLabel(), QLabel()
        self.back = large_button(self.tr("交回工作人员"), "back")
        self.refuse = large_button(self.tr("我不同意，停下来"), "refuse", "no")
        self.choose, self.read, self.aloud, self.check = ChoosePanel(), ReadPanel(), AloudPanel(), CheckPanel()
        self.help, self.sign, self.end = HelpPanel(), SignPanel(), EndPanel()
        self.pin, self.reason, self.reader = PinSheet(), RefuseSheet(), AloudSheet()
        self._panels: dict[Step, QWidget] = {
            Step.CHOOSE: self.choose,
            Step.READ: self.read,
            Step.ALOUD: self.aloud,
            Step.CHECK: self.check,
            Step.HELP: self.help,
            Step.SIGN: self.sign,
            Step.SEAL: self.end,
            Step.DONE: self.end,
            Step.STOPPED: self.end,
        }
        self._around: dict[QWidget, Scrolled] = {}
        self._lay_out()

    def show_text(self) -> None:
        """The text again, in place of a sheet."""
        self.setCurrentIndex(0)

    def show_sheet(self, sheet: QWidget) -> None:
        """A sheet in place of the text."""
        self.text.hush()
        self.setCurrentWidget(self._around[sheet])

    def is_asking(self) -> bool:
        """Whether a sheet stands there."""
        return self.currentIndex() != 0

    def show_step(self, course: Course, may_seal: bool) -> None:
        """The panel of the step and its words."""
        step, turn = course.step(), course.turn
        for panel in dict.fromkeys(self._panels.values()):
            panel.setVisible(panel is self._panels.get(step))
        if step is Step.CHOOSE and course.sheet is not None:
            paper = course.sheet.paper
            self.choose.offer(course.candidates(), len(paper.missing) < len(paper.signers))
        if turn is not None:
            self._show_turn(step, turn, course.held)
        self._show_end(step, course)
        self.end.seal.setVisible(step is Step.SEAL and may_seal)
        self.refuse.setVisible(course.may_disagree())
        if course.sheet is not None:
            self.title.setText(course.sheet.paper.title)
            self.progress.setText(progress_words(course.sheet.paper, None if turn is None else turn.signer))

    def let(self, course: Course, free: bool) -> None:
        """What can be pressed now: nothing while the desk is at work."""
        empty = self.sign.pad.is_empty()
        self.sign.confirm.setEnabled(free and course.step() is Step.SIGN and not empty)
        self.sign.again.setEnabled(free and not empty)
        buttons = [self.end.seal, self.reason.go, self.reader.go]
        for button in (*buttons, *self.choose.buttons.values(), *self.check.choices):
            button.setEnabled(free)
        self.read.finished.setEnabled(self.text.view.all_seen())
        code = "" if course.sheet is None else course.sheet.paper.check_code
        self.place.setText(self.tr("{0}　・　校验码 {1}").format(self.text.page_words(), code))
        self.read.page.setText(self.text.page_words())

    def _show_turn(self, step: Step, turn: Turn, held: bool) -> None:
        question = turn.question
        self.read.words.setText(self.tr("{0}，请一页一页看到最后").format(turn.signer.name))
        if step is Step.ALOUD:
            self.aloud.tell(turn.signer.name, turn.reading.needs, turn.reading.wants_witness)
        elif step is Step.CHECK and question is not None:
            self.check.ask(question, turn.asked + 1, len(turn.reading.questions), turn.wrong > 0)
        elif step is Step.HELP and question is not None:
            self.help.tell(question)
        elif step is Step.SIGN:
            self.sign.name(turn.signer)
            self.sign.let_staff_say_where(not held)

    def _show_end(self, step: Step, course: Course) -> None:
        words = {
            Step.SEAL: self.tr("等待加盖印章"),
            Step.DONE: self.tr("全部签署完毕"),
            Step.STOPPED: self.tr("{0}不同意，签署已经停下").format(course.stopped),
        }
        held = self.tr("请把屏幕交回工作人员。") if course.held else ""
        recorded = self.tr("已经记录。") if step is Step.STOPPED else ""
        self.end.words.setText(words.get(step, ""))
        self.end.below.setText(recorded + held)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.text, 2)
        both.addWidget(self._right(), 1)
        column.addLayout(both, 1)
        self.addWidget(body)
        for sheet in (self.pin, self.reason, self.reader):
            self._around[sheet] = Scrolled()
            self._around[sheet].setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._around[sheet].add(sheet)
            self.addWidget(self._around[sheet])

    def _top(self) -> QWidget:
        for label, look in ((self.place, "soft"), (self.title, "title"), (self.progress, "remark")):
            label.setProperty("look", look)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self.title)
        top = QFrame()
        top.setObjectName("topBar")
        bar = QHBoxLayout(top)
        bar.setContentsMargins(px(24), px(8), px(24), px(8))
        bar.setSpacing(px(12))
        bar.addWidget(self.title)
        bar.addWidget(self.place, 1)
        bar.addWidget(self.back)
        return top

    def _right(self) -> QWidget:
        right = HighEnough()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(22), px(16), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.notices)
        column.addWidget(self.sign, 1)
        for panel in (self.choose, self.read, self.aloud, self.check, self.help, self.end):
            column.addWidget(panel)
        column.addStretch(0)
        column.addWidget(self.refuse)
        column.addWidget(self.progress)
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setMinimumWidth(px(300))
        QScroller.grabGesture(around.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        around.setWidget(right)
        return around
