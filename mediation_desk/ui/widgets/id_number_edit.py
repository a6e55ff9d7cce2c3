"""An identity number: checked as soon as it is complete, and telling birth date and sex to who wants them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.widgets.checked_edit import CheckedEdit

COMPLETE = 18
"""Characters of a resident identity number (GB 11643)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdReading:
    """What a number says, or why it is no number. A foreign document may say nothing and still be right."""

    birth: date | None = None
    sex: str | None = None
    note: str = ""
    problem: str = ""


class IdNumberEdit(CheckedEdit):
    """May stay empty; a number that is there must be right."""

    read = Signal(IdReading)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader: Callable[[str], IdReading] = lambda _number: IdReading()

    def set_reader(self, reader: Callable[[str], IdReading]) -> None:
        """Who checks a number."""
        self._reader = reader

    def value(self) -> str | None:
        """The number without blanks and with a capital X, or None when empty."""
        return self.text().replace(" ", "").upper() or None

    def set_value(self, number: str | None) -> None:
        """Show a number."""
        self.setText(number or "")
        self.settle()

    def settle(self) -> None:
        """Check the number and tell what it says."""
        number = self.value()
        if number is None:
            self.set_problem("")
            return
        reading = self._reader(number)
        self.set_problem(reading.problem)
        self.read.emit(reading)

    def _typed(self, text: str) -> None:
        super()._typed(text)
        if len(self.value() or "") >= COMPLETE:
            self.settle()
