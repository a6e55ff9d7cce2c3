"""Many households, one settlement: rows and columns make the sums that were stated, to the 分."""

from __future__ import annotations

from contextlib import nullcontext
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.households import plan
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .refusals import refused

THIRTY_THIRTY_FORTY = (Decimal(30), Decimal(30), Decimal(40))
totals = st.lists(st.integers(1, 10**9).map(Money), min_size=1, max_size=40)
cuts = st.lists(st.integers(0, 10000), max_size=5)


def shares(cut: list[int]) -> list[Decimal]:
    """Percentages with two decimals that make 100."""
    edges = [0, *sorted(cut), 10000]
    return [Decimal(high - low) / 100 for low, high in zip(edges, edges[1:], strict=False)]


@given(totals, cuts, st.data())
def test_that_no_household_and_no_fen_is_lost(amounts: list[Money], cut: list[int], data: st.DataObject) -> None:
    parts = shares(cut)
    odd = data.draw(st.integers(0, len(parts) - 1))
    found = plan(amounts, parts, odd_fen_to=odd)
    assert found.by_household == tuple(amounts)
    assert sum(batch.fen for batch in found.by_batch) == sum(amount.fen for amount in amounts) == found.total.fen
    for row, amount in zip(found.rows, amounts, strict=True):
        for place, (cell, share) in enumerate(zip(row, parts, strict=True)):
            exact = amount.fen * share / 100
            assert place == odd or 0 <= exact - cell.fen < 1
            assert cell.fen - exact < len(parts)


@given(totals)
def test_that_whole_jiao_in_tenths_leave_no_odd_fen_anywhere(amounts: list[Money]) -> None:
    whole = [Money(amount.fen * 10) for amount in amounts]
    plans = {plan(whole, THIRTY_THIRTY_FORTY, odd_fen_to=place).rows for place in range(3)}
    assert len(plans) == 1


def test_that_what_was_stated_at_the_table_must_come_out() -> None:
    amounts = [Money.parse("1000.01"), Money.parse("2000.02")]
    fits = plan(
        amounts,
        THIRTY_THIRTY_FORTY,
        odd_fen_to=2,
        stated_total=Money.parse("3000.03"),
        stated_batches=[Money.parse(text) for text in ("900.00", "900.00", "1200.03")],
    )
    assert fits.by_batch[2] == Money.parse("1200.03")


TWO = [Money.parse("10.00"), Money.parse("20.00")]


def test_that_rows_columns_and_the_whole_are_summed() -> None:
    found = plan(TWO, THIRTY_THIRTY_FORTY, odd_fen_to=0)
    assert [[cell.fen for cell in row] for row in found.rows] == [[300, 300, 400], [600, 600, 800]]
    assert [money.fen for money in (*found.by_household, *found.by_batch, found.total)] == [
        *(1000, 2000),
        *(900, 900, 1200),
        3000,
    ]


def test_that_a_table_without_households_is_refused() -> None:
    with refused("households.none", field="households"):
        plan([], THIRTY_THIRTY_FORTY, odd_fen_to=0)


def test_that_shares_that_do_not_make_a_hundred_are_refused() -> None:
    with pytest.raises(Refusal, match=r"share\.not_hundred"):
        plan(TWO, [Decimal(30), Decimal(30)], odd_fen_to=0)


@pytest.mark.parametrize(
    ("stated", "difference"), [("30.01", "0.01"), ("29.00", "1.00"), ("0.00", "30.00"), ("30.00", None)]
)
def test_that_a_total_that_does_not_come_out_is_refused_with_the_difference(
    stated: str, difference: str | None
) -> None:
    facts = {"field": "households", "sum": "30.00", "total": stated, "difference": difference}
    with refused("households.total_differs", **facts) if difference else nullcontext():
        plan(TWO, THIRTY_THIRTY_FORTY, odd_fen_to=0, stated_total=Money.parse(stated))


@pytest.mark.parametrize(
    ("stated", "number"),
    [(["9.01"], 1), (["9.00", "8.99"], 2), (["9.00", "9.00", "12.01"], 3), (["9.00", "9.00"], None), ([], None)],
)
def test_that_a_batch_that_does_not_come_out_is_refused_with_its_number(stated: list[str], number: int | None) -> None:
    sums = {1: "9.00", 2: "9.00", 3: "12.00"}
    facts = {"field": "batches", "number": number, "total": stated[-1] if stated else "", "difference": "0.01"}
    with refused("households.batch_differs", sum=sums[number], **facts) if number else nullcontext():
        plan(TWO, THIRTY_THIRTY_FORTY, odd_fen_to=0, stated_batches=[Money.parse(text) for text in stated])
