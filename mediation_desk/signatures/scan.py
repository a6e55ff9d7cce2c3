"""The paper route: a scan of the paper that people signed by hand, made a true copy by the body's seal.

Only pictures of the pages are kept: whatever else a scanned PDF carries (scripts, links, forms, hidden layers,
the place a photograph was taken) does not reach the file that is sealed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pikepdf
import pypdfium2
from PIL import Image, ImageOps
from pyhanko.sign.signers import Signer

from mediation_desk.terms.refusal import Refusal

from .claims import TRUE_COPY, RecordedClaim
from .fields import SignBox, freeze
from .lettering import Lettering
from .moments import day_words, with_zone
from .pades import seal_copy
from .revisions import sha256

TRUE_COPY_FIELD: Final = "true_copy"
LARGEST_PAGES: Final = 200
LARGEST_PIXELS: Final = 50_000_000
_DOTS_PER_POINT = 200 / 72
_A4 = (595.28, 841.89)
_STRIP = 40.0
"""Height added below the last page for the words of the seal: they must not cover the scan."""
_JPEG_QUALITY = 85


@dataclass(frozen=True, slots=True)
class _Page:
    jpeg: bytes
    pixels: tuple[int, int]
    size: tuple[float, float]


def seal_scan(
    scan: bytes,
    body_name: str,
    seal_signer: Signer,
    signed_at: datetime,
    lettering: Lettering,
    *,
    case_number: str = "",
    version: int | None = None,
) -> bytes:
    """The scan (PDF, JPEG or PNG) as pictures, sealed as a true copy of the paper; it locks everything."""
    pages = list(_pages(scan))
    frozen = freeze(_bound(pages), [_strip_box(pages)])
    record = RecordedClaim(
        kind=TRUE_COPY,
        field=TRUE_COPY_FIELD,
        name=body_name,
        signed_at=with_zone(signed_at).isoformat(),
        document_hash=sha256(frozen),
        case_number=case_number,
        version=version,
        original_hash=sha256(scan),
    )
    words = f"（扫描件与纸质原件核对一致。电子签章：{body_name}\n{day_words(signed_at)}）"
    return seal_copy(frozen, TRUE_COPY_FIELD, words, record, seal_signer, signed_at, lettering)


def _pages(scan: bytes) -> Iterator[_Page]:
    if scan.startswith(b"%PDF-"):
        yield from _pages_of_pdf(scan)
    elif scan.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        yield _page_of_picture(scan)
    else:
        raise Refusal("scan.kind_unknown", field="scan")


def _pages_of_pdf(scan: bytes) -> Iterator[_Page]:
    try:
        document = pypdfium2.PdfDocument(scan)
    except pypdfium2.PdfiumError as wrong:
        raise Refusal("scan.unreadable", field="scan") from wrong
    document.init_forms()  # else what a viewer shows in form fields would be missing from the picture
    with document:
        if not 0 < len(document) <= LARGEST_PAGES:
            raise Refusal("scan.page_count", field="scan", pages=len(document), limit=LARGEST_PAGES)
        for page in document:
            size = page.get_size()
            _require_pixels(round(size[0] * _DOTS_PER_POINT), round(size[1] * _DOTS_PER_POINT))
            yield _page(page.render(scale=_DOTS_PER_POINT).to_pil(), size)


def _page_of_picture(scan: bytes) -> _Page:
    try:
        with Image.open(io.BytesIO(scan), formats=("JPEG", "PNG")) as picture:
            _require_pixels(*picture.size)
            upright = ImageOps.exif_transpose(picture)
            return _page(_on_white(upright), _on_a4(upright.size))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise Refusal("scan.unreadable", field="scan") from wrong


def _require_pixels(width: int, height: int) -> None:
    if width * height > LARGEST_PIXELS:
        raise Refusal("scan.too_large", field="scan", pixels=width * height, limit=LARGEST_PIXELS)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L"):
        return picture
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered)


def _on_a4(pixels: tuple[int, int]) -> tuple[float, float]:
    width, height = _A4 if pixels[1] >= pixels[0] else _A4[::-1]
    scale = min(width / pixels[0], height / pixels[1])
    return round(pixels[0] * scale, 2), round(pixels[1] * scale, 2)


def _page(picture: Image.Image, size: tuple[float, float]) -> _Page:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY)
    return _Page(out.getvalue(), picture.size, size)


def _bound(pages: list[_Page]) -> bytes:
    with pikepdf.new() as book:
        for number, page in enumerate(pages, 1):
            _add(book, page, strip=_STRIP if number == len(pages) else 0.0)
        out = io.BytesIO()
        book.save(out, deterministic_id=True)
    return out.getvalue()


def _add(book: pikepdf.Pdf, page: _Page, strip: float) -> None:
    width, height = page.size
    picture = pikepdf.Stream(
        book,
        page.jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=page.pixels[0],
        Height=page.pixels[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    sheet = book.add_blank_page(page_size=(width, height + strip))
    sheet.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=book.make_indirect(picture)))
    placed = f"q {width:.2f} 0 0 {height:.2f} 0 {strip:.2f} cm /Scan Do Q"
    sheet.obj.Contents = pikepdf.Stream(book, placed.encode("ascii"))


def _strip_box(pages: list[_Page]) -> SignBox:
    width = pages[-1].size[0]
    return SignBox(
        key=TRUE_COPY_FIELD, page=len(pages) - 1, x=18, y=4, width=max(width - 36, 20), height=_STRIP - 8, seal=True
    )
