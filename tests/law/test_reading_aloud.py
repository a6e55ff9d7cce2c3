"""Who needs a witness when a text is read aloud to him, and who may not be it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mediation_desk.law.codes import Code, CodeList
from mediation_desk.law.reading_aloud import NEEDS, require_witness, wants_witness

from .refusals import refused

PARTIES = ("周桂英", "钱志远")


def needs(lists: dict[str, CodeList], *codes: str) -> tuple[Code, ...]:
    return tuple(code for code in lists[NEEDS].codes if code.code in codes)


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        ((), False),
        (("slow",), False),
        (("illiterate",), True),
        (("sight",), True),
        (("language",), True),
        (("slow", "sight"), True),
    ],
)
def test_that_who_cannot_read_at_all_has_a_witness(
    code_lists: dict[str, CodeList], codes: Sequence[str], wanted: bool
) -> None:
    assert wants_witness(needs(code_lists, *codes)) is wanted


def test_that_a_reading_without_the_witness_it_needs_is_refused(code_lists: dict[str, CodeList]) -> None:
    with refused("reading.witness_missing", field="witness", name="周桂英"):
        require_witness(needs(code_lists, "illiterate"), "周桂英", "郭建民", "", PARTIES)


def test_that_nobody_is_needed_for_who_reads_slowly(code_lists: dict[str, CodeList]) -> None:
    require_witness(needs(code_lists, "slow"), "周桂英", "郭建民", "", PARTIES)


@pytest.mark.parametrize("witness", ["郭建民", *PARTIES])
@pytest.mark.parametrize("code", ["illiterate", "slow"])
def test_that_neither_the_reader_nor_a_party_is_the_witness(
    code_lists: dict[str, CodeList], code: str, witness: str
) -> None:
    with refused("reading.witness_takes_part", field="witness", witness=witness):
        require_witness(needs(code_lists, code), "周桂英", "郭建民", witness, PARTIES)


@pytest.mark.parametrize("code", ["illiterate", "slow"])
def test_that_anybody_else_is(code_lists: dict[str, CodeList], code: str) -> None:
    require_witness(needs(code_lists, code), "周桂英", "郭建民", "钱大伯", PARTIES)
