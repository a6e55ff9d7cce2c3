"""Bringing an office to the program's schema at start: whole or not at all, after a copy was put aside.

One BEGIN IMMEDIATE holds every pending migration. Foreign keys are switched off before it (Alembic rebuilds a parent
table by dropping it, and its children would cascade away) and checked inside it, before the COMMIT.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from mediation_desk.model.base import Base
from mediation_desk.model.beside import Beside, declared
from mediation_desk.store.engines import Store, answering
from mediation_desk.terms.refusal import Refusal

COPIES = "before-upgrade"


def pending(store: Store, migrations: Path) -> tuple[str, ...]:
    """The revisions that the office still lacks, in order. Refuses an office of a newer program."""
    scripts = ScriptDirectory.from_config(_config(migrations))
    known = [script.revision for script in scripts.walk_revisions()]
    held = current(store)
    if held is not None and held not in known:
        raise Refusal("store.newer", revision=held)
    return tuple(reversed(known[: known.index(held)] if held is not None else known))


def current(store: Store) -> str | None:
    """The revision the office is at; None for an office without tables."""
    with store.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def upgrade(store: Store, migrations: Path, now: datetime) -> Path | None:
    """Apply what is pending; where the copy lies that was made of an existing office before."""
    if not pending(store, migrations):
        return None
    held = current(store)
    copy = store.copy_aside(store.folder / COPIES, held, now) if held is not None else None
    with _schema_change(store) as connection:
        command.upgrade(_config(migrations, connection), "head")
        _put_back(connection, Base.metadata)
        _require_parents(connection)
    return copy


def draft_revision(store: Store, migrations: Path, message: str, metadata: MetaData = Base.metadata) -> Path:
    """For developers: write the migration that leads from the office's schema to the model's."""
    config = _config(migrations)
    config.attributes["metadata"] = metadata
    config.attributes["beside"] = [thing.name for thing in declared(metadata)]
    with store.writing() as session:  # Alembic makes its own table even to look
        config.attributes["connection"] = session.connection()
        config.attributes["lacking"] = [thing.ddl for thing in _lacking(session.connection(), metadata)]
        written: Any = command.revision(config, message=message, autogenerate=True)
    return Path(written.path)


def _config(migrations: Path, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _schema_change(store: Store) -> Iterator[Connection]:
    """A transaction of the writer without foreign keys; the connection is thrown away with its setting."""
    with answering(), store.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            connection.invalidate()


def _put_back(connection: Connection, metadata: MetaData) -> None:
    """Alembic's batch mode drops triggers without a word."""
    present = _names(connection)
    for thing in _lacking(connection, metadata):
        if thing.table in present:
            connection.exec_driver_sql(thing.ddl)


def _lacking(connection: Connection, metadata: MetaData) -> list[Beside]:
    present = _names(connection)
    return [thing for thing in declared(metadata) if thing.name not in present]


def _names(connection: Connection) -> set[str]:
    return set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())


def _require_parents(connection: Connection) -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise Refusal("store.upgrade_orphans", table=orphans[0][0], parent=orphans[0][2], count=len(orphans))
