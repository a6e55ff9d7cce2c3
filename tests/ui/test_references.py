"""The binding of Qt takes no references away: one release did, and a window left open for an hour aborted."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

CALLS = 300
"""Few enough to survive a binding that takes one reference each time."""
SLACK = CALLS // 3


class Bell(QObject):
    rung = Signal(int)


def _lost(common: object, call: Callable[[], object]) -> int:
    """How many references to a common object went while something was called again and again."""
    before = sys.getrefcount(common)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(common)


def test_that_letting_qt_work_takes_no_reference_to_none(qtbot: QtBot, qapp: QApplication) -> None:
    assert _lost(None, qapp.processEvents) < SLACK


def test_that_a_signal_takes_no_reference_to_true(qtbot: QtBot) -> None:
    bell = Bell()
    bell.rung.connect(lambda number: None)
    assert _lost(True, lambda: bell.rung.emit(3)) < SLACK
