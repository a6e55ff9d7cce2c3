"""From one common text to an agreement for each household: the same words, its own name and its own amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from mediation_desk.law.households import plan
from mediation_desk.terms.agreement import PAY, AgreementDraft, Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

_PLACEHOLDER: Final = re.compile(r"【([^【】]{1,12})】")
NAME, TOTAL, NUMBER = "户主", "金额", "序号"
"""What 【…】 may stand for in a common text: the household's name, its total, its number in the table.

Besides these the columns of the table.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDraft:
    """One batch of payments: its share of every household's total, in percent, and its day."""

    percent: Decimal
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """One line of the table: its number there, whose track, who receives, how much in all, and what else is its own."""

    number: int
    track: str
    party: str
    name: str
    total: Money
    entries: Mapping[str, str] = field(default_factory=dict)
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonText:
    """What all households agree on alike, with 【户主】 and 【金额】 where they differ."""

    facts: str
    dispute: str
    responsibility: str
    debtors: tuple[str, ...]
    pays_for: str
    manner: str
    batches: tuple[BatchDraft, ...]
    other_clauses: tuple[str, ...] = ()
    accelerate_after_days: int | None = None


def household_drafts(
    common: CommonText,
    households: Sequence[HouseholdDraft],
    new_id: Callable[[], str],
    stated_total: Money | None = None,
    beside: Sequence[Money] = (),
) -> tuple[AgreementDraft | Refusal, ...]:
    """An agreement's content for each household, or why that one cannot be made: the others can.

    The last batch bears the odd 分 of each household. The sum that was agreed at the table is that of all of them,
    those included who have their text already (`beside`). A place that no column fills is a fault of the text, and
    refuses all.
    """
    totals = [*(household.total for household in households), *beside]
    shares = [batch.percent for batch in common.batches]
    rows = plan(totals, shares, odd_fen_to=len(shares) - 1, stated_total=stated_total).rows
    return tuple(
        _draft(common, household, amounts, new_id) for household, amounts in zip(households, rows, strict=False)
    )


def _draft(
    common: CommonText, household: HouseholdDraft, amounts: Sequence[Money], new_id: Callable[[], str]
) -> AgreementDraft | Refusal:
    own_entries = {NAME: household.name, TOTAL: household.total.figures, NUMBER: str(household.number)}
    known = {**household.entries, **own_entries}
    missing = [place for place in _places(common) if not known.get(place, place)]
    if missing:
        return Refusal("households.entry_missing", field="households", columns="、".join(missing))
    own = replace(
        common,
        facts=_filled(common.facts, known, "facts"),
        dispute=_filled(common.dispute, known, "dispute"),
        responsibility=_filled(common.responsibility, known, "responsibility"),
        pays_for=_filled(common.pays_for, known, "pays_for"),
        manner=_filled(common.manner, known, "manner"),
        other_clauses=(
            *(_filled(clause, known, "other_clauses") for clause in common.other_clauses),
            *household.clauses,
        ),
    )
    return AgreementDraft(
        facts=own.facts,
        dispute=own.dispute,
        responsibility=own.responsibility,
        duties=(_duty(own, household, amounts, new_id),),
        other_clauses=own.other_clauses,
    )


def _duty(
    common: CommonText, household: HouseholdDraft, amounts: Sequence[Money], new_id: Callable[[], str]
) -> DutyDraft:
    return DutyDraft(
        id=new_id(),
        kind=PAY,
        debtors=common.debtors,
        beneficiaries=(household.party,),
        amount=household.total,
        text=common.pays_for,
        manner=common.manner,
        instalments=tuple(
            InstalmentDraft(id=new_id(), amount=amount, due=batch.due)
            for amount, batch in zip(amounts, common.batches, strict=True)
        ),
        accelerate_after_days=common.accelerate_after_days,
    )


def _places(common: CommonText) -> dict[str, None]:
    """What the text wants of each household."""
    texts = (common.facts, common.dispute, common.responsibility, common.pays_for, common.manner)
    return dict.fromkeys(_PLACEHOLDER.findall("".join((*texts, *common.other_clauses))))


def _filled(text: str, known: Mapping[str, str], where: str) -> str:
    def entry(found: re.Match[str]) -> str:
        if found.group(1) not in known:
            raise Refusal(
                "households.placeholder_unknown", field=where, placeholder=found.group(0), known="、".join(known)
            )
        return known[found.group(1)]

    return _PLACEHOLDER.sub(entry, text)
