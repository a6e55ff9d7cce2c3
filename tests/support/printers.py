"""Printers for tests: real ones of Qt that print into files, slow ones, and ones that give up."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from mediation_desk.ui.printing.printers import SpoolJob, set_up


@dataclass
class FilePrinters:
    """Each job becomes a PDF file of Qt's own printing, in the order in which it was opened."""

    folder: Path
    jobs: list[SpoolJob] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        return "文印室", "前台"

    def open(self, job: SpoolJob) -> QPrinter:
        self.jobs.append(job)
        return self.made(job)

    def made(self, job: SpoolJob) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        return self.into(printer, job)

    def into(self, printer: QPrinter, job: SpoolJob) -> QPrinter:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file(len(self.jobs))))
        printer.setResolution(300)
        set_up(printer, job)
        return printer

    def file(self, number: int) -> Path:
        return self.folder / f"{number}.pdf"


class _JammedPrinter(QPrinter):
    """Takes the first page and no other."""

    def newPage(self) -> bool:
        return False


@dataclass
class JammedPrinters(FilePrinters):
    """The first jobs jam at their second page; later ones go through."""

    jams: int = 1

    def made(self, job: SpoolJob) -> QPrinter:
        jammed = len(self.jobs) <= self.jams
        printer = _JammedPrinter(QPrinter.PrinterMode.HighResolution) if jammed else QPrinter()
        return self.into(printer, job)


class _HeldPrinter(QPrinter):
    """Waits at each new page until it is let go."""

    def __init__(self, at_page: threading.Event, go_on: threading.Event) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self._at_page, self._go_on = at_page, go_on

    def newPage(self) -> bool:
        self._at_page.set()
        self._go_on.wait(30)
        return super().newPage()


@dataclass
class HeldPrinters(FilePrinters):
    """A printer that says nothing until a test lets it go."""

    at_page: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def made(self, job: SpoolJob) -> QPrinter:
        return self.into(_HeldPrinter(self.at_page, self.go_on), job)
