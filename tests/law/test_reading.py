"""How a parsed rule file is read: what each kind of entry may be, and the words in which a mistake is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from mediation_desk.law.reading import Fault, Section, Table, faults_in, refuse_if_faulty, sourced
from mediation_desk.terms.refusal import Refusal

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12)
Read = Callable[[Section], Any]

ENTRIES: dict[str, Read] = {
    "text": lambda section: section.text("k"),
    "optional_text": lambda section: section.optional_text("k"),
    "texts": lambda section: section.texts("k"),
    "known": lambda section: section.known("k", ("a", "b"), "事件"),
    "choice": lambda section: section.choice("k", ("a", "b")),
    "number": lambda section: section.number("k"),
    "number, 3 where it is left out": lambda section: section.number("k", 3),
    "number or all": lambda section: section.number_or("k", "all"),
    "whole": lambda section: section.whole("k"),
    "numbers": lambda section: section.numbers("k"),
    "day": lambda section: section.day("k"),
    "optional_day": lambda section: section.optional_day("k"),
    "days": lambda section: section.days("k"),
    "flag": lambda section: section.flag("k"),
    "tables": lambda section: [table.text("t") for table in section.tables("k")],
}
LEFT_OUT = object()


def read(entry: str, value: object) -> tuple[Any, list[str]]:
    faults: list[Fault] = []
    section = Section("f.toml", {} if value is LEFT_OUT else {"k": value}, faults, "part.")
    found = ENTRIES[entry](section)
    section.finish()
    assert all((fault.file, fault.key) == ("f.toml", "part.k") for fault in faults)
    return found, [fault.reason for fault in faults]


@pytest.mark.parametrize(
    ("entry", "value", "found"),
    [
        ("text", "字", "字"),
        ("optional_text", "字", "字"),
        ("optional_text", LEFT_OUT, None),
        ("texts", "a", ("a",)),
        ("texts", ["a", "b"], ("a", "b")),
        ("texts", LEFT_OUT, ()),
        ("known", ["b", "a"], ("b", "a")),
        ("known", LEFT_OUT, ()),
        ("choice", "b", "b"),
        ("number", 1, 1),
        ("number, 3 where it is left out", LEFT_OUT, 3),
        ("number, 3 where it is left out", 4, 4),
        ("number or all", "all", None),
        ("number or all", 2, 2),
        ("whole", 0, 0),
        ("whole", 7, 7),
        ("numbers", [1, 30], (1, 30)),
        ("numbers", LEFT_OUT, ()),
        ("day", DAY, DAY),
        ("optional_day", DAY, DAY),
        ("optional_day", LEFT_OUT, None),
        ("days", [DAY, DAY], (DAY, DAY)),
        ("days", LEFT_OUT, ()),
        ("flag", True, True),
        ("flag", False, False),
        ("flag", LEFT_OUT, False),
        ("tables", [{"t": "一"}, {"t": "二"}], ["一", "二"]),
        ("tables", LEFT_OUT, []),
    ],
)
def test_that_an_entry_is_read_as_it_stands(entry: str, value: object, found: object) -> None:
    assert read(entry, value) == (found, [])


@pytest.mark.parametrize(
    ("entry", "value", "instead", "reason"),
    [
        ("text", LEFT_OUT, "", "缺少内容"),
        ("text", "", "", "缺少内容"),
        ("text", "  ", "", "应为文字"),
        ("text", 7, "", "应为文字"),
        ("optional_text", 7, "", "应为文字"),
        ("texts", 7, (), "应为文字列表"),
        ("texts", ["a", 7], (), "应为文字列表"),
        ("known", ["a", "c"], ("a",), "未知的事件：c"),
        ("choice", "c", "c", "应为a、b之一，现为c"),
        ("choice", LEFT_OUT, "", "缺少内容"),
        ("number", LEFT_OUT, 1, "应为正整数"),
        ("number", 0, 1, "应为正整数"),
        ("number", True, 1, "应为正整数"),
        ("number", "2", 1, "应为正整数"),
        ("number, 3 where it is left out", 0, 1, "应为正整数"),
        ("number or all", "some", 1, "应为正整数"),
        ("whole", -1, 0, "应为不小于零的整数"),
        ("whole", False, 0, "应为不小于零的整数"),
        ("whole", LEFT_OUT, 0, "应为不小于零的整数"),
        ("numbers", [0, 2, True], (2,), "应为正整数列表"),
        ("numbers", 3, (), "应为正整数列表"),
        ("day", LEFT_OUT, date.min, "应为日期"),
        ("day", NOON, date.min, "应为日期"),
        ("optional_day", "2026", date.min, "应为日期"),
        ("days", [DAY, NOON], (), "应为日期列表"),
        ("days", DAY, (), "应为日期列表"),
        ("flag", "yes", False, "应为true或false"),
        ("flag", 1, False, "应为true或false"),
        ("tables", {"t": "一"}, [], "应为表的列表"),
        ("tables", [{"t": "一"}, "二"], [], "应为表的列表"),
    ],
)
def test_that_a_wrong_entry_is_told_and_something_harmless_read_in_its_place(
    entry: str, value: object, instead: object, reason: str
) -> None:
    assert read(entry, value) == (instead, [reason])


def test_that_a_table_below_knows_its_place_and_one_of_another_file_its_own() -> None:
    faults: list[Fault] = []
    shared = Table({"a": 1}, file="part.toml", path="limit[2].")
    section = Section("own.toml", {"limit": [{"a": 1}, shared], "docket": {"a": 1}, "charge": []}, faults)
    for table in (*section.tables("limit"), section.table("docket")):
        assert table is not None
        table.text("a")
    assert section.table("charge") is None and section.table("left_out") is None
    assert [fault.words for fault in faults] == [
        "own.toml：limit[1].a：应为文字",
        "part.toml：limit[2].a：应为文字",
        "own.toml：docket.a：应为文字",
        "own.toml：charge：应为表",
    ]


def test_that_a_table_below_a_table_below_is_told_with_its_whole_path() -> None:
    faults: list[Fault] = []
    section = Section("own.toml", {"limit": [{"extend": {"a": 1, "rule": [{"b": 1}]}}]}, faults)
    extend = section.tables("limit")[0].table("extend")
    assert extend is not None
    extend.text("a")
    extend.tables("rule")[0].finish()
    assert [fault.key for fault in faults] == ["limit[1].extend.a", "limit[1].extend.rule[1].b"]
    assert faults[-1].reason == "未知的键"


def test_that_a_table_of_words_gives_each_key_its_text() -> None:
    faults: list[Fault] = []
    section = Section("f.toml", {"court": "法院", "police": 7}, faults)
    assert section.words() == {"court": "法院", "police": ""}
    section.finish()
    assert [(fault.key, fault.reason) for fault in faults] == [("police", "应为文字")]


def test_that_a_rule_goes_with_its_source_and_how_certain_it_is() -> None:
    faults: list[Fault] = []
    assert sourced(Section("f.toml", {"source": "民法典 188", "certainty": "read"}, faults)) == ("民法典 188", "read")
    assert faults == []
    sourced(Section("f.toml", {"certainty": "sure"}, faults))
    assert [(fault.key, fault.reason) for fault in faults] == [
        ("source", "缺少内容"),
        ("certainty", "应为read、page、memory之一，现为sure"),
    ]


def faulty(count: int) -> list[Fault]:
    return [Fault("f.toml", f"k{number}", "应为文字") for number in range(count)]


@pytest.mark.parametrize(
    ("count", "told", "more"), [(1, 1, ""), (12, 12, ""), (13, 12, "……另有1处"), (30, 12, "另有18处")]
)
def test_that_a_refusal_names_twelve_mistakes_in_its_sentence_and_carries_all(count: int, told: int, more: str) -> None:
    refuse_if_faulty([])
    with pytest.raises(Refusal) as refusal:
        refuse_if_faulty([*faulty(count), *faulty(1)])
    facts = refusal.value.facts
    lines = str(facts["lines"]).split("\n")
    assert (refusal.value.code, facts["count"], facts["faults"]) == ("rules.faulty", count, tuple(faulty(count)))
    assert lines[:told] == [fault.words for fault in faulty(told)]
    assert [more in line for line in lines[told:]] == ([True] if more else [])
    assert more == "" or lines[-1].endswith("运行自检（doctor）可以看到全部。")


def test_that_mistakes_are_taken_from_a_refusal_of_rules_and_from_no_other() -> None:
    assert faults_in(Refusal("rules.faulty", faults=(*faulty(2), "x"))) == tuple(faulty(2))
    other = Refusal("case.unknown", field="case")
    with pytest.raises(Refusal) as refusal:
        faults_in(other)
    assert refusal.value is other
