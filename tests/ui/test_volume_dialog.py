"""The archive dialog lists what lies in the volume and what is missing, mends it, and binds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.volumes import VOLUME
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.volume_dialog import VolumeDialog
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    made = practice_office(tmp_path_factory.mktemp("volume") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, office: PracticeOffice, jobs: Jobs) -> Clerk:
    case = Case(office).mediating()
    seat = sit_down(qtbot, office, jobs)
    seat.open(case.case)
    return seat


def opened(clerk: Clerk) -> VolumeDialog:
    dialog = clerk.page().show_volume()
    assert dialog is not None
    clerk.qtbot.waitUntil(lambda: dialog.score.text() != "")
    return dialog


def said(dialog: VolumeDialog) -> str:
    notice = dialog.bar.notice()
    return "" if notice is None else notice.text


def test_that_a_missing_paper_is_named_and_its_button_makes_it(clerk: Clerk) -> None:
    dialog = opened(clerk)
    words = [button.text() for button in dialog.checks.findChildren(QPushButton)]
    assert words
    assert "／" in dialog.score.text() or "/" in dialog.score.text()
    dialog.checks.findChildren(QPushButton)[0].click()
    form = clerk.page().findChild(ActDialog)
    assert form is not None


def test_that_a_volume_is_bound_behind_the_window_s_back(clerk: Clerk, tmp_path: Path) -> None:
    dialog = opened(clerk)
    dialog.bind_into(tmp_path / "卷", for_court=False)
    clerk.qtbot.waitUntil(lambda: said(dialog) != "", timeout=60_000)
    assert (tmp_path / "卷" / VOLUME).read_bytes().startswith(b"%PDF")
    dialog.bind_into(tmp_path / "卷", for_court=False)
    clerk.qtbot.waitUntil(lambda: "已经存在" in said(dialog), timeout=60_000)
    assert dialog.bind.isEnabled()
