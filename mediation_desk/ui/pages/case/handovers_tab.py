"""Between bodies: what came in, what left, and what became of each, with the word that is still to be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, DeadlineFacts, HandoverFacts, ReferralFacts, TrackSheet
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.case.presenter import clock
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.scrolled import Scrolled

_TONES = {
    "等待对方": Tone.AMBER,
    "待反馈": Tone.AMBER,
    "已接收": Tone.ACT,
    "不接收": Tone.RED,
    "已回复": Tone.GREEN,
    "已反馈": Tone.GREEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A hand-over or a referral as a line."""

    id: str
    way: str
    who: str
    on: date
    state: str
    clock: DeadlineFacts | None
    acts: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]


_COLUMNS = (
    Column[_Line](title="方式", text=lambda row: row.way, width=3),
    Column[_Line](title="单位", text=lambda row: row.who, tip=lambda row: row.who, bold=True),
    Column[_Line](title="日期", text=lambda row: f"{row.on:%m-%d}", width=4),
    Column[_Line](title="状态", text=lambda row: row.state, width=5, chip=lambda row: _TONES[row.state]),
    Column[_Line](
        title="期限",
        text=lambda row: "" if row.clock is None else clock(row.clock).words,
        width=6,
        mark=lambda row: Urgency("fine" if row.clock is None else clock(row.clock).urgency),
    ),
)


class HandoversTab(QWidget):
    """`act_wanted` carries the act and the hand-over or referral it is about."""

    act_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, _Line] = {}
        self._open: set[str] = set()
        self.table: RowTable[_Line] = RowTable(_COLUMNS, key=lambda row: row.id)
        self.table.setAccessibleName(self.tr("移送、转介、报告和转来"))
        self.table.chosen.connect(self._show)
        self.record, self.facts = Scrolled(), FactLines()
        self.record.add(self.facts)
        self.record.column.addStretch(1)
        self.empty = EmptyState("next", self.tr("本程序没有转来、移送、转介或者报告。"))
        self.both = QSplitter()
        self.both.setChildrenCollapsible(False)
        self.both.addWidget(self.table)
        self.both.addWidget(self.record)
        self.table.setMinimumWidth(px(480))
        self.both.setSizes([px(540), px(380)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self.both, 1)
        column.addWidget(self.empty, 1)

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """What came to the case, and what left the track."""
        own = None if track is None else track.id
        received = [one for one in sheet.facts.referrals if one.track in (None, own)]
        sent = () if track is None else track.facts.handovers
        rows = [*map(_in, received), *map(_out, sent)]
        self._lines = {row.id: row for row in rows}
        self._open = {one.act for one in (*sheet.acts, *(() if track is None else track.acts))}
        self.table.show_rows(sorted(rows, key=lambda row: row.on, reverse=True))
        if self.table.current_key() is None:
            self.table.choose_first()
        self._show(self.table.current_key() or "")
        self.both.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _show(self, key: str) -> None:
        row = self._lines.get(key)
        self.facts.show_lines([] if row is None else list(row.lines))
        for act, button in self.starts.items():
            button.setVisible(act in self._open)
        for act, button in self.words.items():
            button.setVisible(row is not None and act in row.acts and act in self._open)

    def _bar(self) -> QHBoxLayout:
        self.starts = {
            "receive_referral": QPushButton(self.tr("接收转来事项…")),
            "transfer": QPushButton(self.tr("移送…")),
            "refer_aside": QPushButton(self.tr("转介…")),
            "report_danger": QPushButton(self.tr("报告…")),
        }
        self.words = {
            "record_handover_taken": QPushButton(self.tr("对方已接收…")),
            "record_handover_declined": QPushButton(self.tr("对方不接收…")),
            "record_handover_answer": QPushButton(self.tr("收到回复…")),
            "feed_back": QPushButton(self.tr("向来源反馈…")),
        }
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.setContentsMargins(px(14), px(8), px(14), px(8))
        for act, button in self.starts.items():
            button.clicked.connect(lambda _checked=False, wanted=act: self.act_wanted.emit(wanted, ""))
            row.addWidget(button)
        row.addStretch(1)
        for act, button in self.words.items():
            button.setProperty("look", "primary" if act in ("feed_back", "record_handover_answer") else "")
            button.clicked.connect(lambda _checked=False, wanted=act: self._want(wanted))
            row.addWidget(button)
        return row

    def _want(self, act: str) -> None:
        self.act_wanted.emit(act, self.table.current_key() or "")


def _out(sent: HandoverFacts) -> _Line:
    acts = {
        "sent": ("record_handover_taken", "record_handover_declined", "record_handover_answer"),
        "taken": ("record_handover_answer",),
    }
    lines = [
        (sent.kind_words, sent.to),
        ("衔接", sent.rule_words or ""),
        ("接收人", sent.receiver or ""),
        ("理由", sent.reason),
        ("依据", sent.basis or ""),
        ("材料", "、".join(sent.documents)),
        ("缺少材料", sent.lacking or ""),
        ("已用期限", sent.elapsed),
        *_clock_lines(sent.clock),
        *((f"{said.on:%m-%d}", _said(said.who, said.words)) for said in sent.responses),
    ]
    return _Line(
        id=sent.id,
        way=sent.kind_words,
        who=sent.to,
        on=sent.sent_on,
        state=sent.state_words,
        clock=sent.clock,
        acts=acts.get(sent.state, ()),
        lines=tuple(lines),
    )


def _in(received: ReferralFacts) -> _Line:
    lines = [
        ("转来", received.organ),
        ("渠道", received.channel),
        ("对方编号", received.number or ""),
        ("联系人", " ".join(part for part in (received.contact, received.phone) if part)),
        ("接收人", received.receiver),
        ("材料", "、".join(received.documents)),
        ("反馈", received.feedback),
        *_clock_lines(received.clock),
        *((f"{said.on:%m-%d} 已反馈", _said(said.who, said.words)) for said in received.responses),
    ]
    return _Line(
        id=received.id,
        way="转来",
        who=received.organ,
        on=received.received_on,
        state=received.state_words,
        clock=received.clock,
        acts=("feed_back",),
        lines=tuple(lines),
    )


def _said(who: str | None, words: str) -> str:
    return "：".join(part for part in (who, words) if part)


def _clock_lines(found: DeadlineFacts | None) -> list[tuple[str, str]]:
    return [] if found is None else [("期限", found.due.isoformat()), ("理由", found.reason)]
