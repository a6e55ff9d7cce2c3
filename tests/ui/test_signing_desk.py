"""The screen that faces the parties: read to the end, understood, signed; and no way out but the staff's PIN."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from tests.support import signing_desk
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.pictures import take
from tests.support.practice_desk import Case

PICTURES = os.environ.get("DESK_PICTURES")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    made = practice_office(tmp_path_factory.mktemp("desk") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    """An agreement that waits for two parties, the mediator and the seal."""
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    return case


@pytest.fixture
def clerk(qtbot: QtBot, office: PracticeOffice, jobs: Jobs, case: Case, faults: list[Exception]) -> Iterator[Clerk]:
    seat = sit_down(qtbot, office, jobs)
    yield seat
    assert faults == []


def faced(clerk: Clerk, case: Case) -> tuple[SigningPage, SigningScreen]:
    page = clerk.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(page, SigningPage)
    return page, signing_desk.handed(clerk, page)


def shoot(clerk: Clerk, name: str) -> None:
    if PICTURES:
        clerk.rest()
        width, height = os.environ.get("DESK_SIZE", "1366x768").split("x")
        clerk.window.showNormal()
        clerk.window.resize(int(width), int(height))
        clerk.rest()
        clerk.qtbot.wait(150)
        clerk.rest()
        take(clerk.window, Path(PICTURES) / f"{name}.png", QSize(int(width), int(height)))


def test_that_everybody_signs_in_order_and_the_paper_is_locked(clerk: Clerk, case: Case) -> None:
    page = clerk.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(page, SigningPage)
    clerk.until(lambda: page.handing.dialog is not None)
    if PICTURES and page.handing.dialog:
        take(page.handing.dialog, Path(PICTURES) / "0-hand-over.png", page.handing.dialog.size())
    screen = signing_desk.handed(clerk, page)
    shoot(clerk, "1-choose")
    signing_desk.take(clerk, screen, "p1")
    shoot(clerk, "2-read")
    signing_desk.read(clerk, screen)
    shoot(clerk, "3-check")
    turn = screen.course.turn
    assert turn is not None and turn.question is not None
    clerk.qtbot.mouseClick(screen.face.check.choices[1 - min(turn.question.right, 1)], signing_desk.LEFT)
    shoot(clerk, "4-wrong")
    clerk.qtbot.mouseClick(screen.face.check.choices[1 - min(turn.question.right, 1)], signing_desk.LEFT)
    shoot(clerk, "5-help")
    clerk.qtbot.mouseClick(screen.face.help.explained, signing_desk.LEFT)
    shoot(clerk, "6-pin")
    signing_desk.type_pin(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    signing_desk.scribble(clerk.qtbot, screen.pad)
    shoot(clerk, "7-sign")
    screen.pad.clear()
    signing_desk.write(clerk, screen)
    shoot(clerk, "8-next")
    signing_desk.sign_as(clerk, screen, "p2")
    signing_desk.sign_as(clerk, screen, "m1")
    shoot(clerk, "9-seal")
    signing_desk.press(clerk, screen.face.end.seal)
    shoot(clerk, "10-done")
    signing_desk.give_back(clerk, page)
    shoot(clerk, "11-case")
    assert case.paper().state == "complete"
    clerk.window.go("signing")
    shoot(clerk, "12-page")
