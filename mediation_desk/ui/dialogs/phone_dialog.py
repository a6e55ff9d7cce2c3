"""用手机签: a QR code for the party, the number both compare, and what the phone is doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.acts.act import Act
from mediation_desk.phone.hosting import require_port
from mediation_desk.phone.offer import ENDS_WITHIN_S, OPENS_WITHIN_S, Offer, host_of
from mediation_desk.phone.strokes import read_ink
from mediation_desk.phone.ticket import Ticket, draw
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.terms.circumstances import PHONE, Circumstances
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, these
from mediation_desk.ui.dialogs.phone_addresses import PhoneAddress
from mediation_desk.ui.dialogs.phone_line import PhoneLine
from mediation_desk.ui.dialogs.phone_pages import page_pictures
from mediation_desk.ui.dialogs.phone_task import PhoneTask
from mediation_desk.ui.dialogs.phone_words import (
    OVER,
    READING,
    SENT,
    WAITING,
    PhoneState,
    fingerprint_words,
    left_words,
)
from mediation_desk.ui.jobs import Job
from mediation_desk.ui.messages import refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.qr_code import QrCode
from mediation_desk.ui.widgets.scrolled import wrapped

_SECOND_MS: Final = 1000


class PhoneDialog(QDialog):
    """However it goes away (closed, cancelled, locked, its window gone), port and process go with it."""

    signed = Signal(str)
    disagreed = Signal(str)

    def __init__(
        self,
        door: ActDoor,
        task: PhoneTask,
        office: str,
        addresses: Sequence[PhoneAddress],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._door, self._task, self._office = door, task, office
        self._ticket: Ticket | None = None
        self._link = self._key_pin = ""
        self._preparing = Job()
        self.state = PhoneState()
        self._line = PhoneLine(door.jobs, self._hear, self._refused)
        self.destroyed.connect(self._line.shut)
        self._since, self._beat = QElapsedTimer(), QTimer(self)
        self._beat.timeout.connect(self._tick)
        self._make_parts()
        self.trust = self._make_trust()
        self._lay_out()
        for one in addresses:
            self.where.addItem(one.words, one.address)
        self._show()

    def begin(self) -> None:
        """Open the page at the chosen address."""
        self._stop_line()
        self.notices.clear()
        self.state, self._link = PhoneState(), ""
        self._ticket = draw(
            case=self._task.case,
            paper=self._task.paper,
            signer=self._task.signer,
            document=self._task.document,
            random_bytes=self._door.desk.surroundings.random_bytes,
        )
        self._show()
        self.go.setEnabled(False)
        self._preparing = self._door.jobs.read(self._offered, self._open_line, self._refused, self)

    def match(self) -> None:
        """The mediator has seen the same number on the phone."""
        self.state = self.state.matched()
        self._line.confirm()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog nobody sees serves nobody."""
        self._stop_line()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Where there is one network only, nobody has to choose it."""
        super().showEvent(event)
        if self.where.count() == 1 and not self._link:
            self.begin()

    def link(self) -> str:
        """What the code says: nothing of the case, only where and with which token."""
        return self._link

    def key_pin(self) -> str:
        """SHA-256 of the page's public key, for a tablet of the house that is to know it without a warning."""
        return self._key_pin

    def pid(self) -> int | None:
        """The number of the serving process, while there is one."""
        return self._line.pid()

    # -- the course

    def _offered(self) -> Offer:
        """On the read lane: the text as it stands, in pictures."""
        task, ticket = self._task, self._ticket
        assert ticket is not None
        return Offer(
            address=str(self.where.currentData()),
            token=ticket.token,
            bound=ticket.bound,
            document=task.document,
            title=task.title,
            check_code=task.check_code,
            signer=task.name,
            capacity=task.capacity,
            office=self._office,
            pages=page_pictures(self._door.desk.ask(PaperBytes(paper=task.paper))),
            may_disagree=task.refuse is not None,
        )

    def _open_line(self, offer: Offer) -> None:
        self.state = replace(self.state, pages=len(offer.pages))
        self._line.open(offer, self)

    def _hear(self, news: Mapping[str, Any]) -> None:
        self.state = self.state.after(news)
        try:
            self._act_on(news)
        except Refusal as refusal:
            self._not_kept(refusal)
        self._show()

    def _act_on(self, news: Mapping[str, Any]) -> None:
        event = news["event"]
        if event == "ready":
            self._key_pin = str(news.get("key_pin", ""))
            self._ready(require_port(news), str(news.get("fingerprint", "")))
        elif event in ("signed", "disagreed"):
            ticket = self._ticket
            assert ticket is not None
            ticket.require(str(news.get("bound", "")))
            self._keep(self._acts(news), signed=event == "signed")

    def _acts(self, news: Mapping[str, Any]) -> Sequence[Act]:
        """The acts that keep it. What the process sends is looked through once more: it is another process."""
        task = self._task
        if news["event"] == "disagreed":
            assert task.refuse is not None
            return task.refuse(str(news.get("reason", "")))
        assert task.record is not None
        told = Circumstances(device=PHONE, device_words=self.state.browser, pages_seen=self.state.seen)
        return task.record(read_ink(news.get("ink")), told)

    def _ready(self, port: int, fingerprint: str) -> None:
        ticket = self._ticket
        assert ticket is not None
        host = host_of(str(self.where.currentData()), port)
        self._link = f"https://{host}/#t={ticket.token}&c={fingerprint}"
        self.code.show_text(self._link)
        self.place.setText(f"https://{host}/")
        self.fingerprint.setText(fingerprint_words(fingerprint))
        self._since.start()
        self._tick()
        self._beat.start(_SECOND_MS)

    def _keep(self, acts: Sequence[Act], *, signed: bool) -> None:
        name = self._task.name
        deed = Deed(case=self._task.case, acts=these(*acts))

        def kept(_outcomes: object) -> None:
            self._line.saved()
            words = self.tr("{0}已签，签名已保存") if signed else self.tr("{0}不同意，已如实记录")
            self.state = self.state.done(words.format(name), kept=True)
            self._show()
            (self.signed if signed else self.disagreed).emit(name)

        self._door.perform(deed, kept, self._not_kept, owner=self)

    def _not_kept(self, refusal: Refusal) -> None:
        words = self._door.sentence(refusal)
        self._line.refused(words)
        self.state = self.state.done(self.tr("没有保存"))
        self.notices.tell(refusal_notice(refusal, self._door.sentence))
        self._show()

    def _refused(self, refusal: Refusal) -> None:
        self.state = self.state.after({"event": "gone"})
        self.notices.tell(refusal_notice(refusal, self._door.sentence))
        self._show()

    def _stop_line(self) -> None:
        self._beat.stop()
        self._preparing.cancel()
        self._line.shut()

    # -- what is seen

    def _show(self) -> None:
        state, busy = self.state, self.state.step in (WAITING, READING)
        shown = busy and bool(self._link)
        self.said.setText(state.headline if shown or not busy else self._first_words())
        self.warned.setText(state.warning)
        self.warned.setVisible(bool(state.warning))
        self._show_left(shown)
        for part in (self.trust, self.left):
            part.setVisible(shown)
        self.how.setVisible(state.step == WAITING)
        self.where.setVisible(not shown and state.step in (WAITING, OVER))
        self.go.setVisible(not shown and state.step in (WAITING, OVER))
        self.go.setEnabled(self.where.count() > 0)
        self.leave.setText(self.tr("取消") if busy or state.step == SENT else self.tr("关闭"))
        if not busy:
            self._beat.stop()

    def _show_left(self, shown: bool) -> None:
        """The code until it is opened, then the number, then that it is done."""
        state = self.state
        comparing = state.step == READING
        self.code.setVisible(state.step in (WAITING, OVER))
        self.place.setVisible(shown and state.step == WAITING)
        self.number_words.setVisible(comparing)
        self.match_part.setVisible(state.step not in (WAITING, OVER))
        self.number.setText("✓" if state.kept else "  ".join(state.number) if comparing else "")
        for button in (self.same, self.other):
            button.setVisible(comparing and not state.confirmed)
        if not shown:
            self.code.show_words(self.tr("签名页已关闭") if state.step == OVER else self.tr("二维码显示在这里"))

    def _first_words(self) -> str:
        if self.where.count():
            return self.tr("选好网络，出示二维码")
        return self.tr("这台电脑没有连到室内的网络。请接上与手机相同的路由器，或打开电脑的移动热点")

    def _tick(self) -> None:
        gone = self._since.elapsed() / _SECOND_MS
        whole = OPENS_WITHIN_S if self.state.step == WAITING else ENDS_WITHIN_S
        self.left.setText(left_words(whole - gone))

    def _make_parts(self) -> None:
        self.setObjectName("phoneDialog")
        self.setWindowTitle(self.tr("用手机签"))
        self.notices, self.code = NoticeBar(), QrCode()
        self.who = wrapped(f"{self._task.title}　{self._task.name}（{self._task.capacity}）", "heading")
        self.said, self.warned = wrapped(look="title"), wrapped(look="warning")
        self.match_part = QWidget()
        self.number_words = QLabel(self.tr("手机上应当显示同一个号码"))
        self.number, self.place, self.left, self.fingerprint = QLabel(), QLabel(), QLabel(), QLabel()
        self.how = wrapped(
            self.tr(
                "1. 当事人的手机连上同一个网络。\n2. 用手机的相机或浏览器扫左边的码。\n"
                "3. 手机提示“证书不受信任”时，点“高级”“继续”。\n\n"
                "打不开时，请看手机是否连着同一个网络、电脑防火墙是否放行。"
            ),
            "soft",
        )
        self.where = QComboBox()
        self.where.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.where.setAccessibleName(self.tr("本机地址"))
        self.go = QPushButton(self.tr("出示二维码"))
        self.same, self.other = QPushButton(self.tr("号码一致")), QPushButton(self.tr("不一致，停止"))
        self.leave = QPushButton(self.tr("取消"))
        for button in (self.go, self.same):
            button.setProperty("look", "primary")
        self.other.setProperty("look", "danger")
        for button in (self.same, self.other):
            button.setMinimumHeight(px(48))
        self.number.setProperty("look", "match")
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.left, self.number_words):
            label.setProperty("look", "soft")
        self.go.clicked.connect(self.begin)
        self.same.clicked.connect(self.match)
        self.other.clicked.connect(self.reject)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(px(24))
        both.addWidget(self._left())
        both.addLayout(self._right(), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.who)
        column.addWidget(self.notices)
        column.addLayout(both, 1)
        column.addLayout(foot)
        self.resize(QSize(px(860), px(540)).boundedTo(self.screen().availableSize()))

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(px(400))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.code, 1)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.place)
        column.addWidget(self._number(), 1)
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addWidget(self.same, 1)
        column.addLayout(row)
        return left

    def _number(self) -> QWidget:
        inside = QVBoxLayout(self.match_part)
        inside.addStretch(1)
        for label in (self.number_words, self.number):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        inside.addStretch(1)
        return self.match_part

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(10))
        row = QHBoxLayout()
        row.addWidget(self.where)
        row.addWidget(self.go)
        row.addStretch(1)
        column.addWidget(self.said)
        column.addLayout(row)
        for part in (self.left, self.warned, self.how):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.trust)
        return column

    def _make_trust(self) -> QWidget:
        trust = QWidget()
        inside = QVBoxLayout(trust)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(wrapped(self.tr("证书指纹（SHA-256），与手机浏览器的证书详情核对："), "remark"))
        self.fingerprint.setProperty("look", "code")
        self.fingerprint.setAccessibleName(self.tr("证书指纹"))
        inside.addWidget(self.fingerprint)
        return trust
