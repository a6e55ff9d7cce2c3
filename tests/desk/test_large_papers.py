"""Large type through the door: chosen before a paper is made, or as a copy for reading of any paper that stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.papers.proof import extracted, running, squeezed
from mediation_desk.papers.render import Rendered, render
from mediation_desk.queries.papers import LargeCopy, PaperBytes
from mediation_desk.signatures.verify import verify
from tests.support.archives import archival_faults
from tests.support.practice_desk import Case, refused, stored


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    return Case(office).mediating()


def issue(case: Case, *, large: bool = False) -> str:
    id = str(uuid4())
    case.do(IssuePaper(id=id, code="RM-VISITOR", track=case.id("t"), subject={"visitors": "张大爷"}, large=large))
    return id


def test_that_a_paper_issued_in_large_type_is_in_large_type(case: Case) -> None:
    desk = case.office.desk
    assert "大字版" in extracted(desk.ask(PaperBytes(paper=issue(case, large=True))))
    assert "大字版" not in extracted(desk.ask(PaperBytes(paper=issue(case))))


def test_that_an_agreement_in_large_type_is_signed_as_it_is(case: Case) -> None:
    """What is signed is what was read: the signatures are on the bytes in large type."""
    case.consent_to_screen()
    case.do(replace(case.final_text(route="screen"), large=True))
    frozen = case.office.desk.ask(PaperBytes(paper=case.id("paper"), frozen=True))
    assert "大字版" in extracted(frozen)
    first = next(str(one["key"]) for one in case.signers() if one["role"] == "party")
    case.sign(first)
    signed = case.office.desk.ask(PaperBytes(paper=case.id("paper")))
    assert signed.startswith(frozen) and verify(signed).intact
    assert archival_faults(signed) == []


@pytest.mark.parametrize("large", [False, True])
def test_that_every_paper_that_stands_can_be_read_in_large_type(case: Case, large: bool) -> None:
    """The copy has the words of the original, says which one counts, and leaves nothing behind."""
    desk, paper = case.office.desk, issue(case, large=large)
    original, before = desk.ask(PaperBytes(paper=paper)), stored(desk)
    copy = desk.ask(LargeCopy(paper=paper))
    assert squeezed(running(copy)) == squeezed(running(original))
    assert "供阅读；以签署的正本为准" in extracted(copy)
    assert stored(desk) == before and desk.ask(PaperBytes(paper=paper)) == original


def test_that_a_copy_whose_words_would_differ_is_refused(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an update of the program that words the paper otherwise."""
    paper = issue(case)

    def otherwise(code: str, context: dict[str, Any], *rest: Any, **more: Any) -> Rendered:
        return render(code, {**context, "subject": {**context["subject"], "visitors": "李大爷"}}, *rest, **more)

    monkeypatch.setattr("mediation_desk.preparing.reading_copies.render", otherwise)
    refused("paper.large_copy_differs", lambda: case.office.desk.ask(LargeCopy(paper=paper)))


def test_that_an_unknown_paper_has_no_copy(case: Case) -> None:
    refused("paper.unknown", lambda: case.office.desk.ask(LargeCopy(paper="x")))
