"""What stands in place of the whole text for a moment: the staff's PIN, a reason not to sign, who read aloud."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.ui.messages import Notice
from mediation_desk.ui.pages.signing.parts import bare_line, bare_text, large_button, said
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar

LONGEST: Final = 12
_FIGURES: Final = "1234567890"


class PinSheet(QWidget):
    """Figures by finger or keyboard, or the account's password. What was typed is forgotten as soon as it is sent."""

    pin_given = Signal(str)
    password_given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words, self.below, self.notices = said(look="big"), said(look="soft"), NoticeBar()
        self.dots = said(look="dots")
        self.dots.setAccessibleName(_tr("已输入的位数"))
        self.keys = {figure: self._key(figure) for figure in _FIGURES}
        self.rub_out, self.clear_all = self._plain(_tr("退格"), "rubOut"), self._plain(_tr("清除"), "clearPin")
        self.password = bare_line("password", _tr("登录密码"), secret=True)
        self.password.setPlaceholderText(_tr("本人账号的登录密码"))
        self.other, self.back = large_button("", "otherWay"), large_button(_tr("返回"), "leaveSheet")
        self.go = large_button(_tr("确定"), "sendPin", "true")
        self._typed, self._by_password, self._pin_set = "", False, True
        self._lay_out()
        self.rub_out.clicked.connect(lambda: self._hold(self._typed[:-1]))
        self.clear_all.clicked.connect(lambda: self._hold(""))
        self.other.clicked.connect(lambda: self.use_password(not self._by_password))
        self.go.clicked.connect(self._send)
        self.password.returnPressed.connect(self._send)
        self.back.clicked.connect(self.left)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open(self, words: str, below: str, *, pin_set: bool) -> None:
        """Ask for a purpose; who has no PIN is asked for his password at once."""
        self.words.setText(words)
        self.below.setText(below)
        self.notices.clear()
        self._pin_set = pin_set
        self.set_busy(False)
        self.use_password(not pin_set)

    def refused(self, notice: Notice, *, locked: bool) -> None:
        """Say why it did not do; a PIN that is locked leaves the password."""
        self.set_busy(False)
        self.notices.tell(notice)
        if locked:
            self._pin_set = False
        self.use_password(self._by_password or locked)

    def use_password(self, wanted: bool) -> None:
        """The password's line, or the figures."""
        self._by_password = wanted
        self.figures.setVisible(not wanted)
        self.password.setVisible(wanted)
        self.password.clear()
        self._hold("")
        self.other.setVisible(self._pin_set)
        self.other.setText(_tr("改用签署PIN") if wanted else _tr("改用登录密码"))
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Let what is typed come here."""
        (self.password if self._by_password else self).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While it is being checked, nothing more can be typed."""
        for part in (self.figures, self.password, self.go, self.other):
            part.setEnabled(not busy)
        self.go.setText(_tr("正在核对…") if busy else _tr("确定"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures, Backspace and Enter; Escape goes back to the text, never out."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._by_password or not self.figures.isEnabled():
            event.accept()
        elif event.text() and event.text() in _FIGURES:
            self._hold(self._typed + event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._hold(self._typed[:-1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        event.accept()

    def _hold(self, typed: str) -> None:
        self._typed = typed[:LONGEST]
        self.dots.setText("●" * len(self._typed) or " ")
        self.go.setEnabled(self._by_password or bool(self._typed))

    def _send(self) -> None:
        typed, password = self._typed, self.password.text()
        if not (password if self._by_password else typed):
            return
        self._hold("")
        self.password.clear()
        self.notices.clear()
        self.set_busy(True)
        if self._by_password:
            self.password_given.emit(password)
        else:
            self.pin_given.emit(typed)

    def _key(self, figure: str) -> QPushButton:
        button = self._plain(figure, f"pin:{figure}")
        button.clicked.connect(partial(self._press, figure))
        return button

    def _press(self, figure: str, _checked: bool = False) -> None:
        self._hold(self._typed + figure)

    def _plain(self, words: str, name: str) -> QPushButton:
        button = large_button(words, name)
        button.setProperty("look", "key")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _lay_out(self) -> None:
        self.figures = QWidget()
        grid = QGridLayout(self.figures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(8))
        grid.addWidget(self.dots, 0, 0, 1, 3)
        for place, figure in enumerate("123456789"):
            grid.addWidget(self.keys[figure], 1 + place // 3, place % 3)
        for column, button in enumerate((self.clear_all, self.keys["0"], self.rub_out)):
            grid.addWidget(button, 4, column)
        row = QHBoxLayout()
        row.addWidget(self.back, 1)
        row.addWidget(self.go, 2)
        _centre(self, self.notices, self.words, self.below, self.figures, self.password, row, self.other)


class RefuseSheet(QWidget):
    """我不同意. The reason may stay empty."""

    stopped = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = said(look="big")
        self.reason = bare_text("reason", _tr("不同意的理由"))
        self.reason.setPlaceholderText(_tr("可以写为什么，也可以不写"))
        self.go = large_button(_tr("记录下来，停止签署"), "stop", "no")
        self.back = large_button(_tr("再看看"), "leaveSheet")
        row = QHBoxLayout()
        row.addWidget(self.back, 1)
        row.addWidget(self.go, 2)
        below = said(_tr("会如实记录。不签名不会有任何不利后果，以后愿意签还可以再签。"), "soft")
        _centre(self, self.words, below, self.reason, row)
        self.go.clicked.connect(lambda: self.stopped.emit(self.reason.toPlainText().strip()))
        self.back.clicked.connect(self.left)

    def open(self, name: str) -> None:
        """Ask this signer."""
        self.words.setText(_tr("{0}不同意，停下来").format(name))
        self.reason.clear()
        self.go.setEnabled(True)
        self.reason.setFocus()


class AloudSheet(QWidget):
    """Filled in by staff: who read it aloud, and who heard it."""

    recorded = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words, self.notices = said(look="big"), NoticeBar()
        self.reader = bare_line("reader", _tr("宣读人"))
        self.witness = bare_line("witness", _tr("见证人"))
        self.relation = bare_line("relation", _tr("见证人与签名人的关系"))
        self.go = large_button(_tr("登记宣读"), "recordReading", "true")
        self.back = large_button(_tr("返回"), "leaveSheet")
        row = QHBoxLayout()
        row.addWidget(self.back, 1)
        row.addWidget(self.go, 2)
        labelled: list[QWidget | QLayout] = []
        for field in (self.reader, self.witness, self.relation):
            labelled += [said(field.accessibleName(), "soft"), field]
        _centre(self, self.notices, self.words, *labelled, row)
        self.go.clicked.connect(
            lambda: self.recorded.emit(self.reader.text(), self.witness.text(), self.relation.text())
        )
        self.back.clicked.connect(self.left)

    def open(self, name: str, reader: str) -> None:
        """Ask about the reading to this signer."""
        self.words.setText(_tr("登记：已向{0}宣读全文").format(name))
        self.notices.clear()
        self.reader.setText(reader)
        self.witness.clear()
        self.relation.clear()
        self.witness.setFocus()


def _centre(sheet: QWidget, *parts: QWidget | QLayout) -> None:
    """A narrow column in the middle of the screen."""
    inside = QWidget()
    inside.setMaximumWidth(px(520))
    column = QVBoxLayout(inside)
    column.setContentsMargins(px(20), px(16), px(20), px(16))
    column.setSpacing(px(10))
    column.addStretch(1)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addStretch(2)
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inside, 8)
    row.addStretch(1)


def _tr(words: str) -> str:
    return QCoreApplication.translate("signing", words)
