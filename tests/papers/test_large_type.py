"""Papers in large type: the same words, and nothing runs over, whatever stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.environment import templates
from mediation_desk.papers.markup import parse
from mediation_desk.papers.pages import LARGE_WORDS, READING_WORDS, STRIP_WORDS
from mediation_desk.papers.proof import extracted, lint, squeezed
from mediation_desk.papers.render import Rendered, facts_for, render
from mediation_desk.papers.resources import Resources
from mediation_desk.papers.sheet import BOTTOM, TOP
from mediation_desk.terms.page_codes import PageCode
from tests.support import golden
from tests.support.archives import archival_faults
from tests.support.watching_pen import WatchingPen

from . import samples

Drawn = Callable[..., tuple[Rendered, WatchingPen]]
MAKERS = {"plain": samples.plain, "nasty": samples.nasty}
CODES = [kind.code for kind in CATALOGUE]
EVERYDAY = ("RM-AGR", "RM-RIGHTS", "RM-CARD", "RM-NOTICE", "RM-APP", "RM-REC", "SF-AGR")


def _is_everyday(number: int, code: str, sample: str) -> bool:
    return code in EVERYDAY if sample == "plain" else number % 10 == 0


EVERY = [
    pytest.param(code, sample, marks=() if _is_everyday(n, code, sample) else pytest.mark.proof)
    for n, code in enumerate(CODES)
    for sample in MAKERS
]
"""Every day some papers; every paper with both cases among the proofs."""
SIGNED = [
    pytest.param(code, marks=() if code in EVERYDAY else pytest.mark.proof)
    for code in CODES
    if samples.plain(paper(code))["signers"]
]
_FOOT = re.compile(rf"第\d+页 共\d+页|案件编号：.*文书编号：.*|{LARGE_WORDS}|{re.escape(STRIP_WORDS)}.*")
_OF_PAGES = "（接上页签名，与前页为同一份文书）"


def characters(text: str) -> Counter[str]:
    """How often each stands there, without what every page repeats at its foot."""
    return Counter(squeezed("".join(line for line in text.splitlines() if not _FOOT.fullmatch(line.strip()))))


def repeated(code: str, sample: str, resources: Resources) -> set[str]:
    """What is said again on every page on which a table or the signatures go on."""
    kind = paper(code)
    facts = facts_for(kind, MAKERS[sample](kind))
    root = parse(templates(resources.papers).compose(kind.template, facts))
    heads = ("".join(row.itertext()) for row in root.iter("row") if row.get("head") == "yes")
    labels = ("".join(cell.itertext()) for cell in root.iter("cell") if cell.get("kind", "text") != "text")
    return set("".join((*heads, *labels, _OF_PAGES)))


@pytest.mark.parametrize(("code", "sample"), EVERY)
def test_that_every_paper_fits_in_large_type_and_says_the_same(
    drawn: Drawn, resources: Resources, code: str, sample: str
) -> None:
    """Heads of tables and labels of cells are repeated as pages turn; all other characters are as many as before."""
    made, pen = drawn(code, sample, large=True)
    assert list(pen.overflows()) == []
    assert lint(made.pdf, []) == ()
    assert sorted(box.key for box in made.boxes) == sorted(one["key"] for one in MAKERS[sample](paper(code))["signers"])
    now = characters(golden.text_of(made.pdf))
    was = characters(golden.text_path(code, sample).read_text(encoding="utf-8"))
    assert {one for one in now | was if now[one] != was[one]} <= repeated(code, sample, resources)
    assert set(now) == set(was)


@pytest.mark.parametrize("code", SIGNED)
def test_that_no_first_signature_stands_without_words_above_it(drawn: Drawn, code: str) -> None:
    made, pen = drawn(code, "plain", large=True)
    first = min(made.boxes, key=lambda box: (box.page, -box.y))
    top = first.y + first.height
    assert [line for line in pen.written if line.page == first.page and line.base > top]
    assert first.y > BOTTOM and top < TOP


def test_that_an_overflow_would_be_seen(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediation_desk.papers.render.Pen", WatchingPen)
    golden.make("RM-REG", "plain", resources)
    pen = WatchingPen.last
    line = next(line for line in pen.written if line.text == "刘大勇")
    pen.uprights.append((line.page, (line.left + line.right) / 2, line.base - 5, line.base + 5))
    assert [words for words in pen.overflows() if "runs through" in words]


@pytest.mark.parametrize("code", ["RM-AGR", "RM-RIGHTS", "RM-CARD"])
def test_that_large_type_is_larger_archival_and_says_so(drawn: Drawn, code: str) -> None:
    made, pen = drawn(code, "plain", large=True)
    usual = drawn(code, "plain")[1]
    now, was = (Counter(line.size for line in one.written).most_common(1)[0][0] for one in (pen, usual))
    assert now >= was * 1.3
    assert archival_faults(made.pdf) == []
    assert LARGE_WORDS in extracted(made.pdf) and "供阅读" not in extracted(made.pdf)


def test_that_a_copy_for_reading_says_so_and_carries_no_code(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    coded: list[PageCode] = []
    monkeypatch.setattr("mediation_desk.papers.pages.PageCode", lambda *parts: coded.append(parts) or PageCode(*parts))
    context = samples.plain(paper("RM-AGR"))
    context["paper"] |= {"large": True, "reading": True}
    made = render("RM-AGR", context, resources)
    assert extracted(made.pdf).count(READING_WORDS) == made.pages and not coded
    context["paper"]["reading"] = False
    assert render("RM-AGR", context, resources).pages == len(coded)


def test_that_a_last_page_is_not_for_signatures_alone_where_lines_can_be_closer(drawn: Drawn) -> None:
    assert drawn("RM-APP", "plain")[0].pages == 1
