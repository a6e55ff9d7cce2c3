"""The signals of a risk: what is there, how often, what exactly; what the desk has seen stands beneath, unticked."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QSpinBox

from mediation_desk.queries.risk_shapes import SignalRow
from mediation_desk.ui.dialogs.act_parts import PlainEditor
from mediation_desk.ui.theme.look import px

MOST: int = 999


class SignalLine:
    """The parts of one signal's line."""

    def __init__(self, row: SignalRow) -> None:
        self.box, self.count, self.note = QCheckBox(row.words), QSpinBox(), QLineEdit()
        self.box.setToolTip(row.rules)
        self.count.setRange(1, MOST)
        self.count.setSuffix(f" {row.unit}")
        self.count.setVisible(bool(row.unit))
        for part in (self.count, self.note):
            part.setEnabled(False)
            part.setAccessibleName(row.words)
            self.box.toggled.connect(part.setEnabled)

    def answer(self, code: str) -> tuple[str, int, str]:
        """(code, how often, what exactly)."""
        return code, self.count.value(), self.note.text().strip()


class SignalsEditor(PlainEditor):
    """Those that stand are ticked. A proposal fills in how often and never ticks: a person judges."""

    def __init__(self, rows: tuple[SignalRow, ...]) -> None:
        super().__init__()
        self.lines = {row.code: SignalLine(row) for row in rows}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(2, 1)
        for number, row in enumerate(rows):
            self._add(grid, 2 * number, row)
        if self.lines:
            self.setFocusProxy(next(iter(self.lines.values())).box)

    def value(self) -> tuple[tuple[str, int, str], ...]:
        """(code, how often, what exactly) of those that are ticked."""
        return tuple(line.answer(code) for code, line in self.lines.items() if line.box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these: (code, how often, what exactly)."""
        given = {code: (count, note) for code, count, note in value or ()}
        for code, line in self.lines.items():
            count, note = given.get(code, (line.count.value(), line.note.text()))
            line.box.setChecked(code in given)
            line.count.setValue(count)
            line.note.setText(note)

    def _add(self, grid: QGridLayout, place: int, row: SignalRow) -> None:
        line = self.lines[row.code]
        line.note.setPlaceholderText(self.tr("说明"))
        line.count.setValue(row.count if row.stands else row.proposed_count or 1)
        line.note.setText(row.note)
        line.note.setCursorPosition(0)
        line.note.setMinimumWidth(px(230))
        line.box.setChecked(row.stands)
        grid.addWidget(line.box, place, 0)
        grid.addWidget(line.count, place, 1)
        grid.addWidget(line.note, place, 2)
        if row.proposal:
            grid.addWidget(self._proposal(row), place + 1, 0, 1, 3)

    def _proposal(self, row: SignalRow) -> QLabel:
        label = QLabel(self.tr("系统提示，请核实后勾选：{0}").format(row.proposal))
        label.setObjectName(f"proposal:{row.code}")
        label.setProperty("look", "warning")
        label.setWordWrap(True)
        label.setContentsMargins(px(22), 0, 0, px(4))
        return label
