"""What the case is about: the quarrel, the clocks, who works on it, what was recorded beside the stages."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, DeadlineFacts, FactRow, TrackSheet
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.grown_table import GrownTable
from mediation_desk.ui.pages.case.presenter import clock
from mediation_desk.ui.theme.marks import Urgency
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.scrolled import Scrolled, heading, wrapped
from mediation_desk.words.case import MEDIATOR_ROLES

_CLOCKS = (
    Column[DeadlineFacts](title="期限", text=lambda row: row.name, width=9),
    Column[DeadlineFacts](
        title="还剩", text=lambda row: clock(row).words, width=11, mark=lambda row: Urgency(clock(row).urgency)
    ),
    Column[DeadlineFacts](title="届满日", text=lambda row: row.due.isoformat(), width=7),
    Column[DeadlineFacts](
        title="理由与依据", text=lambda row: clock(row).reason, soft=True, tip=lambda row: clock(row).reason
    ),
)
_FACTS = (
    Column[FactRow](title="日期", text=lambda row: row.on.isoformat(), width=7),
    Column[FactRow](title="种类", text=lambda row: row.kind, width=5),
    Column[FactRow](title="事项", text=lambda row: row.title, tip=lambda row: row.title),
    Column[FactRow](title="说明", text=lambda row: row.detail, soft=True, tip=lambda row: row.detail),
)


class OverviewTab(Scrolled):
    """Read only: what is to be done stands at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quarrel, self.course = FactLines(), FactLines()
        self.clocks = GrownTable(_CLOCKS, key=lambda row: row.id, name=self.tr("期限"))
        self.facts = GrownTable(_FACTS, key=lambda row: row.id, name=self.tr("登记的事实"))
        self.no_facts = wrapped(self.tr("还没有登记同意、送达、联系、转介等事实"), "soft")
        self.no_clocks = wrapped(self.tr("还没有开始计算的期限"), "soft")
        columns = QHBoxLayout()
        for words, part in ((self.tr("纠纷"), self.quarrel), (self.tr("办理"), self.course)):
            column = QVBoxLayout()
            column.addWidget(heading(words))
            column.addWidget(part)
            column.addStretch(1)
            columns.addLayout(column, 3 if part is self.quarrel else 2)
        self.must_end = wrapped("", "error")
        self.add(self.must_end)
        self.column.addLayout(columns)
        self.add_heading(self.tr("期限"))
        self.add(self.clocks, self.no_clocks)
        self.add_heading(self.tr("登记的事实"))
        self.add(self.facts, self.no_facts)
        self.column.addStretch(1)

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The case and one track."""
        self.quarrel.show_lines(_quarrel(sheet))
        self.course.show_lines([] if track is None else _course(track))
        deadlines = () if track is None else track.facts.deadlines
        facts = () if track is None else track.facts_recorded
        reasons = () if track is None else track.facts.must_end
        self.must_end.setText("\n".join(reasons))
        self.must_end.setVisible(bool(reasons))
        self.clocks.show_rows(deadlines)
        self.facts.show_rows(facts)
        self.no_clocks.setVisible(not deadlines)
        self.no_facts.setVisible(not facts)


def _quarrel(sheet: CaseSheet) -> list[tuple[str, str]]:
    facts = sheet.facts
    return [
        ("事实", facts.summary),
        ("请求", facts.request),
        ("类型", facts.dispute_words),
        ("来源", facts.source_words),
        ("争议金额", "" if facts.amount_claimed is None else f"{facts.amount_claimed.figures} 元"),
        ("收到", f"{facts.received_at:%Y-%m-%d %H:%M}"),
        ("地区", facts.region),
        ("事项", "；".join(matter.words for matter in sheet.matters)),
    ]


def _course(track: TrackSheet) -> list[tuple[str, str]]:
    facts = track.facts
    people = "、".join(f"{row.name}（{MEDIATOR_ROLES[row.role]}）" for row in track.mediators)
    disclosed = "、".join(row.name for row in track.mediators if row.disclosed_on is not None)
    forms = {choice.code: choice.words for choice in track.choices.get("application_forms", ())}
    return [
        ("程序", facts.procedure_name),
        ("主持机构", facts.body),
        ("案号", facts.docket or "尚未取得"),
        ("申请", forms.get(facts.application_form or "", "")),
        ("调解人员", people or "尚未选定"),
        ("已披露", disclosed),
        ("受理", "" if facts.accepted_on is None else facts.accepted_on.isoformat()),
        ("终结", "" if facts.ended_on is None else f"{facts.ended_on.isoformat()} {facts.ending_words or ''}"),
        *((one.name, f"{one.words}（{one.basis}）") for one in facts.conduct),
    ]
