"""How long the window's thread was kept from its events, and with what: figures to look at, never a test of time."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QTimer

BEAT_MS: Final = 5
LONG_S: Final = 0.05
DEPTH: Final = 6


@dataclass(frozen=True, slots=True, order=True)
class Stall:
    """A stretch in which no event was heard: its length, during which action, and where the program was."""

    seconds: float
    action: str
    places: tuple[str, ...]


@dataclass
class Watchdog:
    """A timer of Qt beats on the window's thread; an alarm of the system looks where it is when a beat stays away.

    The alarm is heard by the same thread: another thread that looks at its frames may find them half made.
    """

    stalls: list[Stall] = field(default_factory=list)
    _beat: float = 0.0
    _action: str = ""
    _seen: tuple[str, ...] = ()

    def start(self, parent: QObject) -> None:
        """Begin to beat and to look."""
        self._beat = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beats)
        self._timer.start()
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, self._look)
            signal.setitimer(signal.ITIMER_REAL, LONG_S / 2, LONG_S / 2)

    def stop(self) -> None:
        """Nobody looks any more."""
        if hasattr(signal, "SIGALRM"):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        self._timer.stop()

    @contextmanager
    def watching(self, action: str) -> Iterator[None]:
        """Name what is going on."""
        self._action = action
        yield

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What the test does by itself is not counted."""
        yield
        self._beat, self._seen = time.perf_counter(), ()

    def worst(self, count: int = 10) -> list[Stall]:
        """The longest stretches, the worst first."""
        return sorted(self.stalls, reverse=True)[:count]

    def _beats(self) -> None:
        now = time.perf_counter()
        if now - self._beat > LONG_S:
            self.stalls.append(Stall(now - self._beat, self._action, self._seen))
        self._beat, self._seen = now, ()

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        if time.perf_counter() - self._beat > LONG_S and not self._seen:
            self._seen = _places(traceback.extract_stack(frame))


def _places(stack: traceback.StackSummary) -> tuple[str, ...]:
    """The program's own places, the innermost last; nothing where the thread was not in the program's own code."""
    own = [one for one in stack if "/mediation_desk/" in one.filename]
    return tuple(f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno} {one.name}" for one in own[-DEPTH:])
