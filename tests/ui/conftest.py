"""The window's tests share one dressed application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediation_desk.ui.garbage import GarbageRound
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.session import Session
from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.colours import LIGHT
from tests.support.busy_fixtures import busy_folder, office_copy, sign_in
from tests.support.seat import Seat

__all__ = ["busy_folder", "office_copy", "sign_in"]

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    look.start(qapp, RESOURCES, bundled_font=True)
    garbage = GarbageRound(qapp)
    garbage.start()
    yield qapp
    garbage.stop()


@pytest.fixture(autouse=True)
def _same_look(dressed: QApplication) -> Iterator[None]:
    """Every test begins light and at 100 %."""
    yield
    if look.look().zoom != 100:
        look.set_zoom(dressed, 100)
    if look.colours() is not LIGHT:
        look.set_colours(dressed, LIGHT)


@pytest.fixture
def faults() -> list[Exception]:
    """What the jobs reported as bugs."""
    return []


@pytest.fixture
def jobs(faults: list[Exception], qapp: QApplication) -> Iterator[Jobs]:
    """The real lanes."""
    lanes = Jobs(faults.append)
    yield lanes
    lanes.close()


@pytest.fixture
def seat_of(qtbot: QtBot, faults: list[Exception]) -> Iterator[Callable[[Session], Seat]]:
    """Sits a session down at a window of its own; no job of any of them may end in a bug."""
    seats: list[Seat] = []

    def sit_down(session: Session) -> Seat:
        seats.append(Seat(session, faults.append, qtbot))
        return seats[-1]

    yield sit_down
    for seat in seats:
        seat.leave()
    assert faults == []
