from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.duties import (
    Computation,
    check_instalments,
    check_payees,
    compute,
    split,
)
from mediation_desk.terms.money import Money

from .refusals import told

WAGES = (18_600, 17_250, 16_800, 16_400, 15_900, 15_500, 15_200, 14_850, 14_500, 14_200, 13_800, 13_400)


def yuan(text: str) -> Money:
    return Money.parse(text)


def shares(*numbers: str) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def test_that_an_amount_shows_how_it_was_computed() -> None:
    assert compute(yuan("240000"), share=Decimal(70)) == Computation(yuan("168000"), "240,000.00元×70%＝168,000.00元")
    assert compute(yuan("5475"), share=Decimal("80.0")).line == "5,475.00元×80%＝4,380.00元"
    assert compute(yuan("200"), quantity=Decimal("2.5")).line == "200.00元×2.5＝500.00元"
    assert compute(yuan("100")).line == "100.00元＝100.00元"


def test_that_what_was_paid_is_taken_off() -> None:
    found = compute(yuan("1000"), quantity=Decimal(3), paid=yuan("500"))
    assert found.amount == yuan("2500")
    assert found.line == "1,000.00元×3＝3,000.00元，扣除已付500.00元，应付2,500.00元"
    assert compute(yuan("1000"), paid=Money(0)).line == "1,000.00元＝1,000.00元"
    assert compute(yuan("1000"), paid=yuan("1000")).amount == Money(0)
    assert told(lambda: compute(yuan("1000"), paid=yuan("1000.01"))) == (
        "duty.paid_more_than_owed",
        {"field": "paid", "paid": "1,000.01", "amount": "1,000.00"},
    )


@pytest.mark.parametrize(
    ("fen", "rounding", "amount", "said"),
    [
        (67, "half_up", "0.34", "四舍五入到分"),
        (67, "down", "0.33", "舍去不足一分"),
        (67, "up", "0.34", "不足一分按一分"),
        (101, "up", "0.51", "不足一分按一分"),
    ],
)
def test_that_rounding_is_said(fen: int, rounding: str, amount: str, said: str) -> None:
    found = compute(Money(fen), share=Decimal(50), rounding=rounding)
    assert found == Computation(yuan(amount), f"{Money(fen).figures}元×50%＝{amount}元（{said}）")


@pytest.mark.parametrize(("rounding", "fen"), [("half_up", 0), ("down", 0), ("up", 1)])
def test_that_less_than_half_a_fen_is_rounded_as_it_says(rounding: str, fen: int) -> None:
    assert compute(Money(1), share=Decimal(49), rounding=rounding).amount == Money(fen)


def test_that_rounding_changes_no_whole_amount() -> None:
    assert {compute(Money(50), share=Decimal(50), rounding=way).line for way in ("half_up", "down", "up")} == {
        "0.50元×50%＝0.25元"
    }


@pytest.mark.parametrize(
    ("more", "code", "facts"),
    [
        ({"quantity": Decimal(0)}, "duty.quantity_not_positive", {"field": "quantity"}),
        ({"share": Decimal("100.1")}, "share.out_of_range", {"field": "share"}),
        ({"share": Decimal("-0.1")}, "share.out_of_range", {"field": "share"}),
        ({"rounding": "bankers"}, "duty.rounding_unknown", {"field": "rounding", "rounding": "bankers"}),
    ],
)
def test_that_wrong_factors_are_refused(more: dict[str, Decimal], code: str, facts: dict[str, str]) -> None:
    assert told(lambda: compute(yuan("100"), **more)) == (code, facts)  # type: ignore[arg-type]


def test_that_the_bounds_of_a_factor_belong_to_it() -> None:
    assert compute(yuan("100"), share=Decimal(0)).line == "100.00元×0%＝0.00元"
    assert compute(yuan("100"), share=Decimal("0.5")).amount == yuan("0.50")
    assert compute(yuan("100"), quantity=Decimal("0.01")).line == "100.00元×0.01＝1.00元"
    assert compute(yuan("1"), quantity=Decimal("1200")).line == "1.00元×1200＝1,200.00元"


def test_that_shares_split_a_loss_to_the_fen() -> None:
    assert split(yuan("32480"), shares("60", "30", "10"), 0) == (yuan("19488"), yuan("9744"), yuan("3248"))
    assert split(Money(100), shares("33.33", "33.33", "33.34"), 2) == (Money(33), Money(33), Money(34))
    assert split(Money(101), shares("0", "50", "50"), 0) == (Money(1), Money(50), Money(50))
    for nobody in (-1, 2):
        assert told(lambda place=nobody: split(Money(100), shares("50", "50"), place)) == (  # type: ignore[misc]
            "share.odd_fen_unassigned",
            {"field": "odd_fen_to", "parts": 2},
        )


@given(st.integers(0, 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=8), st.data())
def test_that_parts_always_make_the_total(fen: int, weights: list[int], data: st.DataObject) -> None:
    percents = [Decimal(weight) for weight in weights]
    percents = [Decimal(100) - sum(percents[1:], Decimal(0)), *percents[1:]]
    if percents[0] < 0:
        percents = [Decimal(100)]
    bearer = data.draw(st.integers(0, len(percents) - 1))
    parts = split(Money(fen), percents, bearer)
    assert sum(part.fen for part in parts) == fen
    for place, part in enumerate(parts):
        off = part.fen - fen * percents[place] / 100
        assert -1 < off <= (len(parts) if place == bearer else 0)


def test_that_instalments_make_the_total() -> None:
    check_instalments(yuan("186400"), [yuan("93200"), yuan("93200")], "instalments")
    check_instalments(yuan("90300"), [yuan("15050")] * 6, "instalments")
    check_instalments(yuan("613480"), [yuan("184044"), yuan("184044"), yuan("245392")], "instalments")
    check_payees(yuan("186400"), [Money(wage * 100) for wage in WAGES], "shares")
    check_payees(yuan("138650.50"), [yuan("100000"), yuan("38650.50"), Money(0)], "shares")


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (check_instalments, "duty.instalments_do_not_add_up"),
        (check_payees, "duty.payees_do_not_add_up"),
    ],
)
@pytest.mark.parametrize(
    ("amounts", "found", "difference"), [([100, 50], "1.50", "0.50"), ([100], "1.00", "1.00"), ([300], "3.00", "1.00")]
)
def test_that_a_wrong_sum_names_the_difference(  # type: ignore[no-untyped-def]
    check, code: str, amounts: list[int], found: str, difference: str
) -> None:
    facts = {"field": "duties[0]", "total": "2.00", "sum": found, "difference": difference}
    assert told(lambda: check(Money(200), [Money(fen) for fen in amounts], "duties[0]")) == (code, facts)


def test_that_an_instalment_of_nothing_is_refused() -> None:
    assert told(lambda: check_instalments(Money(100), [Money(100), Money(0)], "duties[2].instalments")) == (
        "duty.instalment_of_nothing",
        {"field": "duties[2].instalments"},
    )


@pytest.mark.parametrize(
    ("numbers", "code", "facts"),
    [
        (("60", "30"), "share.not_hundred", {"sum": "90"}),
        (("60.50", "30"), "share.not_hundred", {"sum": "90.5"}),
        ((), "share.not_hundred", {"sum": "0"}),
        (("60", "50", "-10"), "share.out_of_range", {}),
        (("100.5", "-0.5"), "share.out_of_range", {}),
        (("101",), "share.out_of_range", {}),
    ],
)
def test_that_shares_make_a_hundred(numbers: tuple[str, ...], code: str, facts: dict[str, str]) -> None:
    assert split(Money(300), shares("100", "0"), 1) == (Money(300), Money(0))
    assert told(lambda: split(Money(300), shares(*numbers), 0)) == (code, {"field": "shares", **facts})
