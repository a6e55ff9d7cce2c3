"""WeasyPrint: HTML and CSS with the same fonts and page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final

import weasyprint

from mediation_desk.resource_paths import resources

_TAGS: Final = {"title": "h1", "h": "h2"}
_STYLE: Final = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: "— " counter(page) " —"; font: 14pt Song } }
body { font: 16pt/28.9pt Fang, Song, Rare; text-align: justify }
p { margin: 0; text-indent: 2em }
h1 { font: 22pt/36pt Song; text-align: center; margin: 0 }
h2 { font: 16pt/28.9pt Song; margin: 0; text-indent: 2em }
"""
_FONTS: Final = {"Fang": "FandolFang-Regular", "Song": "NotoSerifSC-Regular", "Rare": "HanaMinB"}


def typesetter() -> Callable[[Mapping[str, Any]], bytes]:
    """One HTML page a paper."""
    folder = resources() / "fonts"
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url({(folder / f'{file}.ttf').as_uri()}) }}"
        for name, file in _FONTS.items()
    )
    head = f"<html lang='zh-CN'><meta charset='utf-8'><style>{faces}{_STYLE}</style>"
    return lambda words: weasyprint.HTML(string=head + "".join(map(_html, words["lines"]))).write_pdf()


def _html(line: tuple[str, str]) -> str:
    tag = _TAGS.get(line[0], "p")
    return f"<{tag}>{escape(line[1])}</{tag}>"
