from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.local_rules import LocalLength
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.refusal import Refusal

PEOPLE = "people.general.toml"
Files = dict[str, dict[str, Any]]
Build = Callable[..., RuleBook]


def faults(build: Build, files: Files, **general: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(Refusal) as refusal:
        build(files, **general)
    assert refusal.value.code == "rules.faulty"
    found: Any = refusal.value.facts["faults"]
    assert refusal.value.facts["count"] == len(found)
    return [(fault.file, fault.key, fault.reason) for fault in found]


def at(document: dict[str, Any], *path: str | int) -> Any:
    place: Any = document
    for step in path:
        place = place[step]
    return place


@pytest.mark.parametrize(
    ("place", "key", "value", "where", "says"),
    [
        (("limit", 0), "source", None, "limit[1].source", "缺少内容"),
        (("limit", 0), "certainty", None, "limit[1].certainty", "缺少内容"),
        (("limit", 0), "certainty", "sure", "limit[1].certainty", "之一"),
        (("limit", 0), "length", 0, "limit[1].length", "正整数"),
        (("limit", 0), "length", True, "limit[1].length", "正整数"),
        (("limit", 0), "unit", "weeks", "limit[1].unit", "之一"),
        (("limit", 0), "roll", "back", "limit[1].roll", "之一"),
        (("limit", 0), "starts_on", ["born"], "limit[1].starts_on", "未知的事件：born"),
        (("limit", 0), "starts_on", [], "limit[1].starts_on", "缺少起算事件"),
        (("limit", 0), "answered_by", [], "limit[1].answered_by", "缺少使期限终了的事件"),
        (("limit", 0), "answered_by", ["route_taken"], "limit[1].answered_routes", "须写明是哪些途径"),
        (("limit", 0), "answered_routes", ["suit"], "limit[1].answered_routes", "也只在此时"),
        (("limit", 0), "not_counted", ["holiday"], "limit[1].not_counted", "未知的扣除事由"),
        (("limit", 0), "example", [], "limit[1].example", "缺少算例"),
        (("limit", 0), "opens", "suit", "limit[1].opens", "须写明途径"),
        (("limit", 0), "on_expiry", "opens_route", "limit[1].opens", "须写明途径"),
        (("limit", 0), "valid_from", "2020", "limit[1].valid_from", "应为日期"),
        (("limit", 0), "extend", "yes", "limit[1].extend", "应为表"),
        (("limit", 0, "extend"), "consent", ["king"], "limit[1].extend.consent", "未知的同意主体"),
        (("limit", 0, "extend"), "times", "often", "limit[1].extend.times", "正整数"),
        (("limit", 0, "example", 0), "due", date(2026, 3, 6), "limit[1].example[1].due", "按规则应为2026-03-05"),
        (("limit", 0, "example", 1), "paused", [date(2026, 2, 10)], "limit[1].example[2].paused", "起日和止日"),
        (("limit", 0, "example", 1), "paused", "二月", "limit[1].example[2].paused", "日期列表"),
        (("stage", 0), "acts", ["dance"], "stage[1].acts", "未知的操作：dance"),
        (("stage", 0), "acts", [1], "stage[1].acts", "文字列表"),
        (("stage", 0), "name", 7, "stage[1].name", "应为文字"),
        (("stage", 0), "colour", "red", "stage[1].colour", "未知的键"),
        (("always",), "acts", ["sing"], "always.acts", "未知的操作"),
        (("move", 0), "on", "blessed", "move[1].on", "之一"),
        (("move", 0), "to", "nowhere", "move", "未知的阶段：nowhere"),
        (("docket",), "series", "({year})第{n}号", "docket.series", "全角括号"),
        (("docket",), "series", "（{year}）{town}{n}号", "docket.series", "只能使用"),
        (("docket",), "series", "（{year}）号", "docket.series", "各出现一次"),
        (("refuse", 0), "routes", [], "refuse[1].routes", "其他途径"),
        (("agreement", 0), "effective", [], "agreement[1].effective", "缺少生效"),
        (("agreement", 0), "copies", "many", "agreement[1].copies", "parties + 1"),
        (("agreement", 0, "sign_group", 0), "roles", ["witness"], "agreement[1].sign_group[1].roles", "签署角色"),
        (("paper", 0), "must", "也许", "paper[1].must", "之一"),
        (("route", 0), "limit", "people.nothing", "route", "未知的期限"),
        (("route", 0), "when", ["full_moon"], "route[1].when", "未知的条件"),
        (("basis", 0), "law", "", "basis[1].law", "缺少内容"),
        (("limit", 0), "starts", "some", "limit[1].starts", "之一"),
        (("start", 0), "by", [], "start[1].by", "缺少启动方式"),
        (("start", 0), "consent", "maybe", "start[1].consent", "之一"),
        (("start", 0), "limit", "people.nothing", "start", "未知的期限"),
        (("mediators",), "how", [], "mediators.how", "缺少产生方式"),
        (("mediators",), "least", 0, "mediators.least", "正整数"),
        (("agreement", 0, "also", 0), "copies", 0, "agreement[1].also[1].copies", "正整数"),
        (("note", 0), "words", "", "note[1].words", "缺少内容"),
        ((), "mediators", None, "mediators", "缺少内容"),
        ((), "confidential", None, "confidential", "缺少内容"),
        ((), "charge", None, "charge", "缺少内容"),
        ((), "start", [], "start", "缺少内容"),
        ((), "endings", ["bored"], "endings", "未知的终结原因"),
        ((), "basis", [], "basis", "缺少内容"),
        ((), "stage", [], "stage", "至少要有一个阶段"),
        ((), "stage", "none", "stage", "表的列表"),
    ],
)
def test_that_each_mistake_is_found_at_its_key(
    build: Build, procedure_files: Files, place: tuple[str | int, ...], key: str, value: object, where: str, says: str
) -> None:
    table = at(procedure_files[PEOPLE], *place)
    if value is None:
        del table[key]
    else:
        table[key] = value
    assert any(file == PEOPLE and at == where and says in reason for file, at, reason in faults(build, procedure_files))


def test_that_all_mistakes_of_all_files_come_at_once(build: Build, procedure_files: Files) -> None:
    del procedure_files[PEOPLE]["limit"][0]["source"]
    procedure_files[PEOPLE]["stage"][1]["acts"].append("dance")
    procedure_files["professional.medical.toml"]["move"][0]["on"] = "blessed"
    spoiled = {name: procedure_files[name] for name in (PEOPLE, "professional.medical.toml")}
    found = faults(build, spoiled, limit=[{"id": "x"}])
    assert {file for file, _, _ in found} == {PEOPLE, "professional.medical.toml", "rules/limits.toml"}


def test_that_an_unreachable_stage_is_found(build: Build, procedure_files: Files) -> None:
    procedure_files[PEOPLE]["stage"].append({"id": "island", "name": "孤岛", "acts": []})
    reasons = [reason for _, _, reason in faults(build, procedure_files)]
    assert "阶段island无法到达" in reasons and "阶段island无法终结" in reasons


def test_that_a_stage_that_cannot_end_is_found(build: Build, procedure_files: Files) -> None:
    document = procedure_files[PEOPLE]
    document["stage"].append({"id": "limbo", "name": "悬置", "acts": []})
    document["move"].append({"from": "mediating", "on": "split", "to": "limbo"})
    assert [reason for _, _, reason in faults(build, procedure_files)] == ["阶段limbo无法终结"]


def test_that_a_stage_is_mentioned_once_in_a_file(build: Build, procedure_files: Files) -> None:
    procedure_files[PEOPLE]["stage"].append(deepcopy(procedure_files[PEOPLE]["stage"][0]))
    assert (PEOPLE, "stage[7].id", "重复：registered") in faults(build, procedure_files)


@pytest.mark.parametrize("key", ["refuse", "agreement", "route", "paper", "move"])
def test_that_nothing_may_be_said_twice(build: Build, procedure_files: Files, key: str) -> None:
    procedure_files[PEOPLE][key].append(deepcopy(procedure_files[PEOPLE][key][0]))
    assert any(where == key and "重复" in reason for _, where, reason in faults(build, procedure_files))


def test_that_a_limit_is_answered_by_a_route_of_its_procedure(build: Build, procedure_files: Files) -> None:
    procedure_files[PEOPLE]["limit"][0] |= {"answered_by": ["route_taken"], "answered_routes": ["the_moon"]}
    assert (PEOPLE, "limit", "people.conclude涉及未知的途径：the_moon") in faults(build, procedure_files)


def test_that_a_procedure_may_not_come_twice(build: Build, procedure_files: Files) -> None:
    procedure_files["copy.toml"] = deepcopy(procedure_files[PEOPLE])
    assert any("重复的程序" in reason for _, _, reason in faults(build, procedure_files))


def test_that_wordings_of_a_limit_may_not_overlap(build: Build, procedure_files: Files) -> None:
    limits = procedure_files[PEOPLE]["limit"]
    limits[0]["valid_to"] = date(2026, 6, 30)
    limits.append({**deepcopy(limits[0]), "valid_from": date(2026, 6, 30), "valid_to": date(2027, 1, 1)})
    assert any("有效期重叠" in reason for _, _, reason in faults(build, procedure_files))
    limits[-1]["valid_to"] = date(2026, 1, 1)
    assert any("失效日早于生效日" in reason for _, _, reason in faults(build, procedure_files))


def test_that_wordings_follow_each_other(build: Build, procedure_files: Files) -> None:
    limits = procedure_files[PEOPLE]["limit"]
    later = {**deepcopy(limits[0]), "length": 20, "valid_from": date(2026, 7, 1)}
    later["example"] = [{"on": date(2026, 7, 1), "due": date(2026, 7, 21)}]
    limits[0]["valid_to"] = date(2026, 6, 30)
    limits.append(later)
    procedure = build({PEOPLE: procedure_files[PEOPLE]}).procedure("people.general")
    assert procedure.limit("people.conclude", date(2026, 6, 30)).length == 30
    assert procedure.limit("people.conclude", date(2026, 7, 1)).length == 20
    with pytest.raises(Refusal) as refusal:
        procedure.limit("people.nothing")
    assert refusal.value.code == "limit.unknown"


def test_that_a_limit_may_open_only_a_way_that_is_there(build: Build, procedure_files: Files) -> None:
    procedure_files["professional.labour.toml"]["limit"][0]["opens"] = "duel"
    assert any("未知的途径：duel" in reason for _, _, reason in faults(build, procedure_files))


def test_that_a_local_rule_may_shorten_a_maximum(rulebook: RuleBook) -> None:
    own = rulebook.with_local({"people.conclude": LocalLength(20, "临溪县人民调解工作办法 9")})
    limit = own.procedure("people.general").limit("people.conclude")
    assert (limit.length, limit.source) == (20, "临溪县人民调解工作办法 9；SF/T 0083—2020")
    assert own.digest != rulebook.digest
    assert own.limit("people.conclude").length == 20
    assert rulebook.limit("people.conclude").length == 30


@pytest.mark.parametrize(
    ("limit", "length", "source", "code"),
    [
        ("people.conclude", 40, "某办法", "limit.wrong_direction"),
        ("people.conclude", 0, "某办法", "limit.wrong_direction"),
        ("people.conclude", 20, " ", "limit.source_missing"),
        ("confirm", 20, "某办法", "limit.not_local"),
        ("medical.conclude", 20, "某办法", "limit.not_local"),
        ("people.nothing", 20, "某办法", "limit.unknown"),
    ],
)
def test_that_the_law_keeps_what_it_does_not_leave_to_the_office(
    rulebook: RuleBook, limit: str, length: int, source: str, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        rulebook.with_local({limit: LocalLength(length, source)})
    assert refusal.value.code == code


def test_that_a_minimum_may_only_grow(build: Build, procedure_files: Files) -> None:
    for file in procedure_files.values():
        for limit in file["limit"]:
            if limit["id"] == "people.conclude":
                limit["bound"] = "min"
    rulebook = build({PEOPLE: procedure_files[PEOPLE]})
    assert rulebook.with_local({"people.conclude": LocalLength(45, "某办法")}).limit("people.conclude").length == 45
    with pytest.raises(Refusal) as refusal:
        rulebook.with_local({"people.conclude": LocalLength(15, "某办法")})
    assert refusal.value.facts["way"] == "延长"


def test_that_every_limit_is_known_by_one_id(rulebook: RuleBook) -> None:
    ids = [limit.id for limit in rulebook.limits()]
    assert len(ids) == len(set(ids))
    for limit in rulebook.limits():
        assert limit.examples and limit.source
    with pytest.raises(Refusal) as refusal:
        rulebook.limit("nothing")
    assert refusal.value.code == "limit.unknown"
