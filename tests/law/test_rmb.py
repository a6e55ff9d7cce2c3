from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.rmb import in_words
from mediation_desk.terms.money import LARGEST_FEN, Money

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("10", "人民币壹拾元整"),
        ("10100", "人民币壹万零壹佰元整"),
        ("100000", "人民币壹拾万元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("1000000001", "人民币壹拾亿零壹元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角"),
        ("0", "人民币零元整"),
        ("12345678.90", "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角"),
        ("1000500000000", "人民币壹万零伍亿元整"),
        ("186400.00", "人民币壹拾捌万陆仟肆佰元整"),
        ("138650.50", "人民币壹拾叁万捌仟陆佰伍拾元零伍角"),
    ],
)
def test_that_amounts_read_as_on_a_bill(figures: str, words: str) -> None:
    assert in_words(Money.parse(figures)) == words


def section(text: str) -> int:
    total = digit = 0
    for character in text:
        if character in UNITS:
            total, digit = total + digit * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + digit


def read_whole(text: str) -> int:
    high, _, low = text.rpartition("亿")
    upper, _, lower = low.rpartition("万")
    return (read_whole(high) * 10**8 if high else 0) + (section(upper) * 10**4 if upper else 0) + section(lower)


def read_back(words: str) -> int:
    """An independent reader: 分 from the words."""
    whole, _, rest = words.removeprefix("人民币").rpartition("元")
    fen = 0
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in rest:
            fen += DIGITS[rest[rest.index(unit) - 1]] * worth
    return (read_whole(whole) * 100 if whole else 0) + fen


@given(st.integers(0, LARGEST_FEN - 1))
def test_that_the_words_lead_back_to_the_same_amount(fen: int) -> None:
    assert read_back(in_words(Money(fen))) == fen


@given(st.integers(1, 9_999_999))
def test_that_whole_amounts_agree_with_another_library(yuan: int) -> None:
    expected = cn2an.an2cn(yuan, "rmb")
    assert in_words(Money(yuan * 100)).removeprefix("人民币") == expected


@given(st.integers(0, LARGEST_FEN - 1))
def test_that_no_two_zeros_stand_together_and_whole_ends_only_at_yuan(fen: int) -> None:
    words = in_words(Money(fen))
    assert "零零" not in words
    assert words.endswith("整") == (fen % 100 == 0)
