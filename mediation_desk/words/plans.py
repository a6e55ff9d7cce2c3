"""How a no-objection plan stands, in words: for the case page, the command line and the forms."""

from __future__ import annotations

from datetime import date
from typing import Final

PLAN_STATES: Final[dict[str, str]] = {
    "proposed": "异议期内",
    "effective": "无异议，协议有效",
    "failed": "有书面异议，不成立",
    "withdrawn": "已撤回",
}


def plan_side_words(
    state: str, served_on: date | None, last_day: date | None, objected_on: date | None, oral_on: date | None
) -> str:
    """One party: when it was served, its last day, and whether it has objected."""
    parts = [_served(state, served_on, last_day)]
    if objected_on is not None:
        parts.append(f"{objected_on.isoformat()}书面异议" + ("" if state == "objected" else "（逾期，不算）"))
    elif state == "silent":
        parts.append("无书面异议")
    elif state == "running":
        parts.append("期间未满")
    if oral_on is not None:
        parts.append(f"{oral_on.isoformat()}口头异议（不算书面异议）")
    return "，".join(parts)


def plan_next_words(
    state: str, confirmable_from: date | None, confirmed_on: date | None, effective_on: date | None, today: date
) -> str:
    """What can be done next."""
    if state == "effective" and confirmed_on is not None and effective_on is not None:
        return f"{confirmed_on.isoformat()}经人确认，协议自{effective_on.isoformat()}生效"
    if state == "failed":
        return "继续调解，或者终结；经各方同意可以记载无争议事实"
    if state == "withdrawn":
        return "可以另行提出方案"
    if confirmable_from is None:
        return "向没有送达的一方送达"
    if today < confirmable_from:
        return f"{confirmable_from.isoformat()}起可以确认无异议"
    return "可以确认无异议"


def _served(state: str, served_on: date | None, last_day: date | None) -> str:
    if served_on is None:
        return "未送达"
    if last_day is None:
        return f"{served_on.isoformat()}送达，缺少回执"
    return f"{served_on.isoformat()}送达，{last_day.isoformat()}届满"
