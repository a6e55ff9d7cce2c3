"""Every worked case is performed at the window, step by step, and comes to what its script comes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.ui.jobs import Jobs
from tests.support.watchdog import Watchdog
from tests.support.window_outcome import differences, outcome
from tests.support.window_player import WindowPlayer
from tests.support.worked_cases import WorkedOffice, found_office, script_names, scripts

pytestmark = pytest.mark.thorough

LATER = date(2027, 1, 15)
EVERYDAY = ("C01", "C18")
"""Played at every test run; the others are played by `make proofs`."""


@pytest.fixture(scope="module")
def at_windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkedOffice]:
    """The office whose people sit at their windows."""
    made = found_office(tmp_path_factory.mktemp("windows"))
    yield made
    made.desk.close()


@pytest.fixture(scope="module")
def by_script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkedOffice]:
    """The office in which scripts are played."""
    made = found_office(tmp_path_factory.mktemp("scripts"))
    yield made
    made.desk.close()


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    """Looks how long the window does not answer; what it saw is printed."""
    dog = Watchdog()
    yield dog
    dog.stop()
    for stall in dog.worst():
        times = f"{stall.own_seconds * 1000:5.0f} of {stall.seconds * 1000:5.0f} ms"
        print(f"{times}  {stall.action}  {' < '.join(reversed(stall.places))}")


def _cases() -> Iterator[object]:
    for name in script_names():
        yield pytest.param(name, marks=() if name in EVERYDAY else pytest.mark.proof)


@pytest.mark.parametrize("name", list(_cases()))
def test_that_a_worked_case_is_performed_at_the_window(
    name: str,
    qtbot: QtBot,
    jobs: Jobs,
    faults: list[Exception],
    at_windows: WorkedOffice,
    by_script: WorkedOffice,
    watchdog: Watchdog,
    tmp_path: Path,
) -> None:
    ((file, script),) = scripts([name])
    player = WindowPlayer(qtbot, at_windows.office, jobs, script, tmp_path, watchdog)
    watchdog.start(jobs)
    player.play()
    watchdog.stop()
    played = by_script.play(script, file)
    assert faults == []
    assert [one.code for one in player.kept] == [step.refused for step in script.steps if step.refused]
    for one in player.kept:
        print(f"{one.path} {one.code}: {one.how}: {one.words}")
    reached = outcome(at_windows.desk, player.case, LATER)
    stated = outcome(by_script.desk, played.case, LATER)
    assert differences(reached, stated) == []
