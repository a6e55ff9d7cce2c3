"""A text that was replaced says so wherever it is met: when verified, by its code, and in the list of papers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.desk.verification import examine_file, note_refused
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.register import PaperByCode
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.pages.case.materials_tab import _paper
from mediation_desk.words.coded_papers import coded_headline
from mediation_desk.words.verdicts import verdict_words
from tests.support.practice_desk import Case, desk_of, shared_office

LATER_WORDS = "被第2版取代"


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The first version was signed by everybody but the body, then taken back; the second waits."""
    office = shared_office(tmp_path_factory.mktemp("superseded"))
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    yield case
    office.desk.close()


def _first(case: Case) -> bytes:
    return case.office.desk.ask(PaperBytes(paper=case.id("paper")))


def test_that_a_replaced_text_says_so_wherever_it_is_met(replaced: Case) -> None:
    desk = replaced.office.desk
    signed = _first(replaced)
    assert verdict_words(*_told(replaced, signed)).headline.startswith("完整，未被改动，就是登记的现行文本")
    withdrawn = WithdrawText(track=replaced.id("t"), agreement=replaced.id("agreement"), reason="金额改为九千元")
    replaced.do(withdrawn)
    alone = verdict_words(*_told(replaced, signed))
    assert (alone.tone, alone.headline) == ("mind", "文件完整，但这份文书已经作废或者撤回，不再有效")
    replaced.finalise(version="2", route="screen")
    judged = examine_file(signed, (), desk)
    assert judged.verdict.intact
    assert [one.name for one in judged.verdict.signatures] == [row.name for row in _signed_by(replaced)]
    words = verdict_words(judged.verdict, "v1.pdf", judged.sha256, judged.registered)
    assert (words.tone, LATER_WORDS in words.headline) == ("mind", True)
    assert any(LATER_WORDS in told.text for told in words.questions)
    assert not note_refused(desk, judged)
    (coded,) = desk.ask(PaperByCode(replaced.id("paper")))
    assert LATER_WORDS in coded_headline(coded)
    rows = [row for track in desk.ask(WholeCase(case=replaced.case)).tracks for row in track.papers]
    listed = next(row for row in rows if row.id == replaced.id("paper"))
    assert listed.superseded_by == 2
    assert LATER_WORDS in _paper(listed).about


def _told(case: Case, pdf: bytes) -> tuple[object, str, str, object]:
    judged = examine_file(pdf, (), case.office.desk)
    return judged.verdict, "v1.pdf", judged.sha256, judged.registered


def _signed_by(case: Case) -> list[object]:
    (coded,) = case.office.desk.ask(PaperByCode(case.id("paper")))
    return list(coded.signed)


def test_that_who_may_not_see_a_case_learns_nothing_of_its_papers(replaced: Case) -> None:
    stranger = desk_of(replaced.office, "zheng")
    with pytest.raises(Refusal) as refused:
        stranger.ask(PaperByCode(replaced.id("paper")))
    assert refused.value.code == "verify.code_unknown"
