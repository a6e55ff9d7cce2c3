"""Characters that no font has, drawn from pictures of the office's own: checked, traced, and made into one small font.

A picture becomes outlines, so that the character stands in its line like any other: it is searched and copied as the
character that it is, embedded as the archives want it, and sharp at any size.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, UnidentifiedImageError

from mediation_desk.terms.refusal import Refusal

MOST_BYTES: Final = 256 * 1024
LEAST_SIDE, MOST_SIDE = 48, 1024
_TRACED_SIDE: Final = 256
_EM, _ASCENT = 1000, 860
_NO_MOMENT: Final = 3_692_217_600
"""2021, in seconds since 1904: the moment of this run would change every paper."""
_DARK, _BLACK, _WHITE = 128, 96, 160
_LEAST_INK, _MOST_INK = 0.01, 0.7
_MOST_GRAY: Final = 0.25
_MOST_COLOUR: Final = 48
_PRIVATE: Final = "Co"
_CODE: Final = re.compile(r"(?:U\+|u\+|0x)([0-9A-Fa-f]{4,6})")
_LAST: Final = 0x10FFFF
_DRAWN: Final = frozenset({"Lo", "Lm", "So", "Sm", "No", "Nl", "Po", _PRIVATE, "Cn"})


@dataclass(frozen=True, slots=True)
class CharacterPicture:
    """The picture that stands for one character."""

    code_point: int
    png: bytes


def is_private(character: str) -> bool:
    """Whether its code means nothing outside the system that gave it."""
    return unicodedata.category(character) == _PRIVATE


def read_character(text: str) -> str:
    """The one character that is meant, by itself or by its code; refuses what nobody could see."""
    coded = _CODE.fullmatch(text.strip())
    number = int(coded[1], 16) if coded else 0
    character = chr(number) if 0 < number <= _LAST else text.strip()
    if len(character) != 1 or unicodedata.category(character) not in _DRAWN:
        raise Refusal("picture.no_character", field="character")
    return character


def require_sound(png: bytes) -> None:
    """Refuse a picture that is not one black character on white."""
    picture = _opened(png)
    grays = picture.convert("L").histogram()
    whole = sum(grays)
    ink, between = sum(grays[:_DARK]) / whole, sum(grays[_BLACK:_WHITE]) / whole
    if (
        _is_coloured(picture)
        or between > _MOST_GRAY
        or not _LEAST_INK <= ink <= _MOST_INK
        or not _has_white_rim(picture)
    ):
        raise Refusal("picture.not_black_on_white", field="png")


@lru_cache(maxsize=8)
def font_of(pictures: tuple[CharacterPicture, ...]) -> bytes:
    """A TrueType font that holds the pictures. The same pictures give the same bytes."""
    digest = hashlib.sha256()
    for one in pictures:
        digest.update(one.code_point.to_bytes(4) + hashlib.sha256(one.png).digest())
    name = f"Pictured-{digest.hexdigest()[:16]}"  # ReportLab takes fonts of one name for one font
    names = {one.code_point: f"u{one.code_point:05X}" for one in pictures}
    order = [".notdef", *sorted(names.values())]
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    outlines = {names[one.code_point]: _outline(one.png) for one in pictures}
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **outlines})
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({glyph: (_EM, getattr(table[glyph], "xMin", 0)) for glyph in order})
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_ASCENT - _EM)
    builder.setupNameTable({"familyName": "Pictured", "styleName": "Regular", "psName": name})
    builder.setupOS2(
        sTypoAscender=_ASCENT, sTypoDescender=_ASCENT - _EM, usWinAscent=_ASCENT, usWinDescent=_EM - _ASCENT
    )
    builder.setupPost()
    builder.updateHead(created=_NO_MOMENT, modified=_NO_MOMENT)
    builder.font.recalcTimestamp = False
    output = BytesIO()
    builder.save(output)
    return output.getvalue()


def _opened(png: bytes) -> Image.Image:
    """The picture on white ground; measured before it is unpacked."""
    if len(png) > MOST_BYTES:
        raise Refusal("picture.too_big", field="png", most=MOST_BYTES // 1024)
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            width, height = picture.size
            if width != height or not LEAST_SIDE <= width <= MOST_SIDE:
                raise Refusal("picture.wrong_size", field="png", least=LEAST_SIDE, most=MOST_SIDE)
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as wrong:
        raise Refusal("picture.unreadable", field="png") from wrong
    ground = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(ground, drawn).convert("RGB")


def _is_coloured(picture: Image.Image) -> bool:
    small = picture.reduce(max(1, picture.width // LEAST_SIDE))
    return any(
        max(dot) - min(dot) > _MOST_COLOUR for dot in zip(*(band.tobytes() for band in small.split()), strict=True)
    )


def _has_white_rim(picture: Image.Image) -> bool:
    """Black on white, not white on black, and nothing cut off at the edge."""
    dots = picture.convert("L").point(lambda gray: 255 if gray < _DARK else 0)
    side = picture.width
    edges = ((0, 0, side, 1), (0, side - 1, side, side), (0, 0, 1, side), (side - 1, 0, side, side))
    return all(dots.crop(edge).getextrema() == (0, 0) for edge in edges)


def _outline(png: bytes) -> object:
    """Every run of dark dots as a box; boxes share their edges, so that nothing shines through."""
    pen = TTGlyphPen(None)
    for left, top, right, bottom in _boxes(png):
        pen.moveTo((left, top))
        for corner in ((right, top), (right, bottom), (left, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _boxes(png: bytes) -> Iterator[tuple[int, int, int, int]]:
    picture = _opened(png).convert("L")
    if picture.width > _TRACED_SIDE:
        picture = picture.resize((_TRACED_SIDE, _TRACED_SIDE), Image.Resampling.LANCZOS)
    side = picture.width
    at = [round(place * _EM / side) for place in range(side + 1)]
    rows = [_runs(picture.crop((0, row, side, row + 1)).tobytes()) for row in range(side)]
    row = 0
    for runs, alike in groupby(rows):
        high = len(list(alike))
        for start, end in runs:
            yield at[start], _ASCENT - at[row], at[end], _ASCENT - at[row + high]
        row += high


def _runs(dots: Sequence[int]) -> tuple[tuple[int, int], ...]:
    found, start = list[tuple[int, int]](), None
    for place, gray in enumerate((*dots, 255)):
        if gray < _DARK and start is None:
            start = place
        elif gray >= _DARK and start is not None:
            found.append((start, place))
            start = None
    return tuple(found)
