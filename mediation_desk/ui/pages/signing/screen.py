"""The screen that the parties have before them, at work: whose turn it is becomes acts, and nothing leads out of it.

Only the mediator's PIN does. What is drawn and pressed stands in `PartyFace`, whose turn it is in `Course`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from mediation_desk.acts.act import Act
from mediation_desk.acts.reading_aloud import RecordReadingAloud
from mediation_desk.acts.signing import AffixSeal, RecordSignature, RefuseToSign
from mediation_desk.acts.signing_session import UNSAID, EndSigning, FaceSigner
from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.signing import PaperToSign, SigningSheet
from mediation_desk.terms.circumstances import Circumstances
from mediation_desk.terms.ids import PaperId, SigningSessionId, TrackId
from mediation_desk.terms.ink import Ink
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, Outcomes, these
from mediation_desk.ui.dialogs.phone_button import PhoneButton
from mediation_desk.ui.dialogs.phone_task import PhoneTask, phone_task
from mediation_desk.ui.messages import done_notice, refusal_notice
from mediation_desk.ui.pages.signing.asking import Asking
from mediation_desk.ui.pages.signing.course import Course, Step
from mediation_desk.ui.pages.signing.party_face import PartyFace
from mediation_desk.ui.pages.signing.voice import MACHINE, Voice

_DEVICES: Final = {"mouse": "鼠标", "pen": "手写笔", "touch": "触摸屏"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What was handed over: the paper, its session, where people sign, and whether a PIN takes the screen back."""

    paper: str
    session: str
    place: str
    pin_set: bool


class SigningScreen(QWidget):
    """`left` comes when the staff have the screen again, `moved` when there is news for the mediator's own screen."""

    left = Signal()
    signed = Signal(str)
    moved = Signal()

    def __init__(self, door: ActDoor, handed: Handed, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._door, self._handed = door, handed
        self.course, self.face = Course(), PartyFace(door.jobs, voice)
        self.view, self.pad = self.face.text.view, self.face.sign.pad
        self._asking = Asking(door, SigningPins(door.desk), self.face.pin, handed.pin_set)
        self._shown, self._ready, self._busy, self._ended = b"", False, False, False
        self.phone = PhoneButton(door, handed.paper, self._open_phone)
        self.face.sign.offer_elsewhere(self.phone)
        self.face.sign.where.setText(handed.place)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.face)
        for bar in self.findChildren(QScrollBar):  # each has a menu of its own
            bar.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._connect()
        self.load()

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

    def take_turn(self, key: str) -> None:
        """This signer takes the screen, from the first page on; in the mediator's place nobody signs but staff."""
        signer = next((one for one in self.course.candidates() if one.key == key), None)
        if signer is None or self.course.turn is not None or not self._free():
            return
        if self.course.needs_staff(signer):
            self._ask_staff(self.tr("轮到工作人员签：请输入签署PIN"), lambda: self._face(signer))
        else:
            self._face(signer)

    def sign(self) -> None:
        """Put this person's strokes on the text that was shown."""
        turn, sheet = self.course.turn, self.course.sheet
        if turn is None or sheet is None or not self.face.sign.confirm.isEnabled():
            return
        ink = self.pad.ink()
        told = turn.circumstances(self.view.pages_seen(), _DEVICES.get(ink.device, ""))
        self._perform(
            self._signature(turn.signer, sheet, ink, told),
            after=lambda: self._told(self.tr("{0}的签名已经保存").format(turn.signer.name), turn.signer.name),
        )

    def affix_seal(self) -> None:
        """The body's seal comes last and locks the paper."""
        if self.course.held:
            return
        said = self.tr("印章已经加盖，文书锁定")
        self._perform(AffixSeal(paper=PaperId(self._handed.paper)), after=lambda: self._told(said, ""))

    def stop(self, reason: str) -> None:
        """我不同意: recorded, and nothing more is signed until the staff have the screen."""
        turn, sheet = self.course.turn, self.course.sheet
        if turn is None or sheet is None or not self.course.may_disagree():
            return
        name = turn.signer.name
        self._perform(*self._refusal(turn.signer, sheet, reason), after=lambda: self._stopped(name))

    def ask_back(self) -> None:
        """交回: the staff prove themselves, unless the parties do not have the screen."""
        if self._busy:
            return
        if not self.course.held:
            self._leave()
        else:
            self._ask_staff(self.tr("收回屏幕：请输入签署PIN"), self._leave)

    def take_back(self) -> None:
        """The staff have proved themselves elsewhere, at their own screen."""
        self.course.give_back()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key leads out; Escape asks for the PIN as the button does."""
        if event.key() == Qt.Key.Key_Escape and not self.face.is_asking():
            self.ask_back()
        event.accept()

    # -- what is kept, wherever it was written

    def _signature(self, signer: SignerRow, sheet: PaperToSign, ink: Ink, told: Circumstances) -> RecordSignature:
        return RecordSignature(
            paper=PaperId(self._handed.paper),
            signer=signer.key,
            ink=ink,
            place=self._place() or None,
            shown_sha256=sheet.paper.frozen_sha256,
            circumstances=told,
            session=SigningSessionId(self._handed.session),
        )

    def _place(self) -> str:
        """Where the parties sign was said when they got the screen; staff by themselves say theirs."""
        return (self._handed.place if self.course.held else self.face.sign.where.text()).strip()

    def _refusal(self, signer: SignerRow, sheet: PaperToSign, reason: str) -> tuple[Act, ...]:
        end = EndSigning(session=SigningSessionId(self._handed.session), stopped_by=signer.key, reason=reason)
        if not sheet.may_refuse or sheet.track is None:
            return (end,)
        paper, words = PaperId(self._handed.paper), reason.strip() or UNSAID
        return (RefuseToSign(track=TrackId(sheet.track), paper=paper, signer=signer.key, reason=words), end)

    def _phone_task(self) -> PhoneTask | None:
        """Whoever has read and understood at the desk may write on his phone, which shows him the text once more."""
        turn, sheet = self.course.turn, self.course.sheet
        if turn is None or sheet is None or self.course.step() is not Step.SIGN:
            return None

        def record(ink: Ink, told: Circumstances) -> tuple[Act, ...]:
            kept = turn.circumstances(told.pages_seen or 0, told.device_words)
            return (self._signature(turn.signer, sheet, ink, replace(kept, device=told.device)),)

        return phone_task(sheet, turn.signer, record, lambda reason: self._refusal(turn.signer, sheet, reason))

    def _open_phone(self, go: Callable[[], None]) -> None:
        self._ask_staff(self.tr("用手机签：请输入签署PIN"), go, keeps=True)

    # -- one signer after another

    def _face(self, signer: SignerRow) -> None:
        act = FaceSigner(session=SigningSessionId(self._handed.session), signer=signer.key)
        self._perform(act, after=lambda: self._begin(signer))

    def _begin(self, signer: SignerRow) -> None:
        self.course.begin(signer, self._door.now())
        self.face.notices.clear()
        self.pad.clear()
        self.face.text.start_over()
        self._settle()

    def _finish_reading(self) -> None:
        if self.course.turn is not None and self.view.all_seen():
            self.face.text.hush()
            self.course.turn.read = True
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
        self._settle()

    def _record_aloud(self) -> None:
        if self.course.step() is Step.ALOUD:
            self._ask_staff(self.tr("由宣读的工作人员登记：请输入签署PIN"), self._open_reader, keeps=True)

    def _open_reader(self) -> None:
        if self.course.turn is not None:
            self.face.show_sheet(self.face.reader)
            self.face.reader.open(self.course.turn.signer.name, self._door.desk.actor.name)

    def _record_reading(self, reader: str, witness: str, relation: str) -> None:
        if self.course.turn is None:
            return
        act = RecordReadingAloud(
            paper=PaperId(self._handed.paper),
            signer=self.course.turn.signer.key,
            reader=reader,
            witness=witness,
            relation=relation,
        )
        self._perform(act, after=self._recorded)

    def _recorded(self) -> None:
        self.face.show_text()
        self._door.ask(SigningSheet(paper=self._handed.paper), self._take, self._refused, owner=self)

    def _open_reason(self) -> None:
        signer = self.signer()
        if signer is not None and self.course.may_disagree() and not self._busy:
            self.face.show_sheet(self.face.reason)
            self.face.reason.open(signer.name)

    def _told(self, said: str, name: str) -> None:
        self.course.turn = None
        self.face.text.hush()
        self.pad.clear()
        self.face.notices.tell(done_notice(said))
        self.signed.emit(name)
        self.load()

    def _stopped(self, name: str) -> None:
        self.course.turn, self.course.stopped, self._ended = None, name, True
        self.face.text.hush()
        self.pad.clear()
        self.face.show_text()
        self._settle()

    def _heard(self) -> None:
        if self.course.turn is not None:
            self.course.turn.heard = MACHINE

    # -- the desk

    def _ask_staff(self, words: str, then: Callable[[], None], *, keeps: bool = False) -> None:
        """Ask for the PIN; `keeps`: the screen stays the parties' afterwards."""

        def proved() -> None:
            self.face.show_text()
            if not keeps:
                self.course.give_back()
            then()

        self.face.show_sheet(self.face.pin)
        self._asking.ask(words, None if self.sheet is None else self.sheet.case, proved)

    def _leave(self) -> None:
        """The session ends with the screen; one that was ended elsewhere has nothing left to end."""
        if self._ended or self.course.sheet is None:
            self.left.emit()
            return
        self._ended = True
        act = EndSigning(session=SigningSessionId(self._handed.session))
        deed = Deed(case=self.course.sheet.case, acts=these(act))
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
        """Say why, where the person looks: what staff fill in stays there, everything else leads back to the text."""
        self._busy = False
        notice = refusal_notice(refusal, self._door.sentence)
        if self.face.reader.isVisible():
            self.face.reader.notices.tell(notice)
        else:
            self.face.show_text()
            self.face.notices.tell(notice)
        self._settle()

    def _show(self, sheet: PaperToSign) -> None:
        self._take(sheet)
        self._door.ask(PaperBytes(paper=self._handed.paper), self._show_bytes, self._refused, owner=self)

    def _take(self, sheet: PaperToSign) -> None:
        self.course.take(sheet)
        self._settle()

    def _show_bytes(self, data: bytes) -> None:
        """Nobody begins before the newest bytes stand there."""
        if data == self._shown:
            self._bytes_shown()
        else:
            self._shown = data
            self.view.show_pdf(data)

    def _bytes_shown(self) -> None:
        self._ready = True
        self._settle()

    def _free(self) -> bool:
        return self._ready and not self._busy

    def _settle(self) -> None:
        self.face.show_step(self.course, not self.course.held and self._door.may_do("affix_seal"))
        self.phone.offer(self._phone_task())
        self._let()
        self.moved.emit()

    def _let(self) -> None:
        self.face.let(self.course, self._free())

    def _moved(self) -> None:
        self._let()
        self.moved.emit()

    def _connect(self) -> None:
        face = self.face
        face.back.clicked.connect(self.ask_back)
        face.end.give_back.clicked.connect(self.ask_back)
        face.choose.chosen.connect(self.take_turn)
        face.read.finished.clicked.connect(self._finish_reading)
        face.aloud.record.clicked.connect(self._record_aloud)
        face.check.answered.connect(self._answer)
        face.help.explained.clicked.connect(self._explain)
        face.sign.again.clicked.connect(self.pad.clear)
        face.sign.confirm.clicked.connect(self.sign)
        self.phone.signed.connect(lambda name: self._told(self.tr("{0}的签名已经保存").format(name), name))
        self.phone.disagreed.connect(self._stopped)
        face.end.seal.clicked.connect(self.affix_seal)
        face.refuse.clicked.connect(self._open_reason)
        face.reason.stopped.connect(self.stop)
        face.reader.recorded.connect(self._record_reading)
        for left in (face.pin.left, face.reason.left, face.reader.left):
            left.connect(face.show_text)
        face.text.moved.connect(self._moved)
        face.text.heard.connect(self._heard)
        self.pad.changed.connect(self._let)
        self.view.shown.connect(self._bytes_shown)
