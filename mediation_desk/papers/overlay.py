"""What is laid over finished pages: a volume's page numbers, the note of a copy, that it is a reprint or a draft.

The stored bytes stay as they are: marks go onto a copy, in which signatures are part of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pikepdf import Name, Page, Pdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from .faces import TYPESETTING, Typecase
from .passage import Passage, Run
from .pen import Pen
from .sheet import LEFT, SMALL, Style

_NUMBER: Final = Style("song", 12, 16, 0, "right")
_EDGE: Final = 15 * mm
_ODD_RIGHT: Final = ("left", "right")
_MARK: Final = Name("/Mark")
_HEAD: Final = Style("hei", 12, 16, 0, "center")
_ACROSS: Final = Style("hei", 130, 150, 0, "center")
_ACROSS_WORDS: Final = "草稿"
_SHADE: Final = 0.1
"""How dark the words across a page are: text under them stays readable, and a copier still takes them over."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page carries beyond its own: its number in a volume, a note at its foot, words at its head."""

    size: tuple[float, float]
    number: int | None = None
    note: str = ""
    head: str = ""
    """Of a draft: stands above the text, and 草稿 across it."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.number is None and not self.note and not self.head


def flattened(data: bytes) -> Pdf:
    """A copy whose signatures, seals and fields are part of the pages."""
    document = Pdf.open(BytesIO(data))
    document.flatten_annotations("all")
    for page in document.pages:
        if Name.Annots in page:
            del page[Name.Annots]
    return document


def size_of(page: Page) -> tuple[float, float]:
    """Width and height in points."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom


def lay_over(document: Pdf, marks: Sequence[Mark], case: Typecase) -> None:
    """Lay every mark over its page."""
    drawn = Pdf.open(BytesIO(_drawn(marks, case)))
    for page, sheet, mark in zip(document.pages, drawn.pages, marks, strict=True):
        if mark.empty:
            continue
        form = document.copy_foreign(drawn.make_indirect(Page(sheet).as_form_xobject()))
        page.add_resource(form, Name.XObject, _MARK)
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q q %s Do Q" % str(_MARK).encode())


def _drawn(marks: Sequence[Mark], case: Typecase) -> bytes:
    output = BytesIO()
    with TYPESETTING:
        canvas = Canvas(output, A4, invariant=1, initialFontName=case.name("fang"))
        pen = Pen(canvas, case)
        for mark in marks:
            canvas.setPageSize(mark.size)
            _draw(pen, mark, case)
            if mark.head:
                _draw_draft(canvas, pen, mark, case)
            pen.turn()
        canvas.save()
    return output.getvalue()


def _draw(pen: Pen, mark: Mark, case: Typecase) -> None:
    width, height = mark.size
    if mark.number is not None:
        style = _NUMBER.but(align=_ODD_RIGHT[mark.number % 2])
        Passage([Run(str(mark.number))], style, case).draw(pen, _EDGE, height - _EDGE, width - 2 * _EDGE)
    if mark.note:
        Passage([Run(mark.note)], SMALL, case).draw(pen, LEFT, _EDGE, width - LEFT - _EDGE)


def _draw_draft(canvas: Canvas, pen: Pen, mark: Mark, case: Typecase) -> None:
    width, height = mark.size
    Passage([Run(mark.head)], _HEAD, case).draw(pen, _EDGE, height - _EDGE, width - 2 * _EDGE)
    canvas.saveState()
    canvas.setFillAlpha(_SHADE)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(50)
    Passage([Run(_ACROSS_WORDS)], _ACROSS, case).draw(pen, -width / 2, _ACROSS.leading / 2, width)
    canvas.restoreState()
