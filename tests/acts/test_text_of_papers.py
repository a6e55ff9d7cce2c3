"""What people are called comes out of the paper exactly as it went in, whatever it looks like."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import PersonDraft
from mediation_desk.model.blob import Blob
from mediation_desk.store.blobs import BlobRef
from tests.support.practice_desk import Case, draft, pay

NAMES = [
    "<b>粗</b>",
    "A&B商行",
    "<img src=x>",
    "{{ 7*7 }}",
    "周&amp;吴",
    "赵\"钱'孙",
    "O’Neil·李",
    "欧阳·买买提",
    "𠮷野家",
]


def text_of(case: Case, paper: str) -> str:
    """The text of the stored bytes without breaks between lines."""
    row = case.paper(paper)
    with case.office.desk.store.reading() as session:
        size = session.get_one(Blob, row.frozen_blob).size
    data = case.office.desk.store.blobs.get(case.case, BlobRef(row.frozen_blob, row.frozen_sha256, size))
    document = pypdfium2.PdfDocument(data)
    try:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def _named(case: Case, name: str) -> Case:
    people = (PersonDraft(id=case.id("n1"), name=name), PersonDraft(id=case.id("n2"), name="李秀英"))
    return case.register(2, people=people).open().accept()


@pytest.mark.parametrize("name", NAMES)
def test_that_a_name_like_markup_is_printed_as_it_is(case: Case, name: str) -> None:
    _named(case, name)
    case.do(IssuePaper(id=case.id("x"), code="RM-RIGHTS", track=case.id("t")))
    assert re.sub(r"\s", "", name) in text_of(case, "x")


def test_that_clauses_like_markup_are_printed_as_they_are(case: Case) -> None:
    case.mediating()
    odd = "赔偿<i>款</i>&费{% for %}"
    case.finalise(draft(pay(case, "8000.00", text=odd), other_clauses=("双方<br/>互不追究。",)))
    text = text_of(case, "paper")
    assert re.sub(r"\s", "", odd) in text
    assert "双方<br/>互不追究。" in text
    assert "捌仟元整（¥8,000.00）" in text


@pytest.mark.parametrize(("odd", "code"), [("\U000e0041", "paper.hidden_character"), ("\ua66e", "paper.glyph_missing")])
def test_that_a_character_nobody_can_print_refuses_the_paper_and_stores_nothing(
    case: Case, odd: str, code: str
) -> None:
    _named(case, f"王{odd}有")
    refusal = case.refused(code, IssuePaper(id=case.id("x"), code="RM-RIGHTS", track=case.id("t")))
    assert "name" in str(refusal.facts["field"])
    case.refused(code, case.final_text())
