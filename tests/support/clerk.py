"""A clerk at the window: opens cases, presses what is offered, fills the dialogs that open, and waits for the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.practice import PracticeOffice, stand_in
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.ui.change_feed import ChangeFeed
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.finalise import FinaliseDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.pages.case.page import CasePage
from mediation_desk.ui.pages.evaluation.page import EvaluationPage
from mediation_desk.ui.pages.intake.page import IntakePage
from mediation_desk.ui.pages.page import PageEntry
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.ui.session import Session
from mediation_desk.words.refusals import sentence
from tests.support import signing_desk

PATIENCE_MS = 180_000
"""Against a window that never answers; how busy the machine is says nothing about the case."""
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Clerk:
    """One window of one person. `window` holds the real pages on the real desk."""

    qtbot: QtBot
    office: PracticeOffice
    jobs: Jobs
    door: ActDoor
    window: MainWindow
    working: list[bool]

    def move_to(self, day: date, at: time = time(9, 0)) -> None:
        """The office's clock goes on to a day."""
        self.office.clock.moment = datetime.combine(day, at, tzinfo=SHANGHAI)

    def open(self, case: str) -> CasePage:
        """Open a case and wait until it is shown."""
        page = self.window.go("case", case)
        assert isinstance(page, CasePage)
        self.until(lambda: page.sheet is not None and page.sheet.facts.id == case)
        self.rest()
        return page

    def page(self) -> CasePage:
        """The case page."""
        page = self.window.go("case")
        assert isinstance(page, CasePage)
        return page

    def begin(self, act: str) -> ActDialog:
        """Press what is offered for an act: a button at the right, or a line of the menu below it."""
        page = self.page()
        before = set(_open_dialogs())
        if act in page.steps.keys():  # noqa: SIM118 - a method of the widget, not a mapping
            self.qtbot.mouseClick(page.steps.button(act), LEFT)
        else:
            self.offered(act).trigger()
        self.until(lambda: bool(set(_open_dialogs()) - before))
        dialog = (set(_open_dialogs()) - before).pop()
        assert isinstance(dialog, ActDialog)
        return dialog

    def offered(self, act: str) -> Any:
        """The line of the menu for an act; fails where the act is not offered."""
        for part in self.page().menu.actions():
            for action in part.menu().actions():
                if action.objectName() == f"more:{act}":
                    return action
        raise AssertionError(f"{act} is not offered: {self.page().steps.keys()}")

    def offers(self, act: str) -> bool:
        """Whether an act is offered anywhere."""
        keys = self.page().steps.keys()
        lines = [a.objectName() for part in self.page().menu.actions() for a in part.menu().actions()]
        return act in keys or f"more:{act}" in lines

    def do(self, act: str, answers: Mapping[str, Any] | None = None, on: date | None = None) -> None:
        """Begin an act, answer its fields, send it, and wait until the page shows what came of it."""
        dialog = self.begin(act)
        self.fill(dialog, answers or {}, on)
        self.send(dialog)

    def fill(self, dialog: ActDialog, answers: Mapping[str, Any], on: date | None = None) -> None:
        """Answer fields by their names."""
        for name, value in answers.items():
            dialog.editors[name].set_value(value)
        if on is not None:
            dialog.day.set_value(on)

    def send(self, dialog: ActDialog | FinaliseDialog) -> None:
        """Press the button and wait: the dialog closes, or the test fails with its sentence."""
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        notices = dialog.notices
        self.qtbot.mouseClick(dialog.go, LEFT)
        self.until(lambda: bool(closed) or notices.notice() is not None)
        assert closed, notices.notice()  # the sentence says what is missing
        self.rest()

    def refusal(self, dialog: ActDialog) -> str:
        """Press the button and wait for the sentence of the refusal."""
        self.qtbot.mouseClick(dialog.go, LEFT)
        self.until(lambda: dialog.notices.notice() is not None)
        notice = dialog.notices.notice()
        assert notice is not None
        return notice.text

    def sign_all(self, paper: str) -> None:
        """Everyone signs one paper on the screen, then the body's seal is affixed where it is due."""
        page = self.window.go("signing", f"{self.page().sheet.facts.id}|{paper}")  # type: ignore[union-attr]
        assert isinstance(page, SigningPage)
        screen = signing_desk.handed(self, page)
        while screen.sheet is not None and screen.sheet.paper.missing:
            self.sign_next(screen)
        signing_desk.give_back(self, page)

    def sign_next(self, screen: SigningScreen) -> None:
        """One person takes the screen, reads, answers, writes his name and confirms; or the seal is affixed."""
        assert screen.sheet is not None
        before = len(screen.sheet.paper.missing)
        candidates = screen.course.candidates()
        if candidates:
            signing_desk.sign_as(self, screen, candidates[0].key)
        else:
            self.qtbot.mouseClick(screen.face.end.seal, LEFT)
        self.until(lambda: screen.sheet is not None and len(screen.sheet.paper.missing) < before)
        self.rest()

    def press(self, button: QPushButton) -> QDialog:
        """Press a button that opens a dialog."""
        before = set(_open_dialogs())
        self.qtbot.mouseClick(button, LEFT)
        self.until(lambda: bool(set(_open_dialogs()) - before))
        return (set(_open_dialogs()) - before).pop()

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something the desk answers."""
        self.qtbot.waitUntil(happened, timeout=PATIENCE_MS)

    def rest(self) -> None:
        """Wait until nothing is under way and everything asked was shown."""
        for _ in range(2):
            self.until(lambda: not self.working or not self.working[-1])
            QApplication.processEvents()


def sit_down(qtbot: QtBot, office: PracticeOffice, jobs: Jobs, staff: str | None = None) -> Clerk:
    """A window for one person of the practice office: its founder, or who is named."""
    desk: Desk = office.desk if staff is None else stand_in(office.desk, staff)
    signing_desk.give_pin(desk)
    holder: list[MainWindow] = []
    door = ActDoor(
        desk=desk,
        jobs=jobs,
        feed=ChangeFeed(),
        sentence=sentence,
        go=lambda key, subject: holder[0].go(key, subject),
        tell=lambda notice: holder[0].tell(notice),
        face=lambda screen: holder[0].face_party(screen),
        leave=lambda: holder[0].leave_party(),
    )
    context = PageContext(
        session=Session(desk, office.door, "shen"),
        jobs=jobs,
        feed=door.feed,
        sentence=sentence,
        go=door.go,
        tell=door.tell,
        face_party=door.face,
        leave_party=door.leave,
    )
    pages = (
        PageEntry("intake", "登记", lambda: IntakePage(context), "intake"),
        PageEntry("case", "案件", lambda: CasePage(door)),
        PageEntry("signing", "协议签署", lambda: SigningPage(door), "sign"),
        PageEntry("evaluation", "中立评估", lambda: EvaluationPage(door), "evaluation"),
    )
    holder.append(MainWindow(pages, registering="intake", searching="signing"))
    qtbot.addWidget(holder[0])
    holder[0].resize(1366, 768)
    holder[0].show()
    working: list[bool] = []
    jobs.working_changed.connect(working.append)
    return Clerk(qtbot, office, jobs, door, holder[0], working)


def _open_dialogs() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def child(parent: QWidget, name: str) -> QPushButton:
    """A button by its name."""
    found = parent.findChild(QPushButton, name)
    assert found is not None
    return found
