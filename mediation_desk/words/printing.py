"""What printing is called: sides, and what was printed of a paper so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from mediation_desk.terms.printing import CANCELLED, FAILED, LONG_EDGE, ONE_SIDE, SENT, SHORT_EDGE, STARTED

SIDES: Final[dict[str, str]] = {ONE_SIDE: "单面", LONG_EDGE: "双面，沿长边翻页", SHORT_EDGE: "双面，沿短边翻页"}
REPRINT_REASONS: Final = ("份数不够", "打印不清楚", "原件损坏或者遗失", "当事人要求")
"""What people usually say; they may say anything else."""
_SHORT: Final = {FAILED: "未成", CANCELLED: "取消", STARTED: "不明"}
_ENDED: Final = {FAILED: "没有打印成", CANCELLED: "打印已取消", STARTED: "打印结果不明"}


def printed_short(prints: Sequence[Any]) -> str:
    """3份, or what became of the last printing where that needs a look."""
    if not prints:
        return ""
    return _SHORT.get(prints[-1].outcome, f"{_copies(prints)}份")


def printed_words(prints: Sequence[Any]) -> str:
    """已打印 3 份 · 11-26: the last printing, and how many copies the printer took in all; nothing where none was."""
    if not prints:
        return ""
    last = prints[-1]
    copies = _copies(prints)
    said = f"已打印 {copies} 份" if copies else ""
    if last.outcome != SENT:
        said = "，".join(part for part in (said, _ENDED[last.outcome]) if part)
    return f"{said} · {last.at:%m-%d}"


def _copies(prints: Sequence[Any]) -> int:
    return sum(one.copies for one in prints if one.outcome == SENT)
