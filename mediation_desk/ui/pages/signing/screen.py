"""The screen a party sees: the text, large, page by page; questions; the pad. No way out but the mediator's PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.acts.act import Act
from mediation_desk.acts.reading_aloud import RecordReadingAloud
from mediation_desk.acts.signing import AffixSeal, RecordSignature, RefuseToSign
from mediation_desk.acts.signing_session import EndSigning, FaceSigner
from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.signing import PaperToSign, SigningSheet
from mediation_desk.terms.ids import PaperId, SigningSessionId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, Outcomes, these
from mediation_desk.ui.messages import done_notice, refusal_notice
from mediation_desk.ui.pages.signing.asking import Asking
from mediation_desk.ui.pages.signing.course import Course, Step
from mediation_desk.ui.pages.signing.panels import (
    AloudPanel,
    CheckPanel,
    ChoosePanel,
    EndPanel,
    HelpPanel,
    ReadPanel,
    SignPanel,
)
from mediation_desk.ui.pages.signing.parts import large_button
from mediation_desk.ui.pages.signing.progress import progress_words
from mediation_desk.ui.pages.signing.sheets import AloudSheet, PinSheet, RefuseSheet
from mediation_desk.ui.pages.signing.voice import MACHINE, Voice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.pdf_view import PdfView
from mediation_desk.ui.widgets.scrolled import Scrolled

_BODY, _PIN, _REASON, _READER = range(4)
"""What stands on the whole screen."""
_DEVICES: Final = {"mouse": "鼠标", "pen": "手写笔", "touch": "触摸屏"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What was handed over: the paper, the session it is signed in, where, and whether there is a PIN to take it back."""

    paper: str
    session: str
    place: str
    pin_set: bool


class SigningScreen(QWidget):
    """`left` comes when the staff have the screen again, `moved` whenever the mediator's own screen has news to tell."""

    left = Signal()
    signed = Signal(str)
    moved = Signal()

    def __init__(self, door: ActDoor, handed: Handed, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._door, self._handed, self._voice = door, handed, voice
        self.course = Course()
        self._shown, self._ready, self._busy, self._ended = b"", False, False, False
        self.notices, self.view = NoticeBar(), PdfView(door.jobs, turning=True)
        self.title, self.place, self.progress = QLabel(), QLabel(), QLabel()
        self.larger = large_button(self.tr("字大一点"), "larger")
        self.back = large_button(self.tr("交回工作人员"), "back")
        self.refuse = large_button(self.tr("我不同意，停下来"), "refuse", "no")
        self.choose, self.read, self.aloud, self.check = ChoosePanel(), ReadPanel(), AloudPanel(), CheckPanel()
        self.help, self.sign_panel, self.end = HelpPanel(), SignPanel(), EndPanel()
        self.pad, self.again, self.confirm = self.sign_panel.pad, self.sign_panel.again, self.sign_panel.confirm
        self.seal = self.end.seal
        self.pin, self.reason, self.reader = PinSheet(), RefuseSheet(), AloudSheet()
        self.asking = Asking(door, SigningPins(door.desk), self.pin, handed.pin_set)
        self._whole = QStackedWidget()
        self._lay_out()
        self._connect()
        self.load()

    # -- what there is

    @property
    def sheet(self) -> PaperToSign | None:
        """The paper as it stands."""
        return self.course.sheet

    @property
    def session(self) -> str:
        """The session it is signed in."""
        return self._handed.session

    def signer(self) -> SignerRow | None:
        """Who has the screen before him."""
        return None if self.course.turn is None else self.course.turn.signer

    def load(self) -> None:
        """Ask who has signed, and for the bytes as they stand."""
        self._ready = False
        self._door.ask(SigningSheet(paper=self._handed.paper), self._show, self._refused, owner=self)

    # -- one signer after another

    def face(self, key: str) -> None:
        """This signer takes the screen, from the first page on; in the mediator's place nobody signs but staff."""
        signer = next((one for one in self.course.candidates() if one.key == key), None)
        if signer is None or self.course.turn is not None or not self._ready or self._busy:
            return
        if self.course.needs_staff(signer):
            self._ask_staff(self.tr("轮到工作人员签：请输入签署PIN"), lambda: self._face(signer))
        else:
            self._face(signer)

    def sign(self) -> None:
        """Put this person's strokes on the text that was shown."""
        turn, sheet = self.course.turn, self.course.sheet
        if turn is None or sheet is None or not self.confirm.isEnabled():
            return
        ink = self.pad.ink()
        self._perform(
            RecordSignature(
                paper=PaperId(self._handed.paper),
                signer=turn.signer.key,
                ink=ink,
                place=self._handed.place.strip() or None,
                shown_sha256=sheet.paper.frozen_sha256,
                circumstances=turn.circumstances(self.view.pages_seen(), _DEVICES.get(ink.device, "")),
                session=SigningSessionId(self._handed.session),
            ),
            after=lambda: self._signed(turn.signer.name),
        )

    def affix_seal(self) -> None:
        """The body's seal comes last and locks the paper."""
        said = self.tr("印章已经加盖，文书锁定")
        self._perform(AffixSeal(paper=PaperId(self._handed.paper)), after=lambda: self._told(said, ""))

    def stop(self, reason: str) -> None:
        """我不同意: recorded, and nothing more is signed until the staff have the screen."""
        turn, sheet = self.course.turn, self.course.sheet
        if turn is None or sheet is None or not self.course.may_disagree():
            return
        key, name = turn.signer.key, turn.signer.name
        end = EndSigning(session=SigningSessionId(self._handed.session), stopped_by=key, reason=reason)
        acts: list[Act] = [end]
        if sheet.may_refuse and sheet.track is not None:
            words = reason.strip() or self.tr("未说明理由")
            refusal = RefuseToSign(
                track=TrackId(sheet.track), paper=PaperId(self._handed.paper), signer=key, reason=words
            )
            acts.insert(0, refusal)
        self._perform(*acts, after=lambda: self._stopped(name))

    def ask_back(self) -> None:
        """交回: the staff prove themselves, unless the parties never had the screen."""
        if not self.course.held:
            self._leave()
        elif not self._busy:
            self._ask_staff(self.tr("收回屏幕：请输入签署PIN"), self._leave)

    def take_back(self) -> None:
        """The staff have proved themselves elsewhere, at their own screen."""
        self.course.give_back()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key leads out; Escape asks for the PIN as the button does."""
        if event.key() == Qt.Key.Key_Escape and self._whole.currentIndex() == _BODY:
            self.ask_back()
        event.accept()

    # -- inside

    def _face(self, signer: SignerRow) -> None:
        act = FaceSigner(session=SigningSessionId(self._handed.session), signer=signer.key)
        self._perform(act, after=lambda: self._begin(signer))

    def _begin(self, signer: SignerRow) -> None:
        self.course.begin(signer, self._door.now())
        self.notices.clear()
        self.pad.clear()
        self.view.fit_width()
        self.view.start_over()
        self.view.setFocus()
        self._settle()

    def _signed(self, name: str) -> None:
        self.course.turn = None
        self._told(self.tr("{0}的签名已经保存").format(name), name)

    def _told(self, said: str, name: str) -> None:
        self._hush()
        self.pad.clear()
        self.notices.tell(done_notice(said))
        self.signed.emit(name)
        self.load()

    def _stopped(self, name: str) -> None:
        self._hush()
        self.pad.clear()
        self.course.turn, self.course.stopped, self._ended = None, name, True
        self._show_body()
        self._settle()

    def _answer(self, choice: int) -> None:
        if self.course.turn is not None and self.course.step() is Step.CHECK:
            self.course.turn.answer(choice)
            self._settle()

    def _explain(self) -> None:
        if self.course.step() is Step.HELP:
            self._ask_staff(self.tr("调解员说明之后，请输入签署PIN继续"), self._explained, keeps=True)

    def _explained(self) -> None:
        if self.course.turn is not None:
            self.course.turn.explained(self._door.desk.actor.name)
        self._show_body()
        self._settle()

    def _record_aloud(self) -> None:
        turn = self.course.turn
        if turn is not None and self.course.step() is Step.ALOUD:
            self._ask_staff(self.tr("由宣读的工作人员登记：请输入签署PIN"), self._open_reader, keeps=True)

    def _open_reader(self) -> None:
        turn = self.course.turn
        if turn is not None:
            self.reader.open(turn.signer.name, self._door.desk.actor.name)
            self._whole.setCurrentIndex(_READER)

    def _record_reading(self, reader: str, witness: str, relation: str) -> None:
        turn = self.course.turn
        if turn is None:
            return
        act = RecordReadingAloud(
            paper=PaperId(self._handed.paper),
            signer=turn.signer.key,
            reader=reader,
            witness=witness,
            relation=relation,
        )
        self._perform(act, after=self._recorded)

    def _recorded(self) -> None:
        self._show_body()
        self._door.ask(SigningSheet(paper=self._handed.paper), self._take, self._refused, owner=self)

    def _ask_staff(self, words: str, then: Callable[[], None], *, keeps: bool = False) -> None:
        """Ask for the PIN; `keeps`: the screen stays the parties' afterwards."""
        self._hush()

        def proved() -> None:
            self._show_body()
            if not keeps:
                self.course.give_back()
            then()

        self.asking.ask(words, self.sheet.case if self.sheet else None, proved)
        self._whole.setCurrentIndex(_PIN)
        self.pin.take_keyboard()

    def _leave(self) -> None:
        """The session ends with the screen; one that was ended elsewhere has nothing left to end."""
        if self._ended or self.course.sheet is None:
            self.left.emit()
            return
        self._ended = True
        deed = Deed(case=self.course.sheet.case, acts=these(EndSigning(session=SigningSessionId(self._handed.session))))
        self._door.perform(deed, lambda _outcomes: self.left.emit(), lambda _refusal: self.left.emit(), owner=self)

    def _perform(self, *acts: Act, after: Callable[[], None]) -> None:
        if self.course.sheet is None or self._busy:
            return
        self._busy = True
        self._let()

        def done(_outcomes: Outcomes) -> None:
            self._busy = False
            after()

        deed = Deed(case=self.course.sheet.case, acts=these(*acts))
        self._door.perform(deed, done, self._refused, owner=self)

    def _refused(self, refusal: Refusal) -> None:
        self._busy = False
        notice = refusal_notice(refusal, self._door.sentence)
        if self._whole.currentIndex() == _READER:
            self.reader.notices.tell(notice)
        else:
            self._show_body()
            self.notices.tell(notice)
        self._settle()

    def _show(self, sheet: PaperToSign) -> None:
        self._take(sheet)
        self._door.ask(PaperBytes(paper=self._handed.paper), self._show_bytes, self._refused, owner=self)

    def _take(self, sheet: PaperToSign) -> None:
        self.course.take(sheet)
        self.title.setText(sheet.paper.title)
        self._settle()

    def _show_bytes(self, data: bytes) -> None:
        """Nobody begins before the newest bytes stand there."""
        if data != self._shown:
            self._shown = data
            self.view.show_pdf(data)
        else:
            self._bytes_shown()

    def _bytes_shown(self) -> None:
        self._ready = True
        self._settle()

    def _read_through(self) -> None:
        self._let()

    def _finish_reading(self) -> None:
        if self.course.turn is not None and self.view.all_seen():
            self._hush()
            self.course.turn.read = True
            self._settle()

    def _listen(self) -> None:
        """Read the page in view aloud, or stop."""
        if self.read.listen.property("speaking"):
            self._hush()
            return
        self.read.listen.setProperty("speaking", True)
        self.read.listen.setText(self.tr("停止听读"))
        self.view.ask_words(self._speak)

    def _speak(self, words: str) -> None:
        turn = self.course.turn
        if turn is not None and self.read.listen.property("speaking"):
            turn.heard = MACHINE
            self._voice.speak(words)

    def _hush(self) -> None:
        self._voice.stop()
        self._silent()

    def _silent(self) -> None:
        self.read.listen.setProperty("speaking", False)
        self.read.listen.setText(self.tr("听读"))

    def _page_changed(self, _page: int, _pages: int) -> None:
        self._hush()
        self._let()
        self.moved.emit()

    def _show_body(self) -> None:
        self._whole.setCurrentIndex(_BODY)

    def _open_reason(self) -> None:
        signer = self.signer()
        if signer is not None and self.course.may_disagree() and not self._busy:
            self._hush()
            self._whole.setCurrentIndex(_REASON)
            self.reason.open(signer.name)

    # -- what is shown

    def _settle(self) -> None:
        """The panel of the step, and what stands on it."""
        step, turn = self.course.step(), self.course.turn
        panels = {
            Step.CHOOSE: self.choose,
            Step.READ: self.read,
            Step.ALOUD: self.aloud,
            Step.CHECK: self.check,
            Step.HELP: self.help,
            Step.SIGN: self.sign_panel,
            Step.SEAL: self.end,
            Step.DONE: self.end,
            Step.STOPPED: self.end,
        }
        for panel in dict.fromkeys(panels.values()):
            panel.setVisible(panel is panels.get(step))
        if step is Step.CHOOSE and self.sheet is not None:
            self.choose.offer(self.course.candidates(), len(self.sheet.paper.missing) < len(self.sheet.paper.signers))
        if turn is not None:
            self._settle_turn(step)
        self._settle_end(step)
        self.refuse.setVisible(self.course.may_disagree())
        if self.sheet is not None:
            self.progress.setText(progress_words(self.sheet.paper, self.signer()))
        self._let()
        self.moved.emit()

    def _settle_turn(self, step: Step) -> None:
        turn = self.course.turn
        assert turn is not None
        question, of = turn.question, len(turn.reading.questions)
        self.read.words.setText(self.tr("{0}，请一页一页看到最后").format(turn.signer.name))
        if step is Step.ALOUD:
            self.aloud.tell(turn.signer.name, turn.reading.needs, turn.reading.wants_witness)
        elif step is Step.CHECK and question is not None:
            self.check.ask(question, turn.asked + 1, of, turn.wrong > 0)
        elif step is Step.HELP and question is not None:
            self.help.tell(question)
        elif step is Step.SIGN:
            self.sign_panel.name(turn.signer)

    def _settle_end(self, step: Step) -> None:
        words = {
            Step.SEAL: self.tr("等待加盖印章"),
            Step.DONE: self.tr("全部签署完毕"),
            Step.STOPPED: self.tr("{0}不同意，签署已经停下").format(self.course.stopped),
        }
        self.end.words.setText(words.get(step, ""))
        held = self.tr("请把屏幕交回工作人员。") if self.course.held else ""
        recorded = self.tr("已经记录，没有任何签名因此生效。") if step is Step.STOPPED else ""
        self.end.below.setText(recorded + held)
        self.seal.setVisible(step is Step.SEAL and not self.course.held and self._door.may_do("affix_seal"))

    def _let(self) -> None:
        """What can be pressed now."""
        free, step, seen = not self._busy, self.course.step(), self.view.all_seen()
        self.confirm.setEnabled(free and step is Step.SIGN and not self.pad.is_empty())
        self.again.setEnabled(free and not self.pad.is_empty())
        self.seal.setEnabled(free)
        for button in self.choose.buttons.values():
            button.setEnabled(free and self._ready)
        for button in self.check.choices:
            button.setEnabled(free)
        self.reason.go.setEnabled(free)
        self.reader.go.setEnabled(free)
        self.read.finished.setVisible(seen)
        self.read.on.setVisible(not seen)
        self.read.listen.setVisible(self._voice.can_speak())
        last = self.view.current_page() == self.view.page_count()
        self.read.on.setText(self.tr("下一页") if self.view.at_foot() and not last else self.tr("往下看"))
        self.read.back.setEnabled(self.view.current_page() > 1 or self.view.verticalScrollBar().value() > 0)
        self._say_place()

    def _say_place(self) -> None:
        code = "" if self.sheet is None else self.sheet.paper.check_code
        pages = self.tr("第 {0} 页，共 {1} 页").format(self.view.current_page(), self.view.page_count())
        seen = self.tr(" ✓ 已看完") if self.view.all_seen() else ""
        self.place.setText(self.tr("{0}{1}　・　校验码 {2}").format(pages, seen, code))
        self.read.page.setText(f"{pages}{seen}")

    def _connect(self) -> None:
        self.larger.clicked.connect(self.view.zoom_in)
        self.back.clicked.connect(self.ask_back)
        self.end.give_back.clicked.connect(self.ask_back)
        self.choose.chosen.connect(self.face)
        self.read.on.clicked.connect(self.view.read_on)
        self.read.back.clicked.connect(self.view.read_back)
        self.read.listen.clicked.connect(self._listen)
        self.read.finished.clicked.connect(self._finish_reading)
        self.aloud.record.clicked.connect(self._record_aloud)
        self.check.answered.connect(self._answer)
        self.help.explained.clicked.connect(self._explain)
        self.again.clicked.connect(self.pad.clear)
        self.confirm.clicked.connect(self.sign)
        self.seal.clicked.connect(self.affix_seal)
        self.refuse.clicked.connect(self._open_reason)
        self.reason.stopped.connect(self.stop)
        self.reader.recorded.connect(self._record_reading)
        for sheet in (self.pin, self.reason, self.reader):
            sheet.left.connect(self._show_body)
        self.pad.changed.connect(self._let)
        self.view.read_through.connect(self._read_through)
        self.view.page_changed.connect(self._page_changed)
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._let())
        self.view.shown.connect(self._bytes_shown)
        self._voice.ended.connect(self._silent)

    def _lay_out(self) -> None:
        self.view.setObjectName("text")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        for label, look in ((self.place, "soft"), (self.title, "title"), (self.progress, "remark")):
            label.setProperty("look", look)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setWordWrap(True)
        top = QFrame()
        top.setObjectName("topBar")
        bar = QHBoxLayout(top)
        bar.setContentsMargins(px(24), px(8), px(24), px(8))
        bar.setSpacing(px(12))
        bar.addWidget(self.title)
        bar.addWidget(self.place, 1)
        bar.addWidget(self.larger)
        bar.addWidget(self.back)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.view, 2)
        both.addWidget(self._right(), 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(both, 1)
        self._whole.addWidget(body)
        for sheet in (self.pin, self.reason, self.reader):
            around = Scrolled()
            around.add(sheet)
            self._whole.addWidget(around)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(22), px(16), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.notices)
        column.addWidget(self.sign_panel, 1)
        for panel in (self.choose, self.read, self.aloud, self.check, self.help, self.end):
            column.addWidget(panel)
        column.addStretch(0)
        column.addWidget(self.refuse)
        column.addWidget(self.progress)
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.setMinimumWidth(px(400))
        around.setWidget(right)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return around
