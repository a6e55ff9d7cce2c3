"""That there is an evaluation and how far it is. What was found stands on the evaluation's own page, after release."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, EvaluationLine, TrackSheet
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.scrolled import wrapped

_COLUMNS = (
    Column[EvaluationLine](title="编号", text=lambda row: row.number or "尚未取得", width=14),
    Column[EvaluationLine](title="申请", text=lambda row: row.asked_on.isoformat(), width=7),
    Column[EvaluationLine](title="进度", text=lambda row: row.stage_words),
)


class EvaluationTab(QWidget):
    """`opened` carries the evaluation that a person wants to work on."""

    act_wanted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "evaluation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table: RowTable[EvaluationLine] = RowTable(_COLUMNS, key=lambda row: row.id)
        self.table.setAccessibleName(self.tr("中立评估"))
        self.table.opened.connect(self.opened)
        self.ask, self.enter = QPushButton(self.tr("申请中立评估…")), QPushButton(self.tr("打开评估"))
        self.enter.setProperty("look", "primary")
        self.ask.clicked.connect(lambda: self.act_wanted.emit("ask_evaluation", ""))
        self.enter.clicked.connect(self._enter)
        self.note = wrapped(self.tr("评估独立成卷，不入调解卷。发布之前调解员只见进度，不见意见。"), "soft")
        self.empty = EmptyState(
            "evaluation",
            self.tr("本程序没有中立评估。各方书面委托、共同选定评估员后，评估员各自独立评估、锁定，再同时发布。"),
        )
        bar = QHBoxLayout()
        bar.setSpacing(px(6))
        for part in (self.ask, self.enter):
            bar.addWidget(part)
        bar.addWidget(self.note, 1)
        bar.setContentsMargins(px(14), px(8), px(14), px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None, may_ask: bool) -> None:
        """The evaluations of the track."""
        rows = () if track is None else track.evaluations
        self.table.show_rows(rows)
        if self.table.current_key() is None:
            self.table.choose_first()
        self.table.setVisible(bool(rows))
        self.enter.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        open_now = set() if track is None else {one.act for one in track.acts}
        self.ask.setVisible(may_ask and "ask_evaluation" in open_now)

    def _enter(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self.opened.emit(key)
