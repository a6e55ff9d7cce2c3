"""What was said: sessions and inquiries at the left, the record at the right; private talks for the mediator only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, NoteRow, SessionFacts, TrackSheet
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.scrolled import Scrolled

_KINDS = {"session": ("调解", Tone.ACT), "inquiry": ("调查", Tone.GREY), "talk": ("单独谈话", Tone.AMBER)}


@dataclass(frozen=True, slots=True)
class _Talk:
    """A line of the list: a record, or a private talk."""

    id: str
    kind: str
    when: str
    where: str


_COLUMNS = (
    Column[_Talk](title="种类", text=lambda row: _KINDS[row.kind][0], width=5, chip=lambda row: _KINDS[row.kind][1]),
    Column[_Talk](title="时间", text=lambda row: row.when, width=9),
    Column[_Talk](title="地点", text=lambda row: row.where, tip=lambda row: row.where),
)


class SessionsTab(QWidget):
    """`act_wanted` carries the act; a session is the act's own matter."""

    act_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions: dict[str, SessionFacts] = {}
        self._notes: dict[str, NoteRow] = {}
        self.table: RowTable[_Talk] = RowTable(_COLUMNS, key=lambda row: row.id)
        self.table.setAccessibleName(self.tr("调解、调查和谈话"))
        self.table.chosen.connect(self._show_record)
        self.record, self.lines = Scrolled(), FactLines()
        self.record.add(self.lines)
        self.record.column.addStretch(1)
        self.empty = EmptyState(
            "calendar", self.tr("还没有调解记录。调解或者调查之后在这里记录，单独谈话只有调解员能看。")
        )
        self.both = QSplitter()
        self.both.setChildrenCollapsible(False)
        self.both.addWidget(self.table)
        self.both.addWidget(self.record)
        self.both.setSizes([px(400), px(520)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._buttons())
        column.addWidget(self.both, 1)
        column.addWidget(self.empty, 1)

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The records of a track and the talks of the case."""
        sessions = () if track is None else track.facts.sessions
        self._sessions = {session.id: session for session in sessions}
        self._notes = {note.id: note for note in sheet.notes}
        rows = [_Talk(s.id, s.kind, f"{s.started:%Y-%m-%d %H:%M}", s.place) for s in sessions]
        rows += [_Talk(note.id, "talk", note.on.isoformat(), note.party) for note in sheet.notes]
        self.table.show_rows(sorted(rows, key=lambda row: row.when, reverse=True))
        if self.table.current_key() is None:
            self.table.choose_first()
        self._show_record(self.table.current_key() or "")
        self.both.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        open_now = set() if track is None else {one.act for one in track.acts}
        for act, button in self.buttons.items():
            button.setVisible(act in open_now)

    def _show_record(self, key: str) -> None:
        if key in self._sessions:
            self.lines.show_lines(_record(self._sessions[key]))
        elif key in self._notes:
            note = self._notes[key]
            self.lines.show_lines(
                [
                    ("单独谈话", f"{note.party}（{note.on.isoformat()}）"),
                    ("谈话人", note.author),
                    ("内容", note.text),
                    ("保密", "只有调解员能看，不进入任何文书"),
                ]
            )
        else:
            self.lines.show_lines([])

    def _buttons(self) -> QHBoxLayout:
        self.buttons = {
            "record_session": QPushButton(self.tr("调解记录…")),
            "record_inquiry": QPushButton(self.tr("调查记录…")),
            "record_private_talk": QPushButton(self.tr("单独谈话…")),
            "plan_session": QPushButton(self.tr("安排调解…")),
        }
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.setContentsMargins(px(14), px(8), px(14), px(8))
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, wanted=act: self.act_wanted.emit(wanted, ""))
            row.addWidget(button)
        row.addStretch(1)
        return row


def _record(session: SessionFacts) -> list[tuple[str, str]]:
    return [
        ("时间", f"{session.started:%Y-%m-%d %H:%M} 至 {session.ended:%H:%M}"),
        ("地点", session.place),
        ("事由", session.subject),
        ("到场", "、".join(session.attending)),
        ("受邀", "、".join(session.invited)),
        ("调解员", "、".join(session.mediators)),
        ("记录人", session.recorder or ""),
        ("告知", "已告知权利义务" if session.rights_told else ""),
        *((who, what) for who, what in session.statements),
        ("核实", session.verified),
        ("经过", session.course),
        ("结果", session.result),
        ("无争议事实", "\n".join(session.undisputed)),
    ]
