"""The ledger: what a line says, and what the sieve lets through."""

from __future__ import annotations

import pytest

from mediation_desk.queries.initials import initials
from mediation_desk.queries.ledger import LedgerRow
from mediation_desk.queries.search import FindText
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.pages.ledger import presenter as say
from tests.support.busy_fixtures import SignIn
from tests.support.busy_office import QUARRELS, TODAY


def _kept(presenter: say.LedgerPresenter, rows: tuple[LedgerRow, ...]) -> set[str]:
    return {row.title for row in rows if presenter.sieve.keeps(row, TODAY)}


def test_that_every_case_has_one_line_and_the_newest_is_on_top(at_desk: SignIn) -> None:
    rows = say.LedgerPresenter(at_desk()).load().rows
    assert len(rows) == len(QUARRELS)
    assert [row.received_at for row in rows] == sorted((row.received_at for row in rows), reverse=True)


@pytest.mark.parametrize(
    ("card", "title"),
    [("overdue", "孙家铭与枫源建材有限公司 合同"), ("waiting", "徐芳与顾勇 合同"), ("soon", "周桂英与钱志远 邻里")],
)
def test_that_a_card_of_the_first_page_narrows_the_ledger_to_what_it_counts(
    at_desk: SignIn, card: str, title: str
) -> None:
    presenter = say.LedgerPresenter(at_desk())
    rows = presenter.load().rows
    assert presenter.take_subject(f"#{card}") == ""
    kept = _kept(presenter, rows)
    assert title in kept
    assert len(kept) <= 2


def test_that_cases_under_way_leave_enquiries_out(at_desk: SignIn) -> None:
    presenter = say.LedgerPresenter(at_desk())
    rows = presenter.load().rows
    assert len(_kept(presenter, rows)) == len(QUARRELS) - 1
    presenter.narrow(state="enquiry")
    assert [say.stage_words(row) for row in rows if presenter.sieve.keeps(row, TODAY)] == ["咨询"]


def test_that_kind_mediator_and_deadline_narrow_together(at_desk: SignIn) -> None:
    presenter = say.LedgerPresenter(at_desk())
    sheet = presenter.load()
    presenter.narrow(kind="people", mediator="郭建民")
    assert _kept(presenter, sheet.rows) == {"吴敏与恒安物业服务有限公司 物业", "蒋美琴与蒋卫东 婚姻家庭"}
    presenter.narrow(due="soon")
    assert _kept(presenter, sheet.rows) == {"吴敏与恒安物业服务有限公司 物业"}
    assert "郭建民" in presenter.mediators(sheet)


def test_that_a_line_is_found_by_first_letters_and_telephone(at_desk: SignIn) -> None:
    row = next(row for row in say.LedgerPresenter(at_desk()).load().rows if row.title.startswith("蒋美琴"))
    assert "jmq" in row.search
    assert "13867530156" in row.search


@pytest.mark.parametrize(
    ("name", "letters"), [("周桂英", "zgy"), ("钱志远", "qzy"), ("欧阳啊", "oya"), ("王A五", "waw"), ("𠮷田", "t")]
)
def test_that_first_letters_follow_the_sounds(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_that_the_preview_masks_telephones(at_desk: SignIn) -> None:
    presenter = say.LedgerPresenter(at_desk())
    row = next(row for row in presenter.load().rows if row.title.startswith("周桂英") and row.tracks)
    shown = presenter.preview(row.id)
    assert [party.phone for party in shown.parties] == ["138****2207", "159****6630"]
    shape, words, reason = say.clock_words(shown.tracks[0], TODAY) or ("", "", "")
    assert (shape, words) == ("near", "调解期限：还剩 2 天（11-25）")
    assert "依据待核" in reason


def test_that_an_evaluator_sees_no_case_that_is_not_his(at_desk: SignIn) -> None:
    presenter = say.LedgerPresenter(at_desk("zheng"))
    assert presenter.load().rows == ()
    other = say.LedgerPresenter(at_desk()).load().rows[0]
    with pytest.raises(Refusal, match="case.unknown"):
        presenter.preview(other.id)


def test_that_words_find_a_case_once_and_nothing_for_who_may_not_see_it(at_desk: SignIn) -> None:
    found = at_desk().desk.ask(FindText("周桂英 雨棚"))
    assert [hit.title for hit in found] == ["周桂英与钱志远 邻里"]
    assert at_desk("zheng").desk.ask(FindText("周桂英")) == ()
