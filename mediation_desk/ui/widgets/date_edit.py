"""A date as a clerk types it: 0925, 20260925, 2026-9-25, 9.25, 2026年9月25日, or Up and Down for the next day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.widgets.checked_edit import CheckedEdit

_PARTED = re.compile(r"^(?:(\d{4}|\d{2})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$")
_WEEKDAYS = "一二三四五六日"


def read_date(text: str, this_year: int) -> date | None:
    """The day that the text names, in this year where it names none; None where there is no such day."""
    parts = _parts(text.strip().replace(" ", ""), this_year)
    try:
        return None if parts is None else date(*parts)
    except ValueError:
        return None


def _parts(text: str, this_year: int) -> tuple[int, int, int] | None:
    if text.isdecimal() and len(text) in (4, 6, 8):
        year = text[:-4]
        return _full_year(year, this_year), int(text[-4:-2]), int(text[-2:])
    found = _PARTED.match(text)
    if found is None:
        return None
    year, month, day = found.groups()
    return _full_year(year or "", this_year), int(month), int(day)


def _full_year(year: str, this_year: int) -> int:
    if not year:
        return this_year
    return int(year) if len(year) == 4 else this_year // 100 * 100 + int(year)


def _system_today() -> date:
    day = QDate.currentDate()
    return date(day.year(), day.month(), day.day())


class DateEdit(CheckedEdit):
    """One day, or none. `set_today` hands in the office's clock; a date outside the limits is refused at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: Callable[[], date] = _system_today
        self._earliest: date | None = None
        self._latest: date | None = None
        self.setPlaceholderText(self.tr("如 0925"))

    def set_today(self, today: Callable[[], date]) -> None:
        """Where the present day comes from."""
        self._today = today

    def set_limits(self, earliest: date | None, latest: date | None) -> None:
        """The days between which the date must lie, both included."""
        self._earliest, self._latest = earliest, latest

    def value(self) -> date | None:
        """The day, or None when the field is empty or wrong."""
        day = self._read()
        return None if day is None or self._limit_problem(day) else day

    def set_value(self, day: date | None) -> None:
        """Show a day."""
        self.setText("" if day is None else day.isoformat())
        self.settle()

    def settle(self) -> None:
        """Write the day out in full with its weekday, or say what is wrong."""
        day = self._read()
        if day is None:
            wrong = self.tr("没有这个日期：请按 0925、20260925 或 2026-9-25 填写")
            self.set_problem(wrong if self.text().strip() else "")
            self.set_echo("")
            return
        self.setText(day.isoformat())
        self.set_problem(self._limit_problem(day))
        self.set_echo(self.tr("星期") + _WEEKDAYS[day.weekday()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by a day."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_value((self._read() or self._today() - timedelta(days=step)) + timedelta(days=step))
        self.value_changed.emit()

    def _read(self) -> date | None:
        return read_date(self.text(), self._today().year)

    def _limit_problem(self, day: date) -> str:
        if self._earliest is not None and day < self._earliest:
            return self.tr("日期不能早于 {0}").format(self._earliest.isoformat())
        if self._latest is not None and day > self._latest:
            return self.tr("日期不能晚于 {0}").format(self._latest.isoformat())
        return ""
