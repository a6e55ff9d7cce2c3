"""A scan against the paper it is a scan of: which of the places for signatures carry ink."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from PIL import Image

from mediation_desk.papers.pages import CODE_PLACE
from mediation_desk.scans.ink import DOTS, Ink, Place, inked
from mediation_desk.scans.pictures import drawn
from mediation_desk.scans.reading import ReadPage, read_pages
from mediation_desk.signatures.fields import SignBox, boxes_in


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
        return inked(picture, page.placing, printed, CODE_PLACE.page, [_place(box) for box in boxes])


def _place(box: SignBox) -> Place:
    return Place(box.key, box.x, CODE_PLACE.page[1] - box.y - box.height, box.width, box.height)
