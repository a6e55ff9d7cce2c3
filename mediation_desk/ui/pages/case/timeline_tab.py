"""Everything that was done, in the order in which it happened, with the day it was recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, JournalRow, TrackSheet
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.words.acts import act_words

_COLUMNS = (
    Column[JournalRow](title="发生", text=lambda row: _happened(row), width=9),
    Column[JournalRow](title="事项", text=lambda row: act_words(row.act), width=8, bold=True),
    Column[JournalRow](title="内容", text=lambda row: row.detail, tip=lambda row: row.detail),
    Column[JournalRow](title="办理人", text=lambda row: row.who, width=5),
    Column[JournalRow](title="登记", text=lambda row: f"{row.recorded_at:%Y-%m-%d %H:%M}", width=9, soft=True),
    Column[JournalRow](
        title="", text=lambda row: "已冲正" if row.reversed else "", width=4, chip=lambda row: Tone.GREY
    ),
)


class TimelineTab(QWidget):
    """`act_wanted` asks for the reversal of the act that is chosen."""

    act_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search, self.reverse = QLineEdit(), QPushButton(self.tr("冲正这一项…"))
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("筛选：事项、内容、人"))
        self.table: RowTable[JournalRow] = RowTable(_COLUMNS, key=lambda row: row.act_id)
        self.table.setAccessibleName(self.tr("时间线"))
        self.search.textChanged.connect(self.table.set_text)
        self.table.chosen.connect(lambda _key: self._offer())
        self.reverse.clicked.connect(lambda: self.act_wanted.emit("reverse_act", self.table.current_key() or ""))
        bar = QHBoxLayout()
        bar.setSpacing(px(6))
        bar.setContentsMargins(px(14), px(8), px(14), px(8))
        bar.addWidget(self.search, 1)
        bar.addWidget(self.reverse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        self._may_reverse = False

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None, may_reverse: bool) -> None:
        """The acts of the whole case: tracks share their history."""
        self._may_reverse = may_reverse
        self.table.show_rows(sheet.timeline)
        self._offer()

    def _offer(self) -> None:
        row = self.table.current_row()
        self.reverse.setEnabled(self._may_reverse and row is not None and row.reversible)


def _happened(row: JournalRow) -> str:
    at = "" if row.happened_time is None else f" {row.happened_time:%H:%M}"
    return f"{row.happened_on.isoformat()}{at}"
