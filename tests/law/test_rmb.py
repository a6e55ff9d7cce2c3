from __future__ import annotations

import time
from random import Random

import cn2an
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from mediation_desk.law.rmb import in_words
from mediation_desk.terms.money import LARGEST_FEN, Money
from tests.support.rmb_reader import NotAnAmount, read_amount

CASES, AT_ONCE, SEED = 100_000, 100, 20260401
MOST_DIGITS = 13
ZEROS = "0000000123456789"
"""Zeros come as often as all other digits together: gaps are where the words go wrong."""
amounts = st.one_of(
    st.lists(st.sampled_from(ZEROS), min_size=1, max_size=MOST_DIGITS).map(lambda digits: int("".join(digits))),
    st.integers(0, 10**MOST_DIGITS),
)
"""分, from nothing to a hundred milliard yuan."""


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


def agrees(fen: int) -> None:
    words = in_words(Money(fen))
    assert read_amount(words) == fen, words
    assert "零零" not in words
    assert words.endswith("整") == (fen % 100 == 0)


@given(amounts)
@settings(max_examples=300)
def test_that_the_words_lead_back_to_the_same_amount(fen: int) -> None:
    agrees(fen)


@pytest.mark.proof
def test_that_a_hundred_thousand_amounts_lead_back(capsys: pytest.CaptureFixture[str]) -> None:
    seen = 0

    @seed(SEED)
    @settings(max_examples=CASES // AT_ONCE, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**63 - 1))
    def proof(origin: int) -> None:
        nonlocal seen
        chance = Random(origin)
        for _ in range(AT_ONCE):
            seen += 1
            digits = chance.choices(ZEROS, k=chance.randint(1, MOST_DIGITS))
            agrees(int("".join(digits)) if chance.random() < 0.8 else chance.randint(0, 10**MOST_DIGITS))

    begun = time.perf_counter()
    proof()
    with capsys.disabled():
        print(f"\n大写证明：{seen}例，种子{SEED}，{time.perf_counter() - begun:.0f}秒")
    assert seen >= CASES


def test_that_the_largest_amount_leads_back() -> None:
    for fen in (LARGEST_FEN - 1, 10**13, 10**13 - 1, 10**12, 10**10, 10**9 + 1):
        agrees(fen)


@pytest.mark.parametrize(
    ("words", "fen"),
    [
        ("人民币壹仟陆佰捌拾元叁角贰分", 168032),
        ("人民币壹拾万零柒仟元伍角叁分", 10700053),
        ("人民币伍分", 5),
        ("人民币零元整", 0),
        ("人民币壹万零伍亿元整", 100050000000000),
    ],
)
def test_that_the_reader_takes_what_the_rules_allow(words: str, fen: int) -> None:
    assert read_amount(words) == fen


@pytest.mark.parametrize(
    "words",
    [
        "拾元整",
        "人民币拾元整",
        "人民币壹拾元",
        "人民币壹拾元伍角整",
        "人民币壹佰伍元整",
        "人民币壹佰零拾元整",
        "人民币壹佰零零伍元整",
        "人民币壹仟零佰元整",
        "人民币壹万壹佰元整",
        "人民币壹万零壹仟元整",
        "人民币壹元伍分",
        "人民币零伍角",
        "人民币壹元零伍角",
        "人民币壹拾贰佰元整",
        "人民币",
        "人民币一元整",
    ],
)
def test_that_the_reader_refuses_what_the_rules_forbid(words: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(words)


@given(st.integers(1, 9_999_999))
def test_that_whole_amounts_agree_with_another_library(yuan: int) -> None:
    expected = cn2an.an2cn(yuan, "rmb")
    assert in_words(Money(yuan * 100)).removeprefix("人民币") == expected
