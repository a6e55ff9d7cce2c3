"""Opening an office's database: one writer that holds the lock from its first statement, and a pool of readers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as TurnTimeout
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from mediation_desk.store.blobs import BLOB_FOLDER, Blobs
from mediation_desk.store.connecting import connect, copy_aside, damage, is_genuine
from mediation_desk.store.durable import make_folder
from mediation_desk.store.keys import derive
from mediation_desk.store.selftest import require_fit_engine
from mediation_desk.terms.refusal import Refusal

DATABASE_FILE = "office.db"
READERS = 4
_ANSWERS = (
    ("SQLITE_CORRUPT", "store.damaged"),
    ("SQLITE_NOTADB", "store.damaged"),
    ("SQLITE_FULL", "store.full"),
    ("SQLITE_BUSY", "store.busy"),
    ("SQLITE_LOCKED", "store.busy"),
    ("SQLITE_IOERR", "store.disk_fault"),
    ("SQLITE_CANTOPEN", "store.disk_fault"),
)


class OutcomeUnknown(Exception):
    """A COMMIT failed: the work may or may not be in the database. Open anew and look the act's id up."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open office: `writing` and `reading` are the only ways to a session."""

    folder: Path
    database_key: bytes = field(repr=False)
    writer: Engine
    reader: Engine
    blobs: Blobs

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction under the write lock: committed at the end, or rolled back and nothing happened."""
        with answering(), Session(self.writer, expire_on_commit=False) as session:
            try:
                with _undamaged(session):  # takes the lock now: what is read is what will be written upon
                    yield session
                    session.flush()
            except BaseException:
                session.rollback()
                raise
            _commit(session)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A snapshot that cannot write; writers do not wait for it."""
        with (
            answering(),
            Session(self.reader, expire_on_commit=False, autoflush=False) as session,
            _undamaged(session),
        ):
            yield session

    def damage(self) -> tuple[str, ...]:
        """What the database finds wrong with its own file; empty when all is well. Reads every page."""
        with self._apart() as connection:
            return damage(connection)

    def copy_aside(self, folder: Path, label: str, now: datetime) -> Path:
        """A checked copy of the database under the same key, taken while others read and write."""
        with self._apart() as connection:
            return copy_aside(connection, self.database_key, folder, label, now)

    @contextmanager
    def _apart(self) -> Iterator[Any]:
        """A connection of its own that is thrown away: a damaged page would spoil it for later readers."""
        with answering(), closing(connect(self.folder / DATABASE_FILE, self.database_key, query_only=True)) as own:
            yield own

    def close(self) -> None:
        """Give the files back."""
        self.reader.dispose()
        self.writer.dispose()


def open_store(folder: Path, data_key: bytes, patience: float = 10.0) -> Store:
    """Open the office in `folder`, or start its database when there is none. Several desks may open one office.

    `patience` is how many seconds a thread waits for its turn among the threads of this desk.
    """
    require_fit_engine()
    make_folder(folder)
    path, key = folder / DATABASE_FILE, derive(data_key, "database")
    with answering():
        connect(path, key).close()  # the first to open sets WAL and finds out whether the key fits
    writer = _engine(lambda: connect(path, key), "BEGIN IMMEDIATE", 1, patience)
    reader = _engine(lambda: connect(path, key, query_only=True), "BEGIN", READERS, patience)
    return Store(folder, key, writer, reader, Blobs(folder / BLOB_FOLDER, data_key))


def _engine(connecting: Callable[[], Any], begin: str, connections: int, patience: float) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connecting,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as fault:
        session.invalidate()
        raise OutcomeUnknown(str(fault.orig)) from fault


@contextmanager
def _undamaged(session: Session) -> Iterator[None]:
    """Begin, and refuse at the end if a page was not genuine; nobody shall use that connection again."""
    connection: Any = session.connection().connection.driver_connection
    try:
        yield
    finally:
        if not is_genuine(connection):
            session.invalidate()
            raise Refusal("store.damaged")


@contextmanager
def answering() -> Iterator[None]:
    """What the disk or another desk causes is a refusal; what the program got wrong stays a fault."""
    try:
        yield
    except TurnTimeout as fault:
        raise Refusal("store.busy") from fault
    except (DBAPIError, dbapi2.Error) as fault:
        _answer(fault)


def _answer(fault: Exception) -> NoReturn:
    origin = fault.orig if isinstance(fault, DBAPIError) else fault
    name = getattr(origin, "sqlite_errorname", "")
    for prefix, code in _ANSWERS:
        if name.startswith(prefix):
            raise Refusal(code) from fault
    raise fault
