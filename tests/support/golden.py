"""What every paper is meant to say and to look like, kept beside the tests: `make golden` writes it anew.

A picture holds all pages in eight grays. Two pictures are the same when no square of eight by eight dots differs by
more than `TOLERANCE` in the mean. The same pdfium gives the same dots, so the tolerance is for another build of it:
dots on the edges of characters may fall into the next gray (36 of 255) in every fourth place. A rule moved by two
points changes a square by 18 or more, a rule that is lost by 32, a lost character of the smallest type by 25.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.proof import page_texts
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources
from tests.papers import samples

from .paper_pictures import pages_of, sheet

FOLDER: Final = Path(__file__).resolve().parents[1] / "papers" / "golden"
SAMPLES: Final = ("plain", "nasty", "blank")
PICTURED: Final = ("plain", "nasty")
TOLERANCE: Final = 9
_DPI, _ACROSS, _GAP = 36, 12, 2
_GRAYS, _TILE = 8, 8
_TURN = "\n\f\n"


def make(code: str, sample: str, resources: Resources, *, large: bool = False) -> Rendered:
    """One paper as the tests know it."""
    if sample == "blank":
        return render(code, {}, resources, blank=True)
    context = {"plain": samples.plain, "nasty": samples.nasty}[sample](paper(code))
    context["paper"]["large"] = large
    return render(code, context, resources)


def text_of(pdf: bytes) -> str:
    """The text of all pages, line by line, a form feed between two pages."""
    return _TURN.join("\n".join(page.splitlines()) for page in page_texts(pdf)) + "\n"


def picture_of(pdf: bytes) -> Image.Image:
    """All pages side by side in few grays."""
    whole = sheet(pages_of(pdf, _DPI), _ACROSS, _GAP)
    return whole.point([round(gray * (_GRAYS - 1) / 255) * 255 // (_GRAYS - 1) for gray in range(256)])


def text_path(code: str, sample: str) -> Path:
    """Where the text is kept."""
    return FOLDER / f"{code}.{sample}.txt"


def picture_path(code: str, sample: str) -> Path:
    """Where the picture is kept."""
    return FOLDER / f"{code}.{sample}.webp"


def kept_picture(code: str, sample: str) -> Image.Image:
    """The picture as it is meant."""
    with Image.open(picture_path(code, sample)) as picture:
        return picture.convert("L")


def difference(meant: Image.Image, now: Image.Image) -> float:
    """By how much the worst square differs; pictures of different sizes differ altogether."""
    if meant.size != now.size:
        return 255.0
    return float(ImageChops.difference(meant, now).reduce(_TILE).getextrema()[1])  # type: ignore[arg-type]


def marked(meant: Image.Image, now: Image.Image) -> Image.Image:
    """What is there now, with what is new in red and what is gone in blue."""
    both = (max(meant.width, now.width), max(meant.height, now.height))
    was, here = Image.new("L", both, 255), Image.new("L", both, 255)
    was.paste(meant)
    here.paste(now)
    return Image.merge("RGB", (was, ImageChops.lighter(was, here), here))


def main() -> None:
    """Write everything anew, and nothing for papers that are no more."""
    resources = Resources.under(Path(__file__).resolve().parents[2] / "resources")
    for path in FOLDER.iterdir():
        path.unlink()
    for code, sample in every():
        pdf = make(code, sample, resources).pdf
        text_path(code, sample).write_text(text_of(pdf), encoding="utf-8", newline="\n")
        if sample in PICTURED:
            picture_of(pdf).save(picture_path(code, sample), lossless=True)


def every() -> Iterator[tuple[str, str]]:
    """All papers with all samples."""
    return ((kind.code, sample) for kind in CATALOGUE for sample in SAMPLES)


if __name__ == "__main__":
    main()
