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
    """A stretch in which no event was heard: what the thread itself worked, how long it was, when, and where.

    On a machine that others use, too, only the thread's own work can be compared.
    """

    own_seconds: float
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
    _worked: float = 0.0
    _action: str = ""
    _seen: tuple[str, ...] = ()
    _timer: QTimer | None = None

    def start(self, parent: QObject) -> None:
        """Begin to beat and to look."""
        self._begin_again()
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
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @contextmanager
    def watching(self, action: str) -> Iterator[None]:
        """Name what is going on."""
        self._action = action
        yield

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What the test does by itself is not counted."""
        yield
        self._begin_again()

    def worst(self, count: int = 10) -> list[Stall]:
        """The longest stretches, the worst first."""
        return sorted(self.stalls, reverse=True)[:count]

    def _beats(self) -> None:
        late, worked = time.perf_counter() - self._beat, time.thread_time() - self._worked
        if late > LONG_S:
            self.stalls.append(Stall(worked, late, self._action, self._seen))
        self._begin_again()

    def _begin_again(self) -> None:
        self._beat, self._worked, self._seen = time.perf_counter(), time.thread_time(), ()

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        if time.perf_counter() - self._beat > LONG_S and not self._seen:
            self._seen = _places(traceback.extract_stack(frame))


def _places(stack: traceback.StackSummary) -> tuple[str, ...]:
    """The program's own places, the innermost last; nothing where the thread was not in the program's own code."""
    own = [one for one in stack if "/mediation_desk/" in one.filename]
    return tuple(f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno} {one.name}" for one in own[-DEPTH:])
