"""Codes of administrative divisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mediation_desk.law.regions import Regions, division
from mediation_desk.terms.refusal import Refusal

from .conftest import document

TODAY = date(2026, 9, 1)


@pytest.fixture
def file() -> dict[str, Any]:
    return document("codes", "divisions")


@pytest.fixture
def regions(file: dict[str, Any]) -> Regions:
    return Regions.of(file)


@pytest.mark.parametrize(
    ("text", "code", "level", "parent"),
    [
        ("33", "33", "province", None),
        ("3306", "3306", "city", "33"),
        ("330699", "330699", "county", "3306"),
        (" 330699000000 ", "330699", "county", "3306"),
        ("330000000000", "33", "province", None),
        ("330699101", "330699101", "town", "330699"),
        ("330699101000", "330699101", "town", "330699"),
        ("330699101201", "330699101201", "village", "330699101"),
        ("330699101201003", "330699101201003", "grid", "330699101201"),
        ("3306991012010030", "3306991012010030", "grid", "330699101201"),
    ],
)
def test_that_a_code_says_its_level_and_where_it_lies(text: str, code: str, level: str, parent: str | None) -> None:
    found = division(text)
    assert (found.code, found.level, found.parent) == (code, level, parent)


def test_that_statistics_write_all_places() -> None:
    assert division("330699101").statistics_code == "330699101000"


@pytest.mark.parametrize("text", ["", "3", "33069", "33069910", "临溪县", "330699１01", "030699", "33069910120100300"])
def test_that_a_code_of_no_level_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        division(text, field="area")
    assert (refusal.value.code, refusal.value.facts["field"]) == ("region.code_form", "area")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("330699001", "街道"),
        ("330699099", "街道"),
        ("330699101", "镇"),
        ("330699200", "乡"),
        ("330699400", "类似乡级单位"),
        ("330699600", ""),
        ("330699101001", "居民委员会"),
        ("330699101201", "村民委员会"),
        ("330699101400", "类似村级单位"),
        ("330699", ""),
        ("330699101201001", ""),
    ],
)
def test_that_a_code_says_what_it_stands_for(regions: Regions, code: str, words: str) -> None:
    assert regions.kind_words(code) == words


@pytest.mark.parametrize(
    ("code", "warning"),
    [
        ("330699", None),
        ("330699101201", None),
        ("330699103", "region.unknown"),
        ("330699101202", "region.unknown"),
        ("330699101201001", None),
        ("330102", None),
        ("330102001", None),
        ("330102700", "region.kind_unknown"),
    ],
)
def test_that_an_unknown_code_warns_only_where_the_county_is_known(
    regions: Regions, code: str, warning: str | None
) -> None:
    assert regions.warning(code, TODAY) == warning


def test_that_a_code_goes_out_of_use_and_old_days_keep_it(file: dict[str, Any]) -> None:
    town = next(one for one in file["division"] if one["code"] == "330699102")
    town["valid_to"] = date(2026, 6, 30)
    file["division"].append({"code": "330699102", "name": "白沙街道", "valid_from": date(2026, 7, 1)})
    file["division"].append({"code": "330699104", "name": "旧镇", "valid_to": date(2020, 1, 1)})
    regions = Regions.of(file)
    assert regions.name("330699102", date(2026, 6, 30)) == "白沙镇"
    assert regions.name("330699102", date(2026, 7, 1)) == "白沙街道"
    assert regions.name("330699104", TODAY) is None
    assert regions.warning("330699104", TODAY) == "region.not_valid_then"
    assert regions.warning("330699104", date(2019, 1, 1)) is None


def test_that_only_a_whole_list_calls_an_area_unknown(file: dict[str, Any]) -> None:
    assert Regions.of(file).areas == frozenset()
    file["complete"] = True
    assert Regions.of(file).areas == {"330699"}


@pytest.mark.parametrize(
    ("place", "change", "key"),
    [
        (("division", 0), {"code": "33069"}, "division[1].code"),
        (("division", 0), {"code": "330699000"}, "division[1].code"),
        (("division", 0), {"code": ""}, "division[1].code"),
        (("division", 0), {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "division[1].valid_to"),
        (("division", 1), {"code": "330699"}, "division"),
        (("range", 0), {"first": 100}, "range[1].last"),
        (("range", 0), {"level": "county"}, "range[1].level"),
        ((), {"certainty": "sure"}, "certainty"),
        ((), {"complete": "yes"}, "complete"),
    ],
)
def test_that_a_wrong_table_is_refused_at_its_key(
    file: dict[str, Any], place: tuple[Any, ...], change: dict[str, Any], key: str
) -> None:
    table: Any = file
    for step in place:
        table = table[step]
    table.update(change)
    with pytest.raises(Refusal) as refusal:
        Regions.of(file)
    assert key in {fault.key for fault in refusal.value.facts["faults"]}  # type: ignore[attr-defined]
