"""Binding a volume: papers and scans in one archival PDF, numbered through, with a bookmark for each piece.

What others brought is never copied as it came: its pages become pictures, so that nothing active, foreign or
unembedded gets into the archive. Signed papers become copies whose signatures are part of the page; each says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pikepdf import Name, OutlineItem, Pdf

from mediation_desk.scans.pictures import add_sheet, page_total, sheets
from mediation_desk.terms.refusal import Refusal

from .archival import declare, saved
from .faces import typecase
from .overlay import Mark, flattened, lay_over, size_of

Progress = Callable[[int, int], bool]
"""Called with pieces done and pieces in all; says whether to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper, or one file that was brought, as it goes into a volume."""

    title: str
    data: bytes
    own: bool = True
    """Whether this desk made it: then its pages are taken as they are."""
    note: str = ""
    """What is printed at the foot of each page: that it is a copy, and where the signed original lies."""
    numbered: bool = True
    """Covers and catalogues carry no page number of the volume."""


class BindingStopped(Exception):
    """The person who asked for the volume asked to stop."""


def page_ranges(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """For the catalogue: the pages on which each piece will stand, as 3 or 3-5; empty for what is not numbered."""
    found, next_number = list[str](), 1
    for piece in pieces:
        count = page_count(piece) if piece.numbered else 0
        found.append(
            "" if not count else str(next_number) if count == 1 else f"{next_number}-{next_number + count - 1}"
        )
        next_number += count
    return tuple(found)


def bind(
    pieces: Sequence[Piece],
    fonts: Path,
    *,
    title: str,
    producer: str,
    progress: Progress = lambda done, whole: True,
) -> bytes:
    """The volume as PDF/A-2b. The same pieces give the same bytes; raises BindingStopped when `progress` says so."""
    volume, number = Pdf.new(), 1
    marks: list[Mark] = []
    with volume.open_outline() as outline:
        for done, piece in enumerate(pieces):
            if not progress(done, len(pieces)):
                raise BindingStopped
            outline.root.append(OutlineItem(piece.title, len(volume.pages)))
            for page in _pages(piece).pages:
                volume.pages.append(page)
                marks.append(Mark(size_of(page), number if piece.numbered else None, piece.note))
                number += piece.numbered
    lay_over(volume, marks, typecase(fonts))
    declare(volume, title, producer)
    volume.docinfo[Name.Title], volume.docinfo[Name.Producer] = title, producer
    return saved(volume)


def page_count(piece: Piece) -> int:
    """How many pages a piece takes."""
    if not piece.own:
        with _naming(piece):
            return page_total(piece.data)
    with Pdf.open(BytesIO(piece.data)) as document:
        return len(document.pages)


def _pages(piece: Piece) -> Pdf:
    """A document whose pages may be taken over."""
    if not piece.own:
        return _pictures(piece)
    return flattened(piece.data)


def _pictures(piece: Piece) -> Pdf:
    document = Pdf.new()
    with _naming(piece):
        for sheet in sheets(piece.data):
            add_sheet(document, sheet)
    return document


@contextmanager
def _naming(piece: Piece) -> Iterator[None]:
    """Of eighty files the one that cannot be read must be named."""
    try:
        yield
    except Refusal as refusal:
        raise Refusal("volume.piece_unreadable", title=piece.title) from refusal
