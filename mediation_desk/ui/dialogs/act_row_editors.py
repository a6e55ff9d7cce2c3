"""Editors that ask the same of each in a list: yes or no, what was said, a day, a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit

from mediation_desk.queries.case_shapes import Choice
from mediation_desk.ui.dialogs.act_parts import LongEditor, PlainEditor
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit


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


class StatementsEditor(_Rows):
    """What each of the people said."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self.texts: dict[str, LongEditor] = {}
        super().__init__(choices)

    def value(self) -> tuple[tuple[str, str], ...]:
        """(name, what was said) of those who said something."""
        return tuple((name, text.value()) for name, text in self.texts.items() if text.value())

    def _add(self, number: int, choice: Choice) -> None:
        self._label(number, choice)
        self.texts[choice.words] = LongEditor(2)
        self.texts[choice.words].setAccessibleName(choice.words)
        self.grid.addWidget(self.texts[choice.words], number, 1)


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
        """The same day for all."""
        for edit in self.days.values():
            edit.set_value(value)

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
