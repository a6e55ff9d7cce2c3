"""Risk in the window: who sees it, what it says, what it forbids, and that a party never reads it over a shoulder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mediation_desk.acts.recorded import RecordOutside
from mediation_desk.acts.risk import AssessRisk, Sign
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.ui.app import make_window
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.risk_view import RiskView
from mediation_desk.ui.dialogs.signals_editor import SignalsEditor
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.case.page import CasePage
from mediation_desk.ui.pages.ledger.page import LedgerPage
from mediation_desk.ui.session import Session
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case, staff

pytestmark = pytest.mark.thorough

DAY = date(2026, 3, 2)
RED = (("threat", 1, "扬言同归于尽"), ("domestic_violence", 1, ""))


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path_factory.mktemp("risk") / "office")
    yield office
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, practice: PracticeOffice, jobs: Jobs, faults: list[Exception]) -> Iterator[Clerk]:
    seat = sit_down(qtbot, practice, jobs, staff("guo"))
    yield seat
    assert faults == []


@pytest.fixture
def page(clerk: Clerk, practice: PracticeOffice) -> CasePage:
    """A case in mediation, open at nine in the morning."""
    case = Case(practice).mediating()
    clerk.move_to(DAY)
    return clerk.open(case.case)


def judge(clerk: Clerk, *signals: tuple[str, int, str]) -> None:
    clerk.do("assess_risk", {"signals": signals, "reason": "电话里扬言"})


def view_of(clerk: Clerk, page: CasePage) -> RiskView:
    clerk.qtbot.mouseClick(page.header.risk, LEFT)
    found = page.findChildren(RiskView)
    clerk.until(lambda: any(one.isVisible() for one in page.findChildren(RiskView)))
    return next(one for one in (*found, *page.findChildren(RiskView)) if one.isVisible())


def told(view: RiskView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def test_that_the_badge_says_the_colour_in_a_word_and_tells_why_when_pressed(clerk: Clerk, page: CasePage) -> None:
    assert page.header.risk.text() == "风险 未评"
    judge(clerk, *RED)
    assert page.header.risk.text() == "风险 红"
    view = view_of(clerk, page)
    words = told(view)
    for said in (
        "40分（本中心做法，依据待核）",
        "扬言同归于尽",
        "须立即报告公安机关",
        "人民调解法 25",
        "合计75分",
        "郭建民",
    ):
        assert said in words
    view.reject()


def test_that_the_case_page_calls_for_the_report_until_it_is_recorded(clerk: Clerk, page: CasePage) -> None:
    judge(clerk, *RED)
    assert page.header.danger.isVisible()
    assert page.header.danger.words.text().startswith("须立即报告公安机关")
    dialog = clerk.press(page.header.danger.report)
    assert isinstance(dialog, ActDialog)
    clerk.fill(dialog, {"to": "枫塘派出所", "receiver": "值班民警", "reason": "扬言伤人"})
    dialog.hour.set_value(time(9, 20))
    clerk.send(dialog)
    assert not page.header.danger.isVisible()


def test_that_a_joint_session_is_refused_with_the_article_and_the_next_step(clerk: Clerk, page: CasePage) -> None:
    judge(clerk, *RED)
    assert "record_session" not in page.steps.keys()  # noqa: SIM118 - a method of the widget
    dialog = clerk.begin("record_session")
    hours = {"started": datetime(2026, 3, 2, 9, 30), "ended": datetime(2026, 3, 2, 9, 40)}
    clerk.fill(dialog, {**hours, "place": "调解室", "attending": ("王有田", "李秀英"), "result": "见面"})
    said = clerk.refusal(dialog)
    assert "不得安排双方联合会面" in said
    assert "人民调解法 25" in said
    assert "单独谈话" in said
    assert dialog.isVisible()
    dialog.reject()
    clerk.do("record_private_talk", {"party": page.sheet.facts.parties[0].id, "text": "怕"})  # type: ignore[union-attr]


def test_that_lowering_alone_is_refused_in_the_form(clerk: Clerk, page: CasePage) -> None:
    judge(clerk, *RED)
    dialog = clerk.begin("assess_risk")
    editor = dialog.editors["signals"]
    assert isinstance(editor, SignalsEditor)
    assert editor.value() == RED
    clerk.fill(dialog, {"signals": (), "reason": "没事了"})
    assert "降级须两人" in clerk.refusal(dialog)
    dialog.reject()


def test_that_a_lower_grade_is_asked_for_here_and_confirmed_by_another(
    clerk: Clerk, page: CasePage, practice: PracticeOffice, qtbot: QtBot, jobs: Jobs
) -> None:
    judge(clerk, *RED)
    clerk.do("ask_lower_risk", {"signals": (("breakup", 1, ""),), "reason": "已和好"})
    assert page.header.risk.text() == "风险 红"
    own = clerk.begin("lower_risk")
    assert "不能由同一人确认" in clerk.refusal(own)
    own.reject()
    assert page.sheet is not None
    director = sit_down(qtbot, practice, jobs)
    director.move_to(DAY, time(11))
    seen = director.open(page.sheet.facts.id)
    director.do("lower_risk")
    assert seen.header.risk.text() == "风险 黄"


def test_that_what_the_desk_has_seen_is_proposed_and_not_ticked(
    clerk: Clerk, page: CasePage, practice: PracticeOffice
) -> None:
    assert page.sheet is not None
    (track,) = page.sheet.tracks
    for number in range(4):
        call = RecordOutside(
            track=track.facts.id,
            id=clerk.door.new_id(),
            kind="police",
            organ="派出所",
            started_on=date(2026, 2, 1 + number),
        )
        practice.desk.perform(call, case=page.sheet.facts.id, on=DAY)
    page.refresh()
    clerk.until(lambda: bool(page.sheet and len(page.sheet.tracks[0].facts_recorded) == 4))
    editor = clerk.begin("assess_risk").editors["signals"]
    assert isinstance(editor, SignalsEditor)
    line = editor.lines["police_calls"]
    assert (line.box.isChecked(), line.count.value()) == (False, 4)
    assert editor.value() == ()
    line.box.setChecked(True)
    assert editor.value() == (("police_calls", 4, ""),)
    editor.window().close()


def test_that_signing_on_the_screen_is_discouraged_and_not_barred(clerk: Clerk, page: CasePage) -> None:
    judge(clerk, *RED)
    page.want("record_signature")
    notice = clerk.window.notices.notice()
    assert notice is not None
    assert "分别到场签署" in notice.text
    assert clerk.window.current() == "signing"


def test_that_a_party_before_the_screen_reads_nothing_of_it(
    practice: PracticeOffice, qtbot: QtBot, jobs: Jobs, faults: list[Exception]
) -> None:
    case = Case(practice).mediating()
    case.do(AssessRisk(id=case.id("r"), signals=(Sign(code="threat"),), reason="扬言"), by="guo")
    window = make_window(Session(practice.desk, practice.door, "shen"), jobs)
    qtbot.addWidget(window)
    window.show()

    def settled() -> None:
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)

    page = window.go("case", case.case)
    assert isinstance(page, CasePage)
    settled()
    assert page.header.risk.isVisible()
    assert page.header.danger.isVisible()
    qtbot.mouseClick(window.top_bar.counter, LEFT)
    settled()
    assert not page.header.risk.isVisible()
    assert not page.header.danger.isVisible()
    assert page.show_risk() is None
    lines = [action.objectName() for part in page.menu.actions() for action in part.menu().actions()]
    assert "more:assess_risk" not in lines
    ledger = window.go("cases")
    assert isinstance(ledger, LedgerPage)
    settled()
    assert "红" not in {str(ledger.table.model().index(0, column).data()) for column in range(9)}
    qtbot.mouseClick(window.top_bar.counter, LEFT)
    settled()
    window.go("case", case.case)
    settled()
    assert page.header.risk.text() == "风险 红"
    assert faults == []
