"""今日: figures, what waits by its last day, what is planned, what was left unfinished."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.queries.today import Day, TodoRow
from mediation_desk.queries.today_planned import PlannedRow
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.today import presenter as say
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.line_list import Line, LineList
from mediation_desk.ui.widgets.stat_card import StatCard

WEEKDAYS = "一二三四五六日"
CARDS = ("waiting", "mediating", "soon", "overdue", "closed")


class TodayPage(QWidget):
    """Enter on a row opens its case."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._presenter = say.TodayPresenter(context.session)
        self._day: Day | None = None
        self._places: dict[str, tuple[str, str]] = {}
        self.cards = {key: StatCard("", "0") for key in CARDS}
        self.certificates = QPushButton()
        self.todo = RowTable(self._columns(), key=lambda row: row.id, also=lambda row: row.number)
        self.scope = QPushButton(self.tr("只看我的"))
        self.nothing = EmptyState("check", self.tr("没有待办。新来的纠纷从“登记纠纷”开始。"), self.tr("登记纠纷"))
        self.planned = LineList(self.tr("这几天没有安排调解。"))
        self.drafts = LineList(self.tr("没有未完成的草稿。"))
        self._lay_out()
        self._connect()
        self.certificates.hide()
        context.feed.follow(self, self.refresh)
        self.setFocusProxy(self.todo)

    def refresh(self) -> None:
        """Ask for the day again."""
        self._context.read(self._presenter.load, self._show, self)

    def show_subject(self, subject: str) -> None:
        """The day has no subject."""

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def _columns(self) -> tuple[Column[TodoRow], ...]:
        return (
            Column[TodoRow](
                title=self.tr("期限"),
                width=7,
                text=lambda row: say.due_words(row, self._today()),
                mark=lambda row: Urgency(say.row_urgency(row, self._today())) if row.due else None,
                tip=say.explained,
            ),
            Column[TodoRow](
                title=self.tr("纠纷"),
                width=13,
                text=lambda row: row.title,
                tip=lambda row: f"{row.number} {row.title}",
            ),
            Column[TodoRow](
                title=self.tr("类型"),
                width=6,
                text=say.chip_words,
                chip=lambda row: Tone(row.procedure_kind or "grey"),
            ),
            Column[TodoRow](title=self.tr("事由和依据"), text=say.why, soft=True, tip=say.explained),
            Column[TodoRow](title=self.tr("去办"), width=6, text=say.action, link=True),
        )

    def _today(self) -> date:
        assert self._day is not None
        return self._day.day

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(px(12))
        for card in self.cards.values():
            top.addWidget(card, 1)
        self._todo_card = Card(self.tr("我的待办"), tight=True)
        self.scope.setCheckable(True)
        self.scope.setProperty("look", "filter")
        self._todo_card.add_to_head(self.scope)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.todo)
        self._stack.addWidget(self.nothing)
        self._todo_card.body.addWidget(self._stack)
        self._planned_card = Card(self.tr("今日安排"), tight=True)
        self._planned_card.body.addWidget(self.planned)
        drafts = Card(self.tr("未完成的草稿"), self.tr("自动保存"), tight=True)
        drafts.body.addWidget(self.drafts)
        side = QVBoxLayout()
        side.setSpacing(px(16))
        side.addWidget(self._planned_card, 3)
        side.addWidget(drafts, 2)
        below = QHBoxLayout()
        below.setSpacing(px(16))
        below.addWidget(self._todo_card, 7)
        below.addLayout(side, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(16))
        column.addWidget(self.certificates)
        column.addLayout(top)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.todo.opened.connect(self._open_todo)
        self.certificates.clicked.connect(lambda: self._context.go("settings", "certificates"))
        self.nothing.acted.connect(lambda: self._context.go("intake", ""))
        self.scope.setChecked(self._presenter.only_mine)
        self.scope.toggled.connect(self._scope_changed)
        self.planned.opened.connect(lambda case: self._context.go("case", case))
        self.drafts.opened.connect(lambda key: self._context.go(*self._places[key]))
        for key, card in self.cards.items():
            card.opened.connect(lambda key=key: self._context.go("cases", f"#{key}"))

    def _scope_changed(self, only_mine: bool) -> None:
        self._presenter.only_mine = only_mine
        if self._day is not None:
            self._show(self._day)

    def _show(self, day: Day) -> None:
        self._day = day
        self._show_certificates(day)
        for figure in self._presenter.cards(day):
            self.cards[figure.key].name(figure.words)
            self.cards[figure.key].tell(str(figure.value), figure.edge)
        rows = self._presenter.todo(day)
        self.todo.show_rows(rows)
        if rows and self.todo.current_key() is None:
            self.todo.choose_first()
        self._stack.setCurrentWidget(self.todo if rows else self.nothing)
        self._todo_card.set_title(self.tr("我的待办") if self._presenter.only_mine else self.tr("全部待办"))
        self._todo_card.set_remark(self.tr("按法定期限排序 · {0} 项").format(len(rows)))
        self._show_planned(self._presenter.planned(day), day)
        self._show_drafts(day)

    def _show_certificates(self, day: Day) -> None:
        first, *others = day.certificates or ("",)
        more = self.tr("（另有 {0} 项）").format(len(others)) if others else ""
        self.certificates.setText(f"⚠ {first}{more}")
        self.certificates.setToolTip("\n".join(day.certificates))
        self.certificates.setVisible(bool(day.certificates))

    def _show_planned(self, rows: tuple[PlannedRow, ...], day: Day) -> None:
        told = [(row, say.planned_words(row, day.day)) for row in rows]
        self.planned.show_lines(tuple(Line(row.case_id, head, below, when) for row, (when, head, below) in told))
        weekday = WEEKDAYS[day.day.weekday()]
        words = self.tr("{0} 月 {1} 日 星期{2}").format(day.day.month, day.day.day, weekday)
        self._planned_card.set_remark(words)

    def _show_drafts(self, day: Day) -> None:
        self._places = {row.key: say.draft_place(row) for row in day.drafts}
        self.drafts.show_lines(
            tuple(Line(row.key, say.draft_words(row), f"{row.saved_at:%m-%d %H:%M}") for row in day.drafts)
        )

    def _open_todo(self, _key: str) -> None:
        row = self.todo.current_row()
        if row is not None:
            self._context.go("case", row.case_id)
