"""Real encrypted offices in a temporary folder, with a key file that is quick to guess and so quick to test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediation_desk.model.audit import AuditEntry, AuditWriter
from mediation_desk.model.base import Base
from mediation_desk.model.blob import Blob
from mediation_desk.model.draft import Draft
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.numbering import NumberDrawn, NumberSeries
from mediation_desk.model.search import SearchText
from mediation_desk.store.engines import Store, open_store
from mediation_desk.store.passwords import GuessCost

DATA_KEY = bytes(range(32))
MODELS = (AuditWriter, AuditEntry, Blob, Draft, JournalEntry, NumberSeries, NumberDrawn, SearchText)


@pytest.fixture
def now() -> datetime:
    """A working morning."""
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def light() -> GuessCost:
    """The least Argon2 takes."""
    return GuessCost(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
def data_key() -> bytes:
    """The same key in every test, never used for anything real."""
    return DATA_KEY


@pytest.fixture
def desk_on(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the one office again, as another desk would; all are closed at the end."""
    opened: list[Store] = []

    def desk() -> Store:
        opened.append(open_store(tmp_path / "office", DATA_KEY))
        return opened[-1]

    yield desk
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def fresh_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed office with the tables of this package, to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    store = open_store(folder, DATA_KEY)
    with store.writing() as session:
        Base.metadata.create_all(session.connection(), [model.__table__ for model in MODELS])  # type: ignore[misc]
    store.close()
    return folder


@pytest.fixture
def store(fresh_office: Path, tmp_path: Path, desk_on: Callable[[], Store]) -> Store:
    """An open office with the tables of this package and no rows."""
    shutil.copytree(fresh_office, tmp_path / "office")
    return desk_on()
