"""What is owed, in words, and what a filter keeps. No Qt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from mediation_desk.queries.performance import DueRow, PerformanceDue, PerformanceSheet
from mediation_desk.terms.money import Money
from mediation_desk.ui.session import Session
from mediation_desk.words.deadlines import NEAR_DAYS, days_words, urgency, with_doubt

KINDS: Final[dict[str, str]] = {"payment": "付款", "duty": "其他义务", "visit": "回访"}
SCOPES: Final[dict[str, str]] = {"": "全部未了", "overdue": "已逾期", "month": "30 日内到期", "condition": "条件未成就"}
_MONTH: Final = timedelta(days=30)


class PerformancePresenter:
    """Asks for everything owed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.kind, self.scope, self.with_done = "", "", False

    def load(self) -> PerformanceSheet:
        """Everything owed, what is due first on top."""
        return self._session.desk.ask(PerformanceDue(self.with_done))

    def keeps(self, row: DueRow, today: date) -> bool:
        """Whether a row passes the filter."""
        return (not self.kind or row.kind == self.kind) and _in_scope(row, self.scope, today)


def figures(sheet: PerformanceSheet) -> tuple[tuple[str, str, str], ...]:
    """The figures at the top: words, value, edge."""
    waiting = [row for row in sheet.rows if not row.done]
    overdue = [row for row in waiting if row.due is not None and row.due < sheet.day]
    soon = [row for row in waiting if row.due is not None and 0 <= (row.due - sheet.day).days <= NEAR_DAYS]
    visits = [row for row in waiting if row.kind == "visit"]
    rest = [row.amount - row.paid for row in waiting if row.amount is not None and row.paid is not None]
    return (
        ("已逾期", str(len(overdue)), "red" if overdue else ""),
        ("5 日内到期", str(len(soon)), "amber" if soon else ""),
        ("待回访", str(len(visits)), ""),
        ("未付金额（元）", sum(rest, Money(0)).figures, ""),
    )


def due_words(row: DueRow, today: date) -> str:
    """还剩 2 天, 已履行, 条件未成就."""
    if row.done:
        return "已履行"
    return days_words(row.due, today) or "条件未成就"


def row_urgency(row: DueRow, today: date) -> str:
    """How much it presses."""
    return "fine" if row.done else "paused" if row.due is None else urgency(row.due, today)


def content(row: DueRow) -> str:
    """第3期 · the clause it stands in."""
    return f"{row.what} · {row.clause}" if row.clause else row.what


def who(row: DueRow) -> str:
    """钱志远 → 周桂英."""
    return f"{row.by} → {row.to}" if row.to else row.by


def amount_words(row: DueRow) -> str:
    """3,000.00, or how much of it has been paid."""
    if row.amount is None or row.paid is None:
        return ""
    return row.amount.figures if row.done or not row.paid.fen else f"{row.paid.figures} / {row.amount.figures}"


def explained(row: DueRow) -> str:
    """What, until when, and on which clause or article."""
    day = row.due.isoformat() if row.due else row.due_words
    return "\n".join(part for part in (content(row), day, with_doubt(row.source, row.certain)) if part)


def day_words(row: DueRow) -> str:
    """The last day, or what it waits for."""
    return row.due.isoformat() if row.due else row.due_words or "—"


def _in_scope(row: DueRow, scope: str, today: date) -> bool:
    if scope == "condition":
        return row.due is None and not row.done
    if scope == "overdue":
        return row.due is not None and row.due < today and not row.done
    if scope == "month":
        return row.due is not None and row.due <= today + _MONTH and not row.done
    return True
