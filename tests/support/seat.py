"""Somebody at a window of the busy office, with nothing left to do when they are left alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from mediation_desk.ui.app import make_window
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.settings.page import SettingsPage
from mediation_desk.ui.session import Session


class Seat:
    """The window of one session, and what the tests of the settings do there."""

    def __init__(self, session: Session, report: Callable[[Exception], None], qtbot: QtBot) -> None:
        self.session, self.jobs, self._qtbot = session, Jobs(report), qtbot
        self.window = make_window(session, self.jobs)
        self.window.resize(1366, 768)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Until no job is left and what they brought is shown."""
        for _ in range(4):
            self._qtbot.waitUntil(lambda: not self.jobs.busy, timeout=30000)
            QApplication.processEvents()

    def settings(self) -> SettingsPage:
        """The settings, in view."""
        page = self.window.go("settings")
        self.settle()
        assert isinstance(page, SettingsPage)
        return page

    def said(self) -> str:
        """The sentence in the window's notice, or nothing."""
        notice = self.window.notices.notice()
        return "" if notice is None else notice.text

    def leave(self) -> None:
        """Close the window and what is behind it."""
        self.settle()
        self.window.close()
        self.jobs.close()
        self.session.desk.close()
        delete(self.window)
