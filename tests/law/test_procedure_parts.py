from __future__ import annotations

from typing import Any

import pytest

from mediation_desk.law.procedure_parts import check_parts, compose
from mediation_desk.law.reading import Fault, Section


def composed(own: dict[str, Any], **parts: dict[str, Any]) -> dict[str, Any]:
    faults: list[Fault] = []
    whole = dict(compose("own.toml", {"parts": list(parts), **own}, parts, faults))
    assert faults == []
    return whole


def test_that_a_file_takes_the_entries_of_its_parts_and_replaces_those_of_the_same_key() -> None:
    part = {"route": [{"id": "suit", "name": "起诉"}, {"id": "notary", "name": "公证"}]}
    own = {"route": [{"id": "suit", "name": "退回法院"}, {"id": "trial", "name": "继续审理"}]}
    assert [route["name"] for route in composed(own, ways=part)["route"]] == ["退回法院", "公证", "继续审理"]


def test_that_an_entry_said_twice_in_one_file_stays_twice_so_that_the_check_finds_it() -> None:
    own = {"paper": [{"code": "RM-AGR", "at": "ended"}] * 2}
    assert len(composed(own, papers={"paper": [{"code": "RM-AGR", "at": "ended"}]})["paper"]) == 2


def test_that_the_moves_of_the_file_itself_are_tried_before_those_of_its_parts() -> None:
    moves = composed({"move": [{"on": "own"}]}, course={"move": [{"on": "shared"}]})["move"]
    assert [move["on"] for move in moves] == ["own", "shared"]


def test_that_a_law_that_carries_one_mechanism_stands_after_those_of_the_procedure() -> None:
    part = {"basis": [{"law": "意见", "aside": True}]}
    whole = composed({"basis": [{"law": "人民调解法"}]}, undisputed=part)
    assert [basis["law"] for basis in whole["basis"]] == ["人民调解法", "意见"]


def test_that_endings_and_acts_of_all_parts_come_together() -> None:
    parts = {"a": {"endings": ["agreed", "expired"], "always": {"acts": ["x"]}}, "b": {"endings": ["expired"]}}
    whole = composed({"endings": ["sham"], "always": {"acts": ["y"]}}, **parts)
    assert whole["endings"] == ["agreed", "expired", "sham"]
    assert [table["acts"] for table in whole["always"]] == [["x"], ["y"]]


def test_that_a_mistake_in_a_part_is_told_at_its_own_place() -> None:
    faults: list[Fault] = []
    part = {"limit": [{"id": "a"}, {"id": "b"}]}
    whole = compose("own.toml", {"parts": ["shared"], "limit": [{"id": "c"}]}, {"shared": part}, faults)
    for table in Section("own.toml", whole, faults).tables("limit"):
        table.text("name")
    assert [(fault.file, fault.key) for fault in faults] == [
        ("procedures/parts/shared.toml", "limit[1].name"),
        ("procedures/parts/shared.toml", "limit[2].name"),
        ("own.toml", "limit[1].name"),
    ]


def test_that_an_unknown_part_and_an_unknown_key_of_a_part_are_mistakes() -> None:
    faults: list[Fault] = []
    compose("own.toml", {"parts": ["nothing"]}, {}, faults)
    compose("other.toml", {"parts": "course"}, {}, faults)
    check_parts({"course": {"colour": "red", "move": []}}, faults)
    assert [(fault.file, fault.key) for fault in faults] == [
        ("own.toml", "parts"),
        ("other.toml", "parts"),
        ("procedures/parts/course.toml", "colour"),
    ]


def test_that_what_is_no_table_is_left_for_the_reader_to_refuse() -> None:
    faults: list[Fault] = []
    whole = compose("own.toml", {"parts": [], "limit": ["thirty days"], "route": "none"}, {}, faults)
    section = Section("own.toml", whole, faults)
    assert section.tables("limit") == [] and section.tables("route") == []
    assert [(fault.key, fault.reason) for fault in faults] == [("limit", "应为表的列表"), ("route", "应为表的列表")]


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("basis", ("law", "valid_from")),
        ("refuse", ("code",)),
        ("limit", ("id", "valid_from")),
        ("agreement", ("form",)),
        ("paper", ("code", "at")),
        ("route", ("id",)),
        ("note", ("code",)),
    ],
)
def test_that_an_entry_is_known_by_its_names_and_one_of_another_name_stands_beside_it(
    key: str, names: tuple[str, ...]
) -> None:
    old = {name: f"old {name}" for name in names}
    part = {key: [{**old, "from": "part"}]}
    assert [one["from"] for one in composed({key: [{**old, "from": "file"}]}, shared=part)[key]] == ["file"]
    for name in names:
        both = composed({key: [{**old, name: "new", "from": "file"}]}, shared=part)[key]
        assert [one["from"] for one in both] == ["part", "file"]


def test_that_a_later_part_replaces_an_earlier_one_and_every_entry_knows_where_it_stands() -> None:
    first, second = {"note": [{"code": "a"}, {"code": "b"}]}, {"note": [{"code": "c"}, {"code": "a"}]}
    notes = composed({"note": [{"code": "b"}]}, first=first, second=second)["note"]
    assert [(note["code"], note.file, note.path) for note in notes] == [
        ("a", "procedures/parts/second.toml", "note[2]."),
        ("b", "own.toml", "note[1]."),
        ("c", "procedures/parts/second.toml", "note[1]."),
    ]


@pytest.mark.parametrize("key", ["docket", "mediators", "confidential", "charge", "no_agent"])
def test_that_of_tables_that_stand_once_the_last_part_counts_and_the_file_before_all(key: str) -> None:
    parts = {"first": {key: {"n": 1}}, "second": {key: {"n": 2}}, "third": {key: {"n": 5}}, "fourth": {}}
    found = composed({}, **parts)[key]
    assert (found["n"], found.file, found.path) == (5, "procedures/parts/third.toml", f"{key}.")
    assert composed({key: {"n": 3}}, **parts)[key] == {"n": 3}
    assert key not in composed({}, third={})


def test_that_how_a_track_begins_is_said_as_a_whole() -> None:
    parts = {"first": {"start": [{"n": 1}, {"n": 2}]}, "second": {"start": [{"n": 3}]}, "third": {"start": []}}
    found = composed({}, **parts)["start"]
    assert [(one["n"], one.file, one.path) for one in found] == [(3, "procedures/parts/second.toml", "start[1].")]
    assert [one["n"] for one in composed({"start": [{"n": 4}]}, **parts)["start"]] == [4]
    assert "start" not in composed({"name": "x"}, third={})


def test_that_stages_come_in_the_order_of_the_parts_and_moves_against_it() -> None:
    parts = {name: {"stage": [{"n": name}], "move": [{"n": name}]} for name in ("a", "b")}
    whole = composed({"stage": [{"n": "own"}], "move": [{"n": "own"}, {"n": "own 2"}]}, **parts)
    assert [one["n"] for one in whole["stage"]] == ["a", "b", "own"]
    assert [one["n"] for one in whole["move"]] == ["own", "own 2", "b", "a"]
    assert [one.file for one in whole["stage"]][-1] == "own.toml"


def test_that_what_the_file_says_itself_stays_and_the_list_of_parts_is_gone() -> None:
    assert composed({"id": "x", "name": "y"}, a={}) == {"id": "x", "name": "y"}
    faults: list[Fault] = []
    assert (compose("own.toml", {"id": "x"}, {}, faults), faults) == ({"id": "x"}, [])


def test_that_each_thing_that_is_no_table_stays() -> None:
    assert composed({"limit": ["thirty"]}, a={"limit": ["ten", "ten"]})["limit"] == ["ten", "ten", "thirty"]


def test_that_mistakes_of_the_composition_are_told_in_full() -> None:
    faults: list[Fault] = []
    found = compose("own.toml", {"parts": ["moon", "a"], "id": "x"}, {"a": {"note": [{"code": "n"}]}}, faults)
    assert [note["code"] for note in found["note"]] == ["n"]  # type: ignore[attr-defined]
    compose("other.toml", {"parts": "a"}, {"a": {}}, faults)
    keys = ("basis", "route", "start", "docket", "stage", "endings")
    check_parts({"b": {key: [] for key in keys} | {"id": "x"}, "a": {"hue": "red"}}, faults)
    assert faults == [
        Fault("own.toml", "parts", "未知的共用部分：moon"),
        Fault("other.toml", "parts", "应为文字列表"),
        Fault("procedures/parts/a.toml", "hue", "未知的键"),
        Fault("procedures/parts/b.toml", "id", "未知的键"),
    ]


def test_that_only_a_law_that_says_it_stands_aside_stands_last() -> None:
    laws = [{"law": "a", "aside": True}, {"law": "b", "aside": False}, {"law": "c", "aside": "yes"}, {"law": "d"}]
    assert [one["law"] for one in composed({"basis": laws})["basis"]] == ["b", "c", "d", "a"]


def test_that_endings_are_listed_once_and_what_is_no_list_is_left_to_the_reader() -> None:
    assert composed({"endings": ["b", "a"]}, p={"endings": ["a", "c"]})["endings"] == ["a", "c", "b"]
    assert composed({"endings": "a"})["endings"] == "a"
    assert "endings" not in composed({}, p={"endings": []})
