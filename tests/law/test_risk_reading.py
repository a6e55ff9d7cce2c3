"""What the file on risk may say."""

from __future__ import annotations

from typing import Any

import pytest

from mediation_desk.law.risk import RiskRules
from mediation_desk.law.risk_rules import AUTOMATIC, Colour, Receiver, Rule, Signal, Weight

from .refusals import faults
from .spoiling import GONE, Place, spoiled

CITED = {"source": "某法 1", "certainty": "read"}
RED = {
    "code": "red",
    "order": 1,
    "words": "红",
    "at_least": 60,
    "meaning": "一触即发",
    "owner": "中心主任",
    "respond_within": "两小时内",
    "revisit": [1, 3],
    "revisit_from": ["ended"],
    "rule": [{"kind": "report", "to": ["police"], **CITED}],
    **CITED,
}
GREEN = {
    "code": "green",
    "order": 2,
    "words": "绿",
    "at_least": 0,
    "meaning": "平稳",
    "owner": "调解员",
    "respond_within": "三日内",
    **CITED,
}
THREAT = {
    "code": "threat",
    "words": "扬言伤人",
    "weight": 40,
    "rule": [{"kind": "floor", "colour": "red", "at_least": 2, **CITED}, {"kind": "no_joint_session", **CITED}],
    **CITED,
}
CALLS = {
    "code": "calls",
    "words": "报警",
    "unit": "次",
    "each": True,
    "most": 30,
    "automatic": "police_calls",
    "within_days": 90,
    "endings": ["failed"],
    "tier": [{"at_least": 2, "weight": 5}, {"at_least": 4, "weight": 10}],
    **CITED,
}
FILE: dict[str, Any] = {
    "receiver": [{"code": "police", "words": "公安机关"}],
    "colour": [GREEN, RED],
    "signal": [THREAT, CALLS],
    "lowering": {"roles": ["director"], **CITED},
}
NO_RULE = {"colour": "", "at_least": 1, "to": (), **CITED}


def test_that_colours_are_read_word_for_word_the_most_severe_first() -> None:
    rules = RiskRules.of(FILE)
    assert rules.receivers == {"police": Receiver(code="police", words="公安机关")}
    assert rules.lowering_roles == ("director",)
    assert rules.colours == (
        Colour(
            code="red",
            order=1,
            words="红",
            at_least=60,
            meaning="一触即发",
            owner="中心主任",
            respond_within="两小时内",
            revisit=(1, 3),
            revisit_from=("ended",),
            rules=(Rule(kind="report", **{**NO_RULE, "to": ("police",)}),),
            **CITED,
        ),
        Colour(
            code="green",
            order=2,
            words="绿",
            at_least=0,
            meaning="平稳",
            owner="调解员",
            respond_within="三日内",
            revisit=(),
            revisit_from=(),
            rules=(),
            **CITED,
        ),
    )


def test_that_signals_are_read_word_for_word() -> None:
    assert RiskRules.of(FILE).signals == (
        Signal(
            code="threat",
            words="扬言伤人",
            unit="",
            weights=(Weight(id="threat", at_least=1, points=40),),
            each=False,
            most=None,
            automatic=None,
            within_days=None,
            endings=(),
            rules=(
                Rule(kind="floor", **{**NO_RULE, "colour": "red", "at_least": 2}),
                Rule(kind="no_joint_session", **NO_RULE),
            ),
            **CITED,
        ),
        Signal(
            code="calls",
            words="报警",
            unit="次",
            weights=(Weight(id="calls.2", at_least=2, points=5), Weight(id="calls.4", at_least=4, points=10)),
            each=True,
            most=30,
            automatic="police_calls",
            within_days=90,
            endings=("failed",),
            rules=(),
            **CITED,
        ),
    )


STEPS = "颜色从重到轻，起始分应依次降低，不得重复"
TIERS = "应写明weight，或者人数、次数依次增大的tier"
TO = "报告、转介应写明接收单位，其他规则不写"
BOTH = "回访天数与起算事件应同时写明"
RULE = ("signal", 0, "rule", 0)


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "hue", "red", [("hue", "未知的键")]),
        ((), "lowering", GONE, [("lowering", "缺少内容")]),
        (("lowering",), "roles", [], [("lowering.roles", "缺少内容")]),
        (("lowering",), "source", GONE, [("lowering.source", "缺少内容")]),
        (("lowering",), "hue", "red", [("lowering.hue", "未知的键")]),
        (("receiver", 0), "words", GONE, [("receiver[1].words", "缺少内容")]),
        (("receiver", 0), "hue", "red", [("receiver[1].hue", "未知的键")]),
        (("colour", 0), "at_least", 1, [("colour", "最轻的颜色应从0分起")]),
        (("colour", 1), "at_least", 0, [("colour", STEPS)]),
        (("colour", 1), "order", 2, [("colour", "最轻的颜色应从0分起"), ("colour", STEPS)]),
        ((), "colour", [RED, {**GREEN, "order": 1}], [("colour", STEPS)]),
        (("colour", 1), "revisit", [3, 1], [("colour[2].revisit", "天数应依次增大")]),
        (("colour", 1), "revisit", [1, 1], [("colour[2].revisit", "天数应依次增大")]),
        (("colour", 1), "revisit", GONE, [("colour[2].revisit_from", BOTH)]),
        (("colour", 1), "revisit_from", GONE, [("colour[2].revisit_from", BOTH)]),
        (("colour", 1), "revisit_from", ["ended", "born"], [("colour[2].revisit_from", "未知的事件：born")]),
        (("colour", 1), "hue", "red", [("colour[2].hue", "未知的键")]),
        (("signal", 0), "code", "calls", [("signal", "列表为空或有重复的代码")]),
        ((), "signal", [], [("signal", "列表为空或有重复的代码")]),
        (("signal", 0), "each", 1, [("signal[1].each", "应为true或false")]),
        (("signal", 0), "weight", GONE, [("signal[1].tier", TIERS)]),
        (("signal", 0), "weight", -1, [("signal[1].weight", "应为不小于零的整数")]),
        (("signal", 1), "most", 0, [("signal[2].most", "应为正整数")]),
        (("signal", 1), "within_days", 0, [("signal[2].within_days", "应为正整数")]),
        (("signal", 1), "automatic", "magic", [("signal[2].automatic", f"应为{'、'.join(AUTOMATIC)}之一，现为magic")]),
        (("signal", 1, "tier", 1), "at_least", 2, [("signal[2].tier", TIERS)]),
        (("signal", 1, "tier", 0), "hue", "red", [("signal[2].tier[1].hue", "未知的键")]),
        (("signal", 0), "hue", "red", [("signal[1].hue", "未知的键")]),
        (RULE, "to", ["police"], [("signal[1].rule[1].to", TO)]),
        (("colour", 1, "rule", 0), "to", GONE, [("colour[2].rule[1].to", TO)]),
        (("colour", 1, "rule", 0), "to", ["police", "king"], [("colour[2].rule[1].to", "未知的接收单位：king")]),
        (RULE, "kind", "refer", [("signal[1].rule[1].to", TO), ("signal[1].rule[1].colour", "未知的键")]),
        (RULE, "kind", "ban", [
            ("signal[1].rule[1].kind", "应为floor、report、no_joint_session、refer之一，现为ban"),
            ("signal[1].rule[1].colour", "未知的键"),
        ]),
        (RULE, "at_least", 0, [("signal[1].rule[1].at_least", "应为正整数")]),
        (RULE, "hue", "red", [("signal[1].rule[1].hue", "未知的键")]),
    ],
)  # fmt: skip
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: RiskRules.of(spoiled(FILE, place, key, value)), "rules/risk.toml") == told


def test_that_a_floor_is_a_colour_of_the_file() -> None:
    told = faults(lambda: RiskRules.of(spoiled(FILE, RULE, "colour", "pink")), "rules/risk.toml")
    assert [key for key, _ in told] == ["signal[1].rule[1].colour"] and told[0][1].endswith("之一，现为pink")


def test_that_a_file_without_colours_or_signals_says_what_is_missing() -> None:
    told = faults(lambda: RiskRules.of({"lowering": FILE["lowering"]}), "rules/risk.toml")
    assert told == [("colour", "最轻的颜色应从0分起"), ("signal", "列表为空或有重复的代码")]
