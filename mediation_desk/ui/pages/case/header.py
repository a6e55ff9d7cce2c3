"""The head of a case: what it is, where it stands, and what presses."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, TrackSheet
from mediation_desk.queries.risk_shapes import RiskSheet
from mediation_desk.ui.dialogs.risk_view import badge_words
from mediation_desk.ui.pages.case.presenter import clock, header_words
from mediation_desk.ui.pages.case.track_switcher import TrackSwitcher
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.deadline_badge import DeadlineBadge
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.kind_chip import KindChip
from mediation_desk.ui.widgets.risk_badge import RiskBadge
from mediation_desk.ui.widgets.stage_bar import StageBar, StageState, StageStep


class CaseHeader(Card):
    """`track_chosen` carries the track's id; the row of tracks is shown only where there are several."""

    track_chosen = Signal(str)
    risk_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title, self.about = ElidedLabel(), ElidedLabel()
        self.title.setProperty("look", "title")
        self.about.setProperty("look", "remark")
        self.chip, self.badge, self.reason = KindChip(), DeadlineBadge(), ElidedLabel()
        self.reason.setProperty("look", "remark")
        self.risk, self.danger = RiskBadge(), DangerStrip()
        self.stages = StageBar()
        self.tracks = TrackSwitcher()
        self.tracks.chosen.connect(self.track_chosen)
        self._lay_out()

    def show_case(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The case and the track that is looked at."""
        self.title.setText(sheet.facts.title)
        self.about.setText(header_words(sheet, track))
        self.chip.setVisible(track is not None)
        self.stages.setVisible(track is not None)
        self.tracks.show_tracks(sheet, track)
        self._show_deadline(track)
        self._show_risk(sheet.risk)
        self.danger.report.setVisible(track is not None)
        if track is not None:
            self.chip.tell(track.facts.kind_words, Tone(track.facts.kind))
            steps = [StageStep(mark.name, mark.note, StageState(mark.state)) for mark in track.stages]
            self.stages.show_steps(tuple(steps))

    def _show_risk(self, risk: RiskSheet | None) -> None:
        """Nothing of it stands on a screen that a party may look at: then the sheet brings none."""
        self.risk.setVisible(risk is not None)
        self.danger.setVisible(risk is not None and risk.report_owed_since is not None)
        if risk is not None:
            self.risk.tell(*badge_words(risk))
            self.danger.tell(risk.report_words)

    def _show_deadline(self, track: TrackSheet | None) -> None:
        deadline = None if track is None else track.deadline
        self.badge.setVisible(deadline is not None)
        self.reason.setVisible(deadline is not None)
        if track is None or deadline is None:
            return
        said = clock(deadline)
        self.badge.tell(Urgency(said.urgency), f"{deadline.name} {said.words}", said.reason)
        more = track.deadlines_open - 1
        others = self.tr("  另有 {0} 个期限").format(more) if more else ""
        self.reason.setText(said.reason + others)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(px(10))
        first.addWidget(self.title)
        first.addWidget(self.chip)
        first.addWidget(self.risk)
        first.addWidget(self.about, 1)
        second.addWidget(self.badge)
        second.addWidget(self.reason, 1)
        self.body.setSpacing(px(6))
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(self.danger)
        self.risk.clicked.connect(self.risk_wanted)
        self.danger.report.clicked.connect(self.report_wanted)
        self.body.addWidget(self.tracks)
        self.body.addWidget(self.stages)


class DangerStrip(QFrame):
    """须立即报告, until the report is recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "fault")
        self.words, self.report = QLabel(), QPushButton(self.tr("登记报告"))
        self.words.setWordWrap(True)
        self.words.setProperty("look", "error")
        self.report.setProperty("look", "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(5), px(8), px(5))
        row.addWidget(self.words, 1)
        row.addWidget(self.report)

    def tell(self, words: str) -> None:
        """What is owed, to whom, by which article."""
        self.words.setText(words)
