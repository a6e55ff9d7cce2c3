"""What a heap of scanned pages is: which papers of which cases, what is missing, what nobody has signed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image

from mediation_desk.model.case import CaseFile
from mediation_desk.model.paper import Paper
from mediation_desk.preparing.scanned import (
    bound_upright,
    frozen_bytes,
    ink_in_boxes,
    known_papers,
    pages_of,
    printed_paper,
)
from mediation_desk.scans.filing import PaperPile, sort_pages
from mediation_desk.scans.ink import Ink
from mediation_desk.scans.pictures import bound
from mediation_desk.scans.reading import ReadPage

from .query import Query, View

Standing = Literal["found", "twice", "other_version", "unknown", "uncoded"]
_THUMBNAIL: Final = (240, 340)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFile:
    """A file as it came from the scanner."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPage:
    """One page: where it lay, which page of the paper it is, how it stands, and a small picture of it."""

    file: str
    number: int
    page: int | None
    standing: Standing
    thumbnail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturePlace:
    """One place for a signature, and what stands in it; None where its page was not found."""

    key: str
    name: str
    label: str
    ink: Ink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPaper:
    """The pages of one paper. `pdf` has them upright and in order, and nothing of any other paper."""

    paper: str
    case: str
    case_title: str
    title: str
    number: str
    route: str
    of: int
    dead: bool
    missing: tuple[int, ...]
    pages: tuple[ScannedPage, ...]
    places: tuple[SignaturePlace, ...]
    pdf: bytes

    @property
    def whole(self) -> bool:
        """Whether it can be filed without a reason."""
        return not self.dead and not self.missing

    @property
    def empty(self) -> tuple[SignaturePlace, ...]:
        """The places in which no pen was found."""
        return tuple(place for place in self.places if place.ink != "written")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoosePage:
    """A page of no paper that this person may see, as a file of its own."""

    page: ScannedPage
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSheet:
    """A heap of pages, sorted."""

    papers: tuple[ScannedPaper, ...]
    loose: tuple[LoosePage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedScans(Query[ScanSheet]):
    """Sort the pages of files by the codes on them. Nothing is stored.

    A paper in a case or compartment that the asker may not read is as unknown to him as one of another office.
    """

    files: tuple[ScanFile, ...]

    def answer(self, view: View) -> ScanSheet:
        """Papers in the order of their pages."""
        read = [page for file in self.files for page in pages_of(file.name, file.data)]
        rows = _readable(view, {page.code.paper for page in read if page.code is not None})
        sorting = sort_pages(read, {id: printed_paper(view.session, row) for id, row in rows.items()})
        loose = [*_loose(sorting.unknown, "unknown"), *_loose(sorting.uncoded, "uncoded")]
        return ScanSheet(
            papers=tuple(_paper(view, rows[pile.paper.id], pile) for pile in sorting.piles), loose=tuple(loose)
        )


def _readable(view: View, ids: Iterable[str]) -> dict[str, Paper]:
    visible = set(view.session.scalars(view.visible_cases()))
    return {
        row.id: row
        for row in known_papers(view.session, ids)
        if row.case_id in visible and view.may_read(row.compartment) and view.may_show(row.code)
    }


def _paper(view: View, row: Paper, pile: PaperPile) -> ScannedPaper:
    ink = ink_in_boxes(frozen_bytes(view.session, view.preparation.blobs, row), pile.pages)
    return ScannedPaper(
        paper=row.id,
        case=row.case_id,
        case_title=view.session.get_one(CaseFile, row.case_id).title,
        title=row.title,
        number=row.number or "",
        route=row.route,
        of=row.pages,
        dead=pile.paper.dead,
        missing=pile.missing,
        pages=_pages(pile),
        places=tuple(
            SignaturePlace(key=s["key"], name=s["name"], label=s["label"], ink=ink.get(s["key"])) for s in row.signers
        ),
        pdf=bound_upright(pile),
    )


def _pages(pile: PaperPile) -> tuple[ScannedPage, ...]:
    rows = [_page(page, "found") for page in pile.in_order]
    rows += [_page(page, "other_version") for page in pile.others]
    rows += [_page(page, "twice") for page in pile.twice]
    return tuple(sorted(rows, key=lambda row: row.page or 0))


def _loose(pages: Iterable[ReadPage], standing: Standing) -> list[LoosePage]:
    return [LoosePage(page=_page(page, standing), pdf=bound([page.sheet])) for page in pages]


def _page(page: ReadPage, standing: Standing) -> ScannedPage:
    number = None if page.code is None or standing == "unknown" else page.code.page
    return ScannedPage(
        file=page.file, number=page.number, page=number, standing=standing, thumbnail=_thumbnail(page.sheet.jpeg)
    )


def _thumbnail(jpeg: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as picture:
        picture.draft(picture.mode, _THUMBNAIL)
        picture.thumbnail(_THUMBNAIL)
        picture.save(out, "JPEG", quality=70)
    return out.getvalue()
