"""What the file on the ways after an agreement may say."""

from __future__ import annotations

from typing import Any

import pytest

from mediation_desk.law.following_rules import (
    ASKED,
    NOTES,
    ConditionRule,
    FollowingRules,
    Said,
    ShutRule,
    WayRule,
)

from .refusals import faults
from .spoiling import GONE, Place, spoiled

CITED = {"source": "某法 1", "certainty": "read"}
FILE: dict[str, Any] = {
    "enforcement_words": ["愿意接受强制执行"],
    "way": [
        {
            "id": "arbitration",
            "name": "仲裁",
            "routes": ["arbitration_review", "arbitration"],
            "taken_on": ["ended"],
            "steps": ["court.answer"],
            "disputes": ["labour"],
            "otherwise": "只有劳动争议",
            "otherwise_source": "某法 2",
            "otherwise_certainty": "memory",
        },
        {"id": "suit", "name": "诉讼", "routes": ["suit"]},
    ],
    "shut": [
        {"procedure": "*", "way": "arbitration", "words": "不能仲裁", **CITED},
        {"procedure": "*", "way": "suit", "words": "不能起诉", "standing": "needs", **CITED},
        {"procedure": "people.general", "way": "suit", "words": "口头的不行", "form": "oral", **CITED},
        {"procedure": "people.general", "way": "suit", "words": "先仲裁", **CITED},
    ],
    "condition": [{"code": code, "met": "已具备", "unmet": "还不具备", **CITED} for code in ASKED],
    "note": [{"code": code, "words": f"说明{code}", **CITED} for code in NOTES],
}
FILE["condition"][0] |= {"ask": "请核实", "closes": True}


def shut(procedure: str, way: str, words: str, form: str | None = None, standing: str = "closed") -> ShutRule:
    said = Said(words, "某法 1", "read")
    return ShutRule(procedure=procedure, way=way, form=form, standing=standing, said=said)


def test_that_the_file_is_read_word_for_word() -> None:
    rules = FollowingRules.of(FILE)
    assert rules.enforcement_words == ("愿意接受强制执行",)
    assert rules.ways[0] == WayRule(
        id="arbitration",
        name="仲裁",
        routes=("arbitration_review", "arbitration"),
        taken_on=("ended",),
        steps=("court.answer",),
        disputes=("labour",),
        otherwise=Said("只有劳动争议", "某法 2", "memory"),
    )
    assert rules.ways[1] == WayRule(
        id="suit", name="诉讼", routes=("suit",), taken_on=(), steps=(), disputes=(), otherwise=None
    )
    assert rules.shut[1] == shut("*", "suit", "不能起诉", standing="needs")
    assert rules.shut[2] == shut("people.general", "suit", "口头的不行", form="oral")
    assert rules.notes == {code: Said(f"说明{code}", "某法 1", "read") for code in NOTES}


def test_that_what_is_asked_about_a_condition_is_what_is_said_where_it_is_met_unless_it_has_words_of_its_own() -> None:
    rules = FollowingRules.of(FILE).conditions
    assert tuple(rules) == ASKED
    assert rules[ASKED[0]] == ConditionRule(met="已具备", unmet="还不具备", ask="请核实", closes=True, **CITED)
    assert rules[ASKED[1]] == ConditionRule(met="已具备", unmet="还不具备", ask="已具备", closes=False, **CITED)


@pytest.mark.parametrize(
    ("procedure", "way", "words"),
    [
        ("people.general", "suit", "先仲裁"),
        ("people.general", "arbitration", "不能仲裁"),
    ],
)
def test_that_a_word_for_the_procedure_goes_before_the_word_for_all(procedure: str, way: str, words: str) -> None:
    assert FollowingRules.of(FILE).why_shut(procedure, way).said.words == words


def test_that_any_other_procedure_hears_the_word_for_all() -> None:
    file = spoiled(FILE, (), "shut", FILE["shut"][::-1])
    assert FollowingRules.of(file).why_shut("judicial.online", "suit").said.words == "不能起诉"


def test_that_a_way_is_shut_for_the_form_that_is_named_and_no_other() -> None:
    rules = FollowingRules.of(FILE)
    assert rules.shut_for_form("suit", "oral") == shut("people.general", "suit", "口头的不行", form="oral")
    assert rules.shut_for_form("suit", "written") is None
    assert rules.shut_for_form("arbitration", "oral") is None


STANDINGS = "应为open、ask_court、needs、closed、lost、taken之一，现为shut"
KNOWN = "应为" + "、".join(ASKED) + "之一，现为rain"
NOTED = "应为" + "、".join(NOTES) + "之一，现为rain"
CERTAIN = "应为read、page、memory之一，现为sure"


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "enforcement_words", 7, [("enforcement_words", "应为文字列表")]),
        ((), "colour", "red", [("colour", "未知的键")]),
        (("way", 0), "taken_on", ["born"], [("way[1].taken_on", "未知的事件：born")]),
        (("way", 0), "otherwise", "", [("way[1].otherwise", "缺少内容")]),
        (("way", 0), "otherwise_source", GONE, [("way[1].otherwise_source", "缺少内容")]),
        (("way", 0), "otherwise_certainty", "sure", [("way[1].otherwise_certainty", CERTAIN)]),
        (("way", 0), "colour", "red", [("way[1].colour", "未知的键")]),
        (("shut", 1), "standing", "shut", [("shut[2].standing", STANDINGS)]),
        (("shut", 2), "form", "sung", [("shut[3].form", "应为written、oral、no_objection之一，现为sung")]),
        (("shut", 3), "way", "flight", [("shut[4].way", "应为arbitration、suit之一，现为flight")]),
        (("shut", 3), "colour", "red", [("shut[4].colour", "未知的键")]),
        (("shut", 1), "procedure", "people.general", [("shut", "缺少suit")]),
        (("shut", 1), "form", "oral", [("shut", "缺少suit")]),
        (("condition", 0), "code", "rain", [("condition[1].code", KNOWN), ("condition", f"缺少{ASKED[0]}")]),
        (("condition", 0), "closes", 1, [("condition[1].closes", "应为true或false")]),
        (("condition", 0), "unmet", GONE, [("condition[1].unmet", "缺少内容")]),
        (("condition", 0), "colour", "red", [("condition[1].colour", "未知的键")]),
        (("note", 0), "code", "rain", [("note[1].code", NOTED), ("note", f"缺少{NOTES[0]}")]),
        (("note", 0), "words", GONE, [("note[1].words", "缺少内容")]),
        (("note", 0), "colour", "red", [("note[1].colour", "未知的键")]),
    ],
)
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: FollowingRules.of(spoiled(FILE, place, key, value)), "rules/following.toml") == told
