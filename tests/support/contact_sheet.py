"""All papers on one sheet, each by its first and its last page, for a person to look over: `make contact-sheet`."""

from __future__ import annotations

import sys
from pathlib import Path

from mediation_desk.desk.surroundings import system
from mediation_desk.papers.catalogue import CATALOGUE
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from tests.papers import samples

from .paper_pictures import pages_of, sheet

_DPI, _ACROSS, _GAP = 26, 14, 6


def main(folder: Path) -> None:
    """One picture with the plain case, one with the nastiest."""
    resources = Resources.under(system().resources)
    for name, maker in (("plain", samples.plain), ("nasty", samples.nasty)):
        made = [render(paper.code, maker(paper), resources) for paper in CATALOGUE]
        pages = [page for one in made for page in pages_of(one.pdf, _DPI, sorted({0, one.pages - 1}))]
        sheet(pages, _ACROSS, _GAP).save(folder / f"papers-{name}.jpg", quality=60, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
