"""履行回访: what is owed under agreements, and whom to visit, over all cases."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.queries.performance import DueRow, PerformanceSheet
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.performance import presenter as say
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.stat_card import StatCard

_TONES = {"payment": Tone.ACT, "duty": Tone.GREY, "visit": Tone.GREEN}
_SCOPE_OF_CARD = ("overdue", "month", "", "")
_KIND_OF_CARD = ("", "", "visit", "payment")


class PerformancePage(QWidget):
    """Enter opens the case a row belongs to."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._presenter = say.PerformancePresenter(context.session)
        self._sheet: PerformanceSheet | None = None
        self.cards = tuple(StatCard("", "0") for _ in _SCOPE_OF_CARD)
        self.table = RowTable(self._columns(), key=lambda row: row.id, also=lambda row: row.number, sortable=True)
        self.text, self.kind, self.scope = QLineEdit(), QComboBox(), QComboBox()
        self.done = QCheckBox(self.tr("含已履行"))
        self.count = QLabel()
        self.nothing = EmptyState("follow-up", "")
        self._lay_out()
        self._connect()
        context.feed.follow(self, self.refresh)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Ask again."""
        self._context.read(self._presenter.load, self._show, self)

    def show_subject(self, subject: str) -> None:
        """A text to look for."""
        self.text.setText(subject)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def _columns(self) -> tuple[Column[DueRow], ...]:
        return (
            Column[DueRow](
                title=self.tr("期限"),
                width=7,
                text=lambda row: say.due_words(row, self._today()),
                mark=lambda row: Urgency(say.row_urgency(row, self._today())),
                tip=say.explained,
                order=lambda row: row.due,
            ),
            Column[DueRow](title=self.tr("最后一日"), width=6, text=say.day_words, order=lambda row: row.due),
            Column[DueRow](
                title=self.tr("事项"),
                width=5,
                text=lambda row: say.KINDS[row.kind],
                chip=lambda row: _TONES[row.kind],
            ),
            Column[DueRow](title=self.tr("内容"), text=say.content, tip=say.explained),
            Column[DueRow](title=self.tr("由谁对谁"), width=11, text=say.who, tip=say.who),
            Column[DueRow](
                title=self.tr("金额（元）"),
                width=8,
                number=True,
                text=say.amount_words,
                order=lambda row: None if row.amount is None else row.amount.fen,
            ),
            Column[DueRow](title=self.tr("案件"), text=lambda row: f"{row.number} {row.title}", soft=True),
        )

    def _today(self) -> date:
        assert self._sheet is not None
        return self._sheet.day

    def _lay_out(self) -> None:
        for box, words in ((self.kind, {"": self.tr("事项不限")} | say.KINDS), (self.scope, say.SCOPES)):
            for code, text in words.items():
                box.addItem(text, code)
        self.kind.setAccessibleName(self.tr("事项"))
        self.scope.setAccessibleName(self.tr("期限"))
        self.text.setPlaceholderText(self.tr("姓名、案号、内容…"))
        self.text.setClearButtonEnabled(True)
        self.count.setProperty("look", "remark")
        top = QHBoxLayout()
        top.setSpacing(px(12))
        for card in self.cards:
            top.addWidget(card, 1)
        filters = QHBoxLayout()
        filters.setContentsMargins(px(12), px(10), px(12), px(10))
        filters.setSpacing(px(8))
        filters.addWidget(self.text, 1)
        for part in (self.scope, self.kind, self.done, self.count):
            filters.addWidget(part)
        table = Card(tight=True)
        table.body.addLayout(filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        table.body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(16))
        column.addLayout(top)
        column.addWidget(table, 1)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.text.textChanged.connect(lambda _text: self._narrow())
        self.text.returnPressed.connect(self.table.setFocus)
        for box in (self.kind, self.scope):
            box.currentIndexChanged.connect(lambda _index: self._narrow())
        self.done.toggled.connect(self._with_done)
        for card, scope, kind in zip(self.cards, _SCOPE_OF_CARD, _KIND_OF_CARD, strict=True):
            card.opened.connect(lambda scope=scope, kind=kind: self._pick(scope, kind))

    def _pick(self, scope: str, kind: str) -> None:
        self.scope.setCurrentIndex(self.scope.findData(scope))
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _with_done(self, wanted: bool) -> None:
        self._presenter.with_done = wanted
        self.refresh()

    def _show(self, sheet: PerformanceSheet) -> None:
        self._sheet = sheet
        for card, (words, value, edge) in zip(self.cards, say.figures(sheet), strict=True):
            card.name(words)
            card.tell(value, edge)
        self.table.show_rows(sheet.rows)
        self._narrow()

    def _narrow(self) -> None:
        if self._sheet is None:
            return
        today = self._sheet.day
        self._presenter.kind, self._presenter.scope = self.kind.currentData(), self.scope.currentData()
        self.table.set_test(lambda row: self._presenter.keeps(row, today))
        self.table.set_text(self.text.text())
        shown = self.table.shown()
        if shown and self.table.current_key() is None:
            self.table.choose_first()
        self.count.setText(self.tr("{0} 项").format(shown))
        none = self.tr("没有待履行的义务，也没有到期的回访。")
        self.nothing.say(self.tr("没有符合条件的事项。") if self._sheet.rows else none)
        self._stack.setCurrentWidget(self.table if shown else self.nothing)

    def _open(self, _key: str) -> None:
        row = self.table.current_row()
        if row is not None:
            self._context.go("case", row.case_id)
