"""The pasted table of households: its columns, its sums, and whose line is whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.acts.household_table import HouseholdLine, cells, household_lines, one_each
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

FIELD = "households"
NAMES, NUMBERS = ("王伟", "李娜", "王伟"), ("第1号", "第2号", "第3号")


def refusal(code: str, *given: object, **more: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        one_each(*given, **more)  # type: ignore[arg-type]
    assert refused.value.code == code
    return refused.value


@pytest.mark.parametrize(
    "line", ["黄志明 21910.00", "黄志明\t21910.00", "黄志明，21,910.00", "黄志明；21910", "  黄志明　21，910.00 "]
)
def test_that_a_line_is_a_household_and_its_sum_however_it_was_typed(line: str) -> None:
    assert household_lines([line], FIELD) == (HouseholdLine(whose="黄志明", total=Money.parse("21910.00")),)


def test_that_a_first_line_of_column_names_lets_each_household_have_its_own() -> None:
    table = ["户主\t房号\t金额\t另加条款\t另加条款", "黄志明\t3幢 201\t100.00\t钥匙当场交付。\t", "", "方丽娟\t\t5.5"]
    first, second = household_lines(table, FIELD)
    assert (first.whose, first.total.figures, dict(first.entries)) == ("黄志明", "100.00", {"房号": "3幢 201"})
    assert (first.clauses, second.clauses) == (("钥匙当场交付。",), ())
    assert (second.total.figures, dict(second.entries)) == ("5.50", {"房号": ""})


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (["黄志明 很多"], "households.sum_unreadable"),
        (["黄志明"], "households.sum_unreadable"),
        (["户主 房号", "黄志明 201"], "households.no_sums"),
        (["黄志明 100.00 3幢201"], "households.cells_over"),
    ],
)
def test_that_a_line_that_cannot_be_read_names_the_household(table: list[str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        household_lines(table, FIELD)
    assert refused.value.code == code
    assert refused.value.facts.get("name", "黄志明") == "黄志明"


def test_that_a_cell_left_out_at_the_end_is_an_empty_one() -> None:
    (line,) = household_lines(["户主\t金额\t收款账户", "黄志明\t100.00"], FIELD)
    assert dict(line.entries) == {"收款账户": ""}


def test_that_each_track_finds_its_line_in_whatever_order_they_stand() -> None:
    assert one_each(["李娜", "赵强"], ["赵强", "李娜"], ["", ""], FIELD) == [1, 0]


def test_that_two_of_one_name_are_told_apart_by_their_numbers_only() -> None:
    assert one_each(["第3号", "李娜", "第1号"], NAMES, NUMBERS, FIELD) == [2, 1, 0]
    assert refusal("households.names_alike", ["王伟", "李娜", "第1号"], NAMES, NUMBERS, FIELD).facts["name"] == "王伟"
    refusal("households.line_missing", ["李娜", "第1号"], NAMES, NUMBERS, FIELD)


def test_that_a_line_of_nobody_or_two_of_one_are_refused() -> None:
    refusal("households.line_twice", ["李娜", "李娜"], ["李娜"], [""], FIELD)
    refusal("households.name_unknown", ["李娜", "赵强"], ["李娜"], [""], FIELD)
    assert one_each(["赵强", "李娜"], ["李娜"], [""], FIELD, {"赵强"}) == [1]


@given(
    st.lists(st.from_regex(r"[\u4e00-\u9fff]{2,4}", fullmatch=True), unique=True, min_size=1, max_size=30), st.data()
)
def test_that_every_household_gets_the_sum_that_stood_behind_its_name(names: list[str], data: st.DataObject) -> None:
    sums = {name: data.draw(st.integers(0, 10**9), label=name) for name in names}
    shuffled = data.draw(st.permutations(names))
    typed = [f"{name}，{Money(sums[name]).figures}" for name in shuffled]
    assert all(len(cells(line)) == 2 for line in typed)
    lines = household_lines(typed, FIELD)
    places = one_each([line.whose for line in lines], names, [""] * len(names), FIELD)
    assert [lines[place].total.fen for place in places] == [sums[name] for name in names]
