"""A case at a glance, beside the ledger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.queries.ledger import Preview, PreviewTrack
from mediation_desk.ui.pages.ledger import presenter as say
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.deadline_badge import DeadlineBadge
from mediation_desk.ui.widgets.kind_chip import KindChip

SUMMARY = 220
"""Characters of the facts that are shown; the rest stands on the case page."""


class PreviewPane(Card):
    """Telephone numbers are masked: the other side may be looking on."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._case, self._name = "", ""
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open = QPushButton(self.tr("打开案件    Enter"))
        self.open.setProperty("look", "primary")
        self.open.clicked.connect(lambda: self.opened.emit(self._case))
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.open)
        self.setFixedWidth(px(300))
        self.clear()

    def clear(self) -> None:
        """Show no case."""
        self._case, self._name = "", ""
        self.set_title(self.tr("预览"))
        self.set_remark("")
        self.open.setEnabled(False)
        self._fill(self._sheet())

    def shown_title(self) -> str:
        """The name of the case that is shown."""
        return self._name

    def show_case(self, case: Preview) -> None:
        """Show one."""
        self._case, self._name = case.id, case.title
        self.set_title(case.number)
        self.set_remark(case.dispute)
        self.open.setEnabled(True)
        sheet = self._sheet()
        column = sheet.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(_label(case.title, "heading"))
        came = self.tr("{0:%Y-%m-%d %H:%M} 登记 · {1}").format(case.received_at, case.source)
        column.addWidget(_label(came, "remark"))
        for track in case.tracks:
            column.addWidget(_line())
            _add_track(column, track, case)
        if not case.tracks:
            column.addWidget(_label(self.tr("咨询") if case.enquiry else self.tr("还没有分流"), "soft"))
        column.addWidget(_line())
        for party in case.parties:
            words = " ".join(part for part in (party.name, party.phone) if part)
            column.addWidget(_pair(party.side, words))
        if case.amount is not None:
            column.addWidget(_pair(self.tr("金额"), self.tr("{0} 元").format(case.amount.figures)))
        column.addWidget(_line())
        shown = case.summary if len(case.summary) <= SUMMARY else f"{case.summary[:SUMMARY]}…"
        column.addWidget(_label(shown, "soft"))
        column.addStretch(1)
        self._fill(sheet)

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setProperty("look", "scrolled")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(7))
        return sheet

    def _fill(self, sheet: QWidget) -> None:
        self._area.setWidget(sheet)


def _add_track(column: QVBoxLayout, track: PreviewTrack, case: Preview) -> None:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addWidget(KindChip(track.procedure_name, Tone(track.kind)))
    row.addStretch(1)
    column.addLayout(row)
    column.addWidget(_label(say.track_words(track)))
    column.addWidget(_label("\n".join(part for part in (track.body, track.docket) if part), "remark"))
    clock = say.clock_words(track, case.day)
    if clock is not None:
        shape, words, reason = clock
        badge = DeadlineBadge()
        badge.tell(Urgency(shape), words, reason)
        column.addWidget(badge)
        column.addWidget(_label(reason, "remark"))


def _pair(name: str, words: str) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    head = _label(name, "remark")
    head.setFixedWidth(px(56))
    row.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_label(words), 1)
    return pair


def _label(words: str, look: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("look", look)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    line.setFixedHeight(1)
    return line
