"""The last day of a time limit, and why it is that day, in words with the article."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mediation_desk.terms.refusal import Refusal

from .calendars import ONE_DAY, Calendar
from .limits import UNITS, Limit


class Pause(NamedTuple):
    """A time that does not count: both days included."""

    first: date
    last: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`nominal` is the plain count; `counted` adds pauses and extensions; `last_day` rolls over days off."""

    start: date
    nominal: date
    counted: date
    last_day: date
    reason: str
    source: str
    certain: bool
    provisional_years: tuple[int, ...]

    @property
    def calendar_provisional(self) -> bool:
        """Whether the holidays of a year in the period are unknown or not yet announced."""
        return bool(self.provisional_years)


def due(
    limit: Limit,
    start: date,
    calendar: Calendar,
    pauses: Iterable[tuple[date, date] | Pause] = (),
    extended_days: int = 0,
    *,
    began: str | None = None,
) -> Deadline:
    """The last day of a limit that started on a day. The start day is not counted (民法典 201、民事诉讼法 85).

    `began` is what started it in words, where the limit can start in several ways.
    """
    stops = tuple(sorted(Pause(*pause) for pause in pauses))
    _check_pauses(stops)
    nominal, counted, last_day = _days(limit, start, calendar, stops, extended_days)
    used = tuple(stop for stop in stops if stop.last > start and stop.first <= last_day)
    doubtful = _doubtful_years(limit, (start, counted, last_day), calendar)
    opening = (
        f"{chinese_date(start)}{began or limit.starts_words}，当日不计，{limit.length_words}至{chinese_date(nominal)}"
    )
    reason = _reason(limit, opening, (nominal, counted, last_day), calendar, used, extended_days)
    return Deadline(
        start=start,
        nominal=nominal,
        counted=counted,
        last_day=last_day,
        reason=reason + _doubt(doubtful),
        source=limit.source,
        certain=limit.certain,
        provisional_years=doubtful,
    )


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later month, or that month's last day where there is none (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def chinese_date(day: date) -> str:
    """2026年9月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _check_pauses(stops: Sequence[Pause]) -> None:
    for stop in stops:
        if stop.last < stop.first:
            raise Refusal("clock.pause_backwards", field="pause", first=stop.first, last=stop.last)


def _days(
    limit: Limit, start: date, calendar: Calendar, stops: Sequence[Pause], extended: int
) -> tuple[date, date, date]:
    """The plain count, the count with pauses and extensions, and the last day; refuses what no calendar reaches."""
    try:
        nominal = _count(limit, start, calendar, (), 0)
        counted = _count(limit, start, calendar, stops, extended)
        return nominal, counted, _roll(counted, calendar, stops) if limit.roll == "next_working_day" else counted
    except (OverflowError, ValueError):
        raise Refusal("limit.beyond_calendar", limit=limit.id, name=limit.name, start=start, field="start") from None


def _doubtful_years(limit: Limit, days: tuple[date, date, date], calendar: Calendar) -> tuple[int, ...]:
    """The doubtful years that the last day rests on: all that working days were counted in, or those it rolled over."""
    start, counted, last_day = days
    if limit.unit == "working":
        return calendar.doubtful_years(start, last_day)
    return calendar.doubtful_years(counted, last_day) if limit.roll == "next_working_day" else ()


def _count(limit: Limit, start: date, calendar: Calendar, stops: Sequence[Pause], extended: int) -> date:
    """Step from day to day. Days inside a pause are passed over, so overlapping pauses never count twice."""
    left = limit.length if limit.unit != "months" else (add_months(start, limit.length) - start).days
    left += extended
    day = start
    while left:
        day += ONE_DAY
        if limit.unit == "working" and not calendar.is_workday(day):
            continue
        left -= not _is_paused(day, stops)
    return day


def _roll(day: date, calendar: Calendar, stops: Sequence[Pause]) -> date:
    """To the next working day; a pause that begins before that day is waited for too."""
    while not calendar.is_workday(day) or _is_paused(day, stops):
        day += ONE_DAY
    return day


def _is_paused(day: date, stops: Sequence[Pause]) -> bool:
    return any(stop.first <= day <= stop.last for stop in stops)


def _reason(
    limit: Limit, opening: str, days: tuple[date, date, date], calendar: Calendar, used: Sequence[Pause], extended: int
) -> str:
    nominal, counted, last_day = days
    parts = [opening]
    parts += [f"{chinese_date(s.first)}至{chinese_date(s.last)}{s.why or '中止期间'}不计入" for s in used]
    if extended:
        unit = UNITS["calendar" if limit.unit == "months" else limit.unit]
        parts.append(f"延长{extended}{unit}")
    if counted != nominal:
        parts.append(f"至{chinese_date(counted)}")
    if last_day != counted:
        parts.append(f"该日为{calendar.day_off_name(counted)}，顺延至{chinese_date(last_day)}")
    return "；".join(parts) + f"。依据：{limit.source}{'' if limit.certain else '（依据待核）'}。"


def _doubt(years: Sequence[int]) -> str:
    if not years:
        return ""
    return f"{'、'.join(f'{year}年' for year in years)}节假日安排尚未公布或未录入，末日可能变动。"
