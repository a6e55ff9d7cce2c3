"""Codes of administrative divisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mediation_desk.law.regions import DIVISIONS, Known, Range, Regions, division

from .conftest import document
from .refusals import faults, refused
from .spoiling import GONE, Place, spoiled

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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("33", "330000000000"),
        ("330699101", "330699101000"),
        ("330699101201", "330699101201"),
        ("330699101201003", "330699101201003"),
    ],
)
def test_that_statistics_write_all_places(text: str, whole: str) -> None:
    assert division(text).statistics_code == whole


@pytest.mark.parametrize(
    ("text", "town", "village"),
    [("330699", None, None), ("330699101", 101, None), ("330699101201", 101, 201), ("330699101201003", 101, 201)],
)
def test_that_a_code_says_its_number_among_its_like(text: str, town: int | None, village: int | None) -> None:
    assert (division(text).place("town"), division(text).place("village")) == (town, village)


@pytest.mark.parametrize("text", ["", "3", "33069", "33069910", "临溪县", "330699１01", "030699", "33069910120100300"])
def test_that_a_code_of_no_level_is_refused_at_its_field(text: str) -> None:
    with refused("region.code_form", field="area", text=text):
        division(text, field="area")
    with refused("region.code_form", field="region", text=text):
        division(f" {text} ")


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


CITED = {"source": "某法 1", "certainty": "read"}
FILE: dict[str, Any] = {
    "complete": True,
    "division": [
        {"code": "330699", "name": "临溪县", "valid_from": date(2000, 1, 1), "valid_to": date(2030, 1, 1)},
        {"code": "330699101", "name": "枫塘镇"},
        {"code": "330699102", "name": "白沙镇", "valid_to": date(2026, 6, 30)},
        {"code": "330699102", "name": "白沙街道", "valid_from": date(2026, 7, 1)},
    ],
    "range": [
        {"level": "town", "first": 100, "last": 199, "words": "镇", **CITED},
        {"level": "village", "first": 1, "last": 1, "words": "居民委员会", **CITED},
    ],
    **CITED,
}


def test_that_the_list_is_read_word_for_word() -> None:
    regions = Regions.of(FILE)
    assert regions.complete and regions.areas == {"330699"}
    assert regions.known[:2] == (
        Known(code="330699", name="临溪县", valid_from=date(2000, 1, 1), valid_to=date(2030, 1, 1)),
        Known(code="330699101", name="枫塘镇", valid_from=None, valid_to=None),
    )
    assert regions.ranges[0] == Range(level="town", first=100, last=199, words="镇", **CITED)


@pytest.mark.parametrize(
    ("day", "valid"),
    [(date(1999, 12, 31), False), (date(2000, 1, 1), True), (date(2030, 1, 1), True), (date(2030, 1, 2), False)],
)
def test_that_a_code_is_valid_from_its_first_to_its_last_day(day: date, valid: bool) -> None:
    regions = Regions.of(FILE)
    assert regions.known[0].is_valid_on(day) is valid and regions.known[1].is_valid_on(day)
    assert (regions.name("330699", day), regions.warning("330699", day)) == (
        ("临溪县", None) if valid else (None, "region.not_valid_then")
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("330699099", ""),
        ("330699199", "镇"),
        ("330699200", ""),
        ("330699101001", "居民委员会"),
        ("330699101002", ""),
        ("330699101", "镇"),
        ("3306", ""),
    ],
)
def test_that_a_range_reaches_from_its_first_to_its_last_number_at_its_level(code: str, words: str) -> None:
    assert Regions.of(FILE).kind_words(code) == words


def test_that_a_grid_of_a_known_county_and_a_city_above_it_do_not_warn() -> None:
    regions = Regions.of(FILE)
    found = {code: regions.warning(code, TODAY) for code in ("330699101201001", "3306", "330699555", "330102555")}
    assert list(found.values()) == [None, None, "region.unknown", "region.kind_unknown"]


LEVEL = "应为town、village之一，现为county"
CERTAIN = "应为read、page、memory之一，现为sure"
FORM = "应为2、4、6、9、12位（网格15、16位）数字"
OVERLAP = [("division", "330699102的有效期重叠")]


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "source", GONE, [("source", "缺少内容")]),
        ((), "certainty", "sure", [("certainty", CERTAIN)]),
        ((), "complete", "yes", [("complete", "应为true或false")]),
        ((), "hue", "red", [("hue", "未知的键")]),
        (("division", 0), "code", "33069", [("division[1].code", FORM)]),
        (("division", 0), "code", "330699000", [("division[1].code", "请去掉末尾补位的零，写作330699")]),
        (("division", 0), "code", "", [("division[1].code", "缺少内容")]),
        (("division", 0), "name", GONE, [("division[1].name", "缺少内容")]),
        (("division", 0), "valid_to", date(1999, 12, 31), [("division[1].valid_to", "失效日早于生效日")]),
        (("division", 0), "hue", "red", [("division[1].hue", "未知的键")]),
        (("division", 3), "valid_from", date(2026, 6, 30), OVERLAP),
        (("division", 3), "valid_from", GONE, OVERLAP),
        (("division", 2), "valid_to", GONE, OVERLAP),
        (("range", 0), "level", "county", [("range[1].level", LEVEL)]),
        (("range", 0), "first", 200, [("range[1].last", "止号小于起号")]),
        (("range", 0), "words", GONE, [("range[1].words", "缺少内容")]),
        (("range", 0), "hue", "red", [("range[1].hue", "未知的键")]),
    ],
)
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: Regions.of(spoiled(FILE, place, key, value)), DIVISIONS) == told
    elsewhere = faults(lambda: Regions.of(spoiled(FILE, place, key, value), "own.toml"), "own.toml")
    assert elsewhere == told


def test_that_a_code_valid_for_one_day_is_no_mistake() -> None:
    Regions.of(spoiled(FILE, ("division", 0), "valid_to", date(2000, 1, 1)))
