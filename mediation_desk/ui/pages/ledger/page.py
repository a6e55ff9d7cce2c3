"""案件: the ledger, narrowed while one types, and the case under the keyboard at a glance."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from mediation_desk.queries.ledger import LedgerRow, LedgerSheet
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.jobs import LatestAnswer
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.ledger import presenter as say
from mediation_desk.ui.pages.ledger.preview import PreviewPane
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.risk_badge import risk_tone

PREVIEW_AFTER_MS = 60
"""Walking through the ledger with a held arrow key asks for no preview on the way."""


class LedgerPage(QWidget):
    """Arrows walk, Enter opens, typing anywhere in the table goes to the filter."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._presenter = say.LedgerPresenter(context.session)
        self._previews = LatestAnswer(context.jobs)
        self._sheet: LedgerSheet | None = None
        self.table = RowTable(
            self._columns(), key=lambda row: row.id, also=lambda row: f"{row.search} {row.dispute}", sortable=True
        )
        self.text = QLineEdit()
        self.state, self.kind, self.mediator, self.due = (QComboBox() for _ in range(4))
        self.reset = QPushButton(self.tr("清除筛选"))
        self.count = QLabel()
        self.preview = PreviewPane()
        self.nothing = EmptyState("cases", "", self.tr("登记纠纷"))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PREVIEW_AFTER_MS)
        self._fill_choices()
        self._lay_out()
        self._connect()
        context.feed.follow(self, self.refresh)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Ask for the ledger again."""
        self._context.read(self._presenter.load, self._show, self)

    def show_subject(self, subject: str) -> None:
        """A card of the first page, or a text to look for."""
        self.text.setText(self._presenter.take_subject(subject))
        self._show_sieve()
        self._narrow()

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def _columns(self) -> tuple[Column[LedgerRow], ...]:
        return (
            Column[LedgerRow](title=self.tr("案号"), width=5, text=lambda row: row.number),
            Column[LedgerRow](title=self.tr("纠纷"), text=lambda row: row.title, tip=lambda row: row.title),
            Column[LedgerRow](
                title=self.tr("类型"),
                width=6,
                text=say.chip_words,
                chip=lambda row: Tone(row.kind or "grey"),
                tip=lambda row: row.procedure_name,
            ),
            Column[LedgerRow](
                title=self.tr("风险"), width=3, text=lambda row: row.risk_words, chip=lambda row: risk_tone(row.risk)
            ),
            Column[LedgerRow](title=self.tr("阶段"), width=5, text=say.stage_words, tip=say.stage_tip),
            Column[LedgerRow](title=self.tr("调解员"), width=4, text=lambda row: "、".join(row.mediators) or "—"),
            Column[LedgerRow](
                title=self.tr("登记"),
                width=3,
                text=lambda row: say.received_words(row, self._today()),
                order=lambda row: row.received_at,
            ),
            Column[LedgerRow](
                title=self.tr("期限"),
                width=6,
                text=lambda row: say.due_words(row, self._today()),
                mark=self._mark,
                tip=lambda row: row.due_reason,
                order=lambda row: None if row.closed else row.due,
            ),
            Column[LedgerRow](
                title=self.tr("金额（元）"),
                width=6,
                number=True,
                text=say.amount_words,
                order=lambda row: None if row.amount is None else row.amount.fen,
            ),
        )

    def _mark(self, row: LedgerRow) -> Urgency | None:
        shape = say.state_mark(row, self._today())
        return None if shape is None else Urgency(shape)

    def _today(self) -> date:
        assert self._sheet is not None
        return self._sheet.day

    def _fill_choices(self) -> None:
        for box, words in ((self.state, say.STATES), (self.kind, say.KIND_CHOICES), (self.due, say.DUES)):
            for code, text in words.items():
                box.addItem(text, code)
        self.mediator.addItem(self.tr("调解员不限"), "")
        names = (self.tr("状态"), self.tr("类型"), self.tr("调解员"), self.tr("期限"))
        for box, name in zip((self.state, self.kind, self.mediator, self.due), names, strict=True):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def _lay_out(self) -> None:
        self.text.setPlaceholderText(self.tr("案号、姓名、电话、首字母…"))
        self.text.setClearButtonEnabled(True)
        self.reset.setProperty("look", "link")
        self.count.setProperty("look", "remark")
        filters = QHBoxLayout()
        filters.setContentsMargins(px(12), px(10), px(12), px(10))
        filters.setSpacing(px(8))
        filters.addWidget(self.text, 1)
        for box in (self.state, self.kind, self.mediator, self.due):
            filters.addWidget(box)
        filters.addWidget(self.reset)
        filters.addWidget(self.count)
        card = Card(tight=True)
        card.body.addLayout(filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        card.body.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(16), px(16), px(16))
        row.setSpacing(px(12))
        row.addWidget(card, 1)
        row.addWidget(self.preview)

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda _text: self._narrow())
        self.text.returnPressed.connect(self._to_table)
        for name, box in (("state", self.state), ("kind", self.kind), ("mediator", self.mediator), ("due", self.due)):
            box.activated.connect(lambda _index, name=name, box=box: self._choose(name, box))
        self.reset.clicked.connect(lambda: self.show_subject(""))
        self.table.chosen.connect(lambda _key: self._wait.start())
        self.table.opened.connect(self._open)
        self.table.typed.connect(self._typed)
        self.preview.opened.connect(self._open)
        self.nothing.acted.connect(lambda: self._context.go("intake", ""))
        self._wait.timeout.connect(self._ask_preview)

    def _choose(self, name: str, box: QComboBox) -> None:
        self._presenter.narrow(**{name: box.currentData()})
        self._narrow()

    def _show_sieve(self) -> None:
        sieve = self._presenter.sieve
        chosen = ((self.state, sieve.state), (self.kind, sieve.kind), (self.mediator, sieve.mediator))
        for box, code in (*chosen, (self.due, sieve.due)):
            box.setCurrentIndex(max(0, box.findData(code)))

    def _show(self, sheet: LedgerSheet) -> None:
        self._sheet = sheet
        self.mediator.clear()
        self.mediator.addItem(self.tr("调解员不限"), "")
        for name in self._presenter.mediators(sheet):
            self.mediator.addItem(name, name)
        self._show_sieve()
        self.table.show_rows(sheet.rows)
        self._narrow()
        self._wait.start()

    def _narrow(self) -> None:
        if self._sheet is None:
            return
        sieve, today = self._presenter.sieve, self._sheet.day
        self.table.set_test(lambda row: sieve.keeps(row, today))
        self.table.set_text(self.text.text())
        if self.table.current_key() is None:
            self.table.choose_first()
        shown = self.table.shown()
        self.count.setText(self.tr("{0} 件").format(shown))
        empty = self.tr("还没有案件。") if not self._sheet.rows else self.tr("没有符合条件的案件。放宽筛选或换个字词。")
        self.nothing.say(empty)
        self._stack.setCurrentWidget(self.table if shown else self.nothing)
        if not shown:
            self.preview.clear()

    def _typed(self, letters: str) -> None:
        self.text.setFocus()
        self.text.setText(self.text.text() + letters)

    def _to_table(self) -> None:
        self.table.choose_first()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_preview(self) -> None:
        case = self.table.current_key()
        if case is None:
            self.preview.clear()
        else:
            self._previews.read(lambda: self._presenter.preview(case), self.preview.show_case, owner=self)

    def _open(self, case: str) -> None:
        self._context.go("case", case)
