"""Binding a volume: papers and scans in one archival PDF, numbered through, with a bookmark for each piece.

What others brought is never copied as it came: its pages become pictures, so that nothing active, foreign or
unembedded gets into the archive. Signed papers become copies whose signatures are part of the page; each says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
    pages: int
    own: bool = True
    """Whether this desk made it: then its pages are taken as they are."""
    note: str = ""
    """What is printed at the foot of each page: that it is a copy, and where the signed original lies."""
    numbered: bool = True
    """Covers and catalogues carry no page number of the volume."""


class BindingStopped(Exception):
    """The person who asked for the volume asked to stop."""


def brought(title: str, data: bytes, note: str = "") -> Piece:
    """A file of somebody else's with its pages counted. Refuses by name what is no paper: a recording, a table."""
    with _naming(title):
        return Piece(title=title, data=data, pages=page_total(data), own=False, note=note)


def page_ranges(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """For the catalogue: the pages on which each piece will stand, as 3 or 3-5; empty for what is not numbered."""
    found, next_number = list[str](), 1
    for piece in pieces:
        count = piece.pages if piece.numbered else 0
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
            for place, page in zip(range(piece.pages), _pages(piece).pages, strict=True):
                volume.pages.append(page)
                shown = number + place if piece.numbered else None
                marks.append(Mark(size_of(page), shown, piece.note))
            number += piece.pages if piece.numbered else 0
    lay_over(volume, marks, typecase(fonts))
    declare(volume, title, producer)
    volume.docinfo[Name.Title], volume.docinfo[Name.Producer] = title, producer
    return saved(volume)


def _pages(piece: Piece) -> Pdf:
    """A document whose pages may be taken over."""
    if not piece.own:
        return _pictures(piece)
    return flattened(piece.data)


def _pictures(piece: Piece) -> Pdf:
    document = Pdf.new()
    with _naming(piece.title):
        for sheet in sheets(piece.data):
            add_sheet(document, sheet)
    return document


@contextmanager
def _naming(title: str) -> Iterator[None]:
    """Of eighty files the one that cannot be read must be named."""
    try:
        yield
    except Refusal as refusal:
        raise Refusal("volume.piece_unreadable", title=title) from refusal
