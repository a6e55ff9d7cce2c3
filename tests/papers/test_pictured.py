"""Characters that no font has: the picture is checked, stands in its line, and is read back as the character it is."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from shutil import which
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from mediation_desk.papers.catalogue import paper
from mediation_desk.papers.pictured import (
    MOST_BYTES,
    CharacterPicture,
    font_of,
    read_character,
    require_sound,
)
from mediation_desk.papers.proof import extracted, lint, squeezed
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources
from mediation_desk.terms.refusal import Refusal
from tests.support.archives import archival_faults
from tests.support.drawn import picture

from . import samples

EXTENSION_H, PRIVATE = "\U00031350", "\ue123"
NAME = f"张{EXTENSION_H}{PRIVATE}明"


def named(resources: Resources, *pictures: CharacterPicture, large: bool = False, name: str = NAME) -> Rendered:
    context = samples.plain(paper("RM-RIGHTS"))
    context["parties"][0]["person"]["name"] = context["signers"][0]["name"] = name
    context["paper"]["large"] = large
    return render("RM-RIGHTS", context, replace(resources, pictures=pictures))


BOTH = (CharacterPicture(ord(EXTENSION_H), picture()), CharacterPicture(ord(PRIVATE), picture(200, shift=30)))


@pytest.mark.parametrize("large", [False, True])
def test_that_a_drawn_character_is_printed_embedded_and_read_back(resources: Resources, large: bool) -> None:
    made = named(resources, *BOTH, large=large)
    assert squeezed(extracted(made.pdf)).count(NAME) >= 2
    assert lint(made.pdf, [NAME]) == ()
    assert archival_faults(made.pdf) == []


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed")
def test_that_another_reader_reads_it_back_too(resources: Resources, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(named(resources, *BOTH).pdf)
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert NAME in squeezed(text)


def test_that_what_is_seen_is_the_picture(resources: Resources) -> None:
    """The same paper with another picture differs where the character stands, and nowhere else."""
    one, other = (
        _page(named(resources, CharacterPicture(ord(PRIVATE), drawn), name=f"张{PRIVATE}明").pdf)
        for drawn in (picture(), picture(shift=40))
    )
    changed = [n for n, (a, b) in enumerate(zip(one.tobytes(), other.tobytes(), strict=True)) if abs(a - b) > 60]
    assert changed
    rows = {place // one.width for place in changed}
    assert max(rows) - min(rows) < one.height // 20, "one line of text"


def _page(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=2, grayscale=True).to_pil()


def test_that_it_is_refused_without_its_picture_and_the_refusal_says_what_it_is(resources: Resources) -> None:
    for name, code in ((f"张{EXTENSION_H}", "paper.glyph_missing"), (f"张{PRIVATE}", "paper.private_character")):
        with pytest.raises(Refusal) as caught:
            named(resources, name=name)
        assert (caught.value.code, caught.value.facts["code_point"]) == (code, f"U+{ord(name[1]):04X}")


def test_that_a_font_is_asked_before_a_picture(resources: Resources) -> None:
    """A picture cannot put another character in the place of one that fonts have."""
    assert (
        named(resources, CharacterPicture(ord("明"), picture()), name="张明").pdf == named(resources, name="张明").pdf
    )


def test_that_the_same_pictures_give_the_same_bytes(resources: Resources) -> None:
    font_of.cache_clear()
    first = named(resources, *BOTH)
    font_of.cache_clear()
    assert named(resources, *BOTH) == first
    other = named(resources, BOTH[0], replace(BOTH[1], png=picture(shift=1)))
    assert other.fonts_digest != first.fonts_digest


def test_that_the_traced_outline_is_the_picture() -> None:
    """Drawn again at the size of the picture, nearly every dot is where it was, whatever the strokes are."""
    rng = Random(5)
    drawn = Image.new("L", (100, 100), 255)
    for _ in range(300):
        x, y = rng.randrange(8, 84), rng.randrange(8, 84)
        drawn.paste(0, (x, y, x + rng.randrange(1, 6), y + rng.randrange(1, 6)))
    output = BytesIO()
    drawn.save(output, "PNG")
    font = BytesIO(font_of((CharacterPicture(0xE123, output.getvalue()),)))
    again = Image.new("L", (100, 100), 255)
    ImageDraw.Draw(again).text((0, 86), "\ue123", fill=0, font=ImageFont.truetype(font, 100), anchor="ls")
    wrong = sum((a < 128) != (b < 128) for a, b in zip(drawn.tobytes(), again.tobytes(), strict=True))
    assert wrong < 0.02 * 100 * 100


def _cut_off() -> bytes:
    drawn = Image.new("L", (100, 100), 255)
    drawn.paste(0, (40, 0, 60, 100))
    output = BytesIO()
    drawn.save(output, "PNG")
    return output.getvalue()


UNSOUND: dict[str, tuple[str, bytes]] = {
    "white on black": ("picture.not_black_on_white", picture(ink="white", ground="black")),
    "coloured": ("picture.not_black_on_white", picture(ink="red")),
    "gray": ("picture.not_black_on_white", picture(ground="#888888")),
    "empty": ("picture.not_black_on_white", picture(ink="white")),
    "cut off": ("picture.not_black_on_white", _cut_off()),
    "not square": ("picture.wrong_size", picture(wide=9)),
    "too small": ("picture.wrong_size", picture(40)),
    "too large": ("picture.wrong_size", picture(1100)),
    "jpeg": ("picture.unreadable", picture(kind="JPEG")),
    "no picture": ("picture.unreadable", b"<svg/>"),
    "half a picture": ("picture.unreadable", picture()[:150]),
    "heavy": ("picture.too_big", picture() + bytes(MOST_BYTES)),
}


@pytest.mark.parametrize("which_one", UNSOUND)
def test_that_what_is_no_black_character_on_white_is_refused(which_one: str) -> None:
    code, png = UNSOUND[which_one]
    with pytest.raises(Refusal) as caught:
        require_sound(png)
    assert caught.value.code == code


@pytest.mark.parametrize("side", [48, 96, 128, 256, 700, 1024])
def test_that_a_black_character_on_white_is_taken(side: int) -> None:
    require_sound(picture(side))


@pytest.mark.parametrize(("text", "character"), [("U+31350", EXTENSION_H), ("u+e123", PRIVATE), ("䶮", "䶮")])
def test_that_a_character_is_told_by_itself_or_by_its_code(text: str, character: str) -> None:
    assert read_character(text) == character


@pytest.mark.parametrize("text", ["", "张三", "U+0007", "U+200B", "U+FFFFFF", " ", "U+D800"])
def test_that_what_nobody_could_see_gets_no_picture(text: Any) -> None:
    with pytest.raises(Refusal) as caught:
        read_character(text)
    assert caught.value.code == "picture.no_character"
