from __future__ import annotations

from typing import Any

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
