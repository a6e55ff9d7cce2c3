"""A time of day as it is typed: 0912, 9:12, 9点12分, 14."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QWidget

from mediation_desk.ui.widgets.checked_edit import CheckedEdit

_PARTED = re.compile(r"^(\d{1,2})(?:[:：.时点](\d{1,2})?分?)?$")


def read_time(text: str) -> time | None:
    """The time that the text names, or None."""
    text = text.strip().replace(" ", "")
    if text.isdecimal() and len(text) in (3, 4):
        text = f"{text[:-2]}:{text[-2:]}"
    found = _PARTED.match(text)
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeEdit(CheckedEdit):
    """One time of day, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("如 0930"))

    def value(self) -> time | None:
        """The time, or None when the field is empty or wrong."""
        return read_time(self.text())

    def set_value(self, moment: time | None) -> None:
        """Show a time."""
        self.setText("" if moment is None else f"{moment:%H:%M}")
        self.settle()

    def settle(self) -> None:
        """Write the time out, or say that there is no such time."""
        moment = self.value()
        wrong = moment is None and bool(self.text().strip())
        self.set_problem(self.tr("没有这个时间：请按 0930 或 9:30 填写") if wrong else "")
        if moment is not None:
            self.setText(f"{moment:%H:%M}")
