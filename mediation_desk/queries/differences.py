"""What another edition of the rules changes, in the words in which the rules are shown everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mediation_desk.law.calendars import ONE_DAY, Calendar, CalendarYear
from mediation_desk.law.in_force import LawInForce

from .rules import RuleRow, RulesSheet, rules_of

_CLAUSE: Final = "；"
_NOTHING: Final = "（无）"
_CHANGED: Final = "内容有变化"
_NAMED: Final = 8
"""How many single days a line about a calendar names."""
_OTHER_FILES: Final = {
    "rules/agents.toml": "代理人和授权",
    "rules/capacity.toml": "年龄和行为能力",
    "rules/checkup.toml": "签署前检查",
    "rules/confirmation.toml": "司法确认的条件",
    "rules/electronic.toml": "电子形式",
    "rules/following.toml": "结束后的途径",
    "rules/forums.toml": "同时进行的程序",
    "rules/handovers.toml": "移送、转介和报告",
    "rules/risk.toml": "风险评估",
    "rules/triage.toml": "分流",
}
"""Files whose rules are not listed one by one; that they changed is said all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that other rules say otherwise. `was` is empty for what is new, `now` for what falls away."""

    section: str
    where: str
    name: str
    was: str
    now: str


def differences(old: LawInForce, new: LawInForce, files: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Calendars first, then procedures and limits, then the rest. `files` are those whose contents differ."""
    was, now = _before_settings(old), _before_settings(new)
    return (
        *_years(was.calendar.years, now.calendar.years),
        *_procedures(was, now),
        *(_other(file) for file in files if file in _OTHER_FILES),
        *_lapsing(old, new),
    )


def _before_settings(law: LawInForce) -> LawInForce:
    return replace(law, rules=law.rules.shipped or law.rules)


def _other(file: str) -> Difference:
    return Difference(section="其他", where="各程序", name=_OTHER_FILES[file], was="", now=_CHANGED)


def _lapsing(old: LawInForce, new: LawInForce) -> Iterator[Difference]:
    known = {one.setting for one in old.set_aside}
    for one in new.set_aside:
        if one.setting not in known:
            now = "新规则下失效，按原规定执行"
            yield Difference(section="本地规定", where="本单位", name=one.setting, was="按本单位的设定", now=now)


# -- calendars


def _years(was: Mapping[int, CalendarYear], now: Mapping[int, CalendarYear]) -> Iterator[Difference]:
    for year in sorted({*was, *now}):
        old, new = was.get(year), now.get(year)
        if old != new:
            before, after = _year_words(old), _year_words(new)
            if before == after:
                before, after = "已有的日历", ""
            told = "，".join(part for part in (after, _moved_days(old, new)) if part)
            yield Difference(section="放假安排", where="各程序", name=f"{year}年", was=before, now=told or _CHANGED)


def _year_words(year: CalendarYear | None) -> str:
    if year is None:
        return ""
    return "待公布，按法定节日估算" if year.provisional else f"已公布：{year.notice}"


def _moved_days(old: CalendarYear | None, new: CalendarYear | None) -> str:
    if old is None or new is None:
        return ""
    was, now = _free_days(old), _free_days(new)
    told = (("改为休息：", now - was), ("改为上班：", was - now))
    return "，".join(head + _days(days) for head, days in told if days)


def _free_days(year: CalendarYear) -> set[date]:
    known, first = Calendar({year.year: year}), date(year.year, 1, 1)
    days = (first + ONE_DAY * offset for offset in range((date(year.year + 1, 1, 1) - first).days))
    return {day for day in days if not known.is_workday(day)}


def _days(days: Iterable[date]) -> str:
    known = sorted(days)
    named = "、".join(f"{day.month}月{day.day}日" for day in known[:_NAMED])
    return named + (f"等{len(known)}天" if len(known) > _NAMED else "")


# -- procedures and limits


def _procedures(was: LawInForce, now: LawInForce) -> Iterator[Difference]:
    old, new = ({sheet.procedure: sheet for sheet in rules_of(law)} for law in (was, now))
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for id in dict.fromkeys((*new, *old)):
        if id not in new or id not in old:
            yield _whole(new.get(id) or old[id], added=id in new)
            continue
        rows = list(_rows(old[id].rows, new[id].rows))
        if not rows and _otherwise(was, now, id):
            rows = [("程序", "其他内容", "", _CHANGED)]
        for row in rows:
            found.setdefault(row, []).append(new[id].name)
    for (section, name, before, after), sheets in found.items():
        yield Difference(section=section, where="、".join(sheets), name=name, was=before, now=after)


def _whole(sheet: RulesSheet, *, added: bool) -> Difference:
    words = f"{sheet.kind_words}程序"
    now, was = (f"新增{words}", "") if added else ("不再使用", words)
    return Difference(section="程序", where=sheet.kind_words, name=sheet.name, was=was, now=now)


def _otherwise(was: LawInForce, now: LawInForce, id: str) -> bool:
    old, new = was.rules.procedures.get(id), now.rules.procedures.get(id)
    return old is not None and new is not None and old.digest != new.digest


def _rows(old: Iterable[RuleRow], new: Iterable[RuleRow]) -> Iterator[tuple[str, str, str, str]]:
    """What is said otherwise: rows of the same name are taken together in their order."""
    gone, come = _without(old, new), _without(new, old)
    for key in dict.fromkeys((*come, *gone)):
        before, after = gone.get(key, []), come.get(key, [])
        for place in range(max(len(before), len(after))):
            yield (*key, *_words(before[place : place + 1], after[place : place + 1]))


def _without(rows: Iterable[RuleRow], others: Iterable[RuleRow]) -> dict[tuple[str, str], list[RuleRow]]:
    known, left = set(others), dict[tuple[str, str], list[RuleRow]]()
    for row in rows:
        if row not in known:
            left.setdefault((row.section, row.name), []).append(row)
    return left


def _words(before: list[RuleRow], after: list[RuleRow]) -> tuple[str, str]:
    """Of two wordings only the clauses that differ, and the source only where it differs too."""
    if not before or not after:
        return "".join(map(_whole_row, before)), "".join(map(_whole_row, after))
    old, new = before[0], after[0]
    parts = [_other_clauses(old.words, new.words), _other_clauses(new.words, old.words)]
    if _basis(old) != _basis(new):
        parts = [parts[0] + _basis(old), parts[1] + _basis(new)]
    return parts[0] or _NOTHING, parts[1] or _NOTHING


def _other_clauses(words: str, others: str) -> str:
    known = others.split(_CLAUSE)
    return _CLAUSE.join(clause for clause in words.split(_CLAUSE) if clause not in known)


def _whole_row(row: RuleRow) -> str:
    return row.words + _basis(row)


def _basis(row: RuleRow) -> str:
    return f"〔{row.source}｜{row.certainty_words}〕" if row.source else ""
