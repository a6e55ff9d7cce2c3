"""One common text, many agreements: the words are everybody's, names and amounts each household's own."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.acts.household_texts import BatchDraft, CommonText, HouseholdDraft, household_drafts
from mediation_desk.terms.agreement import AgreementDraft, Due
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

COMMON = CommonText(
    facts="第【序号】户【户主】购房，逾期交付。",
    dispute="违约金【金额】元。",
    responsibility="开发商承担责任。",
    debtors=("c",),
    pays_for="违约金",
    manner="银行转账",
    batches=tuple(
        BatchDraft(percent=Decimal(percent), due=Due(kind="on", on=date(2026, month, 28)))
        for percent, month in ((30, 5), (30, 8), (40, 11))
    ),
    other_clauses=("【户主】收款后开具收条。",),
)
HOUSES = (
    HouseholdDraft(number=1, track="t1", party="p1", name="黄志明", total=Money.parse("21910.00")),
    HouseholdDraft(number=2, track="t2", party="p2", name="方【丽】娟", total=Money.parse("100.01")),
)


def _drafts(common: CommonText = COMMON, stated: str | None = None):  # type: ignore[no-untyped-def]
    numbers = itertools.count(1)
    return household_drafts(common, HOUSES, lambda: f"id{next(numbers)}", stated and Money.parse(stated))


def test_that_each_text_has_its_own_name_amount_and_number() -> None:
    first, second = _drafts()
    assert first.facts == "第1户黄志明购房，逾期交付。"
    assert first.dispute == "违约金21,910.00元。"
    assert second.other_clauses == ("方【丽】娟收款后开具收条。",)
    assert first.responsibility == second.responsibility == COMMON.responsibility


def test_that_each_duty_pays_its_own_household_in_batches_with_the_odd_fen_last() -> None:
    duties = [draft.duties[0] for draft in _drafts()]
    assert [duty.beneficiaries for duty in duties] == [("p1",), ("p2",)]
    assert [item.amount.figures for item in duties[1].instalments] == ["30.00", "30.00", "40.01"]
    assert [item.due.on for item in duties[0].instalments] == [date(2026, m, 28) for m in (5, 8, 11)]
    ids = [duty.id for duty in duties] + [item.id for duty in duties for item in duty.instalments]
    assert len(set(ids)) == 8


def test_that_a_household_s_own_columns_fill_its_text_and_its_own_clause_stands_last() -> None:
    own = replace(HOUSES[0], entries={"房号": "3幢201", "收款账户": "6222"}, clauses=("钥匙当场交付。",))
    other = replace(HOUSES[1], entries={"房号": "3幢202", "收款账户": "6333"})
    common = replace(COMMON, facts="【户主】购买【房号】。", manner="汇入【收款账户】")
    numbers = itertools.count(1)
    first, second = household_drafts(common, (own, other), lambda: f"id{next(numbers)}")
    assert isinstance(first, AgreementDraft) and isinstance(second, AgreementDraft)
    assert first.facts == "黄志明购买3幢201。"
    assert [draft.duties[0].manner for draft in (first, second)] == ["汇入6222", "汇入6333"]
    assert first.other_clauses == ("黄志明收款后开具收条。", "钥匙当场交付。")
    assert second.other_clauses == ("方【丽】娟收款后开具收条。",)


def test_that_a_household_with_an_empty_entry_is_refused_alone() -> None:
    with_account = replace(HOUSES[0], entries={"收款账户": "6222"})
    without = replace(HOUSES[1], entries={"收款账户": ""})
    numbers = itertools.count(1)
    found = household_drafts(
        replace(COMMON, manner="汇入【收款账户】"), (without, with_account), lambda: f"id{next(numbers)}"
    )
    assert isinstance(found[1], AgreementDraft)
    assert isinstance(found[0], Refusal)
    assert (found[0].code, found[0].facts["columns"]) == ("households.entry_missing", "收款账户")


def test_that_the_sum_agreed_at_the_table_counts_those_who_have_their_text_already() -> None:
    numbers = itertools.count(1)
    beside, stated = [HOUSES[0].total], Money.parse("22010.01")
    found = household_drafts(COMMON, HOUSES[1:], lambda: f"id{next(numbers)}", stated, beside)
    assert [draft.dispute for draft in found if isinstance(draft, AgreementDraft)] == ["违约金100.01元。"]
    with pytest.raises(Refusal) as refused:
        household_drafts(COMMON, HOUSES[1:], lambda: "x", stated)
    assert refused.value.code == "households.total_differs"


@pytest.mark.parametrize(
    ("changes", "stated", "code"),
    [
        ({"facts": "【房号】"}, None, "households.placeholder_unknown"),
        ({}, "22010.00", "households.total_differs"),
        ({"batches": COMMON.batches[:2]}, None, "share.not_hundred"),
    ],
)
def test_that_a_text_or_table_that_does_not_fit_is_refused(
    changes: dict[str, object], stated: str | None, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        _drafts(replace(COMMON, **changes), stated)  # type: ignore[arg-type]
    assert refused.value.code == code
