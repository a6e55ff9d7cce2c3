"""A printer, pens and a bad scanner: a paper printed, signed by hand, and brought back as pictures."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from mediation_desk.signatures.fields import SignBox
from tests.support.handwriting import ink_of

DOTS: Final = 150
_SCALE: Final = DOTS / 72
_NAMES: Final = ("王有田", "李秀英", "张伟", "刘桂兰")
_PENS: Final = ((20, 20, 30), (25, 35, 120), (60, 60, 70))
_STAMP: Final = (205, 40, 45)


@dataclass(frozen=True, slots=True)
class Wear:
    """What a page goes through on the glass."""

    skew: float = 0.0
    turn: int = 0
    noise: float = 0.1
    shade: int = 240
    quality: int = 70
    stamp: bool = False


def worn(rng: random.Random) -> Wear:
    """Anything a county office's scanner may do."""
    return Wear(
        skew=rng.uniform(-3, 3),
        turn=rng.choice((0, 90, 180, 270)),
        noise=rng.uniform(0.02, 0.14),
        shade=rng.randint(215, 255),
        quality=rng.randint(45, 90),
        stamp=rng.random() < 0.6,
    )


def printed(pdf: bytes) -> list[Image.Image]:
    """The pages as they come out of the printer."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=_SCALE).to_pil().convert("RGB") for page in document]


def write_in(page: Image.Image, box: SignBox, rng: random.Random) -> None:
    """A name in a box, as wide as it allows."""
    ink = ink_drawn(rng.choice(_NAMES))
    drawing, pen = ImageDraw.Draw(page), rng.choice(_PENS)
    high = min(box.height, box.width * 0.4) * rng.uniform(0.75, 1.0)
    left, top = box.x + rng.uniform(0, 0.1) * box.width, page.height / _SCALE - box.y - box.height
    for stroke in ink:
        line = [((left + x * high / 0.4) * _SCALE, (top + y * high / 0.4) * _SCALE) for x, y in stroke]
        drawing.line(line, fill=pen, width=rng.randint(2, 3), joint="curve")


@cache
def ink_drawn(name: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The strokes of a name, its width one and its height as the ink says."""
    return tuple(tuple((point["x"], point["y"] * 0.4) for point in stroke) for stroke in ink_of(name)["strokes"])


def scanned(page: Image.Image, wear: Wear, rng: random.Random) -> Image.Image:
    """The page as the scanner sees it: stamped over, askew, grey, noisy, turned."""
    picture = page.copy()
    if wear.stamp:
        _stamp(picture, rng)
    glass = (wear.shade, wear.shade, max(0, wear.shade - 6))
    picture = ImageChops.multiply(picture, Image.new("RGB", picture.size, glass))
    picture = picture.rotate(wear.skew, Image.Resampling.BICUBIC, expand=True, fillcolor=glass)
    noise = Image.effect_noise(picture.size, 64).convert("RGB")
    return Image.blend(picture, noise, wear.noise).rotate(wear.turn, expand=True)


def _stamp(picture: Image.Image, rng: random.Random) -> None:
    """A seal of 42 millimetres beside the code, partly on it."""
    layer = Image.new("RGB", picture.size, "white")
    drawing, radius = ImageDraw.Draw(layer), 124
    x = 470 * _SCALE + rng.uniform(-60, 20)
    y = 775 * _SCALE + rng.uniform(-40, 40)
    drawing.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_STAMP, width=7)
    drawing.regular_polygon((x, y, radius * 0.35), 5, fill=_STAMP)
    for spoke in range(-3, 4):
        drawing.line((x + spoke * 24 - 8, y + 62, x + spoke * 24 + 8, y + 80), fill=_STAMP, width=5)
    picture.paste(ImageChops.multiply(picture, layer))


def as_jpeg(picture: Image.Image, quality: int = 70) -> bytes:
    """A photograph of one page."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, dpi=(DOTS, DOTS))
    return out.getvalue()


def as_pdf(pictures: Iterable[Image.Image], quality: int = 70) -> bytes:
    """What an office scanner's feeder makes."""
    first, *others = pictures
    out = io.BytesIO()
    first.save(out, "PDF", resolution=DOTS, save_all=True, append_images=others, quality=quality)
    return out.getvalue()
