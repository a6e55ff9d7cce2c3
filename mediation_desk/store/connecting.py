"""One connection to the encrypted database: its key, its pragmas, each read back before anybody may use it.

SQLCipher is the only SQLite of the process: a second SQLite library on the same file breaks its locking silently, and
so does reading the live file with `open` (SQLite, "How to corrupt", 2.2). Copies are made by `copy_aside` only.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from mediation_desk.store.durable import UNFINISHED, make_folder, sync_file, sync_folder
from mediation_desk.terms.refusal import Refusal

PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", "5000", 5000),
    ("foreign_keys", "ON", 1),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # NORMAL in WAL lost acknowledged commits in simulated power cuts
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("secure_delete", "ON", 1),
    ("recursive_triggers", "ON", 1),  # else REPLACE deletes rows past a trigger that forbids deleting
)
_QUERY_ONLY = ("query_only", "ON", 1)


def connect(path: Path, key: bytes, *, query_only: bool = False) -> Any:
    """A DB-API connection in autocommit mode; transactions are begun explicitly, so that DDL rolls back too."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        _unlock(connection, key)
        for pragma in (*PRAGMAS, _QUERY_ONLY) if query_only else PRAGMAS:
            _insist(connection, *pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def is_genuine(connection: Any) -> bool:
    """Whether every page this connection read was genuine.

    SQLCipher hands out a damaged last page of a long value, or any page to a backup, as zeros and no statement fails;
    only its status tells. The connection is useless afterwards, also for what is sound (SQLCipher issue 617).
    """
    return bool(connection.execute("PRAGMA cipher_status").fetchone() == ("1",))


def damage(connection: Any) -> tuple[str, ...]:
    """What is wrong with the file: pages whose HMAC does not fit, broken structure, rows without their parent."""
    pages = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if pages:
        return tuple(pages)
    structure = [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
    orphans = [f"{row[0]} {row[1]}: no {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return (*structure, *orphans)


def copy_aside(source: Any, key: bytes, folder: Path, label: str, now: datetime) -> Path:
    """A checked, encrypted copy of the open database under the same key; a half-made copy never gets the name."""
    make_folder(folder)
    target = folder / f"{now:%Y%m%dT%H%M%S}-{label}.db"
    unfinished = folder / f"{UNFINISHED}{target.name}"
    unfinished.unlink(missing_ok=True)
    try:
        _copy(source, key, unfinished)
        sync_file(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(folder)
    return target


def _copy(source: Any, key: bytes, target: Path) -> None:
    copy = dbapi2.connect(str(target), isolation_level=None)
    try:
        _unlock(copy, key)
        source.backup(copy)
        if not is_genuine(source):
            raise Refusal("store.damaged")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file without companions
        if damage(copy):
            raise Refusal("store.copy_damaged", path=str(target))
    finally:
        copy.close()


def _unlock(connection: Any, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key is told to stderr
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as fault:
        raise (Refusal("store.unreadable") if _is_garbled(fault) else fault) from fault


def _is_garbled(fault: Exception) -> bool:
    return getattr(fault, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


def _insist(connection: Any, name: str, setting: str, expected: object) -> None:
    connection.execute(f"PRAGMA {name}={setting}").fetchall()
    found = connection.execute(f"PRAGMA {name}").fetchone()
    if found is None or found[0] != expected:
        raise Refusal("store.setting_not_taken", setting=name, wanted=setting, found=found and found[0])
