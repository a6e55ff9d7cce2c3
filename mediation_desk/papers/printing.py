"""What goes to the printer: every copy of every paper, page by page, with the empty backs that two sides need.

It is laid out whole, so that the preview shows what comes out, whatever a driver would make of copies and order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pikepdf import Page, Pdf, Rectangle
from reportlab.lib.pagesizes import A4

from mediation_desk.scans.pictures import add_sheet, sheets

from .archival import saved
from .faces import typecase
from .overlay import Mark, flattened, lay_over

_CLOSE: Final = 1.5
"""Points by which a page may differ from A4 and is still taken as it is."""
EMPTY: Final = 0
"""The page number of an empty back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPiece:
    """One paper, file or draft to print. `note` stands at the foot of each page, `head` says that it is a draft."""

    key: str
    title: str
    data: bytes
    copies: int
    own: bool = True
    """Whether this desk made it: what others brought is printed as pictures of its pages."""
    note: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPart:
    """Where the copies of one piece stand in what is printed: the first page, from 0, and how many, backs included."""

    key: str
    title: str
    copies: int
    first: int
    count: int
    pages: int
    """Printed pages of all copies, empty backs aside."""
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSheet:
    """Exactly what goes to the printer, and what stands where in it."""

    pdf: bytes
    parts: tuple[PrintPart, ...]

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes."""
        return sum(part.sheets for part in self.parts)


def lay_out(pieces: Sequence[PrintPiece], fonts: Path, *, two_sided: bool, collated: bool) -> PrintSheet:
    """All copies in the order in which they come out."""
    laid, parts = Pdf.new(), list[PrintPart]()
    for piece in pieces:
        document = _marked(piece, fonts)
        order = tuple(_order(len(document.pages), piece.copies, two_sided, collated))
        first = len(laid.pages)
        for number in order:
            if number == EMPTY:
                laid.add_blank_page(page_size=A4)
            else:
                laid.pages.append(document.pages[number - 1])
        sheets_taken = len(order) // 2 if two_sided else len(order)
        parts.append(
            PrintPart(
                key=piece.key,
                title=piece.title,
                copies=piece.copies,
                first=first,
                count=len(order),
                pages=sum(number != EMPTY for number in order),
                sheets=sheets_taken,
            )
        )
    return PrintSheet(pdf=saved(laid), parts=tuple(parts))


def reprint_note(turn: int, day: str) -> str:
    """What a reprint says at the foot of each page; the first printing says nothing."""
    return "" if turn < 2 else f"补打　第{turn}次　{day}"


def draft_head(day: str) -> str:
    """What a draft says at the head of each page."""
    return f"草稿　仅供核对，尚未定稿，签名无效　{day}"


def _order(pages: int, copies: int, two_sided: bool, collated: bool) -> Iterator[int]:
    """Page numbers from 1, sheet by sheet: copy after copy, or all copies of a sheet and then the next."""
    numbers = list(range(1, pages + 1))
    if two_sided:
        numbers += [EMPTY] * (pages % 2)
    step = 2 if two_sided else 1
    of_sheets = [numbers[start : start + step] for start in range(0, len(numbers), step)]
    whole: Iterable[list[int]] = (
        (sheet for _ in range(copies) for sheet in of_sheets)
        if collated
        else (sheet for sheet in of_sheets for _ in range(copies))
    )
    for sheet in whole:
        yield from sheet


def _marked(piece: PrintPiece, fonts: Path) -> Pdf:
    document = _on_a4(flattened(piece.data) if piece.own else _pictures(piece.data))
    if piece.note or piece.head:
        lay_over(document, [Mark(A4, note=piece.note, head=piece.head)] * len(document.pages), typecase(fonts))
    return document


def _pictures(data: bytes) -> Pdf:
    document = Pdf.new()
    for sheet in sheets(data):
        add_sheet(document, sheet)
    return document


def _on_a4(document: Pdf) -> Pdf:
    """Every page upright on A4; a page of another size is laid into the middle, as large as it goes."""
    if all(_is_a4(page) for page in document.pages):
        return document
    fitted = Pdf.new()
    for page in document.pages:
        if _is_a4(page):
            fitted.pages.append(page)
            continue
        if _wide(page):
            page.rotate(90, relative=True)
        fitted.add_blank_page(page_size=A4)
        fitted.pages[-1].add_overlay(page, Rectangle(0, 0, *A4))
    return fitted


def _is_a4(page: Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    near = abs(right - left - A4[0]) < _CLOSE and abs(top - bottom - A4[1]) < _CLOSE
    return near and not (left or bottom) and not _turned(page)


def _wide(page: Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return (right - left > top - bottom) != _turned(page)


def _turned(page: Page) -> bool:
    return int(page.obj.get("/Rotate", 0)) % 180 != 0
