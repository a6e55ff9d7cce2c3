"""Before the parties get the screen: which one, where they sign, who cannot read, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import Choice, SignerRow
from mediation_desk.queries.signing import OpenSigning, PaperToSign
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.messages import Sentence, refusal_notice
from mediation_desk.ui.pages.signing.progress import reads_first
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import wrapped


class HandOver(QDialog):
    """`wanted` comes when everything is said; what was noted of who cannot read is in `needs`."""

    wanted = Signal()
    pin_wanted = Signal()

    def __init__(
        self,
        sheet: PaperToSign,
        screens: Sequence[QScreen],
        own: bool,
        sentence: Sentence,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("交给当事人签署"))
        self.setMinimumWidth(px(560))
        self._sentence, self._session = sentence, sheet.session
        self.notices, self.where = NoticeBar(), QLineEdit(sheet.place)
        self.screens, self.readers = self._screen_box(screens), self._reader_boxes(sheet)
        self.pin_words, self.set_pin = wrapped(look="soft"), QPushButton(self.tr("现在设置签署PIN"))
        self.go = QPushButton(_go_words(sheet.session, own, self.tr))
        self.leave = QPushButton(self.tr("取消"))
        self._lay_out(sheet, own)
        self.go.clicked.connect(self._send)
        EnterMoves(self).sent.connect(self._send)
        self.leave.clicked.connect(self.reject)
        self.set_pin.clicked.connect(self.pin_wanted)

    def tell_pin(self, is_set: bool) -> None:
        """How the screen comes back: by the PIN, or by the account's password where there is none."""
        with_pin = self.tr("交出后，只有输入您的签署PIN才能收回屏幕。")
        without = self.tr("您还没有签署PIN：交出后要输入您账号的登录密码才能收回屏幕。建议先设置6位以上的签署PIN。")
        self.pin_words.setText(with_pin if is_set else without)
        self.set_pin.setVisible(not is_set)

    def place(self) -> str:
        """Where people sign."""
        return self.where.text().strip()

    def screen_chosen(self) -> int:
        """Which screen, counted from 0; the first is this window's own."""
        return max(self.screens.currentIndex(), 0)

    def needs(self) -> dict[str, str]:
        """By the key of a signer, why he cannot read; only what was noted now."""
        return {
            key: str(box.currentData()) for key, box in self.readers.items() if box.isEnabled() and box.currentData()
        }

    def refused(self, refusal: Refusal) -> None:
        """Say why the screen stays here."""
        self.go.setEnabled(True)
        self.notices.tell(refusal_notice(refusal, self._sentence))

    def _send(self) -> None:
        if not self.go.isEnabled():
            return
        self.notices.clear()
        self.go.setEnabled(False)
        self.wanted.emit()

    def _screen_box(self, screens: Sequence[QScreen]) -> QComboBox:
        box = QComboBox()
        for number, screen in enumerate(screens):
            size = screen.size()
            here = self.tr("本屏（整个窗口）") if number == 0 else self.tr("另一块屏")
            box.addItem(f"{here}　{screen.name()}　{size.width()}×{size.height()}", number)
        box.setCurrentIndex(len(screens) - 1)
        return box

    def _reader_boxes(self, sheet: PaperToSign) -> dict[str, QComboBox]:
        boxes = {}
        for signer in sheet.paper.missing:
            reading = sheet.reading(signer.key)
            if reads_first(signer) and reading.person is not None:
                boxes[signer.key] = self._reader_box(signer, reading.needs, sheet.reading_needs)
        return boxes

    def _reader_box(self, signer: SignerRow, known: Sequence[str], needs: Sequence[Choice]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("{0}能否自己阅读").format(signer.name))
        if known:
            box.addItem(self.tr("已登记：{0}").format("、".join(known)), "")
            box.setEnabled(False)
            return box
        box.addItem(self.tr("能自己看"), "")
        for need in needs:
            box.addItem(need.words, need.code)
        return box

    def _lay_out(self, sheet: PaperToSign, own: bool) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(px(14))
        form.setVerticalSpacing(px(10))
        form.addRow(self.tr("文书"), wrapped(sheet.paper.title))
        form.addRow(self.tr("签署地点"), self.where)
        if self.screens.count() > 1:
            form.addRow(self.tr("给当事人看的屏幕"), self.screens)
        names = {signer.key: signer.name for signer in sheet.paper.missing}
        for key, box in self.readers.items():
            form.addRow(names[key], box)
        self.go.setProperty("look", "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(self.set_pin)
        buttons.addStretch(1)
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self.set_pin.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.notices)
        if sheet.session is not None:
            column.addWidget(wrapped(session_words(sheet.session, own), "" if own else "warning"))
        column.addLayout(form)
        column.addWidget(self.pin_words)
        column.addLayout(buttons)


def session_words(session: OpenSigning, own: bool) -> str:
    """What became of a session that has no end."""
    signed = f"已签：{'、'.join(session.signed)}。" if session.signed else "还没有人签。"
    faced = (
        f"{session.faced}正在签，要从第一页重新看。" if session.faced and session.faced not in session.signed else ""
    )
    if own:
        return f"《{session.title}》上次签署没有正常结束（{session.started_at:%m月%d日 %H:%M}开始）。{signed}{faced}"
    where = f"由{session.who}在“{session.workstation}”签署（{session.started_at:%m月%d日 %H:%M}开始）"
    return f"《{session.title}》正在{where}。{signed}在这里接手后，那边不能再签。"


def _go_words(session: OpenSigning | None, own: bool, tr: Callable[[str], str]) -> str:
    if session is None:
        return tr("交给当事人")
    return tr("接着签") if own else tr("接手并交给当事人")
