"""The adopted files of the rules, packed with the office and unpacked again."""

from __future__ import annotations

import json
import zlib

import pytest

from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.law.editions import Edition, changed_files, completed, is_adopted, pack, unpack
from mediation_desk.law.in_force import LawInForce

from .conftest import RESOURCES
from .refusals import told

TEXTS = {
    "calendars/2026.toml": "year = 2026\n",
    "procedures/people.general.toml": b'id = "people.general"\n',
    "rules/limits.toml": "length = 30\n",
    "codes/endings.toml": "ending = 1\n",
    "codes/sides.toml": 'id = "sides"\n',
}


@pytest.fixture(scope="module")
def law() -> LawInForce:
    return shipped_law(RESOURCES)


def test_that_what_decides_is_kept_and_vocabulary_is_not() -> None:
    assert unpack(pack(TEXTS)) == {
        "calendars/2026.toml": "year = 2026\n",
        "procedures/people.general.toml": 'id = "people.general"\n',
        "rules/limits.toml": "length = 30\n",
        "codes/endings.toml": "ending = 1\n",
    }
    assert not is_adopted("codes/sides.toml")


def test_that_the_same_texts_are_packed_the_same_in_any_order_and_as_they_were_written() -> None:
    chinese = {**TEXTS, "rules/limits.toml": "# 三十日\nlength = 30\n"}
    assert pack(dict(reversed(chinese.items()))) == pack(chinese)
    assert "三十日" in zlib.decompress(pack(chinese)).decode()


def test_that_a_file_is_changed_by_what_it_says_and_not_by_a_comment() -> None:
    commented = {**TEXTS, "rules/limits.toml": "# thirty\nlength = 30\n"}
    shorter = {**TEXTS, "rules/limits.toml": "length = 20\n", "calendars/2027.toml": "year = 2027\n"}
    assert changed_files(pack(TEXTS), pack(commented)) == ()
    assert changed_files(pack(TEXTS), pack(shorter)) == ("calendars/2027.toml", "rules/limits.toml")


def test_that_an_edition_is_completed_with_vocabulary_but_with_no_later_procedure_or_calendar() -> None:
    kept = unpack(pack(TEXTS))
    later = {
        **TEXTS,
        "calendars/2027.toml": "year = 2027\n",
        "procedures/people.new.toml": "x = 1\n",
        "rules/limits.toml": "length = 45\n",
        "rules/risk.toml": "band = 1\n",
    }
    assert completed(kept, later) == {
        **kept,
        "codes/sides.toml": TEXTS["codes/sides.toml"],
        "rules/risk.toml": "band = 1\n",
    }


def test_that_an_edition_is_known_by_the_digest_of_its_law(law: LawInForce) -> None:
    assert Edition(law=law, packed=b"").digest == law.edition


@pytest.mark.parametrize("packed", [b"nothing", zlib.compress(b"{"), zlib.compress(json.dumps([1]).encode())])
def test_that_bytes_that_are_no_edition_are_refused(packed: bytes) -> None:
    assert told(lambda: unpack(packed)) == ("rules.edition_damaged", {})
