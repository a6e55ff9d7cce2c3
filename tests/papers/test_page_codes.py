"""Each printed page says which it is, so that a scan of it finds its place."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.papers.page_codes import MODULE, MODULES, bars
from mediation_desk.papers.pages import CODE_PLACE
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.sheet import LEFT, WIDTH
from mediation_desk.terms.page_codes import PageCode, page_code

Made = Callable[[str, str], Rendered]


@given(st.uuids(), st.integers(1, 999), st.integers(1, 999), st.integers(0, 99))
def test_that_a_code_says_what_was_put_into_it(paper: UUID, page: int, pages: int, boxes: int) -> None:
    code = PageCode(str(paper), page, pages, boxes)
    assert page_code(code.text) == code


@pytest.mark.parametrize("text", ["", "M1", "https://example.org", "M2" + "A" * 34, "M1" + "A" * 26 + "00100200x"])
def test_that_another_code_is_none_of_ours(text: str) -> None:
    assert page_code(text) is None


def test_that_the_bars_are_the_symbol_of_version_two() -> None:
    drawn = {
        (row, column)
        for row, start, length in bars(PageCode(str(uuid4()), 1, 2, 3).text)
        for column in range(start, start + length)
    }
    finder = {(0, column) for column in range(7)} | {(row, 0) for row in range(7)}
    assert finder <= drawn
    assert max(max(place) for place in drawn) == MODULES - 1


def test_that_the_code_stands_at_the_right_below_the_text() -> None:
    assert CODE_PLACE.side == MODULES * MODULE
    assert pytest.approx(LEFT + WIDTH) == CODE_PLACE.left + CODE_PLACE.side
    assert CODE_PLACE.page[1] - CODE_PLACE.top - CODE_PLACE.side > 0


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=36, max_size=36))
def test_that_the_mask_of_a_code_is_the_one_that_the_standard_s_slow_way_finds(text: str) -> None:
    shown = [[0] * MODULES for _ in range(MODULES)]
    for row, column, length in bars(text):
        shown[row][column : column + length] = [1] * length
    slow = segno.make_qr(text, version=2, error="m", boost_error=False)
    assert shown == [list(row) for row in slow.matrix]
