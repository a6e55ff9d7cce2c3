"""Many households, one settlement: rows and columns make the sums that were stated, to the 分."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.households import plan
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

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


@pytest.mark.parametrize(
    ("code", "amounts", "stated", "batches"),
    [
        ("households.none", [], None, []),
        ("households.total_differs", ["10.00", "20.00"], "30.01", []),
        ("households.batch_differs", ["10.00", "20.00"], "30.00", ["9.00", "9.01"]),
        ("share.not_hundred", ["10.00"], None, []),
    ],
)
def test_that_a_table_that_does_not_agree_is_refused(
    code: str, amounts: list[str], stated: str | None, batches: list[str]
) -> None:
    parts = [Decimal(30), Decimal(30)] if code == "share.not_hundred" else THIRTY_THIRTY_FORTY
    with pytest.raises(Refusal) as refused:
        plan(
            [Money.parse(amount) for amount in amounts],
            parts,
            odd_fen_to=0,
            stated_total=None if stated is None else Money.parse(stated),
            stated_batches=[Money.parse(batch) for batch in batches],
        )
    assert refused.value.code == code
