"""Handing the screen to the parties and taking it back: the session, where it stands, and that nobody closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from mediation_desk.acts.act import Act
from mediation_desk.acts.reading_aloud import RecordReadingNeed
from mediation_desk.acts.signing_session import StartSigning
from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.queries.signing import OpenSigning, PaperToSign, SigningSheet
from mediation_desk.terms.ids import PaperId, PersonId, SigningSessionId
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, these
from mediation_desk.ui.dialogs.pin_dialog import PinDialog
from mediation_desk.ui.pages.signing.asking import Asking
from mediation_desk.ui.pages.signing.hand_over import HandOver
from mediation_desk.ui.pages.signing.party_window import PartyWindow
from mediation_desk.ui.pages.signing.progress import reads_first
from mediation_desk.ui.pages.signing.screen import Handed, SigningScreen
from mediation_desk.ui.pages.signing.sheets import PinSheet
from mediation_desk.ui.pages.signing.voice import SystemVoice, Voice

Screens = Callable[[], Sequence[QScreen]]


class Handing(QObject):
    """At most one paper is before the parties. `faced` and `back` tell when; `moved` that there is news of it."""

    faced = Signal()
    back = Signal()
    moved = Signal()

    def __init__(self, door: ActDoor, page: QWidget) -> None:
        super().__init__(page)
        self._door, self._page = door, page
        self._voice: Callable[[], Voice] = lambda: SystemVoice(parent=self)
        self._screens: Screens = lambda: _nearest_first(page)
        self._pins = SigningPins(door.desk)
        self.dialog: HandOver | None = None
        self.asking: QDialog | None = None
        self.sheet: PinSheet | None = None
        self.facing: SigningScreen | None = None
        self.window: PartyWindow | None = None
        self._pin_set = False

    def use_voice(self, make: Callable[[], Voice]) -> None:
        """Another voice than the system's."""
        self._voice = make

    def use_screens(self, screens: Screens) -> None:
        """Other screens than those that are plugged in; the first is this window's own."""
        self._screens = screens

    def offer(self, paper: str) -> None:
        """Look at the paper, then ask what has to be said before parties get the screen."""
        if self.facing is None:
            self._door.jobs.read(lambda: self._look(paper), self._ask, self._door.refuse, owner=self)

    def is_own(self, session: OpenSigning) -> bool:
        """Whether a session was begun by this person at this workstation."""
        return (session.staff, session.workstation) == (self._door.desk.actor.staff, self._workstation)

    def ask_back(self) -> None:
        """From the staff's own screen: the same PIN takes the parties' screen back."""
        if self.facing is None or self.asking is not None:
            return
        if not self.facing.course.held:
            self.facing.take_back()
            return
        self.asking, self.sheet = QDialog(self._page), PinSheet()
        self.asking.setWindowTitle(self.tr("收回屏幕"))
        column = QVBoxLayout(self.asking)
        column.addWidget(self.sheet)
        case = None if self.facing.sheet is None else self.facing.sheet.case
        Asking(self._door, self._pins, self.sheet, self._pin_set).ask(self.tr("请输入签署PIN"), case, self._proved)
        self.sheet.left.connect(self.asking.reject)
        self.asking.finished.connect(self._forget_asking)
        self.asking.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window that parties look at, or beside which they look at another, is not closed over their heads."""
        if event.type() == QEvent.Type.Close and self.facing is not None and self.facing.course.held:
            event.ignore()
            if self.window is None:
                self.facing.ask_back()
            else:
                self.ask_back()
            return True
        return super().eventFilter(watched, event)

    @property
    def _workstation(self) -> str:
        return self._door.desk.surroundings.machine

    def _look(self, paper: str) -> tuple[PaperToSign, bool]:
        return self._door.desk.ask(SigningSheet(paper=paper)), self._pins.is_set()

    def _ask(self, looked: tuple[PaperToSign, bool]) -> None:
        sheet, self._pin_set = looked
        parties = any(reads_first(one) for one in sheet.paper.missing)
        if not parties and sheet.session is None:
            self._start(sheet, {}, sheet.place, 0)
            return
        own = sheet.session is not None and self.is_own(sheet.session)
        dialog = HandOver(sheet, self._screens(), own, self._door.sentence, self._page)
        dialog.tell_pin(self._pin_set)
        dialog.wanted.connect(lambda: self._start(sheet, dialog.needs(), dialog.place(), dialog.screen_chosen()))
        dialog.pin_wanted.connect(self._set_pin)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _set_pin(self) -> None:
        dialog = PinDialog(self._pins, self._door.jobs, self._door.sentence, self.dialog or self._page)
        dialog.accepted.connect(self._pin_was_set)
        dialog.open()

    def _pin_was_set(self) -> None:
        self._pin_set = True
        if self.dialog is not None:
            self.dialog.tell_pin(True)

    def _start(self, sheet: PaperToSign, needs: dict[str, str], place: str, screen: int) -> None:
        session, paper = SigningSessionId(self._door.new_id()), PaperId(sheet.paper.id)
        before = None if sheet.session is None else SigningSessionId(sheet.session.id)
        acts: list[Act] = [
            RecordReadingNeed(person=PersonId(sheet.reading(key).person or ""), need=need)
            for key, need in needs.items()
        ]
        acts.append(StartSigning(id=session, paper=paper, workstation=self._workstation, takes_over=before))
        handed = Handed(paper=paper, session=session, place=place, pin_set=self._pin_set)
        refused = self._door.refuse if self.dialog is None else self.dialog.refused
        deed = Deed(case=sheet.case, acts=these(*acts))
        self._door.perform(deed, lambda _outcomes: self._face(handed, screen), refused, owner=self)

    def _face(self, handed: Handed, screen: int) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.facing = faced = SigningScreen(self._door, handed, self._voice())
        faced.destroyed.connect(lambda: self._lost(faced))
        self.facing.left.connect(self._take_back)
        self.facing.moved.connect(self.moved)
        self._page.window().installEventFilter(self)
        places = self._screens()
        if 0 < screen < len(places):
            self.window = PartyWindow(self.facing)
            self.window.show_on(places[screen])
            self.destroyed.connect(self.window.deleteLater)
        else:
            self._door.face(self.facing)
        self.faced.emit()

    def _proved(self) -> None:
        if self.asking is not None:
            self.asking.accept()
        if self.facing is not None:
            self.facing.take_back()

    def _take_back(self) -> None:
        self._page.window().removeEventFilter(self)
        window, self.window = self.window, None
        if window is not None:
            window.release()
        else:
            self._door.leave()
        self.back.emit()
        self.facing = None

    def _lost(self, screen: SigningScreen) -> None:
        """The desk was locked over it, and nobody gave it back: the session stays open, to be taken up again."""
        if self.facing is not screen:
            return
        self.facing = None
        if isValid(self) and isValid(self._page):
            self._page.window().removeEventFilter(self)
            self.back.emit()

    def _forget(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _forget_asking(self) -> None:
        asking, self.asking, self.sheet = self.asking, None, None
        if asking is not None:
            asking.deleteLater()


def _nearest_first(page: QWidget) -> list[QScreen]:
    """All screens, the one this window stands on first."""
    own = page.screen()
    return [own, *(one for one in QGuiApplication.screens() if one is not own)]
