"""ReportLab's own Paragraph, with its breaking of Chinese lines and the same fonts; rare characters named by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from mediation_desk.resource_paths import resources

_FONTS: Final = {"Fang": "FandolFang-Regular", "Song": "NotoSerifSC-Regular", "Rare": "HanaMinB"}
_BODY: Final = ParagraphStyle("body", fontName="Fang", fontSize=16, leading=28.9, firstLineIndent=32, wordWrap="CJK")
_STYLES: Final = {
    "title": ParagraphStyle("title", fontName="Song", fontSize=22, leading=36, alignment=TA_CENTER, wordWrap="CJK"),
    "h": ParagraphStyle("h", parent=_BODY, fontName="Song"),
}
_MARGINS: Final = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 37 * mm, "bottomMargin": 35 * mm}


def typesetter() -> Callable[[Mapping[str, Any]], bytes]:
    """One story a paper."""
    fonts = {name: TTFont(name, str(resources() / "fonts" / f"{file}.ttf")) for name, file in _FONTS.items()}
    for font in fonts.values():
        registerFont(font)
    return lambda words: _pdf([_paragraph(look, text, fonts) for look, text in words["lines"]])


def _pdf(story: list[Paragraph]) -> bytes:
    output = BytesIO()
    SimpleDocTemplate(output, pagesize=A4, **_MARGINS).build(story)
    return output.getvalue()


def _paragraph(look: str, text: str, fonts: Mapping[str, TTFont]) -> Paragraph:
    style = _STYLES.get(look, _BODY)
    return Paragraph("".join(_sign(sign, style.fontName, fonts) for sign in text), style)


def _sign(sign: str, first: str, fonts: Mapping[str, TTFont]) -> str:
    having = next((name for name in (first, "Song", "Rare") if ord(sign) in fonts[name].face.charToGlyph), first)
    return escape(sign) if having == first else f'<font name="{having}">{escape(sign)}</font>'
