"""Proof-reading of a finished PDF: nothing active, every font inside, every character readable again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pikepdf import Dictionary, Name, Page, Pdf, Stream, parse_content_stream

from .pages import STRIP_WORDS
from .sheet import BOTTOM

_ACTIVE = frozenset(
    {
        "/A",
        "/AA",
        "/OpenAction",
        "/JS",
        "/JavaScript",
        "/URI",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/Filespec",
        "/RichMedia",
        "/Annots",
        "/AcroForm",
        "/XFA",
    }
)
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SPACE = re.compile(r"\s+")
_STRIP = re.compile(re.escape(STRIP_WORDS) + ".*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a code, and where."""

    code: str
    detail: str


def lint(pdf: bytes, expected_texts: Iterable[str]) -> tuple[Fault, ...]:
    """Every fault of an unsigned paper. Spaces and line ends do not count when texts are compared."""
    return (*_structure(pdf), *_missing(pdf, expected_texts))


def extracted(pdf: bytes) -> str:
    """All text of a paper as a reader would copy it, page after page."""
    return "\n".join(page_texts(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Without any white space, for comparing."""
    return _SPACE.sub("", text)


def running(pdf: bytes) -> str:
    """The text without what every page repeats at its foot, so that a sentence may go on over two pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bodies = (_page_text(document, number, above=BOTTOM) for number in range(len(document)))
        return "\n".join(_STRIP.sub("", body) for body in bodies)
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int, above: float = 0.0) -> str:
    page = document[number]
    words = page.get_textpage()
    text = str(words.get_text_bounded(bottom=above))
    words.close()
    page.close()
    return text


def _missing(pdf: bytes, expected: Iterable[str]) -> Iterator[Fault]:
    whole = squeezed(running(pdf))
    for text in expected:
        if squeezed(text) not in whole:
            yield Fault("text_missing", text)


def _structure(pdf: bytes) -> Iterator[Fault]:
    with Pdf.open(BytesIO(pdf)) as document:
        for number, thing in enumerate(document.objects):
            if isinstance(thing, (Dictionary, Stream)):
                yield from _entry(number, thing)
        for number, page in enumerate(document.pages):
            if _shows_notdef(page):
                yield Fault("missing_glyph", f"page {number + 1}")


def _entry(number: int, thing: Dictionary | Stream) -> Iterator[Fault]:
    for key in _ACTIVE.intersection(thing.keys()):
        yield Fault("active_content", f"object {number} {key}")
    if thing.get("/Type") == Name.Font:
        yield from _font(thing)


def _font(font: Dictionary | Stream) -> Iterator[Fault]:
    name, descriptor = str(font.get("/BaseFont")), font.get("/FontDescriptor", Dictionary())
    if not any(key in descriptor for key in _FONT_FILES):
        yield Fault("font_not_embedded", name)
    if "/ToUnicode" not in font:
        yield Fault("font_not_readable", name)


def _shows_notdef(page: Page) -> bool:
    """Code 0 is where ReportLab sends a character that the font does not have."""
    shown = (step.operands[0] for step in parse_content_stream(page, "Tj") if str(step.operator) == "Tj")
    return any(0 in bytes(text) for text in shown)
