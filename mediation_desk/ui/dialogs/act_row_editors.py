"""Editors that ask the same of each in a list: yes or no, what was said, a day, a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.case_shapes import Choice
from mediation_desk.ui.dialogs.act_parts import LongEditor, PlainEditor
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit

FIRST_ROWS = 2
"""Lines for statements that stand there before anybody asks for more."""


class _Rows(PlainEditor):
    """One line for each choice; subclasses say what stands in it."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(px(10))
        self.grid.setVerticalSpacing(px(5))
        for number, choice in enumerate(choices):
            self._add(number, choice)

    def _label(self, number: int, choice: Choice) -> None:
        label = QLabel(choice.words)
        label.setWordWrap(True)
        label.setToolTip(choice.hint)
        self.grid.addWidget(label, number, 0)

    def _add(self, number: int, choice: Choice) -> None:
        raise AssertionError("subclasses lay out a line")

    def set_value(self, value: Any) -> None:
        """Lines begin empty."""


class AnswersEditor(_Rows):
    """A question list: ticked is yes, with a note."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self.boxes: dict[str, tuple[QCheckBox, QLineEdit]] = {}
        super().__init__(choices)

    def value(self) -> tuple[tuple[str, bool, str], ...]:
        """(code, yes, note) for each question."""
        return tuple((code, box.isChecked(), note.text().strip()) for code, (box, note) in self.boxes.items())

    def _add(self, number: int, choice: Choice) -> None:
        box, note = QCheckBox(self.tr("有：") + choice.words), QLineEdit()
        note.setPlaceholderText(self.tr("说明"))
        note.setEnabled(False)
        box.toggled.connect(note.setEnabled)
        self.boxes[choice.code] = (box, note)
        self.grid.addWidget(box, number, 0)
        self.grid.addWidget(note, number, 1)


class StatementsEditor(PlainEditor):
    """Who said what, in the order in which it was said; the same person may speak again."""

    grown = Signal(QWidget)

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._names = [choice.words for choice in choices]
        self.rows: list[tuple[QComboBox, LongEditor]] = []
        self.more = QPushButton(self.tr("＋ 陈述"))
        self.more.setProperty("look", "link")
        self.more.setAutoDefault(False)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(lambda: self.add().setFocus())
        for name in self._names[:FIRST_ROWS]:
            self.add(name)
        self.setFocusProxy(self.rows[0][1] if self.rows else self.more)

    def add(self, who: str = "", what: str = "") -> QComboBox:
        """One more statement at the end."""
        name, text = QComboBox(), LongEditor(2)
        name.setEditable(True)
        name.addItems(self._names)
        name.setCurrentText(who)
        name.setMinimumContentsLength(6)
        name.setAccessibleName(self.tr("陈述人"))
        text.setAccessibleName(self.tr("陈述内容"))
        text.set_value(what)
        place = len(self.rows)
        self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, place, 1)
        self.rows.append((name, text))
        for part in (name, text):
            self.grown.emit(part)
        return name

    def value(self) -> tuple[tuple[str, str], ...]:
        """(name, what was said), without lines that are empty."""
        return tuple((name.currentText().strip(), text.value()) for name, text in self.rows if text.value())

    def set_value(self, value: Any) -> None:
        """Show statements, each in a line of its own."""
        said = tuple(value or ())
        while len(self.rows) < len(said):
            self.add()
        for place, (name, text) in enumerate(self.rows):
            who, what = said[place] if place < len(said) else (name.currentText(), "")
            name.setCurrentText(who)
            text.set_value(what)

    def problem(self) -> str:
        """A statement that nobody made."""
        return self.tr("请写明这段陈述是谁说的") if any(not who for who, _ in self.value()) else ""


class DatesEditor(_Rows):
    """A day for each that has one."""

    def __init__(self, choices: tuple[Choice, ...], today: Callable[[], date]) -> None:
        self.days: dict[str, DateEdit] = {}
        self._today = today
        super().__init__(choices)

    def value(self) -> tuple[tuple[str, date], ...]:
        """(code, day) of those that have one."""
        found = [(code, edit.value()) for code, edit in self.days.items()]
        return tuple((code, day) for code, day in found if day is not None)

    def problem(self) -> str:
        """The first day that is none."""
        for edit in self.days.values():
            edit.settle()
        return next((edit.problem() for edit in self.days.values() if edit.problem()), "")

    def set_value(self, value: Any) -> None:
        """The same day for all, or for each his own."""
        for code, edit in self.days.items():
            edit.set_value(value.get(code) if isinstance(value, dict) else value)

    def _add(self, number: int, choice: Choice) -> None:
        self._label(number, choice)
        self.days[choice.code] = DateEdit()
        self.days[choice.code].set_today(self._today)
        self.grid.addWidget(self.days[choice.code], number, 1)


class ReasonsEditor(_Rows):
    """A reason for each that needs one."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self.lines: dict[str, QLineEdit] = {}
        super().__init__(choices)

    def value(self) -> dict[str, str]:
        """Code to reason, where one was given."""
        return {code: edit.text().strip() for code, edit in self.lines.items() if edit.text().strip()}

    def _add(self, number: int, choice: Choice) -> None:
        self._label(number, choice)
        self.lines[choice.code] = QLineEdit()
        self.lines[choice.code].setPlaceholderText(self.tr("理由"))
        self.grid.addWidget(self.lines[choice.code], number, 1)
