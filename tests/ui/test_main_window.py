"""The frame around the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.messages import done_notice
from mediation_desk.ui.pages.page import PageEntry
from mediation_desk.ui.theme import look
from tests.support.hands import show_active

CONTROL = Qt.KeyboardModifier.ControlModifier


class SmallPage(QLabel):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.asked = 0
        self.subjects: list[str] = []

    def refresh(self) -> None:
        self.asked += 1

    def show_subject(self, subject: str) -> None:
        self.subjects.append(subject)

    def widget(self) -> QWidget:
        return self


ENTRIES = (
    PageEntry("today", "今日", lambda: SmallPage("today"), "home"),
    PageEntry("cases", "案件", lambda: SmallPage("cases"), "cases"),
    PageEntry("intake", "登记", lambda: SmallPage("intake"), "intake"),
    PageEntry("case", "案件", lambda: SmallPage("case")),
    PageEntry("settings", "设置", lambda: SmallPage("settings"), "settings", 1),
)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(ENTRIES, registering="intake", searching="cases")
    made.go("today")
    show_active(made, qtbot, 1366, 768)
    return made


def test_that_pages_are_made_when_they_are_first_wanted(window: MainWindow) -> None:
    assert window.made() == ("today",)
    first = window.go("cases")
    assert window.go("cases") is first
    assert window.made() == ("today", "cases")


def test_that_a_new_page_asks_for_its_matter_once(window: MainWindow) -> None:
    page = window.go("cases")
    assert isinstance(page, SmallPage)
    assert page.asked == 1


@pytest.mark.parametrize(("key", "page"), [("1", "today"), ("2", "cases"), ("3", "intake"), ("4", "settings")])
def test_that_control_and_a_figure_go_to_the_places_of_the_bar(
    window: MainWindow, qtbot: QtBot, key: str, page: str
) -> None:
    qtbot.keyClick(window, key, CONTROL)
    assert window.current() == page


def test_that_the_bar_marks_where_one_is(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.side_bar.button("cases"), Qt.MouseButton.LeftButton)
    assert window.current() == "cases"
    assert window.side_bar.button("cases").isChecked()
    assert not window.side_bar.button("today").isChecked()


def test_that_a_page_without_a_place_leaves_none_marked(window: MainWindow) -> None:
    page = window.go("case", "2026-218")
    assert isinstance(page, SmallPage)
    assert page.subjects == ["2026-218"]
    assert not any(window.side_bar.button(key).isChecked() for key in ("today", "cases", "intake", "settings"))


def test_that_arrows_walk_along_the_bar_and_enter_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    window.side_bar.button("today").setFocus()
    qtbot.keyClick(window.side_bar.button("today"), Qt.Key.Key_Down)
    assert window.side_bar.button("cases").hasFocus()
    qtbot.keyClick(window.side_bar.button("cases"), Qt.Key.Key_Return)
    assert window.current() == "cases"


def test_that_control_k_finds_and_enter_carries_the_words_to_the_ledger(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    search = window.top_bar.search
    assert search.hasFocus()
    with qtbot.wait_signal(window.top_bar.search_changed):
        qtbot.keyClicks(search, "zgy")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.current() == "cases"
    page = window.go("cases")
    assert isinstance(page, SmallPage)
    assert page.subjects == ["zgy"]


def test_that_escape_gives_the_keyboard_back_to_the_page(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(window.top_bar.search, "zgy")
    qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Escape)
    assert window.top_bar.search.text() == ""
    assert window.go("today").widget().hasFocus()


def test_that_control_n_and_the_button_register_a_dispute(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.current() == "intake"
    window.go("today")
    qtbot.mouseClick(window.top_bar.register, Qt.MouseButton.LeftButton)
    assert window.current() == "intake"


def test_that_f5_asks_the_page_in_view_again(window: MainWindow, qtbot: QtBot) -> None:
    page = window.go("today")
    assert isinstance(page, SmallPage)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert page.asked == 2


def test_that_keys_zoom_the_whole_window(window: MainWindow, qtbot: QtBot) -> None:
    before = window.side_bar.width()
    qtbot.keyClick(window, Qt.Key.Key_Equal, CONTROL)
    assert look.look().zoom == 110
    assert window.side_bar.width() > before
    qtbot.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert look.look().zoom == 90
    qtbot.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert look.look().zoom == 100


def test_that_the_window_still_fits_an_office_screen_at_double_size(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(9):
        qtbot.keyClick(window, Qt.Key.Key_Equal, CONTROL)
    assert look.look().zoom == 200
    assert window.minimumSizeHint().width() <= 1366


def test_that_counts_stand_in_the_bar_and_are_read_aloud(window: MainWindow) -> None:
    window.set_counts({"today": 6, "cases": 218})
    assert window.side_bar.button("cases").count() == 218
    assert window.side_bar.button("cases").accessibleName() == "案件 218"
    window.set_counts({"today": 5})
    assert window.side_bar.button("cases").count() is None


def test_that_a_notice_goes_when_another_page_comes(window: MainWindow) -> None:
    window.tell(done_notice("已登记"))
    assert window.notices.isVisible()
    window.go("cases")
    assert not window.notices.isVisible()


def test_that_a_party_sees_only_its_own_screen(window: MainWindow, qtbot: QtBot) -> None:
    screen = QPushButton("签名")
    window.face_party(screen)
    assert window.facing_party()
    assert window.isFullScreen()
    assert not window.side_bar.isVisible()
    assert not window.top_bar.isVisible()
    qtbot.keyClick(screen, "2", CONTROL)
    qtbot.keyClick(screen, Qt.Key.Key_K, CONTROL)
    assert window.current() == "today"
    assert not window.top_bar.search.hasFocus()
    window.leave_party()
    assert not window.facing_party()
    assert not window.isFullScreen()
    assert window.side_bar.isVisible()


def test_that_the_user_can_lock_and_leave(window: MainWindow, qtbot: QtBot) -> None:
    window.top_bar.set_user("沈若兰", "调解员")
    assert window.top_bar.user.text() == "沈若兰（调解员）"
    lock, leave = window.top_bar.user.menu().actions()
    with qtbot.wait_signal(window.lock_wanted):
        lock.trigger()
    with qtbot.wait_signal(window.sign_out_wanted):
        leave.trigger()


def test_that_closing_is_told_before_the_window_goes(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.wait_signal(window.closing):
        window.close()
