"""The one door to other threads and the one way back.

Everything that changes the office goes through one write lane, in the order it was asked; questions go to a small
pool; what only reads but takes long has a lane of its own, so that neither changes nor questions wait for it. Answers
come back on the window's thread by a single queued signal, so a page never meets a second thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from mediation_desk.terms.refusal import Refusal

Answer = TypeVar("Answer")
_PARTING_S: Final = 3.0
"""How long a closing window waits for a machine outside."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long job is: `done` of `total`, and what it is doing in words."""

    done: int
    total: int
    words: str = ""


class Job:
    """One piece of work that was handed in. Cancelling it drops its answer; work that looks stops early."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Let nobody hear the answer any more."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the answer is still wanted."""
        return self._stop.is_set()


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Something to do on the window's thread, for a job that may have been cancelled since."""

    job: Job
    deliver: Callable[[], None]
    last: bool


class Progress:
    """What a long job holds in its hand: it tells how far it is and asks whether to stop."""

    def __init__(self, job: Job, tell: Callable[[Step], None]) -> None:
        self._job, self._tell = job, tell

    def report(self, done: int, total: int, words: str = "") -> None:
        """Tell the window how far the job is."""
        self._tell(Step(done, total, words))

    @property
    def stop_wanted(self) -> bool:
        """True when the answer is no longer wanted; a long job may then end early."""
        return self._job.cancelled


class Lane(Enum):
    """Where a long job goes."""

    WRITE = "write"
    """It changes much: after every earlier change, before every later one."""
    READ = "read"
    """It reads much and changes nothing."""
    OUTSIDE = "outside"
    """It speaks to a machine that may never answer; the lanes go on meanwhile."""


class _Queue(Protocol):
    def submit(self, work: Callable[..., Any], /, *given: Any) -> object: ...


class _OutsideLane:
    """A thread for each piece of work: a printer may never answer, and nothing else must wait for it."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def submit(self, work: Callable[..., Any], /, *given: Any) -> object:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=work, args=given, name="outside", daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def part(self) -> None:
        for thread in self._threads:
            thread.join(_PARTING_S)


class Jobs(QObject):
    """Write lane, read pool and long lane of one window. `fault` hears of bugs: whatever is not a `Refusal`."""

    working_changed = Signal(bool)
    _arrived = Signal(_Arrival)

    def __init__(self, fault: Callable[[Exception], None], readers: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fault = fault
        self._write_lane = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._read_pool = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._long_lane = ThreadPoolExecutor(1, thread_name_prefix="long")
        self._outside = _OutsideLane()
        self._long: dict[Lane, _Queue] = {
            Lane.WRITE: self._write_lane,
            Lane.READ: self._long_lane,
            Lane.OUTSIDE: self._outside,
        }
        self._open: set[Job] = set()
        self._closed = False
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        refused: Callable[[Refusal], None],
        owner: QObject | None = None,
    ) -> Job:
        """Change something: after every earlier change, before every later one."""
        return self._hand_in(self._write_lane, lambda _progress: work(), done, refused, owner, None)

    def read(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        refused: Callable[[Refusal], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Ask something. A refusal nobody listens for is a fault of the page."""
        return self._hand_in(self._read_pool, lambda _progress: work(), done, refused, owner, None)

    def at_length(
        self,
        lane: Lane,
        work: Callable[[Progress], Answer],
        done: Callable[[Answer], None],
        refused: Callable[[Refusal], None],
        progress: Callable[[Step], None],
        owner: QObject | None = None,
    ) -> Job:
        """Do what takes long: the work reports its progress and looks whether to stop."""
        return self._hand_in(self._long[lane], work, done, refused, owner, progress)

    @property
    def busy(self) -> bool:
        """Whether something that was handed in has not come back yet."""
        return bool(self._open)

    def wait(self, seconds: float) -> None:
        """Let the lanes work for a moment; for pictures and tests, never for a page."""
        threading.Event().wait(seconds)

    def close(self) -> None:
        """Drop what waits, let a change that has begun finish, end the threads; later work is dropped."""
        self._closed = True
        for job in self._open:
            job.cancel()
        for lane in (self._read_pool, self._long_lane, self._write_lane):
            lane.shutdown(wait=True, cancel_futures=True)
        self._outside.part()
        self._open.clear()

    def _hand_in(
        self,
        lane: _Queue,
        work: Callable[[Progress], Answer],
        done: Callable[[Answer], None],
        refused: Callable[[Refusal], None] | None,
        owner: QObject | None,
        progress: Callable[[Step], None] | None,
    ) -> Job:
        job = Job()

        def arrive(deliver: Callable[[], None], last: bool = True) -> None:
            def deliver_if_alive() -> None:
                if owner is None or isValid(owner):
                    deliver()

            self._arrived.emit(_Arrival(job, deliver_if_alive, last))

        def tell(step: Step) -> None:
            if progress is not None:
                arrive(lambda: progress(step), last=False)

        if self._closed:
            job.cancel()
            return job
        self._opened(job)
        lane.submit(self._run, work, Progress(job, tell), done, refused, arrive)
        return job

    def _run(
        self,
        work: Callable[[Progress], Answer],
        progress: Progress,
        done: Callable[[Answer], None],
        refused: Callable[[Refusal], None] | None,
        arrive: Callable[[Callable[[], None]], None],
    ) -> None:
        try:
            answer = work(progress)
        except Refusal as refusal:
            arrive(self._refusal_handler(refusal, refused))
        except Exception as bug:  # noqa: BLE001 - the only place that may: a bug is reported, never swallowed
            arrive(self._fault_handler(bug))
        else:
            arrive(lambda: done(answer))

    def _refusal_handler(self, refusal: Refusal, refused: Callable[[Refusal], None] | None) -> Callable[[], None]:
        return self._fault_handler(refusal) if refused is None else lambda: refused(refusal)

    def _fault_handler(self, bug: Exception) -> Callable[[], None]:
        return lambda: self._fault(bug)

    def _opened(self, job: Job) -> None:
        self._open.add(job)
        if len(self._open) == 1:
            self.working_changed.emit(True)

    def _receive(self, arrival: _Arrival) -> None:
        if arrival.last and arrival.job in self._open:
            self._open.remove(arrival.job)
            if not self._open:
                self.working_changed.emit(False)
        if not arrival.job.cancelled:
            arrival.deliver()


class LatestAnswer:
    """For a question asked again and again, as in a search field: only the newest answer is shown."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._asked: Job | None = None

    def read(self, work: Callable[[], Answer], done: Callable[[Answer], None], owner: QObject | None = None) -> None:
        """Ask, and forget whatever was asked before."""
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._jobs.read(work, done, owner=owner)
