"""The line to the serving process: what it tells comes to the window's thread by the one way back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject

from mediation_desk.phone.hosting import Host
from mediation_desk.phone.offer import Offer
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.jobs import Job, Jobs, Lane, Progress, Step

_LISTENS_S: Final = 0.2
GONE: Final = "gone"


class PhoneLine:
    """At most one serving process at a time. Whoever opened it shuts it; then port and process are gone."""

    def __init__(
        self, jobs: Jobs, hear: Callable[[Mapping[str, Any]], None], refused: Callable[[Refusal], None]
    ) -> None:
        self._jobs, self._hear, self._refused = jobs, hear, refused
        self._call, self._job = _Call(), Job()

    def open(self, offer: Offer, owner: QObject) -> None:
        """Start a process, shutting the one before it, and listen to it on a thread of its own."""
        self.shut()
        call = self._call = _Call()
        self._job = self._jobs.at_length(
            Lane.OUTSIDE,
            lambda progress: call.listen(offer, progress),
            lambda _nothing: None,
            self._refused,
            self._heard,
            owner,
        )

    def pid(self) -> int | None:
        """The number of the process that was opened last."""
        return None if self._call.host is None else self._call.host.pid

    def confirm(self) -> None:
        """The numbers are the same."""
        if self._call.host is not None:
            self._call.host.confirm()

    def saved(self) -> None:
        """Tell the phone that it is kept."""
        if self._call.host is not None:
            self._call.host.saved()

    def refused(self, words: str) -> None:
        """Tell the phone that it is not, and why."""
        if self._call.host is not None:
            self._call.host.refused(words)

    def shut(self) -> None:
        """End it, whether or not it has begun; nothing more is heard of it."""
        self._job.cancel()
        self._call.end()

    def _heard(self, step: Step) -> None:
        self._hear(json.loads(step.words))


class _Call:
    """One process, from wherever it is ended: the window's thread, or the one that listens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._over = False
        self.host: Host | None = None

    def listen(self, offer: Offer, progress: Progress) -> None:
        """Until it is gone or nobody wants to hear it."""
        with self._lock:
            if self._over:
                return
            host = self.host = Host(offer)
        try:
            while not progress.stop_wanted:
                news = host.next(_LISTENS_S)
                if news is not None:
                    progress.report(0, 0, json.dumps(dict(news)))
                    if news["event"] == GONE:
                        return
        finally:
            host.stop()

    def end(self) -> None:
        with self._lock:
            self._over = True
        if self.host is not None:
            self.host.stop()
