"""Drawing laid-out pages on a printer: page by page, stopping when asked, and saying where a printer gave up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.printing.printers import Printers, SpoolJob
from mediation_desk.ui.widgets.pdf_pages import PdfPages, in_colours

_DOTS: Final = 300
_POINTS: Final = 72
_BAND: Final = 160
_OVERLAP: Final = 4
"""Rows of a page drawn at once, and rows drawn twice."""
_BROKEN: Final = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Spooled:
    """How many pages went out, and whether somebody stopped the job."""

    pages: int
    stopped: bool = False


def spool(pdf: bytes, job: SpoolJob, printers: Printers, told: Told, stop: Callable[[], bool]) -> Spooled:
    """Send the pages of a job. A printer that gives up is a refusal that names the page; nothing is left open."""
    printer, painter, pages = printers.open(job), QPainter(), PdfPages(pdf)
    try:
        if not painter.begin(printer):
            raise Refusal("printing.no_start", title=job.title, printer=job.printer)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for done in range(job.count):
            if stop():
                printer.abort()
                return Spooled(done, stopped=True)
            _page(printer, painter, pages, job, done)
            told(done + 1)
        if not painter.end():
            raise _gave_up(job, job.count - 1)
        return Spooled(job.count)
    except Refusal:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        pages.close()


def _page(printer: QPrinter, painter: QPainter, pages: PdfPages, job: SpoolJob, done: int) -> None:
    if done and not printer.newPage():
        raise _gave_up(job, done)
    picture = in_colours(pages.picture(job.first + done, _DOTS / _POINTS), grey=job.grey)
    _draw(painter, picture)
    if printer.printerState() in _BROKEN:
        raise _gave_up(job, done)


def _draw(painter: QPainter, picture: QImage) -> None:
    """In bands, since a printer's engine keeps the window's thread waiting as long as it packs one picture.

    They overlap, so that no white line runs through the text where a driver rounds otherwise; white bands are left out.
    """
    sheet, width, height = painter.viewport(), picture.width(), picture.height()
    scale = sheet.height() / height
    for top in range(0, height, _BAND):
        band = picture.copy(QRect(0, top, width, min(_BAND + _OVERLAP, height - top)))
        white = QImage(band.size(), band.format())
        white.fill(Qt.GlobalColor.white)
        if band != white:
            target = QRectF(sheet.x(), sheet.y() + top * scale, sheet.width(), band.height() * scale)
            painter.drawImage(target, band)


def _gave_up(job: SpoolJob, done: int) -> Refusal:
    return Refusal("printing.stopped", title=job.title, printer=job.printer, page=done + 1)
