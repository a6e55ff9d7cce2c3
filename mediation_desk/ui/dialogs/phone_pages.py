"""Pictures of a text for a narrow glass: every mark of it, without the white margins."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from mediation_desk.ui.widgets.pdf_pages import PdfPages

SCALE: Final = 2.6
"""Pixels to the point: a line of the text is as wide as three pixels for each of a small phone's."""
_RIM: Final = 26
_WHITE: Final = 250


def page_pictures(pdf: bytes) -> tuple[bytes, ...]:
    """Each page as a PNG, all of one width; only what is white on every page falls away at the sides."""
    pages = PdfPages(pdf)
    try:
        drawn = [_picture(pages.picture(number, SCALE)) for number in range(len(pages.sizes))]
    finally:
        pages.close()
    return tuple(_png(page.crop(box)) for page, box in zip(drawn, _boxes(drawn), strict=True))


def _picture(image: QImage) -> Image.Image:
    size, stride = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombuffer("RGBX", size, bytes(image.constBits()), "raw", "RGBX", stride, 1).convert("RGB")


def _boxes(pages: list[Image.Image]) -> list[tuple[int, int, int, int]]:
    marks = [_marks(page) for page in pages]
    left, right = min(box[0] for box in marks), max(box[2] for box in marks)
    return [
        (max(left - _RIM, 0), max(box[1] - _RIM, 0), min(right + _RIM, page.width), min(box[3] + _RIM, page.height))
        for page, box in zip(pages, marks, strict=True)
    ]


def _marks(page: Image.Image) -> tuple[int, int, int, int]:
    """Where anything stands; an empty page is shown whole."""
    dark = page.convert("L").point(lambda brightness: 255 * (brightness < _WHITE))
    return dark.getbbox() or (0, 0, page.width, page.height)


def _png(page: Image.Image) -> bytes:
    grey = page.convert("L")
    colourless = ImageChops.difference(page, grey.convert("RGB")).getbbox() is None
    out = io.BytesIO()
    (grey if colourless else page).save(out, "PNG", compress_level=6)
    return out.getvalue()
