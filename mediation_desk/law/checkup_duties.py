"""The check of single duties: who, how much, when, how, and what follows when it is not done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from mediation_desk.terms.money import Money

from .calendars import Calendar
from .checkup_matter import Duty, Matter
from .checkup_rules import CheckRules, Finding
from .deadlines import chinese_date

_PAY, _BEAR, _REFRAIN = "pay", "bear", "refrain"
_LASTING = ("ongoing", "monthly")


def check_duty(duty: Duty, matter: Matter, words: CheckRules, calendar: Calendar) -> Iterator[Finding]:
    """What one duty lacks."""
    if duty.kind == _PAY:
        yield from _who_pays(duty, words)
        yield from _sums(duty, words)
        yield from _dates(duty, matter, words, calendar)
    else:
        yield from _deed(duty, words)
    if duty.penalty is not None and not duty.penalty.fen:
        yield words.finding("penalty.of_nothing", duty.number)


def check_shares(duties: Iterable[Duty], words: CheckRules) -> Iterator[Finding]:
    """Percentages of one and the same sum make a hundred, the share somebody bears himself included."""
    parts: dict[int, list[Duty]] = {}
    for duty in duties:
        if duty.base is not None and duty.percent is not None:
            parts.setdefault(duty.base.fen, []).append(duty)
    for fen, own in sorted(parts.items()):
        found = sum(duty.percent or 0 for duty in own)
        if found > 100 or (len(own) > 1 and found != 100):
            yield words.finding("shares.not_hundred", own[0].number, base=Money(fen).figures, sum=found)


def _who_pays(duty: Duty, words: CheckRules) -> Iterator[Finding]:
    if not duty.payer and not duty.debtors:
        yield words.finding("pay.payer_missing", duty.number)
    if not duty.beneficiaries:
        yield words.finding("pay.payee_missing", duty.number)
    if not duty.account_holder and not duty.done_on_the_spot and not words.has("manner_words", duty.sentence):
        yield words.finding("pay.manner_missing", duty.number)
    if len(duty.debtors) > 1 and not duty.joint:
        yield words.finding("pay.debtors_without_shares", duty.number, count=len(duty.debtors))
    if len(duty.beneficiaries) > 1 and not duty.shares:
        yield words.finding("pay.payees_without_shares", duty.number, count=len(duty.beneficiaries))


def _sums(duty: Duty, words: CheckRules) -> Iterator[Finding]:
    found = _total(instalment.amount for instalment in duty.instalments)
    if not found.fen and (duty.total is None or not duty.total.fen):
        yield words.finding("pay.sum_missing", duty.number)
        return
    if duty.total is not None and duty.instalments and found != duty.total:
        facts = {"total": duty.total.figures, "sum": found.figures}
        yield words.finding("pay.instalments_do_not_add_up", duty.number, **facts)
    if duty.total is not None and duty.shares and _total(duty.shares) != duty.total:
        facts = {"total": duty.total.figures, "sum": _total(duty.shares).figures}
        yield words.finding("pay.shares_do_not_add_up", duty.number, **facts)
    for instalment in duty.instalments:
        if not instalment.amount.fen:
            yield words.finding("pay.instalment_of_nothing", duty.number, number=instalment.number)


def _dates(duty: Duty, matter: Matter, words: CheckRules, calendar: Calendar) -> Iterator[Finding]:
    if not duty.instalments and not duty.done_on_the_spot and not words.has("recurring_words", duty.sentence):
        yield words.finding("pay.date_missing", duty.number, number=1)
    if duty.due_kind == "monthly" and not duty.until:
        yield words.finding("pay.recurring_without_end", duty.number)
    days = [instalment.due for instalment in duty.instalments if instalment.due is not None]
    if any(later < earlier for earlier, later in pairwise(days)):
        yield words.finding("pay.instalments_out_of_order", duty.number)
    for instalment in duty.instalments:
        if instalment.due is None:
            if not instalment.due_words.strip():
                yield words.finding("pay.date_missing", duty.number, number=instalment.number)
            continue
        day = chinese_date(instalment.due)
        if instalment.due < matter.signing_day:
            yield words.finding("pay.before_signing", duty.number, day=day)
        if name := calendar.day_off_name(instalment.due):
            yield words.finding("pay.on_a_day_off", duty.number, day=day, name=name)
        if calendar.doubtful_years(instalment.due, instalment.due):
            yield words.finding("pay.calendar_provisional", duty.number, day=day)


def _deed(duty: Duty, words: CheckRules) -> Iterator[Finding]:
    """A duty to do something has a day, one that lasts or recurs a beginning; a ban has a consequence."""
    if not duty.debtors:
        yield words.finding("duty.debtor_missing", duty.number)
    if duty.kind == _BEAR:
        return
    if duty.kind == _REFRAIN:
        if duty.penalty is None and not words.has("default_words", duty.sentence):
            yield words.finding("duty.penalty_missing", duty.number)
        return
    if duty.due_kind is None and not duty.done_on_the_spot:
        yield words.finding("duty.date_missing", duty.number)
    lacks = words.has("result_words", duty.sentence) and not words.has("standard_words", duty.sentence)
    if lacks and duty.due_kind not in _LASTING and not duty.done_on_the_spot:
        yield words.finding("duty.standard_missing", duty.number)


def _total(amounts: Iterable[Money]) -> Money:
    return Money(sum(amount.fen for amount in amounts))
