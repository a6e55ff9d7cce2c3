"""The clauses of an agreement as they are printed, derived from the duties so that figures and words never part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from mediation_desk.law.deadlines import chinese_date
from mediation_desk.law.duties import Computation as Reckoned
from mediation_desk.law.duties import compute
from mediation_desk.law.rmb import in_words
from mediation_desk.terms.agreement import BEAR, PAY, Computation, Due, DutyDraft
from mediation_desk.terms.money import Money

_NUMERALS = "零一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十二, 三十."""
    if number <= 10:
        return _NUMERALS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def amount_words(amount: Money) -> str:
    """人民币捌仟元整（¥8,000.00）."""
    return f"{in_words(amount)}（¥{amount.figures}）"


def due_words(due: Due) -> str:
    """When it is due, as it is printed."""
    if due.kind == "on" and due.on is not None:
        return f"{chinese_date(due.on)}前"
    if due.kind == "at_signing":
        return "签订本协议当日"
    if due.kind == "after_effect":
        return f"本协议生效之日起{due.days}日内"
    if due.kind == "after_condition":
        return f"{due.condition}之日起{due.days}日内"
    if due.kind == "monthly":
        day = "最后一日" if due.days == 0 else f"{due.days}日"
        return f"每月{day}前" + (f"，至{due.condition}止" if due.condition else "")
    return due.condition or "自本协议生效之日起"


def duty_sentence(duty: DutyDraft, names: Mapping[str, str]) -> str:
    """One clause. `names` maps ids of parties and people to the names that are printed."""
    who = "、".join(names[id] for id in duty.debtors)
    if duty.kind == BEAR:
        return f"{who}自行承担{amount_words(_amount(duty))}。" + _tail(duty, names)
    if duty.kind == PAY:
        return _payment(duty, who, names) + _tail(duty, names)
    when = "" if duty.due is None else f"于{due_words(duty.due)}"
    if duty.due is not None and duty.due.kind in ("ongoing", "monthly"):
        when = due_words(duty.due)
    return f"{who}{when}{duty.text.rstrip('。；')}。" + _tail(duty, names)


def manner_words(duties: Sequence[DutyDraft]) -> str:
    """履行方式、时限: one line for each duty that has a day or a manner."""
    return "\n".join(line for line in map(_manner_line, range(1, len(duties) + 1), duties) if line)


def _manner_line(number: int, duty: DutyDraft) -> str:
    if duty.kind == BEAR:
        return ""
    days = [due_words(item.due) for item in duty.instalments] or ([due_words(duty.due)] if duty.due else [])
    said = "、".join(days) + ("履行" if days else "")
    parts = [part for part in (said, duty.manner, "当场履行" if duty.done_on_the_spot else "") if part]
    return f"第（{numeral(number)}）项：{'，'.join(parts)}。" if parts else ""


def total_of(duty: DutyDraft) -> Money | None:
    """What the duty comes to, computed where a computation is given; a monthly duty has no total."""
    if duty.computation is not None:
        return reckoning(duty.computation).amount
    return duty.amount


def reckoning(computation: Computation) -> Reckoned:
    """The amount of a computation with the line that shows how it came about."""
    return compute(
        computation.base,
        quantity=Decimal(computation.quantity),
        share=Decimal(computation.percent),
        rounding=computation.rounding,
        paid=computation.paid,
    )


def _amount(duty: DutyDraft) -> Money:
    return total_of(duty) or Money(0)


def _payment(duty: DutyDraft, who: str, names: Mapping[str, str]) -> str:
    to_whom = "、".join(names[id] for id in duty.beneficiaries)
    together = "连带" if duty.joint and len(duty.debtors) > 1 else ""
    payer = names[duty.payer] if duty.payer else None
    subject = f"由{payer}代{who}" if payer else f"{who}{together}"
    reckoned = "" if duty.computation is None else f"（{reckoning(duty.computation).line}）"
    spot = "当场" if duty.done_on_the_spot else ""
    head = f"{subject}{_when(duty)}{spot}向{to_whom}支付{duty.text}{amount_words(_amount(duty))}{reckoned}"
    manner = f"，{duty.manner}" if duty.manner else ""
    account = f"，汇入{names[duty.account_holder]}账户" if duty.account_holder else ""
    shares = _shares(duty, names)
    schedule = _schedule(duty) if len(duty.instalments) > 1 else ""
    remains = f"{payer}未付足的，{who}仍应支付。" if payer else ""
    return f"{head}{manner}{account}{schedule}。{shares}{remains}"


def _shares(duty: DutyDraft, names: Mapping[str, str]) -> str:
    parts = [f"{names[share.beneficiary]}{share.amount.figures}元" for share in duty.shares]
    return f"其中：{'，'.join(parts)}。" if parts else ""


def _when(duty: DutyDraft) -> str:
    if len(duty.instalments) > 1:
        return f"分{numeral(len(duty.instalments))}期"
    due = duty.instalments[0].due if duty.instalments else duty.due
    if due is None:
        return ""
    return due_words(due) if due.kind == "monthly" else f"于{due_words(due)}"


def _schedule(duty: DutyDraft) -> str:
    parts = [
        f"第{numeral(number)}期{amount_words(instalment.amount)}于{due_words(instalment.due)}支付"
        for number, instalment in enumerate(duty.instalments, 1)
    ]
    return "：" + "；".join(parts)


def _tail(duty: DutyDraft, names: Mapping[str, str]) -> str:
    to_whom: Sequence[str] = [names[id] for id in duty.beneficiaries]
    said = ""
    if duty.accelerate_after_days is not None:
        said += f"任何一期逾期超过{duty.accelerate_after_days}日未付足的，其余各期视为全部到期，应一次付清。"
    if duty.penalty_per_breach is not None:
        said += f"每违反一次，向{'、'.join(to_whom) or '对方'}支付违约金{amount_words(duty.penalty_per_breach)}。"
    return said
