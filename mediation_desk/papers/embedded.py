"""A TrueType font as ReportLab embeds it, with three faults of ReportLab 5.1 mended by subclass, not by patching.

Its ToUnicode table writes five hexadecimal digits for a character beyond the BMP, where PDF wants UTF-16: 𬱖 and 𡋾
would be copied, searched and archived as other characters. And it copies the whole glyph table, 14 MB, for each subset.
And where a font has fewer widths than glyphs it gives the others a width scaled to a thousandth of the em, so that the
subset of a font with another em disagrees with the paper's own widths (PDF/A forbids that).
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from struct import unpack
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStreamFilterZCompress, PDFZCompress
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, TTFontFace

_NOT_CHARACTERS = (0, 0xFEFF, 0xFFFE)
_FULL_WIDTHS = slice(34, 36)
_KEPT = 64
"""Subsets that are kept, of some tens of thousand bytes each."""
_CMAP_BLOCK = 100  # PDF allows 100 entries between beginbfchar and endbfchar


class PaperFont(TTFont):  # type: ignore[misc]
    """A font whose text can be read back from the paper, character for character."""

    def __init__(self, name: str, source: Path | bytes) -> None:
        file = str(source) if isinstance(source, Path) else BytesIO(source)
        super().__init__(name, file, asciiReadable=False, shapable=False)
        self.face.__class__ = _Face
        self.face.mend_widths()

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Add the subsets, then put the right ToUnicode table in each."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name).decode("ascii")
            doc.idToObject["toUnicodeCMap:" + name].content = to_unicode(name, subset)
            doc.idToObject[f"fontFile:{self.face.filename}({name})"].filters = [_Packed]


class _Face(TTFontFace):  # type: ignore[misc]
    def mend_widths(self) -> None:
        """Glyphs beyond the last width have that one, in the font's own units."""
        (full,) = unpack(">H", self.get_table("hhea")[_FULL_WIDTHS])
        last = self.hmetrics[full - 1][0]
        self.hmetrics[full:] = [(last, bearing) for _, bearing in self.hmetrics[full:]]

    def makeSubset(self, subset: list[int]) -> bytes:  # noqa: N802
        """The papers of one list, two hundred agreements say, want the same subset again and again."""
        return self._kept_subset(tuple(subset))

    @lru_cache(maxsize=_KEPT)  # noqa: B019 - a face lives as long as the program
    def _kept_subset(self, subset: tuple[int, ...]) -> bytes:
        made: bytes = super().makeSubset(list(subset))
        return made

    def get_table(self, tag: str) -> Any:
        if tag != "glyf":
            return super().get_table(tag)
        return _Window(self._ttf_data, self.get_table_pos(tag)[0])


class _Packed(PDFStreamFilterZCompress):  # type: ignore[misc]
    """What ReportLab packs for every paper anew, kept for subsets that come again."""

    @staticmethod
    @lru_cache(maxsize=_KEPT)
    def encode(data: bytes) -> bytes:
        """The same bytes as ReportLab makes."""
        packed: bytes = PDFZCompress.encode(data)
        return packed


class _Window:
    """Slices of a table taken straight from the file's bytes."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


def to_unicode(name: str, subset: list[int]) -> str:
    """The CMap from a subset's codes to UTF-16; without U+0000, which PDF/A-2u forbids."""
    entries = [(code, character) for code, character in enumerate(subset) if character not in _NOT_CHARACTERS]
    lines = [*_HEAD.format(name=name).splitlines()]
    for start in range(0, len(entries), _CMAP_BLOCK):
        block = entries[start : start + _CMAP_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{_utf16(character)}>" for code, character in block]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _utf16(character: int) -> str:
    return chr(character).encode("utf-16-be").hex().upper()


_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
