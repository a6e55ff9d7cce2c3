"""Each paper of the catalogue, with a plain case, with the nastiest one, and empty."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.proof import lint, squeezed
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources
from tests.support import golden
from tests.support.archives import archival_faults
from tests.support.spoiling import lost_character, lost_rule, moved_rule
from tests.support.watching_pen import WatchingPen

from . import samples

CODES = [entry.code for entry in CATALOGUE]
Made = Callable[[str, str], Rendered]
Words = Callable[[str, str], str]
Drawn = Callable[..., tuple[Rendered, WatchingPen]]
every = pytest.mark.parametrize("sample", ["plain", "nasty", "blank"])
code = pytest.mark.parametrize("code", CODES)


@code
@every
def test_that_nothing_active_or_foreign_is_in_a_paper(made: Made, code: str, sample: str) -> None:
    assert lint(made(code, sample).pdf, []) == ()


@code
@every
def test_that_every_paper_has_its_title_and_page_count(made: Made, words: Words, code: str, sample: str) -> None:
    rendered, text = made(code, sample), words(code, sample)
    kind = "people" if sample == "blank" else paper(code).kinds[0]
    assert paper(code).title_for(kind) in text
    assert f"第{rendered.pages}页共{rendered.pages}页" in text


@code
@every
def test_that_nothing_leaves_the_type_area_or_runs_through_a_rule(drawn: Drawn, code: str, sample: str) -> None:
    assert list(drawn(code, sample)[1].overflows()) == []


@code
def test_that_lines_to_write_on_are_lines_and_not_markup(words: Words, code: str) -> None:
    assert "<" not in words(code, "blank")


@code
@pytest.mark.parametrize("sample", ["plain", "nasty"])
def test_that_every_signer_has_one_place_inside_the_type_area(made: Made, code: str, sample: str) -> None:
    rendered = made(code, sample)
    maker = {"plain": samples.plain, "nasty": samples.nasty}[sample]
    assert sorted(box.key for box in rendered.boxes) == sorted(s["key"] for s in maker(paper(code))["signers"])
    for box in rendered.boxes:
        assert 0 <= box.page < rendered.pages
        assert box.x >= 79 and box.x + box.width <= 522
        assert box.y >= 99 and box.y + box.height <= 738


@code
@pytest.mark.parametrize("sample", ["plain", "nasty"])
def test_that_signature_places_do_not_overlap(made: Made, code: str, sample: str) -> None:
    boxes = made(code, sample).boxes
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                one.page != other.page
                or one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one, other)


@code
def test_that_the_texts_of_the_case_are_printed_code_point_for_code_point(made: Made, code: str) -> None:
    expected = [name for name in samples.NASTY if samples.prints_parties(code)]
    expected += samples.printed_texts(code)
    assert lint(made(code, "nasty").pdf, expected) == ()


@pytest.mark.parametrize(
    "code", [pytest.param(one, marks=() if n % 8 == 0 else pytest.mark.proof) for n, one in enumerate(CODES)]
)
def test_that_the_same_facts_give_the_same_bytes(made: Made, resources: Resources, code: str) -> None:
    again = render(code, samples.plain(paper(code)), resources)
    assert again == made(code, "plain")


@code
def test_that_a_paper_says_what_it_is_but_not_when_it_was_printed(made: Made, code: str) -> None:
    with pikepdf.open(BytesIO(made(code, "plain").pdf)) as document:
        assert str(document.docinfo["/Title"]) == paper(code).title_for(paper(code).kinds[0])
        assert str(document.Root.Lang) == "zh-CN"
        assert "/CreationDate" not in document.docinfo and "/ModDate" not in document.docinfo


@pytest.mark.parametrize(
    ("code", "sample"),
    [
        pytest.param(one, sample, marks=() if sample == "plain" or n % 8 == 0 else pytest.mark.proof)
        for n, one in enumerate(CODES)
        for sample in golden.SAMPLES
    ],
)
def test_that_every_paper_is_fit_for_archives(made: Made, code: str, sample: str) -> None:
    assert archival_faults(made(code, sample).pdf) == []


@code
def test_that_no_paper_draws_a_seal_or_any_other_picture(made: Made, code: str) -> None:
    with pikepdf.open(BytesIO(made(code, "plain").pdf)) as document:
        kinds = [thing.get("/Subtype") for thing in document.objects if isinstance(thing, pikepdf.Stream)]
    assert "/Image" not in [str(kind) for kind in kinds]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("code", ["RM-AGR", "RM-ORAL", "RM-REC", "NE-REPORT"])
def test_that_another_reader_finds_the_same_fonts_and_text(made: Made, tmp_path: Path, code: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(made(code, "nasty").pdf)
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    for expected in samples.NASTY if samples.prints_parties(code) else samples.printed_texts(code):
        assert squeezed(expected) in squeezed(text)
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)


@code
@every
def test_that_every_paper_says_what_it_is_meant_to_say(made: Made, code: str, sample: str) -> None:
    """Where it is meant to say something else now: make golden."""
    meant = golden.text_path(code, sample).read_text(encoding="utf-8")
    assert golden.text_of(made(code, sample).pdf) == meant, "make golden, if that is meant"


@code
@pytest.mark.parametrize("sample", golden.PICTURED)
def test_that_every_paper_looks_as_it_is_meant_to_look(made: Made, tmp_path: Path, code: str, sample: str) -> None:
    """Where it is meant to look otherwise now: make golden."""
    meant, now = golden.kept_picture(code, sample), golden.picture_of(made(code, sample).pdf)
    if (off := golden.difference(meant, now)) > golden.TOLERANCE:
        seen = tmp_path / f"{code}.{sample}.png"
        golden.marked(meant, now).save(seen)
        pytest.fail(f"{code} looks otherwise by {off:.0f}: {seen} (red is new, blue is gone); make golden, if meant")


def test_that_nothing_is_kept_of_papers_that_are_no_more() -> None:
    kept = {path.name for path in golden.FOLDER.iterdir()}
    texts = {golden.text_path(code, sample).name for code, sample in golden.every()}
    pictures = {golden.picture_path(code, sample).name for code in CODES for sample in golden.PICTURED}
    assert kept == texts | pictures


@pytest.mark.parametrize("code", ["RM-AGR", "RM-REG", "RM-VISIT", "NE-REPORT"])
@pytest.mark.parametrize("spoiled", [moved_rule, lost_character, lost_rule])
def test_that_a_small_fault_is_seen(made: Made, code: str, spoiled: Callable[[bytes], bytes]) -> None:
    meant = golden.kept_picture(code, "plain")
    now = golden.picture_of(spoiled(made(code, "plain").pdf))
    assert golden.difference(meant, now) > golden.TOLERANCE
