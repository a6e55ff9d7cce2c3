from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mediation_desk.store.audit import BadRow, Deed, Head, append, head, verify_chain, writer_for
from mediation_desk.store.engines import Store

LENGTH = 20


def _deed(now: datetime, number: int, **more: object) -> Deed:
    told = {"at": now + timedelta(seconds=number), "mono": number, "actor": "wang", "action": "AcceptCase"}
    return Deed(**{**told, "result": "done", "case_id": f"case-{number}", "details": {"案由": "相邻"}, **more})  # type: ignore[arg-type]


@pytest.fixture
def chain(store: Store, now: datetime) -> Store:
    with store.writing() as session:
        writer = writer_for(session, machine="desk-1", mark="first", new_id="w1", now=now)
        for number in range(LENGTH):
            append(session, writer, _deed(now, number))
    return store


@pytest.fixture
def tamper(chain: Store) -> Callable[..., BadRow | None]:
    """Change the table as somebody with the key and another program would, then look at the chain."""

    def change(*statements: str, witnesses: tuple[Head, ...] = ()) -> BadRow | None:
        with chain.writing() as session:
            for trigger in ("no_update", "no_delete"):
                session.execute(text(f"DROP TRIGGER tr_audit_entry_{trigger}"))
            for statement in statements:
                session.execute(text(statement))
        with chain.reading() as session:
            return verify_chain(session, witnesses)

    return change


def _head(store: Store, writer: str = "w1") -> Head:
    with store.reading() as session:
        return head(session, writer)


def test_that_an_untouched_chain_holds(chain: Store) -> None:
    with chain.reading() as session:
        assert verify_chain(session) is None
        assert head(session, "w1").seq == LENGTH


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'li'",
        "action = 'x'",
        "object = 'x'",
        "case_id = NULL",
        "organisation_id = 'x'",
        "compartment = 'staff'",
        "result = 'refused'",
        "reason = 'x'",
        "utc = '2020-01-01T00:00:00.000000+00:00'",
        "mono = 0",
        "details = 'x'",
        "prev = 'x'",
        "hash = 'x'",
    ],
)
def test_that_an_edit_of_any_column_is_found(tamper: Callable[..., BadRow | None], change: str) -> None:
    assert tamper(f"UPDATE audit_entry SET {change} WHERE seq = 7") == BadRow("w1", 7, "altered")


@pytest.mark.parametrize("seq", [1, 2, 10, LENGTH - 1])
def test_that_a_deleted_row_is_found(tamper: Callable[..., BadRow | None], seq: int) -> None:
    assert tamper(f"DELETE FROM audit_entry WHERE seq = {seq}") == BadRow("w1", seq, "missing")


def test_that_a_deletion_closed_up_by_renumbering_is_found(tamper: Callable[..., BadRow | None]) -> None:
    bad = tamper("DELETE FROM audit_entry WHERE seq = 5", "UPDATE audit_entry SET seq = seq - 1 WHERE seq > 5")
    assert bad == BadRow("w1", 5, "altered")


def test_that_swapped_rows_are_found(tamper: Callable[..., BadRow | None]) -> None:
    bad = tamper(
        "UPDATE audit_entry SET seq = 99 WHERE seq = 5",
        "UPDATE audit_entry SET seq = 5 WHERE seq = 6",
        "UPDATE audit_entry SET seq = 6 WHERE seq = 99",
    )
    assert bad == BadRow("w1", 5, "altered")


def test_that_an_inserted_row_is_found(tamper: Callable[..., BadRow | None]) -> None:
    columns = "utc, mono, actor, action, compartment, result, details, prev, hash"
    copied = f"SELECT writer_id, 21, {columns} FROM audit_entry WHERE seq = 20"
    bad = tamper(f"INSERT INTO audit_entry (writer_id, seq, {columns}) {copied}")
    assert bad == BadRow("w1", 21, "altered")


def test_that_a_cut_tail_shows_against_a_head_kept_outside(chain: Store, tamper: Callable[..., BadRow | None]) -> None:
    kept = _head(chain)
    cut = "DELETE FROM audit_entry WHERE seq > 15"
    assert tamper(cut, witnesses=(kept,)) == BadRow("w1", LENGTH, "missing")


def test_that_a_chain_rewritten_from_an_edit_on_shows_against_a_head_kept_outside(
    chain: Store, tamper: Callable[..., BadRow | None], now: datetime
) -> None:
    kept = _head(chain)
    assert tamper("DELETE FROM audit_entry WHERE seq > 12") is None
    with chain.writing() as session:
        for number in range(12, LENGTH + 5):
            append(session, "w1", _deed(now, number, actor="forger"))
        assert verify_chain(session) is None
        assert verify_chain(session, [kept]) == BadRow("w1", LENGTH, "not_witnessed")


def test_that_a_whole_writer_taken_away_shows_against_its_head(chain: Store) -> None:
    with chain.reading() as session:
        assert verify_chain(session, [Head("w0", 3, "f" * 64)]) == BadRow("w0", 3, "missing")


def test_that_an_older_head_stays_a_witness_while_the_chain_grows(chain: Store, now: datetime) -> None:
    kept = _head(chain)
    with chain.writing() as session:
        append(session, "w1", _deed(now, 99))
        assert verify_chain(session, [kept, head(session, "w1")]) is None


def test_that_a_writer_that_was_edited_breaks_its_chain(chain: Store) -> None:
    with chain.writing() as session:
        session.execute(text("DROP TRIGGER tr_audit_writer_no_update"))
        session.execute(text("UPDATE audit_writer SET machine = 'elsewhere'"))
    with chain.reading() as session:
        assert verify_chain(session) == BadRow("w1", 1, "unlinked")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'li' WHERE seq = 3",
        "UPDATE audit_entry SET actor = actor",
        "DELETE FROM audit_entry WHERE seq = 3",
        "DELETE FROM audit_entry",
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 3",
        "UPDATE audit_writer SET mark = 'x'",
        "DELETE FROM audit_writer",
    ],
)
def test_that_the_database_itself_refuses_to_change_the_audit(chain: Store, statement: str) -> None:
    with pytest.raises(IntegrityError, match="audit is never"), chain.writing() as session:
        session.execute(text(statement))
    with chain.reading() as session:
        assert verify_chain(session) is None


def test_that_the_same_copy_of_an_office_keeps_its_writer(chain: Store, now: datetime) -> None:
    with chain.writing() as session:
        again = writer_for(session, machine="desk-1", mark="first", new_id="w2", now=now + timedelta(days=1))
    assert again == "w1"


@pytest.mark.parametrize(("machine", "mark"), [("desk-1", "restored"), ("desk-2", "first")])
def test_that_a_restored_or_copied_office_starts_a_writer_linked_to_the_last(
    chain: Store, now: datetime, machine: str, mark: str
) -> None:
    with chain.writing() as session:
        writer = writer_for(session, machine=machine, mark=mark, new_id="w2", now=now + timedelta(days=1))
        append(session, writer, _deed(now, 100))
        assert verify_chain(session) is None
    assert writer == "w2"
    assert (_head(chain, "w1").seq, _head(chain, "w2").seq) == (LENGTH, 1)


def test_that_a_refused_transaction_leaves_no_link(chain: Store, now: datetime) -> None:
    before = _head(chain)
    with pytest.raises(ZeroDivisionError), chain.writing() as session:
        append(session, "w1", _deed(now, 50))
        raise ZeroDivisionError
    assert _head(chain) == before


def test_that_two_desks_on_one_office_make_one_chain(chain: Store, desk_on: Callable[[], Store], now: datetime) -> None:
    other = desk_on()
    for number, desk in enumerate((chain, other, chain, other)):
        with desk.writing() as session:
            append(session, "w1", _deed(now, number))
    with chain.reading() as session:
        assert verify_chain(session) is None
        assert head(session, "w1").seq == LENGTH + 4


def test_that_the_moment_is_kept_in_utc_and_needs_its_zone(chain: Store, now: datetime) -> None:
    china = timezone(timedelta(hours=8))
    with chain.writing() as session:
        append(session, "w1", _deed(now, 0, at=datetime(2026, 3, 2, 7, 0, tzinfo=china)))
        newest = session.execute(text("SELECT utc FROM audit_entry ORDER BY seq DESC LIMIT 1")).scalar_one()
        assert newest == "2026-03-01T23:00:00.000000+00:00"
        with pytest.raises(ValueError, match="zone"):
            append(session, "w1", _deed(now, 0, at=datetime(2026, 3, 2, 7, 0)))


def test_that_details_are_kept_as_a_digest_only(chain: Store) -> None:
    with chain.reading() as session:
        for row in _rows(session):
            assert "相邻" not in str(row)


def _rows(session: Session) -> Iterator[object]:
    yield from session.execute(text("SELECT * FROM audit_entry"))
