"""The print dialog: at the left what to print, how often and on what, at the right exactly what will come out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mediation_desk.acts.printing import EndPrinting
from mediation_desk.queries.printing import PrintSheet
from mediation_desk.terms.ids import PrintingId
from mediation_desk.terms.printing import CANCELLED, FAILED, ONE_SIDE, SENT
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, these
from mediation_desk.ui.dialogs.print_parts import FILE_PRINTER, PrintParts
from mediation_desk.ui.dialogs.print_run import PartEnd, PrintOrder, PrintRun
from mediation_desk.ui.dialogs.print_sources import How, PrintLine, PrintSource, asked_about
from mediation_desk.ui.messages import Notice, NoticeTone, done_notice, refusal_notice
from mediation_desk.ui.printing.printers import Printers
from mediation_desk.ui.workstation import PrintHabit, Workstation

_CALM_MS: Final = 150
"""How long hands rest before what will come out is laid out anew."""


class PrintDialog(QDialog):
    """Nothing is printed that was not shown: the preview's very bytes go to the printer."""

    def __init__(
        self,
        source: PrintSource,
        door: ActDoor,
        printers: Printers,
        workstation: Workstation,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._door, self._printers, self._workstation = source, door, printers, workstation
        self._sheet: PrintSheet | None = None
        self._asked = 0
        self._wanted = frozenset({source.ticked} if source.ticked else ())
        self._copies: dict[str, int] = {}
        self._ends: list[PartEnd] = []
        self._ordered = 0
        self._unknown: PrintLine | None = None
        self._closing = False
        self.run: PrintRun | None = None
        self.setObjectName("printDialog")
        self.setWindowTitle(source.title)
        self._habit = workstation.print_habit(source.habit)
        self.parts = PrintParts(self, door.jobs, recorded=source.case is not None)
        self.parts.show_habit(self._habit)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._connect()
        self._let()
        door.jobs.read(printers.names, self._show_printers, owner=self)
        self._ask_lines()

    def reject(self) -> None:
        """Closing stops what is under way first; it closes once that is recorded."""
        if self.run is None:
            super().reject()
        else:
            self._closing = True
            self._stop()

    def print_now(self) -> None:
        """Send what is shown. While it is being sent, and until something is ticked anew, there is nothing to press."""
        how = self.parts.how()
        if self.run is not None or self._sheet is None or self._asked_for_reason(how):
            return
        file = self._ask_for_file() if self.parts.printer.currentData() == FILE_PRINTER else None
        if self.parts.printer.currentData() == FILE_PRINTER and file is None:
            return
        self._remember(how)
        self._ends = []
        self.run = PrintRun(self._door, self._printers, self)
        self.run.moved.connect(self.parts.show_progress)
        self.run.part_ended.connect(self._part_ended)
        self.run.ended.connect(self._run_ended)
        self._let()
        orders = self._orders(self._sheet, how)
        self._ordered = len(orders)
        self.run.begin(self._sheet, orders, how, self._source.case, file)

    def answer(self, outcome: str) -> None:
        """A person has looked whether paper came out."""
        if self._unknown is None or self._unknown.unknown is None or self._source.case is None:
            return
        act = EndPrinting(printing=PrintingId(self._unknown.unknown.id), outcome=outcome, problem="told")
        deed = Deed(case=self._source.case, acts=these(act))
        self._door.perform(deed, lambda _outcomes: self._ask_lines(), self._refused, self)

    # -- the list

    def _ask_lines(self) -> None:
        self._door.jobs.read(lambda: self._source.lines(self._door.desk), self._show_lines, self._refused, owner=self)

    def _show_lines(self, lines: tuple[PrintLine, ...]) -> None:
        for line in lines:
            self._copies.setdefault(line.key, self._habit.copies_of(line.code, line.copies))
        ticked = frozenset(line.key for line in lines if line.key in self._wanted)
        self.parts.show_groups(self._source.groups(), getattr(self._source, "procedure", ""))
        self.parts.table.show_lines(lines, self._copies, ticked)
        self._ask_about(lines)
        self._changed()

    def _ask_about(self, lines: tuple[PrintLine, ...]) -> None:
        """A printing without an end is asked about, one at a time; not while this one is under way."""
        unknown = None if self.run is not None else next((line for line in lines if line.unknown is not None), None)
        self._unknown = unknown
        self.parts.question.setVisible(unknown is not None)
        self.parts.question_words.setText("" if unknown is None else asked_about(unknown))

    def _choose_group(self, group: str) -> None:
        self._source.choose(group)
        self._wanted = frozenset()
        self._ask_lines()

    # -- the preview

    def _changed(self) -> None:
        """Something is ticked or set otherwise: what was laid out is not what is wanted any more."""
        table = self.parts.table
        chosen = table.chosen()
        self._wanted = frozenset(line.key for line, _ in chosen)
        self._copies |= {line.key: table.copies(row) for row, line in enumerate(table.lines())}
        self._sheet = None
        self._asked += 1
        self.parts.show_again(any(line.again for line, _ in chosen))
        self.parts.view.set_grey(self.parts.how().grey)
        self._let()
        self._calm.start()

    def _lay_out(self) -> None:
        chosen = self.parts.table.chosen()
        if not chosen:
            self.parts.show_nothing()
            return
        number, how = self._asked, self.parts.how()
        two_sided, collated = how.sides != ONE_SIDE, how.collated

        def work() -> PrintSheet:
            return self._source.sheet(self._door.desk, chosen, two_sided=two_sided, collated=collated)

        def show(sheet: PrintSheet) -> None:
            if number == self._asked:
                self._sheet = sheet
                self.parts.show_sheet(sheet)
                self._let()

        self._door.jobs.read(work, show, self._refused, owner=self)

    # -- printing

    def _orders(self, sheet: PrintSheet, how: How) -> list[PrintOrder]:
        lines = {line.key: line for line in self.parts.table.lines()}
        recorded = self._source.case is not None
        return [
            PrintOrder(
                part=part,
                start=self._source.start(lines[part.key], part, how, self._door.new_id()) if recorded else None,
            )
            for part in sheet.parts
        ]

    def _asked_for_reason(self, how: How) -> bool:
        again = next((line for line, _ in self.parts.table.chosen() if line.again), None)
        if again is None or how.reason or self._source.case is None:
            return False
        self._refused(Refusal("printing.reason_missing", field="reason", title=again.title))
        self.parts.reason.setFocus()
        return True

    def _remember(self, how: How) -> None:
        copies = dict(self._habit.copies)
        for line, wanted in ((line, wanted) for line, wanted in self.parts.table.chosen() if line.code):
            copies = PrintHabit(copies=copies).with_copies(line.code, line.copies, wanted)
        self._habit = how.habit(copies)
        self._workstation.keep_print_habit(self._source.habit, self._habit)

    def _ask_for_file(self) -> Path | None:
        assert self._sheet is not None
        name = f"{self._sheet.parts[0].title}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("存为 PDF 文件"), name, "PDF (*.pdf)")
        return Path(path) if path else None

    def _part_ended(self, end: PartEnd) -> None:
        self._ends.append(end)
        if end.outcome == SENT:
            self._wanted -= {end.key}

    def _run_ended(self) -> None:
        assert self.run is not None
        self.run.deleteLater()
        self.run = None
        if all(end.outcome == SENT for end in self._ends):
            self.parts.reason.setCurrentText("")
        notice = self._came_to()
        if self._closing:
            self._door.tell(notice)
            super().reject()
            return
        self.parts.notices.tell(notice)
        self._ask_lines()
        self.parts.table.setFocus()

    def _came_to(self) -> Notice:
        """What came of it: the fault where there was one, else how many papers went out."""
        fault = next((end.refusal for end in self._ends if end.refusal is not None), None)
        sent = sum(end.outcome == SENT for end in self._ends)
        if fault is not None:
            more = self.tr("另有{0}份文书已经送出。").format(sent) if sent else ""
            return Notice(NoticeTone.REFUSAL, self._door.sentence(fault) + more)
        if len(self._ends) < self._ordered or any(end.outcome == CANCELLED for end in self._ends):
            more = self.tr("取消前有{0}份文书已经送出。").format(sent) if sent else ""
            return Notice(NoticeTone.TELL, self.tr("已取消打印。请收回已经出来的纸。") + more)
        return done_notice(self.tr("已送打印：{0}份文书。").format(sent))

    def _stop(self) -> None:
        if self.run is not None:
            self.run.stop()
            self.parts.show_stopping()

    def _refused(self, refusal: Refusal) -> None:
        self.parts.notices.tell(refusal_notice(refusal, self._door.sentence))

    def _show_printers(self, names: tuple[str, ...]) -> None:
        self.parts.show_printers(names, self._habit.printer)
        self._let()

    def _let(self) -> None:
        self.parts.let(busy=self.run is not None, ready=self._sheet is not None)

    def _connect(self) -> None:
        parts = self.parts
        self._calm.timeout.connect(self._lay_out)
        parts.table.changed.connect(self._changed)
        for box in (parts.collated, parts.grey):
            box.toggled.connect(self._changed)
        parts.sides.currentIndexChanged.connect(self._changed)
        parts.printer.currentIndexChanged.connect(self._let)
        parts.group.activated.connect(lambda _place: self._choose_group(parts.group.currentData()))
        parts.go.clicked.connect(self.print_now)
        parts.stop.clicked.connect(self._stop)
        parts.leave.clicked.connect(self.reject)
        parts.all.clicked.connect(parts.table.tick_all)
        parts.came_out.clicked.connect(lambda: self.answer(SENT))
        parts.nothing_came.clicked.connect(lambda: self.answer(FAILED))


def open_print(
    source: PrintSource, door: ActDoor, printers: Printers, workstation: Workstation, parent: QWidget
) -> PrintDialog:
    """The dialog on the screen, gone once it is closed."""
    dialog = PrintDialog(source, door, printers, workstation, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
