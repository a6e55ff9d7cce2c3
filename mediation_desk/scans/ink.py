"""Which places for signatures on a scanned page are empty: what is there, less what was printed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image, ImageChops, ImageFilter

from mediation_desk.terms.page_codes import CodePlace

from .light import levelled
from .matching import laid_over
from .placing import Placing

Ink = Literal["none", "written", "red", "unclear"]
"""Nothing; a pen; only red, as of a seal or a finger; or it cannot be told and somebody has to look."""

DOTS: Final = 150
_POINTS: Final = 72
_SCALE: Final = DOTS / _POINTS
_DARK: Final = 150
_SPREAD: Final = 7
"""Printed strokes are widened by three pixels either way: a scan blurs them and may lie half a millimetre off."""
_INSET: Final = 1.5
_LEAST: Final = 1.2
"""Square millimetres of ink: two short strokes of a pen. Dust is less."""
_SQUARE: Final = (25.4 / DOTS) ** 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a signature on a page: its key, its upper left corner from the page's, its size. In points."""

    key: str
    left: float
    top: float
    width: float
    height: float


def inked(
    picture: Image.Image, placing: Placing, printed: Image.Image, code: CodePlace, places: Sequence[Place]
) -> dict[str, Ink]:
    """What stands in each place. `printed` is the page as it came out of the printer, drawn at `DOTS`."""
    exact = laid_over(picture, placing, printed, code)
    if exact is None:
        return {place.key: "unclear" for place in places}
    flat = exact.laid_out(picture, _SCALE, code.page)
    ours = ImageChops.invert(printed.convert("L").resize(flat.size))
    red_light, green_light = _channels(flat)
    return {place.key: _ink(red_light, green_light, ours, place) for place in places}


def _ink(red_light: Image.Image, green_light: Image.Image, ours: Image.Image, place: Place) -> Ink:
    if _area(red_light, ours, place) >= _LEAST:
        return "written"
    return "red" if _area(green_light, ours, place) >= _LEAST else "none"


def _channels(flat: Image.Image) -> tuple[Image.Image, Image.Image]:
    if flat.mode != "RGB":
        grey = levelled(flat.convert("L"))
        return grey, grey
    return levelled(flat.getchannel("R")), levelled(flat.getchannel("G"))


def _area(light: Image.Image, ours: Image.Image, place: Place) -> float:
    """How much of a place is dark and was not printed, in square millimetres."""
    left, top = (place.left + _INSET) * _SCALE, (place.top + _INSET) * _SCALE
    right, bottom = (place.left + place.width - _INSET) * _SCALE, (place.top + place.height - _INSET) * _SCALE
    inside = round(left), round(top), round(right), round(bottom)
    around = inside[0] - _SPREAD, inside[1] - _SPREAD, inside[2] + _SPREAD, inside[3] + _SPREAD
    dark = light.crop(around).filter(ImageFilter.MedianFilter(3)).point([255 * (s < _DARK) for s in range(256)])
    own = ours.crop(around).filter(ImageFilter.MaxFilter(_SPREAD)).point([255 * (s > 255 - _DARK) for s in range(256)])
    marks = ImageChops.subtract(dark, own)
    return marks.crop((_SPREAD, _SPREAD, marks.width - _SPREAD, marks.height - _SPREAD)).histogram()[255] * _SQUARE
