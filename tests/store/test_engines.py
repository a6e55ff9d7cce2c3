from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from mediation_desk.model.draft import Draft
from mediation_desk.store.connecting import connect
from mediation_desk.store.engines import DATABASE_FILE, OutcomeUnknown, Store, open_store
from mediation_desk.store.selftest import require_fit_engine
from mediation_desk.terms.refusal import Refusal

SECRET = "身份证号330602199001010011"


def _keep(store: Store, now: datetime, key: str = "intake", note: str = SECRET) -> None:
    with store.writing() as session:
        session.add(Draft(owner="wang", key=key, body={"note": note}, saved_at=now))


def _kept(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.execute(text("SELECT key FROM draft ORDER BY key")).scalars())


def test_that_what_was_written_is_there_after_reopening(
    store: Store, desk_on: Callable[[], Store], now: datetime
) -> None:
    _keep(store, now)
    store.close()
    with desk_on().reading() as session:
        assert session.get_one(Draft, ("wang", "intake")).body == {"note": SECRET}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
    ],
)
def test_that_every_connection_has_the_safe_settings(store: Store, name: str, expected: object) -> None:
    for door in (store.writing, store.reading):
        with door() as session:
            assert session.execute(text(f"PRAGMA {name}")).scalar() == expected


def test_that_readers_cannot_write(store: Store) -> None:
    with pytest.raises(OperationalError, match="readonly"), store.reading() as session:
        session.execute(text("DELETE FROM draft"))


def test_that_a_wrong_key_opens_nothing_and_says_nothing_on_the_terminal(
    store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store.close()
    with pytest.raises(Refusal) as caught:
        open_store(tmp_path / "office", bytes(32))
    assert caught.value.code == "store.unreadable"
    assert capfd.readouterr() == ("", "")


def test_that_nothing_readable_stands_on_the_disk(store: Store, now: datetime, tmp_path: Path) -> None:
    _keep(store, now)
    store.close()
    raw = b"".join(path.read_bytes() for path in (tmp_path / "office").rglob("*") if path.is_file())
    assert len(raw) > 4096
    for word in (SECRET.encode(), b"CREATE TABLE", b"SQLite format 3", SECRET.encode("utf-16-le")):
        assert word not in raw


def test_that_a_flipped_bit_in_any_page_is_found(store: Store, tmp_path: Path, now: datetime) -> None:
    _keep(store, now)
    store.close()
    whole = (tmp_path / "office" / DATABASE_FILE).read_bytes()
    pages = len(whole) // 4096
    assert pages > 20
    for page in range(pages):
        folder = tmp_path / f"flipped-{page}"
        folder.mkdir()
        where = page * 4096 + 100 + page * 37 % 3900
        flipped = whole[:where] + bytes([whole[where] ^ 1 << page % 8]) + whole[where + 1 :]
        (folder / DATABASE_FILE).write_bytes(flipped)
        assert _found_damaged(folder), page


def _found_damaged(folder: Path) -> bool:
    try:
        store = open_store(folder, bytes(range(32)))
    except Refusal as refusal:
        return refusal.code in ("store.unreadable", "store.damaged")
    try:
        return bool(store.damage())
    finally:
        store.close()


@pytest.mark.parametrize("from_the_end", [1, 2, 5])
def test_that_a_read_of_a_damaged_page_is_a_refusal(
    store: Store, desk_on: Callable[[], Store], tmp_path: Path, now: datetime, from_the_end: int
) -> None:
    """The last page of a long value alone is handed out as zeros without an error; the snapshot's end must tell."""
    _keep(store, now, key="first", note="short")
    _keep(store, now, note="长" * 40_000)
    store.close()
    path = tmp_path / "office" / DATABASE_FILE
    whole = bytearray(path.read_bytes())
    whole[-from_the_end * 4096 + 2000] ^= 1
    path.write_bytes(whole)
    desk = desk_on()
    with pytest.raises(Refusal) as caught, desk.reading() as session:
        session.execute(text("SELECT body FROM draft WHERE key = 'intake'")).all()
    assert caught.value.code == "store.damaged"
    with desk.reading() as session:
        assert session.get_one(Draft, ("wang", "first")).body == {"note": "short"}


def test_that_an_act_which_read_a_damaged_page_writes_nothing(
    store: Store, desk_on: Callable[[], Store], tmp_path: Path, now: datetime
) -> None:
    _keep(store, now, note="长" * 40_000)
    store.close()
    path = tmp_path / "office" / DATABASE_FILE
    whole = bytearray(path.read_bytes())
    whole[-2000] ^= 1
    path.write_bytes(whole)
    desk = desk_on()
    with pytest.raises(Refusal, match="store.damaged"), desk.writing() as session:
        session.execute(text("SELECT body FROM draft WHERE key = 'intake'")).all()
        session.add(Draft(owner="wang", key="derived", body={}, saved_at=now))
    assert _kept(desk) == ["intake"]


def test_that_a_sound_office_reports_no_damage(store: Store, now: datetime) -> None:
    _keep(store, now)
    assert store.damage() == ()


def test_that_a_fault_rolls_everything_back(store: Store, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        session.add(Draft(owner="wang", key="half", body={}, saved_at=now))
        session.flush()
        raise ZeroDivisionError
    assert _kept(store) == []


def test_that_tables_made_in_a_failed_transaction_are_gone(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        session.execute(text("CREATE TABLE half_made (x)"))
        session.execute(text("INSERT INTO half_made VALUES (1)"))
        raise ZeroDivisionError
    with store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half_made'")).scalar() == 0


def test_that_a_failed_commit_is_called_unknown_and_the_office_goes_on(store: Store, now: datetime) -> None:
    with store.writing() as session:
        session.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        session.execute(text("CREATE TABLE child (p REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)"))
    with pytest.raises(OutcomeUnknown), store.writing() as session:
        session.execute(text("INSERT INTO child VALUES (7)"))
    with store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM child")).scalar() == 0
    _keep(store, now)
    assert _kept(store) == ["intake"]


def test_that_a_broken_rule_of_the_schema_stays_a_fault(store: Store, now: datetime) -> None:
    _keep(store, now)
    with pytest.raises(IntegrityError):
        _keep(store, now)


def test_that_a_full_disk_is_a_refusal_and_nothing_is_stored_half(store: Store, now: datetime) -> None:
    with store.writing() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 4}"))
    with pytest.raises(Refusal) as caught:
        _keep(store, now, note="长" * 100_000)
    assert caught.value.code == "store.full"
    assert _kept(store) == []
    _keep(store, now, note="short")
    assert _kept(store) == ["intake"]


def test_that_readers_keep_their_snapshot_while_another_desk_writes(
    store: Store, desk_on: Callable[[], Store], now: datetime
) -> None:
    other = desk_on()
    with store.reading() as session:
        before = session.execute(text("SELECT count(*) FROM draft")).scalar()
        _keep(other, now)
        assert session.execute(text("SELECT count(*) FROM draft")).scalar() == before
    assert _kept(store) == ["intake"]


def test_that_a_second_writer_waits_and_then_is_refused(
    store: Store, desk_on: Callable[[], Store], now: datetime
) -> None:
    other = desk_on()
    with other.writing() as session:
        session.execute(text("PRAGMA busy_timeout = 1"))
    with store.writing(), pytest.raises(Refusal) as caught:
        _keep(other, now)
    assert caught.value.code == "store.busy"
    _keep(other, now)
    assert _kept(store) == ["intake"]


def test_that_threads_of_one_desk_wait_their_turn_and_no_longer(tmp_path: Path, data_key: bytes) -> None:
    desk = open_store(tmp_path / "office", data_key, patience=0.01)
    refused: list[str] = []

    def write() -> None:
        try:
            with desk.writing():
                refused.append("not at all")
        except Refusal as refusal:
            refused.append(refusal.code)

    with desk.writing():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    desk.close()
    assert refused == ["store.busy"]


def test_that_a_copy_is_taken_while_somebody_writes(store: Store, tmp_path: Path, now: datetime) -> None:
    _keep(store, now)
    with store.writing() as session:
        session.add(Draft(owner="wang", key="not yet", body={}, saved_at=now))
        session.flush()
        copy = store.copy_aside(tmp_path / "copies", "evening", now)
    assert [path.name for path in copy.parent.iterdir()] == ["20260302T093000-evening.db"]
    copied = connect(copy, store.database_key)
    assert copied.execute("SELECT key FROM draft").fetchall() == [("intake",)]
    copied.close()


def test_that_a_copy_of_a_damaged_office_is_not_called_a_copy(
    store: Store, desk_on: Callable[[], Store], tmp_path: Path, now: datetime
) -> None:
    _keep(store, now, note="长" * 40_000)
    store.close()
    path = tmp_path / "office" / DATABASE_FILE
    whole = bytearray(path.read_bytes())
    whole[-2000] ^= 1
    path.write_bytes(whole)
    with pytest.raises(Refusal) as caught:
        desk_on().copy_aside(tmp_path / "copies", "evening", now)
    assert caught.value.code in ("store.damaged", "store.copy_damaged")
    assert not list((tmp_path / "copies").glob("*.db"))


def test_that_many_threads_share_one_store(store: Store, now: datetime) -> None:
    threads = [threading.Thread(target=_keep, args=(store, now, f"form-{number:02}")) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _kept(store) == [f"form-{number:02}" for number in range(12)]


def test_that_rows_stay_usable_after_the_transaction(store: Store, now: datetime) -> None:
    with store.writing() as session:
        draft = Draft(owner="wang", key="intake", body={"note": "读得到"}, saved_at=now)
        session.add(draft)
    assert draft.body == {"note": "读得到"}


CUT_OFF = """
import os, sys
from datetime import datetime
from pathlib import Path
from mediation_desk.model.draft import Draft
from mediation_desk.store.connecting import connect
from mediation_desk.store.engines import open_store

store = open_store(Path(sys.argv[1]), bytes(range(32)))
for number in range(8):
    with store.writing() as session:
        session.add(Draft(owner="wang", key=f"done-{number}", body={}, saved_at=datetime(2026, 3, 2)))
    print(f"done-{number}", flush=True)
with store.writing() as session:
    session.add(Draft(owner="wang", key="half", body={"note": "x" * 100_000}, saved_at=datetime(2026, 3, 2)))
    session.flush()
    os._exit(9)
"""


def test_that_a_desk_that_dies_keeps_what_it_acknowledged_and_nothing_half(store: Store, tmp_path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", CUT_OFF, str(tmp_path / "office")], capture_output=True, text=True, check=False
    )
    assert (died.returncode, died.stderr) == (9, "")
    assert _kept(store) == died.stdout.split()
    assert len(_kept(store)) == 8
    assert store.damage() == ()


ONE_LIBRARY = """
import sys
from mediation_desk.store import engines, keyfile, audit, blobs
print(sorted({"_sqlite3", "apsw", "PySide6.QtSql"} & set(sys.modules)))
"""


def test_that_only_one_sqlite_is_in_the_process() -> None:
    loaded = subprocess.run([sys.executable, "-c", ONE_LIBRARY], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_that_an_engine_too_old_to_search_chinese_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        require_fit_engine((3, 40, 1))
    assert caught.value.code == "store.engine_unfit"
    assert caught.value.facts["lacking"] == "version"


def test_that_keys_are_not_shown_in_a_report(store: Store) -> None:
    shown = repr(store)
    assert store.database_key.hex() not in shown
    assert repr(store.database_key) not in shown
    assert repr(bytes(range(32))) not in shown
