"""Words drawn into a signature box: glyph outlines as a Type 3 font, embedded, selectable and small.

A subset of a 10 MB Chinese font costs 0.7 s for each signature; the outlines of twenty characters cost a few ms.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from mediation_desk.terms.refusal import Refusal

_UNITS = 1000
_MOST_GLYPHS = 255


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its advance in 1/1000 em and its outline as PDF operators."""

    advance: int
    outline: str


class Lettering:
    """Draws characters from the first font that has them. Keep one: a font is read once, a glyph is traced once."""

    def __init__(self, fonts: Sequence[bytes]) -> None:
        self._fonts = [_Face(font) for font in fonts]
        self._glyphs: dict[str, Glyph] = {}

    def glyph(self, char: str) -> Glyph:
        """The character's outline. Refuses a character that no font has, rather than leave a hole in a name."""
        if char not in self._glyphs:
            face = next((face for face in self._fonts if face.has(char)), None)
            if face is None:
                raise Refusal("signing.character_without_glyph", character=char, code=f"U+{ord(char):04X}")
            self._glyphs[char] = face.trace(char)
        return self._glyphs[char]

    def width(self, text: str, size: float) -> float:
        """How wide the text is at a size in points."""
        return sum(self.glyph(char).advance for char in text) * size / _UNITS

    def wrapped(self, text: str, size: float, width: float) -> list[str]:
        """The text in lines that fit the width; a closing mark never starts a line."""
        lines = [""]
        for char in text:
            if lines[-1] and char not in "）。，、" and self.width(lines[-1] + char, size) > width:
                lines.append("")
            lines[-1] += char
        return lines

    def embed(self, writer: BasePdfFileWriter, text: str) -> Letters:
        """A Type 3 font with just the characters of the text."""
        chars = sorted(set(text))
        if len(chars) > _MOST_GLYPHS:
            raise ValueError("too many different characters for one box")
        glyphs = [self.glyph(char) for char in chars]
        procedures = generic.DictionaryObject(
            {pdf_name(f"/g{code}"): writer.add_object(_procedure(glyph)) for code, glyph in enumerate(glyphs, 1)}
        )
        font = _type3(glyphs, procedures)
        font[pdf_name("/ToUnicode")] = writer.add_object(_stream(_to_unicode(chars)))
        return Letters(writer.add_object(font), {char: code for code, char in enumerate(chars, 1)})


@dataclass(frozen=True, slots=True)
class Letters:
    """An embedded font and the code of each character in it."""

    reference: generic.IndirectObject
    codes: dict[str, int]

    def shown(self, text: str) -> str:
        """The text as a hexadecimal PDF string."""
        return "<" + "".join(f"{self.codes[char]:02X}" for char in text) + ">"


class _Face:
    """One font file, opened when its first character is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: tuple[Any, dict[int, str], float] | None = None

    def has(self, char: str) -> bool:
        return ord(char) in self._open()[1]

    def trace(self, char: str) -> Glyph:
        glyphs, names, scale = self._open()
        pen = _Tracer(glyphs, scale)
        drawn = glyphs[names[ord(char)]]
        drawn.draw(pen)
        return Glyph(round(drawn.width * scale), " ".join([*pen.operators, "f"]))

    def _open(self) -> tuple[Any, dict[int, str], float]:
        if self._opened is None:
            font = TTFont(io.BytesIO(self._data), lazy=True)
            self._opened = font.getGlyphSet(), font.getBestCmap(), _UNITS / font["head"].unitsPerEm
        return self._opened


class _Tracer(BasePen):  # type: ignore[misc]
    """Writes an outline as PDF operators in 1/1000 em."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self._scale = scale
        self.operators: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self._write([point], "m")

    def _lineTo(self, point: tuple[float, float]) -> None:
        self._write([point], "l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._write(points, "c")

    def _closePath(self) -> None:
        self.operators.append("h")

    def _write(self, points: Iterable[tuple[float, float]], operator: str) -> None:
        numbers = [f"{round(number * self._scale)}" for point in points for number in point]
        self.operators.append(" ".join([*numbers, operator]))


def _procedure(glyph: Glyph) -> generic.StreamObject:
    return _stream(f"{glyph.advance} 0 -200 -300 {_UNITS + 300} {_UNITS + 200} d1 {glyph.outline}")


def _type3(glyphs: Sequence[Glyph], procedures: generic.DictionaryObject) -> generic.DictionaryObject:
    names = [pdf_name(f"/g{code}") for code in range(1, len(glyphs) + 1)]
    differences = generic.ArrayObject([generic.NumberObject(1), *names])
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type3"),
            pdf_name("/FontBBox"): _numbers(-200, -300, _UNITS + 300, _UNITS + 200),
            pdf_name("/FontMatrix"): generic.ArrayObject(generic.FloatObject(n) for n in (0.001, 0, 0, 0.001, 0, 0)),
            pdf_name("/FirstChar"): generic.NumberObject(1),
            pdf_name("/LastChar"): generic.NumberObject(len(glyphs)),
            pdf_name("/Widths"): _numbers(*(glyph.advance for glyph in glyphs)),
            pdf_name("/CharProcs"): procedures,
            pdf_name("/Resources"): generic.DictionaryObject(),
            pdf_name("/Encoding"): generic.DictionaryObject(
                {pdf_name("/Type"): pdf_name("/Encoding"), pdf_name("/Differences"): differences}
            ),
        }
    )


def _to_unicode(chars: Sequence[str]) -> str:
    lines = [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars, 1)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _stream(text: str) -> generic.StreamObject:
    stream = generic.StreamObject(stream_data=text.encode("ascii"))
    stream.compress()
    return stream


def _numbers(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject(generic.NumberObject(value) for value in values)
