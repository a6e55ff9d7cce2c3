"""What an agreement's editor does to the text without a screen: instalments by rule, short words for a duty."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mediation_desk.terms.agreement import Due, DutyDraft
from mediation_desk.terms.money import Money
from mediation_desk.words.case import DUTY_KINDS

SAME_DAY, LAST_DAY = "same_day", "last_day"
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as a line of the table."""

    id: str
    number: int
    debtors: str
    beneficiaries: str
    matter: str
    amount: str
    due: str


def equal_instalments(total: Money, count: int, first: date, rhythm: str) -> tuple[tuple[Money, date], ...]:
    """Equal payments month by month; the last one takes the odd 分, so that the sum is the total."""
    part = total.fen // count
    amounts = [Money(part)] * (count - 1) + [Money(total.fen - part * (count - 1))]
    return tuple((amount, month_after(first, number, rhythm)) for number, amount in enumerate(amounts))


def month_after(first: date, months: int, rhythm: str) -> date:
    """The same day of a later month, or its last day; a day the month does not have becomes its last."""
    whole = first.month - 1 + months
    year, month = first.year + whole // MONTHS_A_YEAR, whole % MONTHS_A_YEAR + 1
    last = monthrange(year, month)[1]
    return date(year, month, last if rhythm == LAST_DAY else min(first.day, last))


def duty_row(number: int, duty: DutyDraft, names: Mapping[str, str]) -> DutyRow:
    """The line of a duty. What cannot be read yet stays empty; the check says what is missing."""
    amount = _amount(duty)
    return DutyRow(
        id=duty.id,
        number=number,
        debtors=_names(duty.debtors, names),
        beneficiaries=_names(duty.beneficiaries, names),
        matter="，".join(part for part in (duty.text or DUTY_KINDS[duty.kind], duty.manner) if part),
        amount="—" if amount is None else amount,
        due=_due_words(duty),
    )


def due_short(due: Due | None) -> str:
    """When, in a few characters."""
    if due is None:
        return "未定"
    said = {
        "on": "" if due.on is None else due.on.isoformat(),
        "at_signing": "签订当日",
        "after_effect": f"生效后 {due.days} 日",
        "after_condition": f"{due.condition}后 {due.days} 日",
        "monthly": "每月末" if due.days == 0 else f"每月 {due.days} 日",
        "ongoing": "持续",
    }
    return said[due.kind]


def _names(ids: tuple[str, ...], names: Mapping[str, str]) -> str:
    return "、".join(names.get(id, "") for id in ids) or "—"


def _amount(duty: DutyDraft) -> str | None:
    if duty.computation is not None:
        return "按公式"
    return None if duty.amount is None else duty.amount.figures


def _due_words(duty: DutyDraft) -> str:
    if duty.done_on_the_spot:
        return "当场"
    if len(duty.instalments) > 1:
        return f"分 {len(duty.instalments)} 期"
    return due_short(duty.instalments[0].due if duty.instalments else duty.due)
