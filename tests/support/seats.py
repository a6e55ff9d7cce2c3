"""Somebody before the window of a busy office: sits down, does something, and waits until it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediation_desk.ui.app import make_window
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.session import Session

from .busy_office import session_of


class SeatedWindow:
    """The window with who sits before it."""

    def __init__(self, session: Session, window: MainWindow, jobs: Jobs, qtbot: QtBot) -> None:
        self.session, self.window, self.jobs, self.qtbot = session, window, jobs, qtbot

    def settle(self) -> None:
        """Wait until nothing works any more."""
        for _ in range(4):
            self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=30000)
            QApplication.processEvents()

    def said(self) -> str:
        """What the window says above the page."""
        notice = self.window.notices.notice()
        return "" if notice is None else notice.text


S = TypeVar("S", bound=SeatedWindow)


@contextmanager
def seats(kind: type[S], office: Path, qtbot: QtBot, faults: list[Exception]) -> Iterator[Callable[[], S]]:
    """Windows of 沈, closed at the end; no fault may have come up."""
    taken: list[S] = []

    def sit_down() -> S:
        session = session_of(office, "shen")
        jobs = Jobs(faults.append)
        window = make_window(session, jobs)
        window.resize(1366, 768)
        window.show()
        taken.append(kind(session, window, jobs, qtbot))
        taken[-1].settle()
        return taken[-1]

    yield sit_down
    for seat in taken:
        seat.settle()
        seat.window.close()
        seat.jobs.close()
        seat.session.desk.close()
        seat.window.deleteLater()
        QApplication.processEvents()
    assert faults == []
