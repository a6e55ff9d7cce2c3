"""What the window says back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui import messages
from mediation_desk.ui.messages import NoticeTone
from mediation_desk.ui.widgets.notice_bar import NoticeBar


def test_that_a_refusal_becomes_its_sentence_and_names_its_field() -> None:
    refusal = Refusal("clock.consent_missing", field="consents", missing=2)
    notice = messages.refusal_notice(refusal, lambda refusal: f"还缺 {refusal.facts['missing']} 方同意")
    assert (notice.tone, notice.text, notice.field) == (NoticeTone.REFUSAL, "还缺 2 方同意", "consents")


def test_that_a_refusal_stays_until_it_is_closed(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell(messages.refusal_notice(Refusal("x.y"), lambda _: "不能受理"))
    assert bar.isVisible()
    assert bar.accessibleName() == "不能受理"
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert bar.notice() is None


def test_that_what_was_done_replaces_an_older_refusal(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell(messages.refusal_notice(Refusal("x.y"), lambda _: "不能受理"))
    bar.tell(messages.done_notice("已受理"))
    assert bar.notice() == messages.done_notice("已受理")


def test_that_markup_in_a_sentence_is_shown_as_it_is(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell(messages.done_notice("<b>张三</b> & 李四"))
    shown = [label for label in bar.findChildren(QWidget) if getattr(label, "text", str)() == "<b>张三</b> & 李四"]
    assert shown[0].textFormat() == Qt.TextFormat.PlainText


def _answer_box(press: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == press).click()


@pytest.mark.parametrize(("press", "answer"), [("终止调解", True), ("先不办", False)])
def test_that_only_the_named_button_goes_ahead(press: str, answer: bool, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    QTimer.singleShot(0, lambda: _answer_box(press))
    assert messages.confirm(parent, "终止调解？", "终止后不能恢复。", "终止调解") is answer


def test_that_enter_and_escape_keep_things_as_they_are(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTimer.singleShot(0, lambda key=key: qtbot.keyClick(QApplication.activeModalWidget(), key))
        assert messages.confirm(parent, "终止调解？", "终止后不能恢复。", "终止调解") is False


def _bug() -> Exception:
    try:
        {}["周桂英 330699195703121540"]
    except KeyError as bug:
        return bug
    raise AssertionError


def test_that_a_bug_report_tells_the_place_and_no_personal_data() -> None:
    report = messages.bug_report(_bug())
    assert "KeyError" in report
    assert "test_messages.py" in report
    assert "周桂英" not in report
    assert "330699" not in report


def test_that_a_bug_can_be_copied_from_its_dialog(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    messages.show_bug(parent, _bug())
    box = parent.findChild(QMessageBox)
    assert "KeyError" in box.detailedText()
    assert box.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    box.close()
