"""生僻字图 in the settings: a file is shown before it is proposed, and who proposes it cannot put it in use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.queries.drawings import CharacterDrawings
from mediation_desk.ui.pages.settings.drawing_tab import DrawingTab
from mediation_desk.ui.session import Session
from tests.support.busy_office import session_of
from tests.support.drawn import picture
from tests.support.seat import Seat


@pytest.fixture
def seat(office_copy: Path, seat_of: Callable[[Session], Seat]) -> Seat:
    return seat_of(session_of(office_copy, "shen"))


@pytest.fixture
def tab(seat: Seat) -> DrawingTab:
    page = seat.settings()
    page.tabs.setCurrentWidget(page.drawings)
    return page.drawings


def test_that_a_picture_is_seen_proposed_and_waits_for_another(
    seat: Seat, tab: DrawingTab, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "char.png"
    file.write_bytes(picture())
    tab.character.setText("U+E123")
    tab.source.setText("张某身份证原件")
    assert not tab.propose.isEnabled()
    tab.take_file(str(file))
    assert tab.propose.isEnabled() and not tab.picture.pixmap().isNull()
    tab.propose.click()
    qtbot.waitUntil(lambda: "已提出" in seat.said(), timeout=30000)
    seat.settle()
    (row,) = seat.session.desk.ask(CharacterDrawings())
    assert (row.state, row.code, row.source) == ("proposed", "U+E123", "张某身份证原件")
    tab.drawings.choose(row.id)
    assert not tab.confirm.isEnabled() and tab.withdraw.isEnabled(), "nobody confirms a picture of their own"
    tab.withdraw.click()
    assert tab.dialog is not None
    tab.dialog.findChild(type(tab.source), "reason").setText("字形有误")  # type: ignore[union-attr]
    tab.dialog.go.click()
    qtbot.waitUntil(lambda: "已停用" in seat.said(), timeout=30000)
    seat.settle()
    assert [one.state for one in seat.session.desk.ask(CharacterDrawings())] == ["declined"]


def test_that_a_picture_that_will_not_do_says_why(tab: DrawingTab, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "char.png"
    file.write_bytes(picture(ink="red"))
    tab.character.setText("U+E123")
    tab.source.setText("身份证")
    tab.take_file(str(file))
    tab.propose.click()
    qtbot.waitUntil(lambda: "白底黑字" in tab.fault.text(), timeout=30000)
    tab.take_file(str(tmp_path / "nothing.png"))
    assert "PNG" in tab.fault.text()
