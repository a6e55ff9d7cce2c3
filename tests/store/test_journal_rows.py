from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from mediation_desk.model.journal import JournalEntry
from mediation_desk.store.engines import Store


def _entry(now: datetime, act_id: str) -> JournalEntry:
    return JournalEntry(
        act_id=act_id,
        actor="wang",
        name="AcceptCase",
        format=1,
        fields={"名": "张䶮"},
        happened_on=date(2026, 3, 2),
        happened_time=time(9, 30),
        recorded_at=now,
        outcome={"docket": "（2026）临调字第1号"},
    )


@pytest.fixture
def journal(store: Store, now: datetime) -> Store:
    for act_id in ("a1", "a2"):
        with store.writing() as session:
            session.add(_entry(now, act_id))
    return store


def test_that_acts_are_kept_in_order_with_fields_and_outcome(journal: Store) -> None:
    with journal.reading() as session:
        rows = session.scalars(select(JournalEntry).order_by(JournalEntry.seq)).all()
    assert [(row.seq, row.act_id) for row in rows] == [(1, "a1"), (2, "a2")]
    assert rows[0].fields == {"名": "张䶮"}
    assert rows[0].happened_time == time(9, 30)


def test_that_one_act_stands_in_the_journal_once(journal: Store, now: datetime) -> None:
    with pytest.raises(IntegrityError), journal.writing() as session:
        session.add(_entry(now, "a1"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'li'",
        "UPDATE journal SET fields = '{}' WHERE seq = 1",
        "UPDATE journal SET outcome = '{}', reversed_by = 'a2' WHERE seq = 1",
        "UPDATE journal SET seq = 7 WHERE seq = 1",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ],
)
def test_that_the_database_itself_refuses_to_change_the_journal(journal: Store, statement: str) -> None:
    with pytest.raises(IntegrityError, match="journal is never"), journal.writing() as session:
        session.execute(text(statement))
    with journal.reading() as session:
        assert session.scalar(select(func.count()).select_from(JournalEntry)) == 2


def test_that_an_act_may_be_marked_reversed_once(journal: Store) -> None:
    with journal.writing() as session:
        session.scalars(select(JournalEntry).filter_by(act_id="a1")).one().reversed_by = "a2"
    with pytest.raises(IntegrityError, match="reversed once"), journal.writing() as session:
        session.execute(text("UPDATE journal SET reversed_by = NULL WHERE act_id = 'a1'"))
