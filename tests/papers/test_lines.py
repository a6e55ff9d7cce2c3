"""Line breaking, and the proof-reader's eye."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.papers.faces import typecase
from mediation_desk.papers.linebreak import NOT_FIRST, NOT_LAST, break_lines
from mediation_desk.papers.passage import Passage, Run
from mediation_desk.papers.proof import lint
from mediation_desk.papers.resources import Resources
from mediation_desk.papers.sheet import Style

TEXT = (
    "申请人称：其所有的位于枫塘镇张杨路200弄3号401室房屋（以下称“该房屋”），自2026年1月起漏水，损失人民币38,600.50元；"
    "多次协商未果……故申请调解。被申请人辩称：“漏水属实”——但房屋已逾二十年，《鉴定意见》第（三）项另有说明！"
)


def broken(text: str, width: float) -> list[str]:
    widths = [0.5 if character.isascii() else 1.0 for character in text]
    return [text[line.start : line.end] for line in break_lines(text, widths, frozenset(), width - 2, width)]


@pytest.mark.parametrize("width", range(8, 40))
def test_that_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    lines = broken(TEXT, width)
    assert "".join(lines) == TEXT
    assert not [line for line in lines[1:] if line[0] in NOT_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NOT_LAST]


@pytest.mark.parametrize("width", range(10, 40))
def test_that_amounts_and_dashes_are_not_torn(width: int) -> None:
    lines = broken(TEXT, width)
    for whole in ("38,600.50", "……", "——"):
        assert any(whole in line for line in lines)


def test_that_a_word_longer_than_a_line_is_broken_rather_than_lost() -> None:
    assert "".join(broken("x" * 100, 10)) == "x" * 100


def test_that_any_text_keeps_all_its_characters() -> None:
    source = random.Random(3)
    for _ in range(300):
        text = "".join(source.choice("中文，。（）“”¥1a-…—\n") for _ in range(60))
        assert "".join(broken(text, 9)).replace(" ", "") == text.replace("\n", "")


def test_that_a_split_passage_keeps_two_lines_on_both_pages(resources: Resources) -> None:
    passage = Passage([Run(TEXT)], Style(leading=20), typecase(resources.fonts))
    count = len(passage.lines(200))
    head, tail = passage.split(200, 20 * (count - 1))
    assert head is not None and tail is not None
    assert (head.height(200), tail.height(200)) == (20 * (count - 2), 40)
    assert passage.split(200, 25) == (None, passage)


def test_that_full_width_spaces_are_kept(resources: Resources) -> None:
    passage = Passage([Run("　　年　　月　　日")], Style(), typecase(resources.fonts))
    assert passage.lines(400)[0].width == 9 * 16


def foreign_pdf() -> bytes:
    output = BytesIO()
    canvas = Canvas(output)
    canvas.drawString(100, 100, "Helvetica")
    canvas.linkURL("http://example.invalid/", (0, 0, 10, 10))
    canvas.save()
    return output.getvalue()


def test_that_the_proof_reader_sees_links_foreign_fonts_and_missing_words() -> None:
    codes = {fault.code for fault in lint(foreign_pdf(), ["Helvetica", "没有印出的字"])}
    assert codes == {"active_content", "font_not_embedded", "font_not_readable", "text_missing"}


def test_that_the_proof_reader_sees_a_missing_glyph(resources: Resources) -> None:
    output = BytesIO()
    canvas = Canvas(output, initialFontName=typecase(resources.fonts).name("fang"))
    canvas.setFont(typecase(resources.fonts).name("fang"), 12)
    canvas.drawString(100, 100, "刘\U0001f600")
    canvas.save()
    assert [fault.code for fault in lint(output.getvalue(), [])] == ["missing_glyph"]
