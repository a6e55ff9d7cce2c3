"""A JPEG that was brought keeps its picture and loses everything else."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from mediation_desk.scans.jpeg import picture_only
from mediation_desk.scans.pictures import bound, sheets
from mediation_desk.terms.refusal import Refusal


def drawn(mode: str = "RGB", size: tuple[int, int] = (240, 320), **more: object) -> bytes:
    picture = Image.radial_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, **more)  # type: ignore[arg-type]
    return out.getvalue()


def told() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E], exif[0x8825] = "SECRET-WORDS", {1: "N", 2: (30.0, 15.0, 0.0)}
    return exif


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("progressive", [False, True])
def test_that_the_picture_is_the_same_point_for_point(mode: str, progressive: bool) -> None:
    data = drawn(mode, progressive=progressive)
    (sheet,) = sheets(data)
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(sheet.jpeg))
    assert ImageChops.difference(before, after).getbbox() is None
    assert (sheet.pixels, sheet.grey) == ((240, 320), mode == "L")


def test_that_place_words_small_pictures_and_what_follows_are_left_out() -> None:
    data = drawn(exif=told(), comment="SECRET-WORDS", icc_profile=b"SECRET-WORDS" * 20) + b"SECRET-WORDS"
    (sheet,) = sheets(data)
    assert b"SECRET-WORDS" in data and b"SECRET-WORDS" not in sheet.jpeg
    assert not Image.open(io.BytesIO(sheet.jpeg)).getexif()
    assert sheet.jpeg.endswith(b"\xff\xd9")


def test_that_a_picture_that_lies_on_its_side_is_turned_and_drawn_anew() -> None:
    exif = told()
    exif[0x0112] = 6
    (sheet,) = sheets(drawn(size=(320, 240), exif=exif, comment="SECRET-WORDS"))
    assert sheet.pixels == (240, 320)
    assert b"SECRET-WORDS" not in sheet.jpeg


def test_that_colours_stored_as_they_are_stay_so() -> None:
    data = drawn(keep_rgb=True)
    (sheet,) = sheets(data)
    assert b"Adobe" in sheet.jpeg
    assert ImageChops.difference(Image.open(io.BytesIO(data)), Image.open(io.BytesIO(sheet.jpeg))).getbbox() is None


def test_that_colours_for_print_are_drawn_anew() -> None:
    (sheet,) = sheets(drawn("CMYK"))
    assert Image.open(io.BytesIO(sheet.jpeg)).mode == "RGB"


def test_that_a_page_shows_what_was_brought() -> None:
    data = drawn()
    with pikepdf.open(io.BytesIO(bound(sheets(data)))) as book:
        (page,) = book.pages
        shown = pikepdf.PdfImage(page.obj.Resources.XObject.Scan).as_pil_image()
    assert ImageChops.difference(Image.open(io.BytesIO(data)), shown.convert("RGB")).getbbox() is None


@given(st.integers(0, 3000), st.integers(0, 255))
@example(20, 0)
@example(5, 0)
def test_that_a_spoiled_one_is_shown_refused_or_drawn_but_never_copied_with_strange_parts(at: int, byte: int) -> None:
    data = bytearray(drawn(comment="SECRET-WORDS"))
    data[at % len(data)] = byte
    try:
        found = list(sheets(bytes(data)))
    except Refusal:
        return
    copied = picture_only(bytes(data))
    for sheet in found:
        assert sheet.jpeg == copied or b"SECRET-WORDS" not in sheet.jpeg
