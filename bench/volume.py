"""A volume of 120 pages, 80 of them scans: ours beside plain merging of the same pages, which is the limit.

Ours counts through, marks copies, makes bookmarks, and lets nothing in that is active, foreign or not embedded; the
mergers only put pages together, the scans having been made into PDF pages for them beforehand.
"""

from __future__ import annotations

import random
import shutil
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from PIL import Image, ImageDraw

from bench.agreement import CODE, RESULTS, context
from bench.turns import Comparison
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.resource_paths import resources
from mediation_desk.scans.pictures import Sheet, add_sheet

SCANS: Final = 80
OWN_PAGES: Final = 40
_A4_AT_200: Final = (1654, 2339)
_A4: Final = (595.28, 841.89)
FOLDER: Final = RESULTS / "volume"
SCAN: Final = "scan-{:02}.jpg"
MERGERS: Final = {
    "pikepdf (qpdf), merging only": ("merge_pikepdf", "pikepdf"),
    "pypdf, merging only": ("merge_pypdf", "pypdf"),
}


def comparison() -> Comparison:
    """Ours and every merger that is installed here."""
    _lay_out()
    programs = {"mediation desk": _command("ours")}
    absent = {}
    for name, (module, library) in MERGERS.items():
        if find_spec(library) is None:
            absent[name] = f"{library} is not installed"
        else:
            programs[name] = _command(module)
    return Comparison("A volume of 120 pages, 80 of them scans (a whole process; then each next one)", programs, absent)


def _command(module: str) -> list[str]:
    return [sys.executable, "-m", "bench.binders", module, str(FOLDER)]


def _lay_out() -> None:
    """Papers of ours, scans as JPEG, and the same scans as pages for those who can only merge."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    where, made = Resources.under(resources()), 0
    while made < OWN_PAGES:
        with pikepdf.open(BytesIO(render(CODE, context(made), where).pdf)) as paper:
            del paper.pages[OWN_PAGES - made :]
            paper.save(FOLDER / f"own-{made:02}-{len(paper.pages)}.pdf")
            made += len(paper.pages)
    for number in range(SCANS):
        jpeg = _scan(number)
        (FOLDER / SCAN.format(number)).write_bytes(jpeg)
        _as_page(jpeg, FOLDER / f"scan-{number:02}.pdf")


def _scan(number: int) -> bytes:
    """A grey page with lines of dark marks and the noise of a scanner: about as large as a real one."""
    chance = random.Random(number)
    noise = Image.frombytes("L", _A4_AT_200, chance.randbytes(_A4_AT_200[0] * _A4_AT_200[1]))
    page = Image.blend(Image.new("L", _A4_AT_200, 245), noise, 0.04).convert("RGB")
    pen = ImageDraw.Draw(page)
    for line in range(200, 2100, 46):
        for column in range(200, 1450, 34):
            pen.rectangle((column, line, column + chance.randrange(10, 28), line + 26), outline=(40, 40, 60), width=3)
    out = BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()


def _as_page(jpeg: bytes, path: Path) -> None:
    with pikepdf.new() as book:
        add_sheet(book, Sheet(jpeg, _A4_AT_200, _A4, grey=False))
        book.save(path)
