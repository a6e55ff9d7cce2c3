"""From one common text to an agreement for each household: the same words, its own name and its own amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from mediation_desk.law.households import HouseholdPlan, plan
from mediation_desk.terms.agreement import PAY, AgreementDraft, Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

_PLACEHOLDER: Final = re.compile(r"【([^【】]{1,12})】")
NAME, TOTAL, NUMBER = "户主", "金额", "序号"
"""What 【…】 may stand for in a common text: the household's name, its total, its number in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDraft:
    """One batch of payments: its share of every household's total, in percent, and its day."""

    percent: Decimal
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """One line of the table: whose track, who receives, how much in all."""

    track: str
    party: str
    name: str
    total: Money


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


def household_plan(
    common: CommonText, households: Sequence[HouseholdDraft], stated_total: Money | None = None
) -> HouseholdPlan:
    """The table worked out; the last batch bears the odd 分 of each household."""
    totals = [household.total for household in households]
    shares = [batch.percent for batch in common.batches]
    return plan(totals, shares, odd_fen_to=len(shares) - 1, stated_total=stated_total)


def household_drafts(
    common: CommonText,
    households: Sequence[HouseholdDraft],
    new_id: Callable[[], str],
    stated_total: Money | None = None,
) -> tuple[AgreementDraft, ...]:
    """An agreement's content for each line of the table."""
    rows = household_plan(common, households, stated_total).rows
    return tuple(
        _draft(common, household, number, amounts, new_id)
        for number, (household, amounts) in enumerate(zip(households, rows, strict=True), 1)
    )


def _draft(
    common: CommonText, household: HouseholdDraft, number: int, amounts: Sequence[Money], new_id: Callable[[], str]
) -> AgreementDraft:
    known = {NAME: household.name, TOTAL: household.total.figures, NUMBER: str(number)}
    own = replace(
        common,
        facts=_filled(common.facts, known, "facts"),
        dispute=_filled(common.dispute, known, "dispute"),
        responsibility=_filled(common.responsibility, known, "responsibility"),
        pays_for=_filled(common.pays_for, known, "pays_for"),
        other_clauses=tuple(_filled(clause, known, "other_clauses") for clause in common.other_clauses),
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


def _filled(text: str, known: Mapping[str, str], field: str) -> str:
    def entry(found: re.Match[str]) -> str:
        if found.group(1) not in known:
            raise Refusal(
                "households.placeholder_unknown", field=field, placeholder=found.group(0), known="、".join(known)
            )
        return known[found.group(1)]

    return _PLACEHOLDER.sub(entry, text)
