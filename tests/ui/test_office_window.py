"""The real window of a real office: who gets which pages, and what they do by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from mediation_desk.queries.ledger import Ledger
from mediation_desk.ui.app import make_window
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.pages.intake.page import IntakePage
from mediation_desk.ui.pages.ledger.page import LedgerPage
from mediation_desk.ui.pages.performance.page import PerformancePage
from mediation_desk.ui.pages.settings.page import SettingsPage
from mediation_desk.ui.pages.today.page import TodayPage
from mediation_desk.ui.session import Session
from tests.support.busy_fixtures import SignIn
from tests.support.hands import write
from tests.support.kept_offices import PASSWORD
from tests.support.typing_in import quarrel

pytestmark = pytest.mark.thorough

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return
LEFT = Qt.MouseButton.LeftButton


class Office:
    """A window with the person who sits at it, and how to wait for answers."""

    def __init__(self, session: Session, window: MainWindow, jobs: Jobs, qtbot: QtBot) -> None:
        self.session, self.window, self.jobs, self.qtbot = session, window, jobs, qtbot
        self.went: list[tuple[str, str]] = []

    def settle(self) -> None:
        """Until nothing more is asked."""
        self.qtbot.waitUntil(lambda: not self.jobs.busy)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def keys(self, text: str) -> None:
        """Type where the keyboard is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        self.qtbot.keyClicks(widget, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        self.qtbot.keyClick(widget, key, modifier)

    def say(self, text: str) -> None:
        """Chinese, as an input method commits it."""
        widget = QApplication.focusWidget()
        assert widget is not None
        write(widget, text)


def turn(page: SettingsPage, title: str) -> None:
    """Show a tab of the settings by what stands on it."""
    page.tabs.setCurrentIndex([page.tabs.tabText(place) for place in range(page.tabs.count())].index(title))


@pytest.fixture
def opened(sign_in: SignIn, qtbot: QtBot, faults: list[Exception]) -> Iterator[Callable[[str], Office]]:
    offices: list[Office] = []

    def come_in(account: str = "shen") -> Office:
        session = sign_in(account)
        jobs = Jobs(faults.append)
        window = make_window(session, jobs)
        window.resize(1366, 768)
        with qtbot.waitActive(window):  # not qtbot.addWidget, which would delete the window before its lanes end
            window.show()
            window.activateWindow()
        offices.append(Office(session, window, jobs, qtbot))
        offices[-1].settle()
        return offices[-1]

    yield come_in
    for office in offices:
        office.settle()
        office.window.close()
        office.jobs.close()
        office.window.deleteLater()
        QApplication.processEvents()
    assert faults == []


def _page(office: Office, key: str, kind: type) -> object:
    page = office.window.go(key)
    office.settle()
    assert isinstance(page, kind)
    return page


def test_that_each_role_is_offered_its_own_pages(opened: Callable[[str], Office]) -> None:
    def places(account: str) -> set[str]:
        window = opened(account).window
        return {key for key in ("today", "cases", "intake", "performance", "settings") if window.go(key) is not None}

    assert places("shen") == {"today", "cases", "intake", "performance", "settings"}
    assert places("zheng") == {"today", "cases", "performance", "settings"}


def test_that_an_evaluator_has_no_button_to_register(opened: Callable[[str], Office]) -> None:
    window = opened("zheng").window
    assert not window.top_bar.register.isVisible()
    assert window.top_bar.search.isVisible()


def test_that_the_window_says_who_sits_there_and_how_much_waits(opened: Callable[[str], Office]) -> None:
    office = opened("wang")
    assert office.window.top_bar.user.text() == "王守信（调解员）"
    assert office.window.side_bar.button("today").count() == 1
    assert office.window.side_bar.button("cases").count() == 9


def test_that_the_first_page_puts_the_keyboard_on_what_is_due_first(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "today", TodayPage)
    assert page.todo.hasFocus()
    assert page.todo.current_row().title.startswith("孙家铭")
    assert page.cards["overdue"].value() == "1"
    assert page.planned.lines()[0].aside == "09:30"


def test_that_a_card_opens_the_ledger_on_what_it_counts(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "today", TodayPage)
    office.qtbot.mouseClick(page.cards["overdue"], LEFT)
    office.settle()
    assert office.window.current() == "cases"
    ledger = _page(office, "cases", LedgerPage)
    assert ledger.table.shown() == 1


def test_that_the_first_page_narrows_to_ones_own(opened: Callable[[str], Office]) -> None:
    office = opened("guo")
    page = _page(office, "today", TodayPage)
    own = page.todo.shown()
    page.scope.click()
    assert 0 < own < page.todo.shown()


def test_that_typing_over_the_ledger_filters_it_and_the_preview_follows(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "cases", LedgerPage)
    page.table.setFocus()
    office.keys("jmq")
    assert page.text.text() == "jmq"
    office.qtbot.waitUntil(lambda: "蒋美琴" in page.preview.shown_title())
    assert page.table.shown() == 1
    office.press(ENTER)
    assert page.table.hasFocus()


def test_that_a_filter_that_keeps_nothing_says_what_to_do(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "cases", LedgerPage)
    page.text.setText("没有这个人")
    assert page.nothing.isVisible()
    assert not page.preview.open.isEnabled()


def test_that_words_at_the_top_list_what_they_are_found_in(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    office.qtbot.keyClick(office.window, Qt.Key.Key_K, CONTROL)
    office.say("雨棚")
    office.qtbot.waitUntil(lambda: len(office.window.found.keys()) == 1)
    office.press(Qt.Key.Key_Down)
    with office.qtbot.waitSignal(office.window.found_chosen) as chosen:
        office.press(ENTER)
    assert chosen.args == [next(row.id for row in office.session.desk.ask(Ledger()).rows if row.number == "2026-3")]


def test_that_a_quarrel_is_registered_by_keyboard_alone(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    office.qtbot.keyClick(office.window, Qt.Key.Key_N, CONTROL)
    office.settle()
    page = _page(office, "intake", IntakePage)
    office.say("冯秀珍")
    office.press(ENTER)
    office.keys("13806589999")
    office.press(ENTER)
    office.keys("330699195703121540")
    page.entry.boxes()[1].focus_field("name")
    office.say("韩志强")
    page.entry.dispute_type.setFocus()
    page.entry.dispute_type.setCurrentIndex(page.entry.dispute_type.findData("neighbours"))
    page.entry.summary.setFocus()
    office.say("楼上漏水，泡坏楼下天花板。")
    office.qtbot.waitUntil(lambda: page.triage.choice() is not None)
    before = len(office.session.desk.ask(Ledger()).rows)
    office.press(ENTER, CONTROL)
    office.qtbot.waitUntil(page.registered.isVisible)
    office.settle()
    row = office.session.desk.ask(Ledger()).rows[0]
    assert len(office.session.desk.ask(Ledger()).rows) == before + 1
    assert (row.title, row.procedure, row.stage_name) == ("冯秀珍与韩志强 邻里", "people.general", "登记")
    assert page.registered.open.hasFocus()
    assert page.entry.form().untouched


def test_that_a_wrong_identity_number_is_refused_while_it_is_typed(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    page = _page(office, "intake", IntakePage)
    fields = page.entry.boxes()[0].fields.ui
    fields.id_number.setFocus()
    office.keys("330699195703121541")
    assert fields.id_note.isVisible()
    assert "校验" in fields.id_number.problem()
    office.press(Qt.Key.Key_Backspace)
    office.keys("0")
    assert fields.id_number.problem() == ""
    assert fields.sex.currentText() == "女"
    assert "1957 年 3 月 12 日" in fields.id_note.text()


def test_that_what_is_missing_is_said_and_the_keyboard_goes_there(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    page = _page(office, "intake", IntakePage)
    page.send.click()
    assert "至少填写一位当事人" in office.window.notices.notice().text
    assert page.entry.boxes()[0].fields.ui.name.hasFocus()


def test_that_what_was_typed_is_there_again_in_the_next_window(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    page = _page(office, "intake", IntakePage)
    page.entry.show_form(quarrel(page.entry.form()))
    office.qtbot.waitUntil(lambda: "草稿已存" in page._card._remark.text(), timeout=5000)
    again = opened("zhou")
    restored = _page(again, "intake", IntakePage)
    assert restored.entry.form().title == "周桂英与钱志远"
    assert restored.entry.boxes()[0].rows()[0].name.text() == "陈志明"
    assert "已恢复" in again.window.notices.notice().text


def test_that_parties_and_those_who_stand_for_them_come_and_go(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    page = _page(office, "intake", IntakePage)
    first = page.entry.boxes()[0]
    first.add.click()
    page.entry.third.click()
    assert [box.side for box in page.entry.boxes()] == ["applicant", "applicant", "respondent", "third"]
    assert page.entry.boxes()[1].head.text() == "申请人 2"
    page.entry.boxes()[1].remove.click()
    first.stand_for.click()
    assert first.rows()[0].name.hasFocus()
    first.rows()[0].remove.click()
    assert first.rows() == ()
    assert [box.side for box in page.entry.boxes()] == ["applicant", "respondent", "third"]


def test_that_f2_fills_a_field_as_in_the_registration_before(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    page = _page(office, "intake", IntakePage)
    page.entry.show_form(quarrel(page.entry.form()))
    office.qtbot.mouseClick(page.enquiry, LEFT)
    office.qtbot.waitUntil(page.registered.isVisible)
    page.entry.dispute_type.setFocus()
    office.press(Qt.Key.Key_F2)
    assert page.entry.dispute_type.currentData() == "neighbours"
    assert page.entry.summary.toPlainText() == ""


def test_that_the_receipt_is_made_once_after_registering(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    page = _page(office, "intake", IntakePage)
    page.entry.show_form(quarrel(page.entry.form()))
    office.qtbot.mouseClick(page.enquiry, LEFT)
    office.qtbot.waitUntil(page.registered.isVisible)
    page.registered.receipt.click()
    office.qtbot.waitUntil(lambda: "已存入" in page.registered.receipt.text(), timeout=20000)
    assert not page.registered.receipt.isEnabled()


def test_that_another_page_is_fresh_after_a_registration(opened: Callable[[str], Office]) -> None:
    office = opened("zhou")
    ledger = _page(office, "cases", LedgerPage)
    before = ledger.table.shown()
    page = _page(office, "intake", IntakePage)
    page.entry.show_form(quarrel(page.entry.form()))
    page.send.click()
    office.qtbot.waitUntil(page.registered.isVisible)
    _page(office, "cases", LedgerPage)
    assert ledger.table.shown() == before + 1


def test_that_nothing_owed_says_so(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "performance", PerformancePage)
    assert page.nothing.isVisible()
    assert [card.value() for card in page.cards] == ["0", "0", "0", "0.00"]


def test_that_a_member_of_staff_is_appointed_with_an_account(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "settings", SettingsPage)
    page.add_staff.click()
    dialog = page.dialog
    dialog.fields["name"].setText("沈立")
    dialog.fields["roles"].ticks["registrar"].setChecked(True)
    dialog.fields["account"].setText("shenli")
    dialog.fields["password"].setText(PASSWORD)
    dialog.fields["again"].setText("别的")
    dialog.go.click()
    assert "不一样" in dialog.notices.notice().text
    dialog.fields["again"].setText(PASSWORD)
    with office.qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    office.settle()
    office.session.door.sign_in("shenli", PASSWORD).close()
    assert page.staff.choose(next(row.id for row in page._affairs.overview.staff if row.account == "shenli"))


def test_that_a_refusal_stays_in_its_dialog(opened: Callable[[str], Office]) -> None:
    office = opened("shen")
    page = _page(office, "settings", SettingsPage)
    page.add_staff.click()
    page.dialog.fields["name"].setText("又一个王守信")
    page.dialog.fields["account"].setText("wang")
    page.dialog.go.click()
    office.settle()
    assert page.dialog.isVisible()
    assert page.dialog.fields["account"].hasFocus()
    page.dialog.reject()


def test_that_a_procedure_is_picked_and_its_rules_are_searched(opened: Callable[[str], Office]) -> None:
    page = _page(opened("wang"), "settings", SettingsPage)
    page.rules.pick("administrative.traffic")
    whole = page.rules.table.shown()
    page.rules.text.setText("实施条例 95")
    assert 0 < page.rules.table.shown() < whole
    page.rules.pick("people.general")
    assert page.rules.table.shown() == 0


@pytest.mark.parametrize(
    ("key", "value", "now"),
    [
        ("people.conclude", 20, "20日"),
        ("copies:people.general", 2, "2"),
        ("standing:administrative.general", "closed", "不申请"),
        ("series:people.general", "（{year}）临{body}字第{n}号", "（{year}）临{body}字第{n}号"),
    ],
)
def test_that_every_kind_of_local_value_is_set_in_a_dialog_of_its_own(
    opened: Callable[[str], Office], key: str, value: object, now: str
) -> None:
    office = opened("shen")
    page = _page(office, "settings", SettingsPage)
    turn(page, "本地规定")
    assert page.local.choose(key)
    assert page.set_local.isVisible()
    page.set_local.click()
    dialog = page.dialog
    if isinstance(value, int):
        dialog.findChild(QSpinBox).setValue(value)
    elif key.startswith("standing"):
        dialog.fields["value"].setCurrentIndex(dialog.fields["value"].findData(value))
    else:
        dialog.fields["value"].setText(value)
    dialog.fields["source"].setText("临溪县司法局通知")
    with office.qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    office.settle()
    row = next(row for row in page._affairs.overview.local if row.key == key)
    assert (row.now, row.own) == (now, True) and row.source.startswith("临溪县司法局通知；")


def test_that_a_mediator_finds_no_button_to_run_the_office(opened: Callable[[str], Office]) -> None:
    page = _page(opened("wang"), "settings", SettingsPage)
    turn(page, "人员")
    assert not page.add_staff.isVisible()
    assert not page.save.isVisible()
    assert [page.tabs.tabText(n) for n in range(page.tabs.count())][-1] == "我的密码"
    assert "自检" not in [page.tabs.tabText(n) for n in range(page.tabs.count())]
