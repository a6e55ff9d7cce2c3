"""What the first page shows, in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.queries.today import Day, Today, TodoRow
from mediation_desk.queries.today_planned import DraftRow, PlannedRow
from mediation_desk.ui.session import Session
from mediation_desk.words.deadlines import days_words, urgency, with_doubt
from mediation_desk.words.procedures import procedure_short

_BY_KIND: Final = {
    "danger": "登记报告",
    "triage": "去分流",
    "accepting": "办理受理",
    "signing": "去签署",
    "papers": "查看文书",
    "payment": "登记付款",
    "duty": "登记履行",
    "visit": "记录回访",
}
_BY_ANSWER: Final = {
    "accepted": "办理受理",
    "confirmation_applied": "申请司法确认",
    "agreement_effective": "办理调解",
    "visited": "记录回访",
    "plan_objected": "查看方案",
    "no_objection_confirmed": "确认无异议",
}
_FORMS: Final = {"intake": "登记", "agreement": "协议草稿", "opinion": "评估意见"}


@dataclass(frozen=True, slots=True)
class Card:
    """One figure at the top: `filter` is what the ledger is opened with."""

    key: str
    words: str
    value: int
    edge: str


class TodayPresenter:
    """Asks for the day and says what each row means."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.only_mine = "director" not in session.roles

    def load(self) -> Day:
        """The day as it stands now."""
        return self._session.desk.ask(Today())

    def cards(self, day: Day) -> tuple[Card, ...]:
        """The figures at the top."""
        return (
            Card("waiting", "待受理", day.waiting, ""),
            Card("mediating", "调解中", day.mediating, ""),
            Card("soon", "5 日内到期", day.soon, "amber" if day.soon else ""),
            Card("overdue", "已超期", day.overdue, "red" if day.overdue else ""),
            Card("closed", "本月办结", day.closed, ""),
        )

    def todo(self, day: Day) -> tuple[TodoRow, ...]:
        """What waits, for this person or for everyone."""
        return tuple(row for row in day.todo if row.mine or not self.only_mine)

    def planned(self, day: Day) -> tuple[PlannedRow, ...]:
        """The sessions of today and the next days."""
        return tuple(row for row in day.planned if row.mine or not self.only_mine)


def due_words(row: TodoRow, today: date) -> str:
    """还剩 2 天."""
    if row.kind == "danger":
        return "立即"
    return days_words(row.due, today, paused=row.paused) or "待办"


def row_urgency(row: TodoRow, today: date) -> str:
    """How much it presses; a danger that nobody has reported presses at once."""
    if row.kind == "danger":
        return "overdue"
    return urgency(row.due, today, paused=row.paused)


def chip_words(row: TodoRow) -> str:
    """人民, 司法・委派."""
    return procedure_short(row.procedure, row.procedure_kind)


def why(row: TodoRow) -> str:
    """The limit and its article, a doubtful one marked; for what no article dates, what it is about."""
    if row.kind == "danger":
        return f"{row.name} · {row.reason} · {row.source}"
    if row.kind in ("clock", "accepting", "visit") and row.source:
        return f"{row.name} · {with_doubt(row.source, row.certain)}"
    return f"{row.name} · {row.reason}"


def explained(row: TodoRow) -> str:
    """Everything that is known of why it is due that day."""
    day = "" if row.due is None else f"最后一日：{row.due.isoformat()}\n"
    told = "" if row.source in row.reason else with_doubt(row.source, row.certain)
    return f"{row.name}\n{day}{row.reason}\n{told}".strip()


def action(row: TodoRow) -> str:
    """What to do about it."""
    if row.kind in _BY_KIND:
        return _BY_KIND[row.kind]
    known = (words for event, words in _BY_ANSWER.items() if event in row.answers)
    return next(known, "打开案件")


def draft_words(row: DraftRow) -> str:
    """协议草稿 · 周桂英与钱志远."""
    form = _FORMS.get(row.key.partition(":")[0], "草稿")
    return f"{form} · {row.title}" if row.title else form


def draft_place(row: DraftRow) -> tuple[str, str]:
    """The page on which a draft goes on, and its subject."""
    return ("intake", "") if row.case_id is None else ("case", row.case_id)


def planned_words(row: PlannedRow, today: date) -> tuple[str, str, str]:
    """When, what, and where: 09:30 today, 11-25 14:00 on another day."""
    when = f"{row.at:%H:%M}" if row.at.date() == today else f"{row.at:%m-%d %H:%M}"
    return when, row.title, " · ".join(part for part in (row.place, row.subject) if part)
