"""The head of a case: what it is, where it stands, and what presses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, TrackSheet
from mediation_desk.ui.pages.case.presenter import clock, header_words, track_words
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.deadline_badge import DeadlineBadge
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.kind_chip import KindChip
from mediation_desk.ui.widgets.stage_bar import StageBar, StageState, StageStep


class CaseHeader(Card):
    """`track_chosen` carries the track's id; the row of tracks is shown only where there are several."""

    track_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title, self.about = ElidedLabel(), ElidedLabel()
        self.title.setProperty("look", "title")
        self.about.setProperty("look", "remark")
        self.chip, self.badge, self.reason = KindChip(), DeadlineBadge(), ElidedLabel()
        self.reason.setProperty("look", "remark")
        self.stages = StageBar()
        self.tracks = QWidget()
        self._track_row = QHBoxLayout(self.tracks)
        self._track_row.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self._lay_out()

    def show_case(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The case and the track that is looked at."""
        self.title.setText(sheet.facts.title)
        self.about.setText(header_words(sheet, track))
        self.chip.setVisible(track is not None)
        self.stages.setVisible(track is not None)
        self._show_tracks(sheet, track)
        self._show_deadline(track)
        if track is not None:
            self.chip.tell(track.facts.kind_words, Tone(track.facts.kind))
            steps = [StageStep(mark.name, mark.note, StageState(mark.state)) for mark in track.stages]
            self.stages.show_steps(tuple(steps))

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

    def _show_tracks(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        self.tracks.setVisible(len(sheet.tracks) > 1)
        while (item := self._track_row.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for one in sheet.tracks if len(sheet.tracks) > 1 else ():
            button = QPushButton(track_words(one))
            button.setProperty("look", "filter")
            button.setCheckable(True)
            button.setObjectName(f"track:{one.id}")
            button.setChecked(track is not None and one.id == track.id)
            button.clicked.connect(_choosing(self, one.id))
            self._group.addButton(button)
            self._track_row.addWidget(button)
        self._track_row.addStretch(1)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(px(10))
        first.addWidget(self.title)
        first.addWidget(self.chip)
        first.addWidget(self.about, 1)
        second.addWidget(self.badge)
        second.addWidget(self.reason, 1)
        self.body.setSpacing(px(6))
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(self.tracks)
        self.body.addWidget(self.stages)


def _choosing(header: CaseHeader, track: str) -> Callable[[], None]:
    return lambda: header.track_chosen.emit(track)
