"""What people type: dates, times, amounts, identity numbers."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.terms.money import Money
from mediation_desk.ui.widgets.date_edit import DateEdit, read_date
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.field_note import FieldNote
from mediation_desk.ui.widgets.id_number_edit import IdNumberEdit, IdReading
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.time_edit import TimeEdit, read_time
from tests.support.hands import show_active


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0925", date(2026, 9, 25)),
        ("260925", date(2026, 9, 25)),
        ("20260925", date(2026, 9, 25)),
        ("2026-9-25", date(2026, 9, 25)),
        ("2026/9/25", date(2026, 9, 25)),
        ("2026年9月25日", date(2026, 9, 25)),
        ("9.25", date(2026, 9, 25)),
        ("9月5日", date(2026, 9, 5)),
        (" 19570312 ", date(1957, 3, 12)),
        ("20280229", date(2028, 2, 29)),
    ],
)
def test_that_a_date_is_understood_however_it_is_typed(typed: str, meant: date) -> None:
    assert read_date(typed, 2026) == meant


@pytest.mark.parametrize("typed", ["0231", "20260229", "1325", "925", "明天", "2026-13-1", "", "000000", "２３日"])
def test_that_a_day_which_does_not_exist_is_no_date(typed: str) -> None:
    assert read_date(typed, 2026) is None


@pytest.fixture
def day(qtbot: QtBot) -> DateEdit:
    edit = DateEdit()
    edit.set_today(lambda: date(2026, 11, 23))
    qtbot.addWidget(edit)
    edit.show()
    return edit


def test_that_leaving_a_date_writes_it_out_with_its_weekday(day: DateEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(day, "0925")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert day.text() == "2026-09-25"
    assert day.echo() == "星期五"
    assert day.value() == date(2026, 9, 25)
    assert not day.problem()


def test_that_an_impossible_date_is_marked_until_it_is_changed(day: DateEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(day, "0231")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert "没有这个日期" in day.problem()
    assert day.property("wrong")
    assert day.value() is None
    qtbot.keyClick(day, Qt.Key.Key_Backspace)
    assert not day.problem()


def test_that_an_empty_date_is_no_mistake(day: DateEdit) -> None:
    day.settle()
    assert day.value() is None
    assert not day.problem()


def test_that_up_and_down_walk_by_days_from_today(day: DateEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(day, Qt.Key.Key_Up)
    assert day.value() == date(2026, 11, 23)
    qtbot.keyClick(day, Qt.Key.Key_Up)
    qtbot.keyClick(day, Qt.Key.Key_Up)
    qtbot.keyClick(day, Qt.Key.Key_Down)
    assert day.value() == date(2026, 11, 24)


def test_that_a_date_outside_its_limits_is_refused(day: DateEdit) -> None:
    day.set_limits(None, date(2026, 11, 23))
    day.set_value(date(2026, 11, 24))
    assert day.problem() == "日期不能晚于 2026-11-23"
    assert day.value() is None
    day.set_value(date(2026, 11, 23))
    assert day.value() == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("0912", time(9, 12)), ("912", time(9, 12)), ("9:5", time(9, 5)), ("14", time(14)), ("9点半", None)],
)
def test_that_a_time_is_understood_however_it_is_typed(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


def test_that_a_time_past_the_day_is_refused(qtbot: QtBot) -> None:
    edit = TimeEdit()
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit, "2460")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert "没有这个时间" in edit.problem()


@pytest.fixture
def money(qtbot: QtBot) -> MoneyEdit:
    edit = MoneyEdit()
    edit.set_words(lambda amount: f"大写{amount.fen}")
    qtbot.addWidget(edit)
    return edit


def test_that_an_amount_is_echoed_while_it_is_typed(money: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(money, "8000.5")
    assert money.value() == Money(800050)
    assert money.echo() == "大写800050"


def test_that_a_third_decimal_is_refused_not_rounded(money: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(money, "8000.005")
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert money.value() is None
    assert "最多两位小数" in money.problem()
    assert not money.echo()


def test_that_a_negative_amount_is_refused(money: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(money, "-5")
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert money.problem()


def test_that_a_set_amount_is_shown_with_separators(money: MoneyEdit) -> None:
    money.set_value(Money(18640000))
    assert money.text() == "186,400.00"
    money.set_value(None)
    assert money.text() == ""


def _reader(number: str) -> IdReading:
    if number.endswith("0"):
        return IdReading(birth=date(1957, 3, 12), sex="女", note="女")
    return IdReading(problem="校验位不对")


@pytest.fixture
def number(qtbot: QtBot) -> IdNumberEdit:
    edit = IdNumberEdit()
    edit.set_reader(_reader)
    qtbot.addWidget(edit)
    return edit


def test_that_a_wrong_check_digit_is_refused_with_the_last_key(number: IdNumberEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(number, "33069919570312154")
    assert not number.problem()
    qtbot.keyClicks(number, "1")
    assert number.problem() == "校验位不对"


def test_that_a_right_number_tells_birth_and_sex(number: IdNumberEdit, qtbot: QtBot) -> None:
    with qtbot.wait_signal(number.read) as read:
        qtbot.keyClicks(number, "330699195703121540")
    assert read.args == [IdReading(birth=date(1957, 3, 12), sex="女", note="女")]


def test_that_an_identity_number_may_stay_empty(number: IdNumberEdit) -> None:
    number.settle()
    assert number.value() is None
    assert not number.problem()


def test_that_a_small_x_becomes_a_capital_one(number: IdNumberEdit) -> None:
    number.setText("33069919570312154x")
    assert number.value() == "33069919570312154X"


def test_that_the_note_shows_the_problem_and_then_the_hint_again(number: IdNumberEdit, qtbot: QtBot) -> None:
    note = FieldNote()
    qtbot.addWidget(note)
    note.attend(number)
    note.say("签署前可以空着")
    number.set_value("1")
    assert note.text() == "校验位不对"
    number.set_value("")
    assert note.text() == "签署前可以空着"


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    made = QWidget()
    rows = QFormLayout(made)
    for name in ("first", "second"):
        edit = QLineEdit()
        edit.setObjectName(name)
        rows.addRow(name, edit)
    text = QPlainTextEdit()
    text.setObjectName("text")
    rows.addRow("text", text)
    button = QPushButton("存")
    button.setObjectName("save")
    rows.addRow(button)
    show_active(made, qtbot)
    return made


def test_that_enter_goes_to_the_next_field(form: QWidget, qtbot: QtBot) -> None:
    EnterMoves(form)
    first, second = (form.findChild(QLineEdit, name) for name in ("first", "second"))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(second.hasFocus)


def test_that_enter_stays_a_new_line_in_a_text(form: QWidget, qtbot: QtBot) -> None:
    EnterMoves(form)
    text = form.findChild(QPlainTextEdit, "text")
    text.setFocus()
    qtbot.keyClicks(text, "a")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "b")
    assert text.toPlainText() == "a\nb"


def test_that_control_enter_sends_the_form_even_from_a_text(form: QWidget, qtbot: QtBot) -> None:
    moves = EnterMoves(form)
    text = form.findChild(QPlainTextEdit, "text")
    with qtbot.wait_signal(moves.sent):
        qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_that_enter_presses_the_button_it_stands_on(form: QWidget, qtbot: QtBot) -> None:
    EnterMoves(form)
    button = form.findChild(QPushButton, "save")
    with qtbot.wait_signal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
