"""All papers on one sheet, each by its first and its last page, for a person to look over: `make contact-sheet`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from mediation_desk.desk.surroundings import system
from mediation_desk.papers.catalogue import CATALOGUE
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from tests.papers import samples

_SCALE, _ACROSS, _GAP = 0.36, 14, 6


def main(folder: Path) -> None:
    """One picture with the plain case, one with the nastiest."""
    for name, maker in (("plain", samples.plain), ("nasty", samples.nasty)):
        resources = Resources.under(system().resources)
        pages = [page for paper in CATALOGUE for page in _ends(render(paper.code, maker(paper), resources).pdf)]
        _sheet(pages).save(folder / f"papers-{name}.jpg", quality=60, optimize=True)


def _ends(pdf: bytes) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number in sorted({0, len(document) - 1}):
            yield document[number].render(scale=_SCALE, grayscale=True).to_pil()


def _sheet(pages: list[Image.Image]) -> Image.Image:
    width, height = (max(page.size[side] for page in pages) + _GAP for side in (0, 1))
    rows = -(-len(pages) // _ACROSS)
    sheet = Image.new("L", (width * _ACROSS + _GAP, height * rows + _GAP), 128)
    for number, page in enumerate(pages):
        sheet.paste(page, (_GAP + number % _ACROSS * width, _GAP + number // _ACROSS * height))
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]))
