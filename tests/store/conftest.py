"""Real encrypted offices in a temporary folder, with a key file that is quick to guess and so quick to test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediation_desk.model import audit, blob, draft, journal, numbering, search
from mediation_desk.model.base import Base
from mediation_desk.store.engines import Store, open_store
from mediation_desk.store.passwords import GuessCost

DATA_KEY = bytes(range(32))
MODELS = (audit, blob, draft, journal, numbering, search)


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


@pytest.fixture
def store(desk_on: Callable[[], Store]) -> Store:
    """An office with the tables of this package."""
    store = desk_on()
    with store.writing() as session:
        Base.metadata.create_all(session.connection())
    return store
