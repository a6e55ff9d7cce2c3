"""The type case: which font holds which character, and how wide it is there."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Final, NamedTuple

from reportlab.pdfbase import pdfmetrics

from .embedded import PaperFont
from .pictured import CharacterPicture, font_of, is_private

FILES: Final[dict[str, str]] = {
    "fang": "FandolFang-Regular.ttf",
    "song": "NotoSerifSC-Regular.ttf",
    "song_bold": "NotoSerifSC-Bold-GB2312.ttf",
    "hei": "NotoSansSC-Medium-GB2312.ttf",
    "kai": "MediationKai-Regular-GB2312.ttf",
    "rare": "HanaMinB.ttf",
}
CHAINS: Final[dict[str, tuple[str, ...]]] = {
    "fang": ("fang", "song", "rare"),
    "song": ("song", "rare"),
    "title": ("song_bold", "song", "rare"),
    "hei": ("hei", "song", "rare"),
    "kai": ("kai", "song", "rare"),
}
"""Written first choice first; a face is read only when a character was not found before it."""

PICTURED: Final = "pictured"
"""The face made of the office's own pictures; asked last, and alone where a code is private."""

TYPESETTING: Final = RLock()
"""ReportLab's fonts keep a read position of their own, so only one thread may lay out and write at a time."""


class Glyph(NamedTuple):
    """A character's font and its width, for type of size 1."""

    face: str
    width: float


class Typecase:
    """The fonts of one folder, and the characters that the office draws itself."""

    def __init__(self, folder: Path, pictures: tuple[CharacterPicture, ...] = ()) -> None:
        self._folder, self._pictures = folder, pictures
        self._drawn = frozenset(chr(one.code_point) for one in pictures)
        self._glyphs: dict[tuple[str, str], Glyph] = {}

    def glyph(self, chain: str, character: str) -> Glyph:
        """Where the character is found along a chain. Raises LookupError where no font has it."""
        found = self._glyphs.get((chain, character))
        if found is None:
            found = self._glyphs[chain, character] = self._find(chain, character)
        return found

    def has(self, character: str) -> bool:
        """Whether any chain can print the character; all end in the same two fonts."""
        try:
            self.glyph("fang", character)
        except LookupError:
            return False
        return True

    def name(self, face: str) -> str:
        """The name under which ReportLab knows a face."""
        font = _pictured(self._pictures) if face == PICTURED else _font(self._folder / FILES[face])
        return str(font.fontName)

    def is_drawn(self, character: str) -> bool:
        """Whether the office has a picture of it."""
        return character in self._drawn

    def digest(self, faces: frozenset[str]) -> str:
        """One SHA-256 over the named font files."""
        total = hashlib.sha256()
        for face in sorted(faces):
            drawn = face == PICTURED
            total.update(_sha256(font_of(self._pictures)) if drawn else _digest(self._folder / FILES[face]))
        return total.hexdigest()

    def _find(self, chain: str, character: str) -> Glyph:
        code = ord(character)
        for face in () if is_private(character) else CHAINS[chain]:
            font = _font(self._folder / FILES[face])
            if font.face.charToGlyph.get(code):
                return Glyph(face, font.face.charWidths[code] / 1000)
        if character in self._drawn:
            return Glyph(PICTURED, 1.0)
        raise LookupError(character)


@lru_cache(maxsize=4)
def typecase(folder: Path, pictures: tuple[CharacterPicture, ...] = ()) -> Typecase:
    """The type case of a folder, kept because reading a font takes 40 to 100 ms."""
    return Typecase(folder, pictures)


@lru_cache(maxsize=32)
def _font(path: Path) -> PaperFont:
    with TYPESETTING:
        place = hashlib.sha256(str(path.parent).encode()).hexdigest()[:8]
        font = PaperFont(f"{path.stem}-{place}", path)
        pdfmetrics.registerFont(font)
        return font


@lru_cache(maxsize=8)
def _pictured(pictures: tuple[CharacterPicture, ...]) -> PaperFont:
    with TYPESETTING:
        made = font_of(pictures)
        font = PaperFont(f"pictured-{_sha256(made).hex()[:16]}", made)
        pdfmetrics.registerFont(font)
        return font


@lru_cache(maxsize=32)
def _digest(path: Path) -> bytes:
    return _sha256(path.read_bytes())


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
