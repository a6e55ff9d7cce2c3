"""typst: its own markup with the same fonts and page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import typst

from mediation_desk.resource_paths import resources

_HEAD: Final = """
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: ("FandolFang R", "Noto Serif SC", "HanaMinB"), size: 16pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 12.9pt, first-line-indent: (amount: 2em, all: true), spacing: 12.9pt)
"""
_SPECIAL: Final = frozenset("\\#*_[]$@<>`~-/=+\"'")


def typesetter() -> Callable[[Mapping[str, Any]], bytes]:
    """One compiler for all papers, as a program would keep it."""
    compiler = typst.Compiler(font_paths=[str(resources() / "fonts")], ignore_system_fonts=True)
    return lambda words: compiler.compile(input=_source(words["lines"]).encode(), format="pdf")


def _source(lines: list[tuple[str, str]]) -> str:
    return _HEAD + "\n\n".join(_line(style, _escaped(text)) for style, text in lines)


def _line(style: str, text: str) -> str:
    return f"#align(center, text(size: 22pt)[{text}])" if style == "title" else text


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in text)
