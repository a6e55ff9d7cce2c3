"""The first page: what waits, for whom, and why."""

from __future__ import annotations

from datetime import timedelta

from mediation_desk.queries.today import TodoRow
from mediation_desk.ui.pages.today import presenter as say
from tests.support.busy_fixtures import SignIn
from tests.support.busy_office import TODAY


def _row(rows: tuple[TodoRow, ...], name: str, kind: str = "clock") -> TodoRow:
    return next(row for row in rows if row.title.startswith(name) and row.kind == kind)


def test_that_what_is_due_first_stands_on_top(at_desk: SignIn) -> None:
    rows = say.TodayPresenter(at_desk()).load().todo
    days = [row.due for row in rows if row.due is not None]
    assert days == sorted(days)
    assert all(row.due is None for row in rows[len(days) :])


def test_that_each_limit_tells_its_article_and_a_doubtful_one_says_so(at_desk: SignIn) -> None:
    rows = say.TodayPresenter(at_desk()).load().todo
    doubtful, read = _row(rows, "周桂英与钱志远"), _row(rows, "孙家铭")
    assert say.why(doubtful) == "调解期限 · SF/T 0083—2020（依据待核）"
    assert "待核" not in say.why(read)
    assert doubtful.due is not None
    assert doubtful.due.isoformat() in say.explained(doubtful)


def test_that_an_overdue_limit_is_counted_and_named(at_desk: SignIn) -> None:
    presenter = say.TodayPresenter(at_desk())
    day = presenter.load()
    late = _row(day.todo, "孙家铭")
    assert (say.due_words(late, TODAY), say.row_urgency(late, TODAY)) == ("超期 10 天", "overdue")
    cards = {card.key: card for card in presenter.cards(day)}
    assert (cards["overdue"].value, cards["overdue"].edge) == (1, "red")
    assert (cards["soon"].value, cards["waiting"].value, cards["mediating"].value) == (2, 2, 6)


def test_that_a_quarrel_without_a_procedure_waits_for_triage(at_desk: SignIn) -> None:
    rows = say.TodayPresenter(at_desk()).load().todo
    assert say.action(_row(rows, "徐芳", "triage")) == "去分流"
    assert say.action(_row(rows, "李浩", "accepting")) == "办理受理"


def test_that_an_enquiry_waits_for_nobody(at_desk: SignIn) -> None:
    day = say.TodayPresenter(at_desk()).load()
    assert sum(1 for row in day.todo if row.title.startswith("周桂英与钱志远")) == 1


def test_that_a_mediator_sees_his_own_and_may_look_at_all(at_desk: SignIn) -> None:
    presenter = say.TodayPresenter(at_desk("wang"))
    day = presenter.load()
    assert presenter.only_mine
    assert {row.title for row in presenter.todo(day)} == {"周桂英与钱志远 邻里"}
    assert [row.place for row in presenter.planned(day)] == ["第一调解室"]
    presenter.only_mine = False
    assert len(presenter.todo(day)) == len(day.todo) > 1


def test_that_the_plan_of_another_day_names_the_day(at_desk: SignIn) -> None:
    day = say.TodayPresenter(at_desk()).load()
    told = [say.planned_words(row, TODAY)[0] for row in day.planned]
    assert told == ["09:30", "14:00", f"{TODAY + timedelta(days=1):%m-%d} 14:00"]


def test_that_a_draft_leads_back_to_its_form(sign_in: SignIn) -> None:
    session = sign_in("zhou")
    session.desk.save_draft("intake", {"title": "王五与赵六", "form": {}})
    session.desk.save_draft("intake.last", {"form": {}})
    rows = say.TodayPresenter(session).load().drafts
    assert [(say.draft_words(row), say.draft_place(row)) for row in rows] == [("登记 · 王五与赵六", ("intake", ""))]
