from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.duties import (
    Computation,
    check_instalments,
    check_payees,
    check_payers,
    check_shares,
    compute,
    split,
)
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

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
    with pytest.raises(Refusal) as refusal:
        compute(yuan("1000"), paid=yuan("1000.01"))
    assert (refusal.value.code, refusal.value.facts["field"]) == ("duty.paid_more_than_owed", "paid")


@pytest.mark.parametrize(("rounding", "fen"), [("half_up", 34), ("down", 33), ("up", 34)])
def test_that_rounding_is_said(rounding: str, fen: int) -> None:
    found = compute(Money(67), share=Decimal(50), rounding=rounding)
    assert found.amount == Money(fen)
    assert found.line.endswith("）")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"quantity": Decimal(0)}, "duty.quantity_not_positive"),
        ({"share": Decimal("100.1")}, "share.out_of_range"),
        ({"share": Decimal(-1)}, "share.out_of_range"),
        ({"rounding": "bankers"}, "duty.rounding_unknown"),
    ],
)
def test_that_wrong_factors_are_refused(more: dict[str, Decimal], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        compute(yuan("100"), **more)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_that_shares_split_a_loss_to_the_fen() -> None:
    assert split(yuan("32480"), shares("60", "30", "10"), 0) == (yuan("19488"), yuan("9744"), yuan("3248"))
    assert split(Money(100), shares("33.33", "33.33", "33.34"), 2) == (Money(33), Money(33), Money(34))
    for nobody in (-1, 2):
        with pytest.raises(Refusal) as refusal:
            split(Money(100), shares("50", "50"), nobody)
        assert refusal.value.code == "share.odd_fen_unassigned"


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
    check_instalments(yuan("186400"), [yuan("93200"), yuan("93200")])
    check_instalments(yuan("90300"), [yuan("15050")] * 6)
    check_instalments(yuan("613480"), [yuan("184044"), yuan("184044"), yuan("245392")])
    check_payees(yuan("186400"), [Money(wage * 100) for wage in WAGES])
    check_payers(yuan("138650.50"), [yuan("100000"), yuan("38650.50")])


@pytest.mark.parametrize(
    ("check", "code", "field"),
    [
        (check_instalments, "duty.instalments_do_not_add_up", "instalments"),
        (check_payers, "duty.payers_do_not_add_up", "payers"),
        (check_payees, "duty.payees_do_not_add_up", "payees"),
    ],
)
def test_that_a_wrong_sum_names_the_difference(check, code: str, field: str) -> None:  # type: ignore[no-untyped-def]
    for amounts, difference in (([Money(100), Money(50)], "0.50"), ([Money(100)], "1.00"), ([Money(300)], "1.00")):
        with pytest.raises(Refusal) as refusal:
            check(Money(200), amounts)
        facts = refusal.value.facts
        assert (refusal.value.code, facts["field"], facts["difference"]) == (code, field, difference)


def test_that_an_instalment_of_nothing_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        check_instalments(Money(100), [Money(100), Money(0)])
    assert refusal.value.code == "duty.instalment_of_nothing"


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (("60", "30"), "share.not_hundred"),
        (("60", "50", "-10"), "share.out_of_range"),
        (("101",), "share.out_of_range"),
    ],
)
def test_that_shares_make_a_hundred(numbers: tuple[str, ...], code: str) -> None:
    check_shares(shares("33.3", "33.3", "33.4"))
    with pytest.raises(Refusal) as refusal:
        check_shares(shares(*numbers))
    assert refusal.value.code == code


def test_that_a_sum_of_shares_is_shown_plainly() -> None:
    with pytest.raises(Refusal) as refusal:
        check_shares(shares("60.50", "30"))
    assert refusal.value.facts["sum"] == "90.5"
