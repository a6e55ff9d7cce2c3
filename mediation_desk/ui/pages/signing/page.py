"""Papers that wait for signatures; one of them is handed to the people who sign."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.signing import WaitingPaper, WaitingPapers
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty_state import EmptyState
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
        self.facing: SigningScreen | None = None
        self.table: RowTable[WaitingPaper] = RowTable(_COLUMNS, key=lambda row: row.paper)
        self.table.setAccessibleName(self.tr("等待签署的文书"))
        self.table.opened.connect(self._open)
        self.face, self.case = QPushButton(self.tr("请当事人签署")), QPushButton(self.tr("打开案件"))
        self.face.setProperty("look", "primary")
        self.face.clicked.connect(lambda: self._open(self.table.current_key() or ""))
        self.case.clicked.connect(self._open_case)
        self.table.chosen.connect(lambda _key: self._offer())
        self.empty = EmptyState("sign", self.tr("没有等待签署的文书"))
        self._lay_out()
        door.feed.follow(self, self.refresh)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def refresh(self) -> None:
        """Ask again what waits."""
        self._door.ask(WaitingPapers(), self._show, owner=self)

    def show_subject(self, subject: str) -> None:
        """Put one paper before the people who sign it."""
        paper = subject.partition("|")[2]
        if paper:
            self.face_people(paper)

    def face_people(self, paper: str) -> None:
        """Give the whole screen to one paper."""
        self.facing = SigningScreen(self._door, paper)
        self.facing.left.connect(self._back)
        self._door.face(self.facing)

    def _back(self) -> None:
        """The desk is taken back, at the case that was signed."""
        sheet = None if self.facing is None else self.facing.sheet
        self.facing = None
        self._door.leave()
        self.refresh()
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

    def _show(self, rows: tuple[WaitingPaper, ...]) -> None:
        self.table.show_rows(rows)
        if self.table.current_key() is None:
            self.table.choose_first()
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._offer()

    def _offer(self) -> None:
        row = self.table.current_row()
        self.case.setEnabled(row is not None)
        self.face.setEnabled(row is not None and row.route == "screen" and self._door.may_do("record_signature"))

    def _lay_out(self) -> None:
        card = Card(self.tr("等待签署"), self.tr("屏幕签署的当面签；纸质签署的在案件里回收扫描件"), tight=True)
        for button in (self.case, self.face):
            card.add_to_head(button)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.empty, 1)
        row = QHBoxLayout()
        row.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.addLayout(row)
