"""Papers that wait for signatures, what was broken off, and how the signing before the parties goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.acts.signing_session import EndSigning
from mediation_desk.queries.signing import OpenSigning, OpenSignings, WaitingPaper, WaitingPapers
from mediation_desk.terms.ids import SigningSessionId
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, these
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.signing.hand_over import session_words
from mediation_desk.ui.pages.signing.handing import Handing
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.ui.pages.signing.watch import WatchCard
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.scrolled import wrapped
from mediation_desk.words.case import ROUTES

_COLUMNS = (
    Column[WaitingPaper](title="文书", text=lambda row: row.title, width=12, bold=True),
    Column[WaitingPaper](title="案件", text=lambda row: row.case_title, tip=lambda row: row.case_title),
    Column[WaitingPaper](
        title="方式",
        text=lambda row: ROUTES[row.route],
        width=6,
        chip=lambda row: Tone.ACT if row.route == "screen" else Tone.GREY,
    ),
    Column[WaitingPaper](title="已签", text=lambda row: f"{row.signed}/{row.signers}", width=4),
    Column[WaitingPaper](
        title="待签", text=lambda row: row.waiting or "待扫描件回收", width=16, tip=lambda row: row.waiting
    ),
    Column[WaitingPaper](title="制作", text=lambda row: row.made_on.isoformat(), width=7, soft=True),
)


class SigningPage(QWidget):
    """A subject is `case|paper`: that paper is put before the parties at once."""

    def __init__(self, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self.handing = Handing(door, self)
        self.watch, self.broken = WatchCard(), BrokenOff(self.handing.is_own)
        self.table: RowTable[WaitingPaper] = RowTable(_COLUMNS, key=lambda row: row.paper)
        self.table.setAccessibleName(self.tr("等待签署的文书"))
        self.face, self.case = QPushButton(self.tr("请当事人签署")), QPushButton(self.tr("打开案件"))
        self.face.setProperty("look", "primary")
        self.empty = EmptyState("sign", self.tr("没有等待签署的文书"))
        self._connect()
        self._lay_out()
        door.feed.follow(self, self.refresh)

    @property
    def facing(self) -> SigningScreen | None:
        """The screen that the parties have before them."""
        return self.handing.facing

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def refresh(self) -> None:
        """Ask again what waits, and what was broken off."""
        self._door.ask(WaitingPapers(), self._show, owner=self)
        self._door.ask(OpenSignings(), self._show_broken, owner=self)

    def show_subject(self, subject: str) -> None:
        """Put one paper before the people who sign it."""
        paper = subject.partition("|")[2]
        if paper:
            self.face_people(paper)

    def face_people(self, paper: str) -> None:
        """Hand one paper over."""
        self.handing.offer(paper)

    def _faced(self) -> None:
        self.watch.begin()
        self._moved()

    def _moved(self, under_way: bool = True) -> None:
        screen = self.facing
        self.watch.setVisible(screen is not None)
        if screen is not None:
            view = screen.view
            self.watch.show_course(screen.course, view.current_page(), view.page_count(), under_way)
        self._offer()

    def _back(self) -> None:
        """The desk is taken back: a finished paper leads to its case, of another one it is told how far it is."""
        screen = self.facing
        self._moved(under_way=False)
        self.refresh()
        sheet = None if screen is None else screen.sheet
        if sheet is not None and not sheet.paper.missing:
            self._go_to_case()

    def _go_to_case(self) -> None:
        sheet = self.watch.sheet
        if sheet is not None:
            self._door.go("case", f"{sheet.case}#" + ("agreement" if sheet.paper.agreement else "materials"))

    def _open(self, key: str) -> None:
        row = self.table.current_row()
        if row is None or not key:
            return
        if row.route == "screen" and self._door.may_do("record_signature"):
            self.face_people(key)
        else:
            self._open_case()

    def _open_case(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._door.go("case", f"{row.case}#" + ("agreement" if row.is_agreement else "materials"))

    def _end(self, session: OpenSigning) -> None:
        act = EndSigning(session=SigningSessionId(session.id), broken_off=True)
        self._door.perform(Deed(case=session.case, acts=these(act)), lambda _outcomes: self.refresh(), owner=self)

    def _show(self, rows: tuple[WaitingPaper, ...]) -> None:
        self.table.show_rows(rows)
        if self.table.current_key() is None:
            self.table.choose_first()
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._offer()

    def _show_broken(self, rows: tuple[OpenSigning, ...]) -> None:
        faced = None if self.facing is None else self.facing.session
        self.broken.show_sessions([row for row in rows if row.id != faced])

    def _offer(self) -> None:
        row = self.table.current_row()
        may = self._door.may_do("record_signature") and self.facing is None
        self.case.setEnabled(row is not None)
        self.face.setEnabled(row is not None and row.route == "screen" and may)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _key: self._offer())
        self.face.clicked.connect(lambda: self._open(self.table.current_key() or ""))
        self.case.clicked.connect(self._open_case)
        self.watch.take_back.clicked.connect(self.handing.ask_back)
        self.watch.case.clicked.connect(self._go_to_case)
        self.broken.resumed = self.face_people
        self.broken.ended = self._end
        self.handing.faced.connect(self._faced)
        self.handing.moved.connect(self._moved)
        self.handing.back.connect(self._back)

    def _lay_out(self) -> None:
        card = Card(self.tr("等待签署"), self.tr("屏幕签署的当面签；纸质签署的在案件里回收扫描件"), tight=True)
        for button in (self.case, self.face):
            card.add_to_head(button)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.broken)
        column.addWidget(self.watch, 2)
        column.addWidget(card, 3)
        self.broken.hide()
        self.watch.hide()


class BrokenOff(Card):
    """Sessions without an end: go on exactly there, or end them."""

    def __init__(self, is_own: Callable[[OpenSigning], bool]) -> None:
        super().__init__("")
        self.set_title(self.tr("没有结束的签署"))
        self.set_edge("amber")
        self._is_own = is_own
        self.resumed: Callable[[str], None] = lambda _paper: None
        self.ended: Callable[[OpenSigning], None] = lambda _session: None
        self.lines: dict[str, tuple[QLabel, QPushButton, QPushButton]] = {}
        self._rows: list[QWidget] = []

    def show_sessions(self, sessions: list[OpenSigning]) -> None:
        """One line for each."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.lines = {}
        self._rows = [self._line(session) for session in sessions]
        for row in self._rows:
            self.body.addWidget(row)
        self.setVisible(bool(sessions))

    def _line(self, session: OpenSigning) -> QWidget:
        own = self._is_own(session)
        words = wrapped(session_words(session, own))
        go, end = QPushButton(self.tr("接着签") if own else self.tr("接手")), QPushButton(self.tr("结束这次签署"))
        go.clicked.connect(lambda: self.resumed(session.paper))
        end.clicked.connect(lambda: self.ended(session))
        self.lines[session.id] = (words, go, end)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(end)
        row.addWidget(go)
        return line
