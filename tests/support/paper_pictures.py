"""Pictures of a paper's pages, for comparing and for looking at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pypdfium2
from PIL import Image

_BETWEEN = 128
_INCH = 72


def pages_of(pdf: bytes, dpi: float, only: Iterable[int] | None = None) -> list[Image.Image]:
    """Pages in grays, all of them or the named ones."""
    with pypdfium2.PdfDocument(pdf) as document:
        wanted = range(len(document)) if only is None else (number for number in only if number < len(document))
        return [document[number].render(scale=dpi / _INCH, grayscale=True).to_pil() for number in wanted]


def sheet(pages: Sequence[Image.Image], across: int, gap: int) -> Image.Image:
    """Pages on one picture, row by row."""
    width, height = (max(page.size[side] for page in pages) + gap for side in (0, 1))
    rows, columns = -(-len(pages) // across), min(across, len(pages))
    whole = Image.new("L", (width * columns + gap, height * rows + gap), _BETWEEN)
    for number, page in enumerate(pages):
        whole.paste(page, (gap + number % across * width, gap + number // across * height))
    return whole
