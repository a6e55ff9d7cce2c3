"""Pages that came back: which page of which paper each is, turned upright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import zxingcpp
from PIL import Image

from mediation_desk.terms.page_codes import CodePlace, PageCode, page_code

from .light import cut, in_red_light, levelled
from .pictures import Sheet, drawn, sheet_of
from .placing import Placing, Spot, rigid

_TURNS: Final = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}
_AROUND, _MAGNIFIED = 0.3, 4
_AS_IT_IS: Final = Placing(1, 0, 0, 0, 1, 0)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of a file. Without a code of ours it stands as it came, and nobody knows where anything lies on it."""

    file: str
    number: int
    """Counts from 1, within the file."""
    sheet: Sheet
    code: PageCode | None = None
    placing: Placing | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    code: PageCode
    corners: tuple[Spot, ...]


def read_pages(file: str, data: bytes, place: CodePlace) -> Iterator[ReadPage]:
    """Every page of a PDF, JPEG, PNG or TIFF. Refuses a file that is none or cannot be read."""
    for number, (picture, size) in enumerate(drawn(data), 1):
        yield _read(file, number, picture, size, place)


def _read(file: str, number: int, picture: Image.Image, size: tuple[float, float], place: CodePlace) -> ReadPage:
    found = _code(picture)
    if found is None:
        return ReadPage(file, number, sheet_of(picture, size))
    placing = rigid(list(zip(place.corners, found.corners, strict=True)))
    turns = round(placing.turned / 90) % 4
    if turns:
        corners = tuple(_turned(spot, picture.size, turns) for spot in found.corners)
        placing = rigid(list(zip(place.corners, corners, strict=True)))
        picture = picture.transpose(_TURNS[turns])
        size = size[::-1] if turns % 2 else size
    return ReadPage(file, number, sheet_of(picture, size), found.code, placing)


def _turned(spot: Spot, size: tuple[int, int], turns: int) -> Spot:
    """Where a pixel goes when the picture is turned a quarter to the left, once or several times."""
    (x, y), (width, height) = spot, size
    for _ in range(turns):
        x, y, width, height = y, width - x, height, width
    return x, y


def _code(picture: Image.Image) -> _Found | None:
    """As it is; else only what is quite black, larger, without what is red. Each try costs more than the one before."""
    for attempt, back in _attempts(picture):
        found = _read_code(attempt)
        if found is not None:
            exact = _magnified(attempt, found)
            return _Found(found.code, tuple(back.at(corner) for corner in exact.corners))
    return None


def _read_code(picture: Image.Image) -> _Found | None:
    kinds = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])  # kept in a module, it would be told as leaked
    for code in zxingcpp.read_barcodes(picture, formats=kinds, try_invert=False):
        said, at = page_code(code.text), code.position
        if said is not None:
            corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            return _Found(said, tuple((corner.x, corner.y) for corner in corners))
    return None


def _magnified(picture: Image.Image, found: _Found) -> _Found:
    """The same with corners between the pixels: a whole one is worth three millimetres at the page's head."""
    across, down = zip(*found.corners, strict=True)
    margin = (max(across) - min(across)) * _AROUND
    left, top = max(0, round(min(across) - margin)), max(0, round(min(down) - margin))
    right, bottom = min(picture.width, round(max(across) + margin)), min(picture.height, round(max(down) + margin))
    size = (right - left) * _MAGNIFIED, (bottom - top) * _MAGNIFIED
    again = _read_code(picture.crop((left, top, right, bottom)).resize(size, Image.Resampling.BICUBIC))
    if again is None or again.code != found.code:
        return found
    corners = tuple((left + x / _MAGNIFIED, top + y / _MAGNIFIED) for x, y in again.corners)
    return _Found(found.code, corners)


def _attempts(picture: Image.Image) -> Iterator[tuple[Image.Image, Placing]]:
    """Pictures to try, each with the way back to the first. A seal's red is lighter than printed black."""
    yield picture, _AS_IT_IS
    light, red = levelled(picture.convert("L")), levelled(in_red_light(picture))
    for grey, times, shade in ((light, 1, 50), (light, 2, 60), (light, 3, 40), (red, 1, 90), (red, 3, 90)):
        size = grey.width * times, grey.height * times
        larger = grey.resize(size, Image.Resampling.BICUBIC) if times > 1 else grey
        yield cut(larger, shade), _AS_IT_IS.shrunk(times)
