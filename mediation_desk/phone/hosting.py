"""The desk's side of the serving process: starts it, hears it, tells it, ends it."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Final

from mediation_desk.terms.refusal import Refusal

from .offer import Offer, require_address

LARGEST_EVENT: Final = 1024 * 1024
_ENDS_WITHIN_S: Final = 2.0
_ROOT: Final = Path(__file__).resolve().parents[2]
_GONE: Final[Mapping[str, Any]] = {"event": "gone"}


class Host:
    """One serving process. What it tells is JSON of another process: read as data, looked through before it is used."""

    def __init__(self, offer: Offer) -> None:
        require_address(offer.address)
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-m", "mediation_desk.phone.serving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=None if sys.platform == "win32" else {"PYTHONPATH": str(_ROOT)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._events: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        assert self._process.stdout is not None
        line = (offer.line(), self._process.stdout)
        threading.Thread(target=self._serve, args=line, name="phone", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def next(self, seconds: float) -> Mapping[str, Any] | None:
        """What it tells next; None when it has nothing to tell yet. The last is `gone`."""
        try:
            return self._events.get(timeout=seconds)
        except queue.Empty:
            return None

    def confirm(self) -> None:
        """The number on the phone is the number on the desk."""
        self._command(do="confirm")

    def saved(self) -> None:
        """What came is kept."""
        self._command(do="saved")

    def refused(self, words: str) -> None:
        """What came is not kept, and why."""
        self._command(do="refused", words=words)

    def stop(self) -> None:
        """End it now: the port is shut and the process gone when this returns."""
        if self.running:
            self._process.terminate()
        try:
            self._process.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(_ENDS_WITHIN_S)
        with self._lock, contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _command(self, **said: str) -> None:
        self._say(json.dumps(said).encode() + b"\n")

    def _say(self, line: bytes) -> None:
        """A process that is gone is not spoken to; that it is gone is told elsewhere."""
        assert self._process.stdin is not None
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def _serve(self, offer: bytes, pipe: IO[bytes]) -> None:
        """Hand the offer over and listen: pages are more than a pipe holds, and whoever starts this does not wait."""
        self._say(offer)
        with pipe:
            while line := pipe.readline(LARGEST_EVENT):
                self._events.put(_event(line))
        self._events.put(_GONE)


def _event(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("event"), str):
        return {"event": "unreadable"}
    return value


def require_port(event: Mapping[str, Any]) -> int:
    """The port that the process tells, or a refusal of what it told in its place."""
    port = event.get("port")
    if event.get("event") != "ready" or type(port) is not int:
        raise Refusal("phone.not_started", field="address")
    return port
