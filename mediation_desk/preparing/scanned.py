"""A scan against the papers it is a scan of: whose pages these are, and which places for signatures carry ink."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.agreement import Agreement
from mediation_desk.model.blob import Blob
from mediation_desk.model.paper import Paper
from mediation_desk.papers.pages import CODE_PLACE
from mediation_desk.scans.filing import PaperPile, PrintedPaper, sort_pages
from mediation_desk.scans.ink import DOTS, Ink, Place, inked
from mediation_desk.scans.pictures import bound, drawn
from mediation_desk.scans.reading import ReadPage, read_pages
from mediation_desk.signatures.fields import SignBox, boxes_in
from mediation_desk.store.blobs import BlobRef, Blobs
from mediation_desk.terms.refusal import Refusal

from .preparation import Preparation

_DEAD_TEXTS = ("withdrawn", "superseded")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOrder:
    """A file to be filed as the scan of a paper."""

    paper: str
    blob: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedScan:
    """The pages of one paper as a stored file, and what was found on them."""

    blob: str
    sha256: str
    size: int
    missing: tuple[int, ...]
    others: tuple[int, ...]
    """Pages that belong to another version."""
    ink: dict[str, Ink]
    dead: bool = False
    """The paper itself was voided, or its text withdrawn or superseded."""


def prepared_scan(preparation: Preparation, order: ScanOrder) -> PreparedScan:
    """Find the paper's pages in the file, turn them upright, and look into its boxes. Refuses a file without any."""
    row = preparation.session.get(Paper, order.paper)
    if row is None or row.case_id != preparation.case_id:
        raise Refusal("paper.unknown", field="paper", id=order.paper)
    data = preparation.blobs.get(row.case_id, BlobRef(order.blob, order.sha256, order.size))
    read = pages_of("scan", data)
    codes = {page.code.paper for page in read if page.code is not None}
    family = [one for one in known_papers(preparation.session, codes) if one.case_id == row.case_id]
    piles = sort_pages(read, {one.id: printed_paper(preparation.session, one) for one in family}).piles
    pile = next((pile for pile in piles if pile.paper.id == order.paper), None)
    if pile is None:
        raise Refusal("scan.not_this_paper", field="paper", title=row.title)
    ref = preparation.blobs.put(row.case_id, bound_upright(pile))
    return PreparedScan(
        blob=ref.name,
        sha256=ref.sha256,
        size=ref.size,
        missing=pile.missing,
        others=tuple(page.code.page for page in pile.others if page.code is not None),
        ink=ink_in_boxes(frozen_bytes(preparation.session, preparation.blobs, row), pile.pages),
        dead=pile.paper.dead,
    )


def known_papers(session: Session, ids: Iterable[str]) -> list[Paper]:
    """The papers of the register among these ids."""
    return list(session.scalars(select(Paper).where(Paper.id.in_(sorted(ids)))))


def printed_paper(session: Session, row: Paper) -> PrintedPaper:
    """What sorting needs to know of a paper."""
    text = None if row.agreement_id is None else session.get(Agreement, row.agreement_id)
    dead = row.state == "void" or (text is not None and text.state in _DEAD_TEXTS)
    return PrintedPaper(row.id, f"{row.case_id}:{row.track_id}:{row.code}", row.pages, dead)


def frozen_bytes(session: Session, blobs: Blobs, row: Paper) -> bytes:
    """The paper as it went to the printer."""
    size = session.get_one(Blob, row.frozen_blob).size
    return blobs.get(row.case_id, BlobRef(row.frozen_blob, row.frozen_sha256, size))


def bound_upright(pile: PaperPile) -> bytes:
    """All pages of a pile in their order as one file; one of another version lies where it was found."""
    pages = [*pile.pages.values(), *pile.others]
    return bound(page.sheet for page in sorted(pages, key=lambda page: 0 if page.code is None else page.code.page))


def pages_of(file: str, data: bytes) -> tuple[ReadPage, ...]:
    """The pages of a file, each with what its code says."""
    return tuple(read_pages(file, data, CODE_PLACE))


def ink_in_boxes(frozen: bytes, pages: Mapping[int, ReadPage]) -> dict[str, Ink]:
    """What stands in the boxes of a paper on those of its pages that are there, by the boxes' keys."""
    boxes = boxes_in(frozen)
    wanted = {box.page for box in boxes}
    found: dict[str, Ink] = {}
    for index, (printed, _) in enumerate(drawn(frozen, DOTS) if wanted else ()):
        page = pages.get(index + 1)
        if index in wanted and page is not None:
            found |= _on(page, printed, [box for box in boxes if box.page == index])
    return found


def _on(page: ReadPage, printed: Image.Image, boxes: Iterable[SignBox]) -> dict[str, Ink]:
    assert page.placing is not None, "a page that was filed by its code has its place"
    with Image.open(io.BytesIO(page.sheet.jpeg)) as picture:
        return inked(picture, page.placing, printed, CODE_PLACE, [_place(box) for box in boxes])


def _place(box: SignBox) -> Place:
    return Place(box.key, box.x, CODE_PLACE.page[1] - box.y - box.height, box.width, box.height)
