"""Turning from one track of a case to another: a few as buttons, many as a list that is found by typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QCompleter, QHBoxLayout, QLabel, QPushButton, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, TrackSheet
from mediation_desk.ui.pages.case.presenter import short_track_words, track_words, tracks_by_stage
from mediation_desk.ui.theme.look import px

FEW = 4
"""So many stand beside each other on a small office screen."""


class TrackSwitcher(QWidget):
    """`chosen` carries the track's id. Of many tracks the stages are buttons, and the box holds those of the stage."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: CaseSheet | None = None
        self._stage = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(6))
        self._group = QButtonGroup(self)
        self.box: QComboBox | None = None

    def show_tracks(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The tracks of a case; nothing where there is only one."""
        if self._sheet is not None and self._sheet.facts.id != sheet.facts.id:
            self._stage = ""
        self._sheet = sheet
        self.setVisible(len(sheet.tracks) > 1)
        self._clear()
        if track is None or len(sheet.tracks) < 2:
            return
        if len(sheet.tracks) <= FEW:
            for one in sheet.tracks:
                self._add_button(track_words(one), f"track:{one.id}", one.id == track.id, _emitting(self, one.id))
        else:
            self._show_many(sheet, track)
        self._row.addStretch(1)

    def _show_many(self, sheet: CaseSheet, track: TrackSheet) -> None:
        groups = tracks_by_stage(sheet)
        if self._stage not in {stage for stage, _, _ in groups}:
            self._stage = ""
        self._row.addWidget(QLabel(self.tr("程序")))
        self._add_button(self.tr("全部 {0}").format(len(sheet.tracks)), "stage:", not self._stage, _at(self, "", track))
        for stage, name, tracks in groups:
            self._add_button(f"{name} {len(tracks)}", f"stage:{stage}", stage == self._stage, _at(self, stage, track))
        shown = [one for stage, _, tracks in groups if self._stage in ("", stage) for one in tracks]
        self._add_box(sheet, shown, track)

    def _add_box(self, sheet: CaseSheet, shown: list[TrackSheet], track: TrackSheet) -> None:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setMinimumWidth(px(420))
        box.setMaxVisibleItems(18)
        box.setAccessibleName(self.tr("选择程序：输入姓名或者案号"))
        for one in shown if track in shown else [track, *shown]:
            box.addItem(short_track_words(sheet, one), one.id)
        box.setCurrentIndex(box.findData(track.id))
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        box.activated.connect(lambda place: self.chosen.emit(box.itemData(place)))
        before, after = QPushButton("‹"), QPushButton("›")
        for button, step, words in ((before, -1, self.tr("上一个程序")), (after, 1, self.tr("下一个程序"))):
            button.setFixedWidth(px(30))
            button.setToolTip(words)
            button.setAccessibleName(words)
            place = box.currentIndex() + step
            button.setEnabled(0 <= place < box.count())
            button.clicked.connect(_emitting(self, box.itemData(place)))
        self.box = box
        for part in (before, box, after):
            self._row.addWidget(part)

    def _add_button(self, words: str, name: str, checked: bool, pressed: Callable[[], None]) -> None:
        button = QPushButton(words)
        button.setProperty("look", "filter")
        button.setCheckable(True)
        button.setObjectName(name)
        button.setChecked(checked)
        button.clicked.connect(pressed)
        self._group.addButton(button)
        self._row.addWidget(button)

    def _narrow(self, stage: str, track: TrackSheet) -> None:
        """Only the tracks of one stage; the one that is looked at stays."""
        self._stage = stage
        if self._sheet is not None:
            self.show_tracks(self._sheet, track)

    def _clear(self) -> None:
        self.box = None
        while (item := self._row.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()


def _emitting(switcher: TrackSwitcher, track: str) -> Callable[[], None]:
    return lambda: switcher.chosen.emit(track)


def _at(switcher: TrackSwitcher, stage: str, track: TrackSheet) -> Callable[[], None]:
    return lambda: switcher._narrow(stage, track)  # noqa: SLF001 - its own function
