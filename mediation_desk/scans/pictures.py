"""Files that others brought, as pictures of their pages.

Only pictures are kept: whatever else a scanned PDF carries (scripts, links, forms, hidden layers, the place a
photograph was taken) does not reach what is sealed, bound or read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import pikepdf
import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from mediation_desk.terms.refusal import Refusal

from .jpeg import picture_only

LARGEST_PAGES: Final = 200
LARGEST_PIXELS: Final = 50_000_000
DOTS: Final = 200
"""Dots an inch at which pages of a foreign PDF are drawn: small print stays readable, eighty pages stay portable."""
_JPEG: Final = b"\xff\xd8\xff"
_ORIENTATION: Final = 0x0112
_PICTURES: Final = {_JPEG: "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"II*\x00": "TIFF", b"MM\x00*": "TIFF"}
_PDF: Final = b"%PDF-"
_A4: Final = (595.28, 841.89)
_POINTS: Final = 72
_JPEG_QUALITY: Final = 85


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as a JPEG, with its size in points."""

    jpeg: bytes
    pixels: tuple[int, int]
    size: tuple[float, float]
    grey: bool


def page_total(data: bytes) -> int:
    """How many pages a file has. Refuses what cannot be read."""
    with _readable():
        if data.startswith(_PDF):
            with pypdfium2.PdfDocument(data) as document:
                return _require_pages(len(document))
        with _opened(data) as picture:
            return _require_pages(_frame_count(picture))


def drawn(data: bytes, dots: int = DOTS) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    """Every page as a picture, upright as the file says, with its size in points. Refuses PDF, JPEG, PNG and TIFF that
    cannot be read or are too large, and every other kind."""
    with _readable():
        yield from _pages_of_pdf(data, dots) if data.startswith(_PDF) else _frames(data)


def sheets(data: bytes) -> Iterator[Sheet]:
    """Every page ready to be put on paper of ours: an upright JPEG as it is, everything else drawn anew."""
    kept = _kept_as_it_is(data) if data.startswith(_JPEG) else None
    if kept is not None:
        yield kept
        return
    for picture, size in drawn(data):
        yield sheet_of(picture, size)


def _kept_as_it_is(data: bytes) -> Sheet | None:
    """Followed to its end without being drawn: one that is cut off is drawn, and so found out."""
    with _readable(), _opened(data) as picture:
        _require_pixels(*picture.size)
        upright = picture.getexif().get(_ORIENTATION, 1) == 1
        jpeg = picture_only(data) if upright and picture.mode in ("RGB", "L") and _frame_count(picture) == 1 else None
        if jpeg is None:
            return None
        return Sheet(jpeg, picture.size, _on_a4(picture.size), picture.mode == "L")


def sheet_of(picture: Image.Image, size: tuple[float, float]) -> Sheet:
    """A picture as the page of a file of ours: grey stays grey, everything else becomes colour; no words with it."""
    grey = picture.mode == "L"
    bare = picture.copy() if grey else picture.convert("RGB")
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=_JPEG_QUALITY)
    return Sheet(out.getvalue(), picture.size, size, grey)


def bound(pages: Iterable[Sheet]) -> bytes:
    """The pages as one file, nothing added."""
    with pikepdf.new() as book:
        for page in pages:
            add_sheet(book, page)
        out = io.BytesIO()
        book.save(out, deterministic_id=True)
    return out.getvalue()


def add_sheet(book: pikepdf.Pdf, sheet: Sheet, strip: float = 0.0) -> None:
    """A page with this picture, and an empty strip below it."""
    width, height = sheet.size
    picture = pikepdf.Stream(
        book,
        sheet.jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=sheet.pixels[0],
        Height=sheet.pixels[1],
        ColorSpace=pikepdf.Name.DeviceGray if sheet.grey else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = book.add_blank_page(page_size=(width, height + strip))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=book.make_indirect(picture)))
    page.obj.Contents = pikepdf.Stream(book, _placed(width, height, strip))


def _placed(width: float, height: float, strip: float) -> bytes:
    return f"q {width:.2f} 0 0 {height:.2f} 0 {strip:.2f} cm /Scan Do Q".encode("ascii")


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (
        pypdfium2.PdfiumError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as wrong:
        raise Refusal("scan.unreadable", field="scan") from wrong


def _pages_of_pdf(data: bytes, dots: int) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    scale = dots / _POINTS
    with pypdfium2.PdfDocument(data) as document:
        ours = _own_pictures(data)
        _require_pages(len(document))
        document.init_forms()  # else what a viewer shows in form fields would be missing from the picture
        for number, page in enumerate(document):
            size = page.get_size()
            if number in ours:
                yield from ((picture, size) for picture, _ in _frames(ours[number]))
                continue
            _require_pixels(round(size[0] * scale), round(size[1] * scale))
            yield page.render(scale=scale).to_pil(), size


def _own_pictures(data: bytes) -> dict[int, bytes]:
    """The pictures of pages that `add_sheet` made: drawn again at other dots, small print and codes would suffer."""
    try:
        with pikepdf.open(io.BytesIO(data)) as book:
            pictures = {number: _own_picture(page) for number, page in enumerate(book.pages)}
    except pikepdf.PdfError:
        return {}
    return {number: picture for number, picture in pictures.items() if picture is not None}


def _own_picture(page: pikepdf.Page) -> bytes | None:
    contents, drawings = page.obj.get("/Contents"), page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject")
    found = None if drawings is None else drawings.get("/Scan")
    if found is None or not isinstance(contents, pikepdf.Stream) or found.get("/Filter") != pikepdf.Name.DCTDecode:
        return None
    width, height = (float(edge) for edge in page.mediabox[2:])
    return bytes(found.read_raw_bytes()) if contents.read_bytes() == _placed(width, height, 0.0) else None


def _frames(data: bytes) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    with _opened(data) as picture:
        _require_pages(_frame_count(picture))
        for frame in ImageSequence.Iterator(picture):
            _require_pixels(*frame.size)
            upright = _on_white(ImageOps.exif_transpose(frame))
            yield upright, _on_a4(upright.size)


def _frame_count(picture: Image.Image) -> int:
    return int(getattr(picture, "n_frames", 1))


def _opened(data: bytes) -> Image.Image:
    kind = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), None)
    if kind is None:
        raise Refusal("scan.kind_unknown", field="scan")
    return Image.open(io.BytesIO(data), formats=(kind,))


def _require_pages(pages: int) -> int:
    if not 0 < pages <= LARGEST_PAGES:
        raise Refusal("scan.page_count", field="scan", pages=pages, limit=LARGEST_PAGES)
    return pages


def _require_pixels(width: int, height: int) -> None:
    if width * height > LARGEST_PIXELS:
        raise Refusal("scan.too_large", field="scan", pixels=width * height, limit=LARGEST_PIXELS)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L"):
        return picture.copy()
    if picture.mode == "1":
        return picture.convert("L")
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")


def _on_a4(pixels: tuple[int, int]) -> tuple[float, float]:
    width, height = _A4 if pixels[1] >= pixels[0] else _A4[::-1]
    scale = min(width / pixels[0], height / pixels[1])
    return round(pixels[0] * scale, 2), round(pixels[1] * scale, 2)
