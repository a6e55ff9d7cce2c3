"""Code lists: what a code says, how forms count it, and which files of codes are refused."""

from __future__ import annotations

from typing import Any

import pytest

from mediation_desk.law.codes import Code, CodeList, read_lists

from .refusals import mistakes, told

LIST = {"id": "x", "name": "某", "source": "某标准", "certainty": "read"}
ONE = {"code": "a", "words": "甲"}


def test_that_code_lists_are_whole(code_lists: dict[str, CodeList]) -> None:
    sizes = {name: len(found.codes) for name, found in code_lists.items()}
    assert (sizes["dispute_types"], sizes["ethnicities"], sizes["sides"], sizes["sources"]) == (22, 58, 3, 17)
    for name, found in code_lists.items():
        assert name == found.id
        assert len({code.words for code in found.codes}) == len(found.codes)


def test_that_a_code_has_words_or_is_refused(disputes: CodeList) -> None:
    assert disputes.words("unpaid_wages") == "拖欠农民工工资"
    assert told(lambda: disputes.get("weather", field="dispute_type")) == (
        "code.unknown",
        {"list": "纠纷类型", "code": "weather", "field": "dispute_type"},
    )
    for look in (disputes.get, disputes.words, disputes.counted):
        assert told(lambda ask=look: ask("weather"))[1]["field"] == "dispute_types"  # type: ignore[misc]


def test_that_a_form_counts_a_code_as_itself_or_as_another() -> None:
    found = CodeList.of({**LIST, "code": [ONE, {"code": "b", "words": "乙", "counts_as": "a"}]}, "codes/x.toml")
    assert [found.counted(code) for code in ("a", "b")] == ["a", "a"]


@pytest.mark.parametrize(
    ("list_is", "code_is", "certain"),
    [("read", None, True), ("memory", None, False), ("memory", "page", True), ("read", "memory", False)],
)
def test_that_a_code_is_as_certain_as_its_own_source_or_its_list(
    list_is: str, code_is: str | None, certain: bool
) -> None:
    one = {**ONE, "source": "某法 1", "certainty": code_is} if code_is else ONE
    found = CodeList.of({**LIST, "certainty": list_is, "code": [one]}, "codes/x.toml")
    assert found.is_certain(found.get("a")) is certain


def test_that_everything_a_file_says_of_a_code_is_kept() -> None:
    said = {
        "flags": ["minor"],
        "group": "民间",
        "number": "01",
        "form": r"\d+",
        "source": "某法 1",
        "certainty": "page",
    }
    found = CodeList.of({**LIST, "code": [{**ONE, **said}, {**ONE, "code": "b", "counts_as": "a"}]}, "codes/x.toml")
    assert (found.id, found.name, found.source, found.certainty) == ("x", "某", "某标准", "read")
    assert found.codes == (
        Code("a", "甲", frozenset({"minor"}), "民间", "01", r"\d+", "某法 1", "page"),
        Code("b", "甲", counts_as="a"),
    )


@pytest.mark.parametrize(
    ("codes", "faults"),
    [
        ([], [("code", "列表为空或有重复的代码")]),
        ([ONE, {"code": "a", "words": "乙"}], [("code", "列表为空或有重复的代码")]),
        ([{**ONE, "counts_as": "z"}], [("code", "a计入的类型不在统计表中：z")]),
        (
            [{**ONE, "counts_as": "b"}, {"code": "b", "words": "乙", "counts_as": "a"}],
            [("code", "a计入的类型不在统计表中：b"), ("code", "b计入的类型不在统计表中：a")],
        ),
        (
            [{**ONE, "form": "(", "colour": 1}],
            [("code[1].form", "无法使用的表达式：missing ), unterminated subpattern"), ("code[1].colour", "未知的键")],
        ),
        ([{**ONE, "certainty": "sure"}], [("code[1].certainty", "应为read、page、memory之一，现为sure")]),
    ],
)
def test_that_a_wrong_list_is_refused_at_its_keys(codes: list[dict[str, Any]], faults: list[tuple[str, str]]) -> None:
    assert mistakes(lambda: CodeList.of({**LIST, "code": codes}, "codes/x.toml")) == [
        ("codes/x.toml", key, reason) for key, reason in faults
    ]


def test_that_lists_are_read_by_their_id_with_the_mistakes_of_all_files() -> None:
    good, same = {**LIST, "code": [ONE]}, {**LIST, "code": [{"code": "b", "words": "乙"}]}
    bad = {**LIST, "id": "y", "code": [], "size": 1}
    found = read_lists({"z.toml": {**good, "id": "z"}, "a.toml": good})
    assert [(id, one.id) for id, one in found.items()] == [("x", "x"), ("z", "z")]
    assert mistakes(lambda: read_lists({"c.toml": good, "a.toml": bad, "d.toml": same})) == [
        ("a.toml", "code", "列表为空或有重复的代码"),
        ("a.toml", "size", "未知的键"),
        ("d.toml", "id", "重复的代码表：x"),
    ]
