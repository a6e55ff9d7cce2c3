"""Fixtures over the busy office: built once a worker, copied for whoever changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mediation_desk.ui.session import Session
from tests.support.busy_office import busy, open_accounts, session_of

ACCOUNTS = ("zhou", "wang", "guo", "zheng", "chen")
SignIn = Callable[..., Session]


@pytest.fixture(scope="session")
def busy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office as it stands on the busy morning. Nobody writes into it."""
    folder = tmp_path_factory.getbasetemp() / "busy-office"
    if not folder.exists():
        office = busy(folder)
        open_accounts(office, *ACCOUNTS)
        office.desk.close()
    return folder


@pytest.fixture(scope="session")
def at_desk(busy_folder: Path) -> Iterator[SignIn]:
    """Somebody at a desk of the office itself, who only looks."""
    sessions: dict[str, Session] = {}

    def sit_down(account: str = "shen") -> Session:
        if account not in sessions:
            sessions[account] = session_of(busy_folder, account)
        return sessions[account]

    yield sit_down
    for session in sessions.values():
        session.desk.close()


@pytest.fixture
def office_copy(busy_folder: Path, tmp_path: Path) -> Path:
    """A copy to write into."""
    return Path(shutil.copytree(busy_folder, tmp_path / "office"))


@pytest.fixture
def sign_in(office_copy: Path) -> Iterator[SignIn]:
    """Somebody at a desk of the copy, by account."""
    sessions: list[Session] = []

    def come_in(account: str = "shen") -> Session:
        sessions.append(session_of(office_copy, account))
        return sessions[-1]

    yield come_in
    for session in sessions:
        session.desk.close()
