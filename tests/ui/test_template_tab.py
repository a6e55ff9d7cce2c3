"""文书模板 in the settings: editing with a preview, a fault at its line, the comparison, proposing, a second person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.queries.templates import TemplateSheet
from mediation_desk.ui.pages.settings.template_tab import TemplateTab
from mediation_desk.ui.session import Session
from tests.support.busy_office import session_of
from tests.support.seat import Seat

pytestmark = pytest.mark.thorough

CODE = "RM-VISIT"


@pytest.fixture
def seat(office_copy: Path, seat_of: Callable[[Session], Seat]) -> Seat:
    return seat_of(session_of(office_copy, "shen"))


def tab_of(seat: Seat) -> TemplateTab:
    page = seat.settings()
    page.tabs.setCurrentWidget(page.templates)
    page.templates.papers.choose(CODE)
    seat.settle()
    page.templates.look()
    seat.settle()
    return page.templates


def retype(seat: Seat, tab: TemplateTab, was: str, now: str) -> None:
    tab.text.setPlainText(tab.text.toPlainText().replace(was, now, 1))
    tab.look()
    seat.settle()


def test_that_a_fault_is_marked_at_its_line_and_gone_when_mended(seat: Seat, qtbot: QtBot) -> None:
    tab = tab_of(seat)
    assert tab.fault.text() == "可以排版，共 1 页" and tab.view.page_count() == 1
    assert "完全相同" in tab.difference.toPlainText() and not tab.propose.isEnabled()
    retype(seat, tab, "visit.manner", "visit.maner")
    line = tab.text.marked_line()
    assert line is not None and "visit.maner" in tab.text.toPlainText().splitlines()[line - 1]
    assert "maner" in tab.fault.text() and f"第{line}行" in tab.fault.text()
    assert "- " in tab.difference.toPlainText() and "+ " in tab.difference.toPlainText()
    retype(seat, tab, "visit.maner", "visit.manner")
    assert tab.text.marked_line() is None and "可以排版" in tab.fault.text()


def test_that_who_proposes_cannot_put_it_in_use_and_may_take_it_back(seat: Seat, qtbot: QtBot) -> None:
    tab = tab_of(seat)
    retype(seat, tab, "满意度", "对调解是否满意")
    tab.propose.click()
    assert tab.dialog is not None
    tab.dialog.findChild(type(tab.search), "note").setText("改一个栏目")  # type: ignore[union-attr]
    tab.dialog.go.click()
    qtbot.waitUntil(lambda: "已提出" in seat.said(), timeout=60000)
    seat.settle()
    (edition,) = seat.session.desk.ask(TemplateSheet(CODE)).editions
    assert (edition.state, edition.note, edition.own) == ("proposed", "改一个栏目", True)
    tab.history.choose(edition.id)
    assert tab.activate.isEnabled() and tab.withdraw.text() == "不采用…"
    tab.activate.click()
    qtbot.waitUntil(lambda: "另一位" in seat.said() and "本人" in seat.said(), timeout=60000)
    tab.withdraw.click()
    tab.dialog.findChild(type(tab.search), "reason").setText("不改了")  # type: ignore[union-attr]
    tab.dialog.go.click()
    qtbot.waitUntil(lambda: "已停用" in seat.said(), timeout=60000)
    seat.settle()
    assert [one.state for one in seat.session.desk.ask(TemplateSheet(CODE)).editions] == ["declined"]


def test_that_other_samples_and_real_cases_can_be_looked_at(seat: Seat, qtbot: QtBot) -> None:
    tab = tab_of(seat)
    words = [tab.facts.itemText(number) for number in range(tab.facts.count())]
    assert words[:3] == ["样张：一般案件", "样张：人数多、姓名生僻、条款长", "样张：空白表"]
    for number in range(len(words[:4])):
        tab.facts.setCurrentIndex(number)
        tab.look()
        seat.settle()
        assert "可以排版" in tab.fault.text(), words[number]
