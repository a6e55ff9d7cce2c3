"""How long the window's thread was kept from its events, and with what: figures to look at, never a test of time."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer

BEAT_MS: Final = 5
LONG_S: Final = 0.05
DEPTH: Final = 6
_OWN: Final = ("mediation_desk",)


@dataclass(frozen=True, slots=True, order=True)
class Stall:
    """A stretch in which no event was heard: its length, during which action, and where the program was."""

    seconds: float
    action: str
    places: tuple[str, ...]


@dataclass
class Watchdog:
    """A timer on the window's thread beats; another thread looks at the stack when a beat stays away."""

    stalls: list[Stall] = field(default_factory=list)
    _beat: float = 0.0
    _action: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)
    _seen: tuple[str, ...] = ()

    def start(self, parent: QObject) -> None:
        """Begin to beat and to look."""
        self._watched = threading.get_ident()
        self._beat = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beats)
        self._timer.start()
        threading.Thread(target=self._look, daemon=True).start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._stop.set()
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
        late = now - self._beat
        if late > LONG_S and self._seen:
            self.stalls.append(Stall(late, self._action, self._seen))
        self._beat, self._seen = now, ()

    def _look(self) -> None:
        while not self._stop.wait(BEAT_MS / 1000):
            if time.perf_counter() - self._beat > LONG_S:
                frame = sys._current_frames().get(self._watched)
                if frame is not None and not self._seen:
                    self._seen = _places(traceback.extract_stack(frame))


def _places(stack: traceback.StackSummary) -> tuple[str, ...]:
    """The program's own places, the innermost last; nothing where the tests themselves were at work."""
    own = [f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno} {one.name}" for one in stack if _is_own(one.filename)]
    return tuple(own[-DEPTH:])


def _is_own(path: str) -> bool:
    return any(f"/{name}/" in path for name in _OWN) and "/tests/" not in path
