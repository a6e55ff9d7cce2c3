"""How a last day is said: how many days are left, and how much it presses."""

from __future__ import annotations

from datetime import date
from typing import Final

NEAR_DAYS: Final = 5
"""Days before the last one from which a clock is shown as near."""
DOUBTFUL: Final = "依据待核"
UNANNOUNCED: Final = "放假安排未公布"
"""Said of a day that rests on holidays which are not known, or not announced yet."""


def days_words(due: date | None, today: date, *, paused: bool = False) -> str:
    """还剩 2 天, 今天到期, 超期 3 天, 中止计算; nothing where there is no day."""
    if due is None:
        return ""
    if paused:
        return "中止计算"
    left = (due - today).days
    if left == 0:
        return "今天到期"
    return f"还剩 {left} 天" if left > 0 else f"超期 {-left} 天"


def urgency(due: date | None, today: date, *, paused: bool = False) -> str:
    """fine, near, overdue or paused: the names of the shapes that the window paints."""
    if paused:
        return "paused"
    if due is None or (due - today).days > NEAR_DAYS:
        return "fine"
    return "near" if due >= today else "overdue"


def with_doubt(source: str, certain: bool) -> str:
    """An article, and whether somebody still has to look it up."""
    if certain:
        return source
    return f"{source}（{DOUBTFUL}）" if source else DOUBTFUL
