"""What goes to a printer: every copy, the backs that two sides need, the order, and A4 whatever came in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A3, A4, A5, landscape
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.papers.printing import PrintPiece, PrintSheet, draft_head, lay_out, reprint_note
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.resources import Resources
from mediation_desk.terms.refusal import Refusal

Made = Callable[[str, str], Rendered]


def book(pages: int, size: tuple[float, float] = A4, words: str = "page") -> bytes:
    """Pages that say which they are."""
    output = BytesIO()
    canvas = Canvas(output, size)
    for number in range(1, pages + 1):
        canvas.drawString(100, size[1] / 2, f"{words} {number}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def spoken(sheet: PrintSheet) -> list[str]:
    """What each page says; an empty back says nothing."""
    with pypdfium2.PdfDocument(sheet.pdf) as document:
        return [page.get_textpage().get_text_range().strip().removeprefix("page ") for page in document]


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1).to_pil().convert("L") for page in document]


@pytest.mark.parametrize(
    ("two_sided", "collated", "pages"),
    [
        (False, True, ["1", "2", "3", "1", "2", "3"]),
        (False, False, ["1", "1", "2", "2", "3", "3"]),
        (True, True, ["1", "2", "3", "", "1", "2", "3", ""]),
        (True, False, ["1", "2", "1", "2", "3", "", "3", ""]),
    ],
)
def test_that_copies_come_out_in_order(resources: Resources, two_sided: bool, collated: bool, pages: list[str]) -> None:
    piece = PrintPiece(key="a", title="a", data=book(3), copies=2)
    sheet = lay_out([piece], resources.fonts, two_sided=two_sided, collated=collated)
    assert spoken(sheet) == pages
    assert sheet.sheets == (4 if two_sided else 6)


@given(
    sizes=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 4)), min_size=1, max_size=4),
    two_sided=st.booleans(),
    collated=st.booleans(),
)
def test_that_no_paper_begins_on_the_back_of_another(
    sizes: list[tuple[int, int]], two_sided: bool, collated: bool
) -> None:
    pieces = [
        PrintPiece(key=str(number), title="", data=book(pages, words=f"{number}/"), copies=copies)
        for number, (pages, copies) in enumerate(sizes)
    ]
    sheet = lay_out(pieces, Path("no marks, no fonts"), two_sided=two_sided, collated=collated)
    said = spoken(sheet)
    assert sheet.sheets * (2 if two_sided else 1) == len(said)
    for part, (pages, copies) in zip(sheet.parts, sizes, strict=True):
        own = said[part.first : part.first + part.count]
        assert part.pages == pages * copies == sum(bool(words) for words in own)
        assert {words.partition("/")[0] for words in own if words} == {part.key}
        assert sorted(words for words in own if words).count(f"{part.key}/ 1") == copies
        assert not two_sided or (part.first % 2 == 0 and part.count % 2 == 0)


def test_that_marks_cover_nothing(made: Made, resources: Resources) -> None:
    """Where the mark has ink, the paper had none."""
    pdf = made("RM-AGR", "nasty").pdf
    piece = PrintPiece(key="a", title="a", data=pdf, copies=1, note=reprint_note(2, "2026-11-26"))
    plain, marked = pictures(pdf), pictures(lay_out([piece], resources.fonts, two_sided=False, collated=True).pdf)
    for before, after in zip(plain, marked, strict=True):
        changed = ImageChops.difference(before, after).point(lambda dot: 255 * (dot > 24))
        box = changed.getbbox()
        assert box is not None
        assert before.crop(box).getextrema() == (255, 255)
        assert box[1] > 0.93 * before.height


def test_that_the_first_printing_changes_no_dot(made: Made, resources: Resources) -> None:
    pdf = made("RM-REC", "plain").pdf
    piece = PrintPiece(key="a", title="a", data=pdf, copies=1, note=reprint_note(1, "2026-11-26"))
    sheet = lay_out([piece], resources.fonts, two_sided=False, collated=True)
    for before, after in zip(pictures(pdf), pictures(sheet.pdf), strict=True):
        assert ImageChops.difference(before, after).getbbox() is None


def test_that_a_draft_is_marked_across_the_page(made: Made, resources: Resources) -> None:
    pdf = made("RM-AGR", "plain").pdf
    piece = PrintPiece(key="a", title="a", data=pdf, copies=1, head=draft_head("2026-11-26"))
    marked = pictures(lay_out([piece], resources.fonts, two_sided=False, collated=True).pdf)
    for before, after in zip(pictures(pdf), marked, strict=True):
        left, top, right, bottom = ImageChops.difference(before, after).getbbox() or (0, 0, 0, 0)
        assert top < 0.1 * before.height < 0.6 * before.height < bottom
        assert right - left > 0.3 * before.width


@pytest.mark.parametrize("size", [A3, A5, landscape(A4)])
def test_that_every_page_comes_out_on_a4_upright(resources: Resources, size: tuple[float, float]) -> None:
    piece = PrintPiece(key="a", title="a", data=book(2, size), copies=1)
    sheet = lay_out([piece], resources.fonts, two_sided=False, collated=True)
    with Pdf.open(BytesIO(sheet.pdf)) as document:
        boxes = [[round(float(edge)) for edge in page.mediabox] for page in document.pages]
    assert boxes == [[0, 0, 595, 842]] * 2
    assert spoken(sheet) == ["1", "2"]


def test_that_many_copies_take_no_room(made: Made, resources: Resources) -> None:
    pdf = made("RM-AGR", "nasty").pdf
    sheet = lay_out(
        [PrintPiece(key="a", title="a", data=pdf, copies=38)], resources.fonts, two_sided=True, collated=True
    )
    assert len(sheet.pdf) < 4 * len(pdf)


def test_that_what_others_brought_is_printed_as_pictures_or_refused(resources: Resources) -> None:
    how = {"two_sided": False, "collated": True}
    piece = PrintPiece(key="a", title="a", data=book(1), copies=1, own=False)
    assert spoken(lay_out([piece], resources.fonts, **how)) == [""]
    broken = PrintPiece(key="a", title="a", data=b"%PDF-broken", copies=1, own=False)
    with pytest.raises(Refusal):
        lay_out([broken], resources.fonts, **how)
