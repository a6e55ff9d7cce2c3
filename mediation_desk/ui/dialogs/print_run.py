"""Sending what was laid out: recorded as begun, sent off the window's thread, recorded as ended.

Each paper is a job of its own, so that of ten papers the one that failed is known. A file takes all at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from mediation_desk.acts.printing import EndPrinting, StartPrinting
from mediation_desk.queries.printing import PrintPart, PrintSheet
from mediation_desk.terms.ids import PrintingId
from mediation_desk.terms.printing import CANCELLED, FAILED, SENT
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.change_feed import Change
from mediation_desk.ui.dialogs.act_door import ActDoor, Outcomes
from mediation_desk.ui.dialogs.print_sources import How
from mediation_desk.ui.jobs import Job, Lane, Progress, Step
from mediation_desk.ui.printing.printers import Printers, SpoolJob
from mediation_desk.ui.printing.spooling import Spooled, spool

NO_ANSWER_MS: Final = 60_000
"""How long a printer may say nothing: then the paper counts as not printed."""
_STOPPING_MS: Final = 8_000
_UNWRITABLE: Final = ((FileNotFoundError, "没有这个文件夹"), (PermissionError, "没有写入的权限"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """One part of what was laid out, and the act that records its beginning; None where nothing is recorded."""

    part: PrintPart
    start: StartPrinting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEnd:
    """What came of one part, and the sentence where it was not printed."""

    key: str
    outcome: str
    refusal: Refusal | None = None


class PrintRun(QObject):
    """One press on 打印. `moved` carries pages done, pages in all, and words; `part_ended` a `PartEnd`."""

    moved = Signal(int, int, str)
    part_ended = Signal(PartEnd)
    ended = Signal()

    def __init__(self, door: ActDoor, printers: Printers, parent: QObject, wait_ms: int = NO_ANSWER_MS) -> None:
        super().__init__(parent)
        self._door, self._printers = door, printers
        self._stop = threading.Event()
        self._job: Job | None = None
        self._begun: list[StartPrinting] = []
        self._sent = 0
        self._watch = QTimer(self, singleShot=True, interval=wait_ms)
        self._watch.timeout.connect(self._no_answer)

    def begin(
        self, sheet: PrintSheet, orders: Sequence[PrintOrder], how: How, case: str | None, file: Path | None = None
    ) -> None:
        """Send all parts, one after the other; to a file, together."""
        self._sheet, self._how, self._case, self._file = sheet, how, case, file
        self._whole = sum(order.part.count for order in orders)
        self._waiting = [list(orders)] if file is not None else [[order] for order in orders]
        self._next()

    def stop(self) -> None:
        """Stop after the page that is being sent."""
        self._stop.set()
        if self._watch.isActive():
            self._watch.start(min(_STOPPING_MS, self._watch.interval()))

    def _next(self) -> None:
        if not self._waiting or self._stop.is_set():
            self._all_ended()
            return
        self._now = self._waiting.pop(0)
        self._begun = []
        self._start([order.start for order in self._now if order.start is not None])

    def _start(self, acts: list[StartPrinting]) -> None:
        """Record the beginnings; nothing reaches a printer that is not recorded."""
        if not acts:
            self._send()
            return

        def begun(_outcomes: Outcomes) -> None:
            self._begun.append(acts[0])
            self._start(acts[1:])

        self._perform([acts[0]], begun, lambda refusal: self._end(FAILED, 0, refusal))

    def _send(self) -> None:
        pdf, stop = self._sheet.pdf, self._stop.is_set
        job, file, printers = self._spool_job(), self._file, self._printers

        def work(progress: Progress) -> Spooled:
            if file is not None:
                return _written(file, pdf, job)
            return spool(pdf, job, printers, lambda done: progress.report(done, job.count), stop)

        self._watch.start()
        self._job = self._door.jobs.at_length(Lane.OUTSIDE, work, self._spooled, self._gave_up, self._step, owner=self)

    def _spool_job(self) -> SpoolJob:
        first, how = self._now[0].part, self._how
        return SpoolJob(
            title=first.title,
            printer=how.printer,
            sides=how.sides,
            grey=how.grey,
            first=first.first,
            count=sum(order.part.count for order in self._now),
        )

    def _step(self, step: Step) -> None:
        if not self._stop.is_set():
            self._watch.start()
        part = self._now[0].part
        copy = 1 + (step.done - 1) * part.copies // max(part.count, 1)
        words = self.tr("《{0}》第 {1} 份，共 {2} 份").format(part.title, min(copy, part.copies), part.copies)
        self.moved.emit(self._sent + step.done, self._whole, words)

    def _spooled(self, spooled: Spooled) -> None:
        self._end(CANCELLED if spooled.stopped else SENT, spooled.pages, None)

    def _gave_up(self, refusal: Refusal) -> None:
        page = refusal.facts.get("page", 1)
        self._end(FAILED, page - 1 if isinstance(page, int) else 0, refusal)

    def _no_answer(self) -> None:
        """The late answer is heard by nobody."""
        if self._job is not None:
            self._job.cancel()
        title, seconds = self._now[0].part.title, max(self._watch.interval() // 1000, 1)
        facts = {"title": title, "printer": self._how.printer, "seconds": seconds}
        self._end(FAILED, 0, Refusal("printing.no_answer", **facts))

    def _end(self, outcome: str, pages: int, refusal: Refusal | None) -> None:
        self._watch.stop()
        problem = "" if refusal is None else refusal.code
        acts = [
            EndPrinting(printing=PrintingId(act.id), outcome=outcome, pages_sent=pages, problem=problem)
            for act in self._begun
        ]
        self._sent += sum(order.part.count for order in self._now)
        ends = [PartEnd(key=order.part.key, outcome=outcome, refusal=refusal) for order in self._now]
        if acts:
            self._perform(acts, lambda _outcomes: self._told(ends), lambda why: self._told(_unrecorded(ends, why)))
        else:
            self._told(ends)

    def _told(self, ends: list[PartEnd]) -> None:
        for end in ends:
            self.part_ended.emit(end)
        if any(end.outcome != SENT or end.refusal is not None for end in ends):
            self._waiting = []  # what comes after a fault would meet the same fault
        self._next()

    def _perform(
        self,
        acts: Sequence[StartPrinting | EndPrinting],
        done: Callable[[Outcomes], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        """Recorded at once, told to the pages when all is done: a large case is not read anew for each paper."""
        desk, case = self._door.desk, self._case

        def record() -> Outcomes:
            return tuple(desk.perform(act, case=case) for act in acts)

        self._door.jobs.write(record, done, refused, owner=self)

    def _all_ended(self) -> None:
        if self._case is not None:
            kinds = frozenset({StartPrinting.act_name, EndPrinting.act_name})
            self._door.feed.publish(Change(cases=frozenset({self._case}), kinds=kinds))
        self.ended.emit()


def _unrecorded(ends: list[PartEnd], why: Refusal) -> list[PartEnd]:
    """What came of it could not be kept: it stands as unknown, and a person answers."""
    return [replace(end, refusal=why) for end in ends]


def _written(file: Path, pdf: bytes, job: SpoolJob) -> Spooled:
    try:
        file.write_bytes(pdf)
    except OSError as wrong:
        why = next((words for kind, words in _UNWRITABLE if isinstance(wrong, kind)), "磁盘写不进去")
        raise Refusal("printing.file_unusable", title=job.title, file=str(file), why=why) from wrong
    return Spooled(job.count)
