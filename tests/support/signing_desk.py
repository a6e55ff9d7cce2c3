"""The signing desk as its tests use it: a PIN for whoever sits there, the parties' hands, and the staff's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from mediation_desk.desk.desk import Desk
from mediation_desk.model.office import SigningPin
from mediation_desk.store.passwords import stretch
from mediation_desk.ui.pages.signing.course import Step
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.ui.widgets.signature_pad import SignaturePad
from tests.support.kept_offices import CHEAP

if TYPE_CHECKING:
    from tests.support.clerk import Clerk

PIN: Final = "824671"
LEFT = Qt.MouseButton.LeftButton


def give_pin(desk: Desk, pin: str = PIN) -> None:
    """A PIN for somebody who stands in at a practice office and has no account to set one by."""
    surroundings = desk.surroundings
    salt = surroundings.random_bytes(16)
    with desk.store.writing() as session:
        if session.scalar(select(SigningPin.id).filter_by(staff_id=desk.actor.staff)) is None:
            session.add(
                SigningPin(
                    id=surroundings.new_id(),
                    staff_id=desk.actor.staff,
                    salt=salt,
                    stretched=stretch(pin, salt, CHEAP),
                    passes=CHEAP.passes,
                    memory_kib=CHEAP.memory_kib,
                    lanes=CHEAP.lanes,
                    set_at=surroundings.now().replace(tzinfo=None),
                    failures=0,
                    locked_until=0.0,
                )
            )


def handed(clerk: Clerk, page: SigningPage, place: str = "") -> SigningScreen:
    """Say what is asked before parties get the screen, and hand it over."""
    clerk.until(lambda: page.handing.dialog is not None or page.facing is not None)
    dialog = page.handing.dialog
    if dialog is not None:
        if place:
            dialog.where.setText(place)
        clerk.qtbot.mouseClick(dialog.go, LEFT)
    clerk.until(lambda: page.facing is not None)
    screen = page.facing
    assert screen is not None
    clerk.until(lambda: screen.sheet is not None and screen.view.page_count() > 0)
    clerk.rest()
    return screen


def type_pin(clerk: Clerk, screen: SigningScreen, pin: str = PIN) -> None:
    """The figures by finger, then the button."""
    for figure in pin:
        clerk.qtbot.mouseClick(screen.face.pin.keys[figure], LEFT)
    clerk.qtbot.mouseClick(screen.face.pin.go, LEFT)
    clerk.rest()


def take(clerk: Clerk, screen: SigningScreen, key: str) -> None:
    """A signer touches his name; in the staff's place the PIN is asked first."""
    clerk.until(lambda: key in screen.face.choose.buttons and screen.face.choose.buttons[key].isEnabled())
    clerk.qtbot.mouseClick(screen.face.choose.buttons[key], LEFT)
    if screen.face.pin.isVisible():
        type_pin(clerk, screen)
    clerk.until(lambda: screen.signer() is not None)
    clerk.rest()


def read(clerk: Clerk, screen: SigningScreen) -> None:
    """Page by page to the foot of the last one."""
    for _ in range(200):
        if screen.view.all_seen():
            break
        clerk.qtbot.mouseClick(screen.face.text.on, LEFT)
        QApplication.processEvents()
    clerk.until(screen.view.all_seen)
    clerk.qtbot.mouseClick(screen.face.read.finished, LEFT)


def read_aloud(clerk: Clerk, screen: SigningScreen, witness: str = "钱大伯") -> None:
    """A member of staff says that he read it to the signer, and who heard it."""
    clerk.qtbot.mouseClick(screen.face.aloud.record, LEFT)
    type_pin(clerk, screen)
    screen.face.reader.witness.setText(witness)
    clerk.qtbot.mouseClick(screen.face.reader.go, LEFT)
    clerk.rest()


def answer_all(clerk: Clerk, screen: SigningScreen) -> None:
    """Every question, rightly."""
    while screen.course.step() is Step.CHECK:
        turn = screen.course.turn
        assert turn is not None and turn.question is not None
        clerk.qtbot.mouseClick(screen.face.check.choices[turn.question.right], LEFT)
        QApplication.processEvents()


def write(clerk: Clerk, screen: SigningScreen) -> None:
    """The name on the pad, confirmed."""
    assert screen.sheet is not None
    before = len(screen.sheet.paper.missing)
    clerk.until(screen.pad.isVisible)
    scribble(clerk.qtbot, screen.pad)
    clerk.until(screen.face.sign.confirm.isEnabled)
    clerk.qtbot.mouseClick(screen.face.sign.confirm, LEFT)
    clerk.until(lambda: screen.sheet is not None and len(screen.sheet.paper.missing) < before)
    clerk.rest()


def sign_as(clerk: Clerk, screen: SigningScreen, key: str, place: str | None = None) -> None:
    """One person takes the screen, reads, understands and signs; staff by themselves say where."""
    take(clerk, screen, key)
    if screen.course.step() is Step.READ:
        read(clerk, screen)
    if screen.course.step() is Step.ALOUD:
        read_aloud(clerk, screen)
    answer_all(clerk, screen)
    if place is not None and screen.face.sign.where.isVisible():
        screen.face.sign.where.setText(place)
    write(clerk, screen)


def give_back(clerk: Clerk, page: SigningPage) -> None:
    """The staff take the screen back."""
    screen = page.facing
    assert screen is not None
    clerk.qtbot.mouseClick(screen.face.back, LEFT)
    if screen.face.pin.isVisible():
        type_pin(clerk, screen)
    clerk.until(lambda: page.facing is None)
    clerk.rest()


def press(clerk: Clerk, button: QPushButton) -> None:
    """Press what is there to be pressed."""
    clerk.rest()
    assert button.isVisible() and button.isEnabled(), button.text()
    clerk.qtbot.mouseClick(button, LEFT)
    clerk.rest()


def scribble(qtbot: QtBot, pad: SignaturePad) -> None:
    """Three strokes with the mouse."""
    width, height = pad.width(), pad.height()
    for part in (0.25, 0.45, 0.65):
        qtbot.mousePress(pad, LEFT, pos=QPoint(int(width * part), int(height * 0.3)))
        for step in range(1, 9):
            place = QPoint(int(width * (part + 0.02 * step)), int(height * (0.3 + 0.05 * step)))
            qtbot.mouseMove(pad, place)
        qtbot.mouseRelease(pad, LEFT, pos=QPoint(int(width * (part + 0.16)), int(height * 0.7)))
