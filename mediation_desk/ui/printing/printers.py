"""The printers of this workstation. Looking for them and opening one may take long; never on the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from mediation_desk.terms.printing import LONG_EDGE, ONE_SIDE, SHORT_EDGE
from mediation_desk.terms.refusal import Refusal

_DUPLEX = {
    ONE_SIDE: QPrinter.DuplexMode.DuplexNone,
    LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolJob:
    """One paper for one printer: which of the laid-out pages, from 0, and how. The title names no party."""

    title: str
    printer: str
    sides: str
    grey: bool
    first: int
    count: int


class Printers(Protocol):
    """What the print dialog asks of a workstation."""

    def names(self) -> tuple[str, ...]:
        """The printers, the usual one first."""

    def open(self, job: SpoolJob) -> QPrinter:
        """A printer set up for a job; refuses one that is not there."""


class SystemPrinters:
    """Those that the operating system knows."""

    def names(self) -> tuple[str, ...]:
        """The printers, the system's default first."""
        usual = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))

    def open(self, job: SpoolJob) -> QPrinter:
        """The printer by its name; copies and their order are in the pages already."""
        info = QPrinterInfo.printerInfo(job.printer)
        if info.isNull():
            raise Refusal("printing.no_start", title=job.title, printer=job.printer)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        set_up(printer, job)
        return printer


def set_up(printer: QPrinter, job: SpoolJob) -> None:
    """A4 from edge to edge, once, in the wanted colours, on the wanted sides."""
    printer.setDocName(job.title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setCopyCount(1)
    printer.setDuplex(_DUPLEX[job.sides])
    printer.setColorMode(QPrinter.ColorMode.GrayScale if job.grey else QPrinter.ColorMode.Color)
