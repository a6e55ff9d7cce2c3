"""Pictures of a PDF's pages. PDFium is not safe with threads, so one lock stands before all of it."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Final

import pypdfium2
from PySide6.QtGui import QImage

_PDFIUM = threading.Lock()
_BROKEN: Final = re.compile(r"(?<=[^。；：？！\s])\s*[\r\n]+\s*")
"""A line's end that ends no sentence."""


class UnreadablePdf(Exception):
    """The bytes are no PDF that can be shown."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


class PdfPages:
    """Exactly the given bytes, opened. Use from any thread."""

    def __init__(self, data: bytes) -> None:
        with _PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(data)
                sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
            except pypdfium2.PdfiumError as error:
                raise UnreadablePdf from error
        self._closed = False
        self.sizes = tuple(PageSize(*size) for size in sizes)

    def picture(self, number: int, scale: float) -> QImage:
        """A page, from 0, at `scale` pixels to the point; of a paper that was closed meanwhile, an empty picture."""
        with _PDFIUM:
            if self._closed:
                return QImage()
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True, may_draw_forms=True)
            size = (bitmap.width, bitmap.height, bitmap.stride)
            image = QImage(bitmap.buffer, *size, QImage.Format.Format_RGBX8888).copy()
            bitmap.close()
            page.close()
        return image

    def words(self, number: int) -> str:
        """The words of a page, from 0, as they are read; lines that a sentence was broken into are one again."""
        with _PDFIUM:
            if self._closed:
                return ""
            page = self._document[number]
            text = page.get_textpage()
            found = str(text.get_text_bounded())
            text.close()
            page.close()
        return _BROKEN.sub("", found)

    def close(self) -> None:
        """Give the memory back."""
        with _PDFIUM:
            self._closed = True
            self._document.close()


def in_colours(picture: QImage, *, grey: bool) -> QImage:
    """A page in colours, or as a printer without them prints it."""
    return picture.convertToFormat(QImage.Format.Format_Grayscale8) if grey else picture
