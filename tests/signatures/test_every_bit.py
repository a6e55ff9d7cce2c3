"""Single flipped bits: with the register every one of every byte, without it all of the containers and a sample."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

import pytest

from mediation_desk.signatures.verify import verify
from tests.support.flipped_bits import OUTSIDE, SEED, everywhere, flip_each, inside, outside, small
from tests.support.signed_agreements import Signed, agreement, an_office

_PAGES = (1, 4, 12)
_SHARES = 8


@lru_cache
def _agreement(pages: int) -> Signed:
    return agreement(pages)


@pytest.mark.parametrize(
    "pages", [1, pytest.param(4, marks=pytest.mark.proof), pytest.param(12, marks=pytest.mark.proof)]
)
def test_that_the_agreements_are_genuine(pages: int) -> None:
    signed = _agreement(pages)
    assert signed.pages == pages
    assert verify(signed.pdf, an_office().roots, signed.register, details=False).intact


@pytest.mark.proof
@pytest.mark.parametrize("bit", range(8))
@pytest.mark.parametrize("pages", _PAGES)
def test_that_with_the_register_no_bit_of_any_byte_can_change(pages: int, bit: int) -> None:
    signed = _agreement(pages)
    tally = flip_each(signed.pdf, everywhere(signed.pdf, bit), (), signed.register)
    assert (tally.tried, tally.accepted) == (len(signed.pdf), [])
    assert set(tally.found) == {"verify.differs_from_register"}


@pytest.mark.proof
@pytest.mark.parametrize("share", range(_SHARES))
def test_that_without_the_register_no_bit_inside_a_container_can_change(share: int) -> None:
    pdf = small().pdf
    tally = flip_each(pdf, islice(inside(pdf), share, None, _SHARES), an_office().roots)
    assert tally.tried > 0
    assert tally.accepted == []


@pytest.mark.proof
@pytest.mark.parametrize("share", range(_SHARES))
def test_that_without_the_register_no_sampled_bit_outside_can_change(share: int) -> None:
    pdf = small().pdf
    tally = flip_each(pdf, outside(pdf, OUTSIDE, SEED)[share::_SHARES])
    assert tally.tried == OUTSIDE // _SHARES
    assert tally.accepted == []


def test_that_a_short_answer_and_a_long_one_are_the_same() -> None:
    """Some of each on every run, and that the answer does not depend on how much is asked."""
    signed, roots = small(), an_office().roots
    flips = [*islice(inside(signed.pdf), 0, None, 12_007), *outside(signed.pdf, 12, SEED)]
    for place, bit in flips:
        changed = bytearray(signed.pdf)
        changed[place] ^= 1 << bit
        for register in (None, signed.register):
            short = verify(bytes(changed), roots, register, details=False)
            assert (short.intact, short.signatures) == (False, ())
            assert not verify(bytes(changed), roots, register).intact


def test_that_what_is_refused_at_once_says_why_all_the_same() -> None:
    signed = small()
    shorter = verify(signed.pdf + b"\n", an_office().roots, signed.register, details=False)
    longer = verify(signed.pdf + b"\n", an_office().roots, signed.register)
    assert [one.code for one in shorter.findings] == ["verify.differs_from_register"]
    assert [one.name for one in longer.signatures] == ["张三"] + ["枫桥镇人民调解委员会"]
