"""Widgets in reference cycles are destroyed on the window's thread, between events."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mediation_desk.ui.jobs import Jobs

ENOUGH_TO_COLLECT_MANY_TIMES = 50_000


def leave_a_cycle(destroyed_on: list[threading.Thread]) -> None:
    """A QObject that only Python's collector can free."""
    child = QObject()
    child.destroyed.connect(lambda: destroyed_on.append(threading.current_thread()))
    child.itself = child  # type: ignore[attr-defined]


def make_much_garbage() -> int:
    kept: list[list[object]] = []
    for _ in range(ENOUGH_TO_COLLECT_MANY_TIMES):
        ring: list[object] = []
        ring.append(ring)
        kept.append(ring)
    return len(kept)


def test_that_a_lane_that_makes_much_garbage_destroys_no_widget(qtbot: QtBot, jobs: Jobs) -> None:
    destroyed_on: list[threading.Thread] = []
    made: list[int] = []
    leave_a_cycle(destroyed_on)

    jobs.read(make_much_garbage, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=30000)
    qtbot.waitUntil(lambda: bool(destroyed_on), timeout=30000)

    assert destroyed_on == [threading.main_thread()]


def test_that_what_is_long_forgotten_is_freed_while_the_window_only_waits(qtbot: QtBot) -> None:
    destroyed_on: list[threading.Thread] = []
    leave_a_cycle(destroyed_on)
    assert not gc.isenabled()
    rings = make_much_garbage()

    qtbot.waitUntil(lambda: bool(destroyed_on), timeout=30000)

    assert rings == ENOUGH_TO_COLLECT_MANY_TIMES
