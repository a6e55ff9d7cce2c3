"""规则版本 in the settings: what waits, what it changes, adopting it, the recount, and what moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.queries.editions import CasesToRecount, RulesInForce
from mediation_desk.ui.pages.settings.edition_tab import EditionTab
from mediation_desk.ui.session import Session
from tests.support.busy_office import session_of
from tests.support.other_rules import holiday, other_resources, updated
from tests.support.seat import Seat

pytestmark = pytest.mark.thorough

LAST_DAY = "2026-12-23"
"""The last day of one clock of the busy office, and a Wednesday."""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return other_resources(tmp_path_factory.mktemp("next"), calendars__2026=holiday(LAST_DAY))


@pytest.fixture
def seated(office_copy: Path, other: Path, seat_of: Callable[[Session], Seat]) -> Callable[[str], Seat]:
    """A window under the next program."""

    def sit_down(account: str) -> Seat:
        old = session_of(office_copy, account)
        desk = updated(old.desk, other)
        return seat_of(Session(desk, OfficeDoor(office_copy, desk.surroundings, old.door.cost), account))

    return sit_down


def tab_of(seat: Seat) -> EditionTab:
    page = seat.settings()
    page.tabs.setCurrentWidget(page.edition)
    return page.edition


def test_that_new_rules_are_told_compared_adopted_and_what_moved_is_listed(
    seated: Callable[[str], Seat], qtbot: QtBot
) -> None:
    seat = seated("shen")
    assert "还没有采用的规则" in seat.said()
    tab = tab_of(seat)
    assert tab.adopt.isVisible() and not tab.recount.isVisible()
    assert [tab.differences.model().index(row, 3).data() for row in range(tab.differences.shown())] == ["2026年"]
    tab.adopt.click()
    assert tab.dialog is not None
    tab.dialog.go.click()
    qtbot.waitUntil(lambda: "已重新计算" in seat.said(), timeout=60000)
    seat.settle()
    assert seat.session.desk.ask(RulesInForce()).number == 2
    assert seat.session.desk.ask(CasesToRecount()) == ()
    assert "日期变动 1 处" in seat.said()
    assert tab.moved.shown() == 1
    assert "12月23日改为2026年12月24日" in tab.moved.model().index(0, 1).data()
    assert not tab.adopt.isVisible() and not tab.changes.isVisible() and not tab.progress.isVisible()
    assert tab.edition.text().startswith("第 2 版") and "一致" in tab.words.text()


def test_that_who_leaves_the_question_adopts_nothing(seated: Callable[[str], Seat]) -> None:
    seat = seated("shen")
    tab = tab_of(seat)
    tab.adopt.click()
    assert tab.dialog is not None
    tab.dialog.leave.click()
    seat.settle()
    assert seat.session.desk.ask(RulesInForce()).number == 1


def test_that_a_mediator_sees_what_waits_and_has_no_button(seated: Callable[[str], Seat]) -> None:
    seat = seated("wang")
    assert "还没有采用的规则" not in seat.said()
    tab = tab_of(seat)
    assert tab.differences.shown() == 1
    assert not tab.adopt.isVisible() and not tab.recount.isVisible()
