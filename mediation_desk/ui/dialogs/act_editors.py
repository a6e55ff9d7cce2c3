"""One editor for each kind of field. All are asked the same: a value, a problem, and to take the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from mediation_desk.queries.case_shapes import Choice
from mediation_desk.queries.readings import money_words
from mediation_desk.ui.dialogs.act_fields import Field, Ground, Kind
from mediation_desk.ui.dialogs.act_parts import LongEditor, PlainEditor
from mediation_desk.ui.dialogs.act_row_editors import AnswersEditor, DatesEditor, ReasonsEditor, StatementsEditor
from mediation_desk.ui.dialogs.fact_editor import FactsEditor
from mediation_desk.ui.dialogs.signals_editor import SignalsEditor
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.field_note import FieldNote
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.time_edit import TimeEdit


class FieldEditor(Protocol):
    """What the form asks of an editor."""

    def value(self) -> Any:
        """The answer, or None."""

    def set_value(self, value: Any) -> None:
        """Show an answer."""

    def problem(self) -> str:
        """Why the answer cannot be used, or an empty string."""

    def widget(self) -> QWidget:
        """What stands in the form."""


class TextEditor(QLineEdit):
    """One line."""

    def value(self) -> str:
        """The line without blanks around it."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a line."""
        self.setText(str(value or ""))

    def problem(self) -> str:
        """Any line will do."""
        return ""

    def widget(self) -> QWidget:
        """Itself."""
        return self


class LinesEditor(LongEditor):
    """Several entries, one in each line."""

    def value(self) -> Any:
        """The lines that hold something."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def set_value(self, value: Any) -> None:
        """Show entries."""
        self.setPlainText("\n".join(value or ()))


class DayEditor(PlainEditor):
    """One day."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.edit = DateEdit()
        self.edit.set_today(today)
        self.hold(self.edit)

    def value(self) -> date | None:
        """The day."""
        return self.edit.value()

    def set_value(self, value: Any) -> None:
        """Show a day."""
        self.edit.set_value(value)

    def problem(self) -> str:
        """Why it is no day."""
        self.edit.settle()
        return self.edit.problem()


class HourEditor(PlainEditor):
    """One time of day."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = TimeEdit()
        self.hold(self.edit)

    def value(self) -> time | None:
        """The time."""
        return self.edit.value()

    def set_value(self, value: Any) -> None:
        """Show a time."""
        self.edit.set_value(value)

    def problem(self) -> str:
        """Why it is no time."""
        self.edit.settle()
        return self.edit.problem()


class MomentEditor(PlainEditor):
    """A day and a time."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.day, self.hour = DateEdit(), TimeEdit()
        self.day.set_today(today)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.day, 3)
        row.addWidget(self.hour, 2)
        self.setFocusProxy(self.day)

    def value(self) -> datetime | None:
        """The moment, once both parts stand."""
        day, hour = self.day.value(), self.hour.value()
        return None if day is None or hour is None else datetime.combine(day, hour)

    def set_value(self, value: Any) -> None:
        """Show a moment."""
        self.day.set_value(None if value is None else value.date())
        self.hour.set_value(None if value is None else value.time())

    def problem(self) -> str:
        """What is wrong with day or time."""
        self.day.settle()
        self.hour.settle()
        return self.day.problem() or self.hour.problem()


class AmountEditor(PlainEditor):
    """An amount, echoed in 大写."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = MoneyEdit()
        self.edit.set_words(money_words)
        self.hold(self.edit)

    def value(self) -> Any:
        """The amount."""
        return self.edit.value()

    def set_value(self, value: Any) -> None:
        """Show an amount, also one that is given in figures."""
        if isinstance(value, str):
            self.edit.setText(value)
            self.edit.settle()
        else:
            self.edit.set_value(value)

    def problem(self) -> str:
        """Why it is no amount."""
        self.edit.settle()
        return self.edit.problem()


class NumberEditor(PlainEditor):
    """A whole number."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QSpinBox()
        self.edit.setRange(0, 9999)
        self.edit.setMaximumWidth(px(140))
        self.hold(self.edit)

    def value(self) -> int | None:
        """The number, or None for zero."""
        return self.edit.value() or None

    def set_value(self, value: Any) -> None:
        """Show a number."""
        self.edit.setValue(int(value or 0))


class CheckEditor(PlainEditor):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.hold(self.box)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or clear."""
        self.box.setChecked(bool(value))


class ChoiceEditor(PlainEditor):
    """One of a list; what the choice means stands beneath it."""

    chosen = Signal(str)
    changed = Signal()

    def __init__(self, choices: tuple[Choice, ...], empty: str, with_hint: bool) -> None:
        super().__init__()
        self.combo, self.note = QComboBox(), FieldNote()
        self._choices = ((Choice("", empty),) if empty else ()) + choices
        for choice in self._choices:
            self.combo.addItem(choice.words, choice.code)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hold(self.combo, self.note)
        self._with_hint = with_hint
        self.combo.currentIndexChanged.connect(self._changed)
        self._changed()

    def value(self) -> str | None:
        """The code that is chosen."""
        return self.combo.currentData() or None

    def set_value(self, value: Any) -> None:
        """Choose a code."""
        place = self.combo.findData(value)
        if place >= 0:
            self.combo.setCurrentIndex(place)

    def hint(self) -> str:
        """The hint of what is chosen."""
        place = self.combo.currentIndex()
        return self._choices[place].hint if 0 <= place < len(self._choices) else ""

    def _changed(self) -> None:
        self.note.say(self.hint() if self._with_hint else "")
        self.chosen.emit(self.hint())
        self.changed.emit()


class ChoicesEditor(PlainEditor):
    """Any of a list."""

    changed = Signal()

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.boxes = {choice.code: _box(choice) for choice in choices}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(4))
        columns = 2 if all(len(choice.words) <= 12 for choice in choices) else 1
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number // columns, number % columns)
            box.toggled.connect(lambda _on: self.changed.emit())
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these codes."""
        for code, box in self.boxes.items():
            box.setChecked(code in (value or ()))


class SuggestEditor(PlainEditor):
    """One line that may be chosen from names or typed."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for choice in choices:
            self.combo.addItem(choice.words)
        self.combo.setCurrentText("")
        self.hold(self.combo)

    def setPlaceholderText(self, words: str) -> None:
        """What stands there while it is empty."""
        edit = self.combo.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(words)

    def value(self) -> str:
        """The line without blanks around it."""
        return self.combo.currentText().strip()

    def set_value(self, value: Any) -> None:
        """Show a line."""
        self.combo.setCurrentText(str(value or ""))


class FileEditor(PlainEditor):
    """A file on this machine."""

    def __init__(self) -> None:
        super().__init__()
        self.path, self.browse = QLineEdit(), QPushButton(self.tr("选择文件…"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.path)

    def value(self) -> Path | None:
        """The file."""
        return Path(self.path.text().strip()) if self.path.text().strip() else None

    def set_value(self, value: Any) -> None:
        """Show a path."""
        self.path.setText(str(value or ""))

    def problem(self) -> str:
        """Why it cannot be read."""
        path = self.value()
        return "" if path is None or path.is_file() else self.tr("找不到这个文件，请重新选择")

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("选择文件"))
        if path:
            self.path.setText(path)


LONGEST_HINTED = 26
"""Characters of a line up to which the hint stands behind the words; a longer one waits under the pointer."""


def _box(choice: Choice) -> QCheckBox:
    box = QCheckBox(_with_hint(choice))
    if len(box.text()) > LONGEST_HINTED:
        box.setText(choice.words)
        box.setToolTip(choice.hint)
    return box


def _with_hint(choice: Choice) -> str:
    return f"{choice.words}（{choice.hint}）" if choice.hint else choice.words


def editor_for(field: Field, ground: Ground, today: Callable[[], date], hint_used: bool) -> FieldEditor:
    """The editor of a field."""
    choices = ground.choices(field.choices)
    makers: dict[Kind, Callable[[], FieldEditor]] = {
        Kind.TEXT: TextEditor,
        Kind.LONG: LongEditor,
        Kind.LINES: LinesEditor,
        Kind.DATE: lambda: DayEditor(today),
        Kind.TIME: HourEditor,
        Kind.MOMENT: lambda: MomentEditor(today),
        Kind.MONEY: AmountEditor,
        Kind.NUMBER: NumberEditor,
        Kind.CHECK: lambda: CheckEditor(field.words),
        Kind.CHOICE: lambda: ChoiceEditor(choices, field.empty, not hint_used),
        Kind.CHOICES: lambda: ChoicesEditor(choices),
        Kind.ANSWERS: lambda: AnswersEditor(choices),
        Kind.STATEMENTS: lambda: StatementsEditor(choices),
        Kind.DATES: lambda: DatesEditor(choices, today),
        Kind.REASONS: lambda: ReasonsEditor(choices),
        Kind.SIGNALS: lambda: SignalsEditor(() if ground.sheet.risk is None else ground.sheet.risk.signals),
        Kind.SUGGEST: lambda: SuggestEditor(choices),
        Kind.FILE: FileEditor,
        Kind.FACTS: lambda: FactsEditor(choices),
    }
    return makers[field.kind]()
