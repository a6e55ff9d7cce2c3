"""Papers printed, signed by hand, badly scanned: each page finds its paper; wrong sheet and empty box are seen."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from PIL import Image

from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.paper import Paper
from mediation_desk.papers.resources import Resources
from mediation_desk.preparing.scanned import pages_of
from mediation_desk.scans.filing import PaperPile
from mediation_desk.scans.reading import ReadPage
from tests.papers import samples
from tests.support.printed_papers import Print, brought_back, print_paper, sorted_back
from tests.support.scanner import Wear, as_jpeg, as_pdf, scanned
from tests.support.worked_cases import WorkedOffice, worked_office

pytestmark = pytest.mark.thorough

ROOT: Final = Path(__file__).resolve().parents[2]
SEED: Final = 20261126
PAPERS: Final = 300
FOUND_EMPTY: Final = {"none", "red"}
"""A seal beside the code may reach into an empty box: then it says red, and somebody looks."""


@pytest.fixture(scope="session")
def resources() -> Resources:
    return Resources.under(ROOT / "resources")


@pytest.fixture(scope="session")
def agreement(resources: Resources) -> Print:
    return print_paper(paper("SF-AGR"), samples.plain(paper("SF-AGR")), resources, Random(1), family="agreement")


@pytest.fixture(scope="session")
def older(resources: Resources) -> Print:
    return print_paper(
        paper("SF-AGR"), samples.plain(paper("SF-AGR")), resources, Random(2), family="agreement", dead=True
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_that_a_page_is_turned_upright(agreement: Print, turn: int) -> None:
    rng = Random(turn)
    wear = Wear(skew=2.5, turn=turn, noise=0.12, shade=225, quality=60, stamp=True)
    (read,) = brought_back(agreement.sheets()[:1], rng, lambda _: wear)
    assert read.code is not None and (read.code.paper, read.code.page) == (agreement.paper.id, 1)
    assert read.placing is not None and abs(read.placing.turned) < 4
    assert read.sheet.pixels[0] < read.sheet.pixels[1]


def test_that_a_seal_over_the_code_of_a_grey_scan_does_not_hide_it(agreement: Print) -> None:
    page = scanned(agreement.sheets()[0], Wear(skew=-3, noise=0.1, stamp=True), Random(4)).convert("L")
    (read,) = pages_of("grey.jpg", as_jpeg(page, 60))
    assert read.code is not None and read.code.paper == agreement.paper.id


def test_that_the_empty_box_is_found_among_signed_ones(agreement: Print) -> None:
    rng, missing = Random(5), agreement.boxes[0].key
    pages = brought_back(agreement.signed(rng, frozenset({missing})), rng)
    (pile,) = sorted_back(pages, agreement).piles
    assert pile.missing == ()
    ink = agreement.ink(pile.pages)
    assert ink.keys() == {box.key for box in agreement.boxes}
    assert [key for key, what in ink.items() if what != "written"] == [missing]


def test_that_a_page_of_the_older_version_is_not_taken(agreement: Print, older: Print) -> None:
    pages = [*older.sheets()[:1], *agreement.sheets()[1:]]
    sorting = sorted_back(brought_back(pages, Random(6)), agreement, older)
    (pile,) = sorting.piles
    assert (pile.paper.id, pile.missing) == (agreement.paper.id, (1,))
    assert [page.code.paper for page in pile.others if page.code] == [older.paper.id]


def test_that_a_whole_file_is_read_and_strange_pages_are_told_apart(agreement: Print, older: Print) -> None:
    sheets = agreement.sheets()
    plain = Image.new("RGB", sheets[0].size, "white")
    read = list(pages_of("all.pdf", as_pdf([sheets[0], plain, older.sheets()[0], sheets[0]])))
    sorting = sorted_back(read, agreement)
    assert [page.number for page in sorting.uncoded] == [2]
    assert [page.number for page in sorting.unknown] == [3]
    assert [page.number for page in sorting.piles[0].twice] == [4]
    assert sorting.piles[0].missing == tuple(range(2, agreement.paper.pages + 1))


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> WorkedOffice:
    return worked_office(tmp_path_factory.mktemp("scanned") / "office")


@pytest.mark.proof
def test_that_three_hundred_papers_come_back(
    resources: Resources, worked: WorkedOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    rng, begun = Random(SEED), time.perf_counter()
    sources = _sources(worked)
    rng.shuffle(sources)
    pages = swapped = emptied = 0
    for number in range(PAPERS):
        kind, facts = sources[number % len(sources)]
        new = print_paper(kind, facts, resources, rng, family=str(number))
        old = print_paper(kind, facts, resources, rng, family=str(number), dead=True) if rng.random() < 0.3 else None
        pages += _comes_back(new, old, rng)
        swapped, emptied = swapped + (old is not None), emptied + bool(new.boxes)
    with capsys.disabled():
        spent = time.perf_counter() - begun
        print(f"\n扫描证明：{PAPERS}份{pages}页，换页{swapped}份，空签{emptied}份，种子{SEED}，{spent:.0f}秒")
    assert swapped > PAPERS / 10 and emptied > PAPERS / 2


def _comes_back(new: Print, old: Print | None, rng: Random) -> int:
    """Sign it, take one sheet of the older version, shuffle, scan, sort; how many pages came back."""
    empty = frozenset({rng.choice(new.boxes).key} if new.boxes else ())
    sheets = new.signed(rng, empty)
    wrong = rng.randrange(len(sheets)) if old is not None else None
    if old is not None and wrong is not None:
        sheets[wrong] = old.sheets()[wrong]
    order = rng.sample(range(len(sheets)), len(sheets))
    read = brought_back([sheets[place] for place in order], rng)
    sorting = sorted_back(read, new, *([] if old is None else [old]))
    about = f"seed {SEED}, paper {new.paper.id}"
    assert (sorting.unknown, sorting.uncoded) == ((), ()), about
    if wrong is not None and len(sheets) == 1:
        assert [pile.paper.dead for pile in sorting.piles] == [True], about
        return 1
    (pile,) = sorting.piles
    _as_expected(new, pile, wrong, empty, about)
    return len(read)


def _as_expected(new: Print, pile: PaperPile, wrong: int | None, empty: frozenset[str], about: str) -> None:
    assert pile.paper == new.paper, about
    assert pile.missing == (() if wrong is None else (wrong + 1,)), about
    assert [_page(page) for page in pile.others] == list(pile.missing), about
    expected = {box.key: box.key in empty for box in new.boxes if box.page != wrong}
    found = new.ink(pile.pages)
    assert {key: what in FOUND_EMPTY for key, what in found.items()} == expected, (about, found)
    assert "unclear" not in found.values(), about


def _page(page: ReadPage) -> int:
    assert page.code is not None
    return page.code.page


def _sources(worked: WorkedOffice) -> list[tuple[Paper, dict[str, Any]]]:
    """Every paper of the worked cases, and every paper of the catalogue with a plain case and the nastiest."""
    real = [(paper(copy.code), dict(copy.context)) for name in worked.played for copy in worked.papers(name)]
    made = [(kind, sample(kind)) for kind in CATALOGUE for sample in (samples.plain, samples.nasty)]
    return real + made
