"""评查表 in the settings: a county's sheet, its faults by line, tried on a closed volume, put in use, left again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediation_desk.acts.archive import CloseVolume
from mediation_desk.desk.practice import PRACTICE
from mediation_desk.queries.volume import VolumeOf
from mediation_desk.ui.app import make_window
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.settings.page import SettingsPage
from mediation_desk.ui.pages.settings.review_tab import ReviewTab
from mediation_desk.ui.session import Session
from tests.law.test_review_sheets import GOOD
from tests.support.clerk import LEFT
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case

pytestmark = pytest.mark.thorough


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A volume is closed in an office of its own."""
    office = practice_office(tmp_path / "office")
    closed = Case(office).mediating()
    closed.finalise()
    closed.everyone_signs()
    volume = office.desk.ask(VolumeOf(case=closed.case, track=closed.id("t")))
    missing = {check.code: "未制作" for check in volume.checks if check.code is not None}
    closed.do(CloseVolume(track=closed.id("t"), id=closed.id("v"), retention="permanent", missing=missing))
    yield closed
    office.desk.close()


@pytest.fixture
def tab(case: Case, jobs: Jobs, qtbot: QtBot) -> ReviewTab:
    office = case.office
    window = make_window(Session(office.desk, office.door, PRACTICE.founder.account), jobs)
    qtbot.addWidget(window)
    window.show()
    page = window.go("settings")
    assert isinstance(page, SettingsPage)
    page.tabs.setCurrentWidget(page.reviews)
    settle(qtbot, jobs)
    return page.reviews


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    for _ in range(4):
        qtbot.waitUntil(lambda: not jobs.busy, timeout=30_000)
        QApplication.processEvents()


def score_of(case: Case) -> str:
    return case.office.desk.ask(VolumeOf(case=case.case, track=case.id("t"))).review


def test_that_the_sheet_in_use_is_shown_and_is_what_one_begins_with(tab: ReviewTab) -> None:
    assert tab.used.text() == "正在使用：人民调解卷宗评查表（示例）（自带）"
    assert tab.fault.text() == "没有问题：8 项，共 100 分"
    assert tab.items.shown() == 8
    assert not tab.back.isEnabled()


def test_that_every_fault_is_shown_with_its_line_and_nothing_can_be_put_in_use(
    tab: ReviewTab, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    file = tmp_path / "县.toml"
    file.write_text(GOOD.replace("60", '"六十"').replace("40", "0"), encoding="utf-8-sig")
    tab.take_file(file)
    settle(qtbot, jobs)
    assert "第9行" in tab.fault.text() and "第15行" in tab.fault.text()
    assert not tab.use.isEnabled() and tab.items.shown() == 0 and tab.score.text() == ""


def test_that_a_sheet_is_tried_put_in_use_and_left_again(tab: ReviewTab, case: Case, qtbot: QtBot, jobs: Jobs) -> None:
    tab.take(GOOD)
    settle(qtbot, jobs)
    assert tab.volumes.count() == 1 and tab.score.text() == "试用得分：40 / 100"
    assert score_of(case).endswith("（自带）"), "trying changes nothing"
    assert tab.start.value() == date(2026, 3, 2)
    qtbot.mouseClick(tab.use, LEFT)
    settle(qtbot, jobs)
    assert score_of(case) == "临溪县卷宗评查标准（本单位第1版）"
    assert tab.used.text() == "正在使用：临溪县卷宗评查标准（本单位第1版）"
    qtbot.mouseClick(tab.back, LEFT)
    settle(qtbot, jobs)
    assert score_of(case).endswith("（自带）")
    assert tab.history.shown() == 2 and not tab.back.isEnabled()


def test_that_a_file_that_is_no_text_is_named(tab: ReviewTab, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    before = tab.text.toPlainText()
    (tmp_path / "表.xlsx").write_bytes(b"\xff\xfe\x00\xd8")
    tab.take_file(tmp_path / "表.xlsx")
    settle(qtbot, jobs)
    assert tab.text.toPlainText() == before
