"""Freezing: the rendered paper with every signature box in place. These bytes are shown, hashed and signed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, append_signature_field

from mediation_desk.terms.refusal import Refusal

from .revisions import Revision, open_revision, written

LOCK_ALL: Final = FieldMDPSpec(FieldMDPAction.ALL)
_ACTIVE: Final = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
_ACTIVE_NAMES: Final = ("/JavaScript", "/EmbeddedFiles")
_SIGNED_AND_APPEND_ONLY: Final = 3
_SMALLEST: Final = (20.0, 10.0)


@dataclass(frozen=True, slots=True)
class SignBox:
    """Where one signer signs. `key` is the signer's key and the field's name; the page counts from 0.

    The unit is a point, the origin the page's lower left corner. `seal` marks the box of the body's seal, which
    locks everything.
    """

    key: str
    page: int
    x: float
    y: float
    width: float
    height: float
    seal: bool = False


def freeze(pdf: bytes, boxes: Sequence[SignBox]) -> bytes:
    """The paper with an empty signature field in every box. The same input gives the same bytes."""
    _require_boxes(boxes)
    try:
        revision = open_revision(pdf)
        pages = int(revision.root["/Pages"]["/Count"])
    except (PdfError, ValueError, KeyError, TypeError) as wrong:
        raise Refusal("freeze.unreadable") from wrong
    _require_passive(revision)
    for box in boxes:
        if not 0 <= box.page < pages:
            raise Refusal("freeze.page_missing", field=box.key, page=box.page + 1, pages=pages)
        _place(revision, box)
    # Set now, so that the first signature changes nothing but its own field.
    revision.root["/AcroForm"][pdf_name("/SigFlags")] = generic.NumberObject(_SIGNED_AND_APPEND_ONLY)
    return written(revision)


def boxes_in(frozen: bytes) -> tuple[SignBox, ...]:
    """The boxes of a frozen paper as `freeze` placed them, page by page."""
    with pikepdf.open(io.BytesIO(frozen)) as document:
        return tuple(
            _box(field, number)
            for number, page in enumerate(document.pages)
            for field in page.obj.get("/Annots", ())
            if field.get("/FT") == pikepdf.Name.Sig
        )


def _box(field: pikepdf.Object, page: int) -> SignBox:
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    return SignBox(str(field.T), page, left, bottom, right - left, top - bottom, seal="/Lock" in field)


def _place(revision: Revision, box: SignBox) -> None:
    _require_on_page(revision, box)
    corners = tuple(round(n, 2) for n in (box.x, box.y, box.x + box.width, box.y + box.height))
    append_signature_field(
        revision,
        SigFieldSpec(
            box.key,
            on_page=box.page,
            box=corners,  # type: ignore[arg-type]
            field_mdp_spec=LOCK_ALL if box.seal else None,
            readable_field_name=box.key,
        ),
    )


def _require_boxes(boxes: Sequence[SignBox]) -> None:
    if not boxes:
        raise Refusal("freeze.no_box")
    for box in boxes:
        if not box.key or "." in box.key:
            raise ValueError(f"a box's key must be a word without a full stop: {box.key!r}")
        if box.width < _SMALLEST[0] or box.height < _SMALLEST[1]:
            raise Refusal("freeze.box_too_small", field=box.key)
    if sum(box.seal for box in boxes) > 1:
        raise Refusal("freeze.two_seals")
    for first, second in combinations(boxes, 2):
        _require_apart(first, second)


def _require_apart(first: SignBox, second: SignBox) -> None:
    if first.key == second.key:
        raise Refusal("freeze.box_twice", field=first.key)
    across = first.x < second.x + second.width and second.x < first.x + first.width
    upwards = first.y < second.y + second.height and second.y < first.y + first.height
    if first.page == second.page and across and upwards:
        raise Refusal("freeze.boxes_overlap", field=first.key, other=second.key)


def _require_on_page(revision: Revision, box: SignBox) -> None:
    found = revision.find_page_for_modification(box.page)  # type: ignore[no-untyped-call]
    page = found[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(edge) for edge in page["/MediaBox"])
    if not (left <= box.x and bottom <= box.y and box.x + box.width <= right and box.y + box.height <= top):
        raise Refusal("freeze.box_off_page", field=box.key, page=box.page + 1)


def _require_passive(revision: Revision) -> None:
    """A signed paper moves nothing and carries nothing: what is shown is all there is."""
    names = revision.root.get("/Names", {})
    found = [key for key in _ACTIVE if key in revision.root] + [key for key in _ACTIVE_NAMES if key in names]
    if found:
        raise Refusal("freeze.active_content", what=found[0].lstrip("/"))
