"""An office whose one agreement waits on the screen for two parties, with phones turned on or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from mediation_desk.acts.office import ChangeSettings
from mediation_desk.desk.practice import PracticeOffice, demo_scripts
from mediation_desk.desk.surroundings import system
from mediation_desk.queries.signing import PaperToSign, SigningSheet, WaitingPapers
from mediation_desk.ui.dialogs.phone_dialog import PhoneDialog
from mediation_desk.ui.pages.signing.course import Step
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from tests.support import signing_desk
from tests.support.clerk import Clerk
from tests.support.kept_offices import played_office

_CASE: Final = "C11.json"
_UNTIL_FROZEN: Final = 26


@dataclass(frozen=True)
class WaitingOffice:
    """The office, its case, and the paper that waits."""

    office: PracticeOffice
    case: str
    paper: str

    def sheet(self) -> PaperToSign:
        """The paper as it stands."""
        return self.office.desk.ask(SigningSheet(paper=self.paper))

    def allow_phones(self, allowed: bool = True) -> None:
        """Turn the setting."""
        self.office.desk.perform(ChangeSettings(phone_signing=allowed))


def waiting_office(folder: Path) -> WaitingOffice:
    """A copy of one that is made once."""
    script = dict(demo_scripts(system().resources))[_CASE]
    begun = replace(script, steps=script.steps[:_UNTIL_FROZEN])
    office, played = played_office(folder, "waits-on-screen", lambda one: {_CASE: one.play(begun, _CASE)})
    assert played[_CASE].problem is None
    row = next(one for one in office.desk.ask(WaitingPapers()) if one.route == "screen")
    return WaitingOffice(office, row.case, row.paper)


def at_the_pad(clerk: Clerk, waiting: WaitingOffice, key: str = "p1") -> SigningScreen:
    """One signer has taken the screen, read, and answered; his pad lies before him."""
    page = clerk.window.go("signing", f"{waiting.case}|{waiting.paper}")
    assert isinstance(page, SigningPage)
    screen = signing_desk.handed(clerk, page)
    signing_desk.take(clerk, screen, key)
    signing_desk.read(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    clerk.until(lambda: screen.course.step() is Step.SIGN)
    clerk.rest()
    return screen


def press_phone(clerk: Clerk, screen: SigningScreen) -> PhoneDialog:
    """用手机签, and the PIN that the staff are asked for."""
    clerk.qtbot.mouseClick(screen.phone, Qt.MouseButton.LeftButton)
    clerk.until(screen.face.pin.isVisible)
    assert screen.phone.dialog is None
    signing_desk.type_pin(clerk, screen)
    clerk.until(lambda: screen.phone.dialog is not None)
    dialog = screen.phone.dialog
    assert dialog is not None
    return dialog
