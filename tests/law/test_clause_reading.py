"""How clause files are read: what each key becomes, and the exact words for each mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from mediation_desk.law.clauses import Blank, Clause, places, read_clauses

from .refusals import mistakes, refused

DISPUTES = ("neighbours", "unpaid_wages")
FINDINGS = ("pay.manner_missing", "text.vague")
LEAST = {"id": "short", "name": "短", "text": "言和", "risk": "无", "source": "本中心做法", "certainty": "memory"}
FULL = {
    "id": "long",
    "name": "分期",
    "text": "{payer}于{day}前付{sum}",
    "blanks": {"payer": "party 付款人", "day": "date 日期", "sum": "money 金额（元）"},
    "disputes": ["unpaid_wages"],
    "duty": True,
    "risk": "写明户名",
    "satisfies": ["pay.manner_missing"],
    "source": "民法典 579",
    "certainty": "read",
}


def read(*tables: Mapping[str, Any], **file: object) -> tuple[Clause, ...]:
    return read_clauses({"one.toml": {**file, "clause": list(tables)}}, DISPUTES, FINDINGS)


def test_that_every_key_of_a_clause_is_read() -> None:
    blanks = Blank("payer", "party", "付款人"), Blank("day", "date", "日期"), Blank("sum", "money", "金额（元）")
    assert read(FULL) == (
        Clause(
            id="long",
            name="分期",
            text="{payer}于{day}前付{sum}",
            blanks=blanks,
            disputes=("unpaid_wages",),
            duty=True,
            risk="写明户名",
            satisfies=("pay.manner_missing",),
            source="民法典 579",
            certainty="read",
        ),
    )


def test_that_what_may_be_left_out_is_nothing() -> None:
    bare = Clause(id="short", name="短", text="言和", blanks=(), risk="无", source="本中心做法", certainty="memory")
    assert read(LEAST) == (bare,)
    assert bare.disputes == bare.satisfies == () and bare.duty is False


def test_that_a_clause_s_own_quarrels_go_before_those_of_its_file() -> None:
    disputes = [clause.disputes for clause in read(LEAST, FULL, disputes=["neighbours"])]
    assert disputes == [("neighbours",), ("unpaid_wages",)]


def test_that_the_words_of_a_place_may_hold_blanks() -> None:
    (clause,) = read({**LEAST, "text": "{a}", "blanks": {"a": "text 什么 时候"}})
    assert clause.blanks == (Blank("a", "text", "什么 时候"),)


def test_that_clauses_of_several_files_keep_their_order() -> None:
    files = {"b.toml": {"clause": [FULL]}, "a.toml": {"clause": [LEAST]}}
    assert [clause.id for clause in read_clauses(files, DISPUTES, FINDINGS)] == ["long", "short"]


@pytest.mark.parametrize(
    ("table", "key", "reason"),
    [
        ({**LEAST, "text": "{a}"}, "blanks", "与条款中的空格不一致"),
        ({**LEAST, "blanks": {"a": "text 字"}}, "blanks", "与条款中的空格不一致"),
        ({**LEAST, "text": "{a}", "blanks": {"a": "colour 字"}}, "blanks.a", "应写明种类和名称"),
        ({**LEAST, "text": "{a}", "blanks": {"a": "text"}}, "blanks.a", "应写明种类和名称"),
        ({**LEAST, "text": "{a}", "blanks": {"a": "text "}}, "blanks.a", "应写明种类和名称"),
    ],
)
def test_that_a_place_and_its_kind_belong_together(table: dict[str, Any], key: str, reason: str) -> None:
    ((file, at, why),) = mistakes(lambda: read(table))
    assert (file, why) == ("one.toml", reason) and at.endswith(f".{key}")


@pytest.mark.parametrize("key", ["id", "name", "text", "risk", "source", "certainty"])
def test_that_a_clause_lacks_nothing_it_needs(key: str) -> None:
    lacking = {name: value for name, value in LEAST.items() if name != key}
    assert any(at.endswith(f".{key}") or at == key for _, at, _ in mistakes(lambda: read(lacking)))


def test_that_unknown_quarrels_and_findings_are_named_with_what_they_are() -> None:
    wrong = {**FULL, "disputes": ["noise"], "satisfies": ["no.such"]}
    assert {(at.rpartition(".")[2], why) for _, at, why in mistakes(lambda: read(wrong, disputes=["war"]))} == {
        ("disputes", "未知的纠纷类型：noise"),
        ("disputes", "未知的纠纷类型：war"),
        ("satisfies", "未知的检查项：no.such"),
    }


def test_that_a_key_nobody_knows_is_a_mistake() -> None:
    assert {at.rpartition(".")[2] for _, at, _ in mistakes(lambda: read({**LEAST, "colour": "red"}, more=1))} == {
        "colour",
        "more",
    }


def test_that_the_same_number_twice_is_one_mistake_across_files() -> None:
    files = {"a.toml": {"clause": [LEAST]}, "b.toml": {"clause": [LEAST, FULL]}}
    assert mistakes(lambda: read_clauses(files, DISPUTES, FINDINGS)) == [("clauses", "short", "编号重复")]


@pytest.mark.parametrize("wrong", ["{甲", "甲}", "{}", "{{甲}}", "{ }", "{甲}和{ }"])
def test_that_braces_of_no_place_are_refused_by_the_field(wrong: str) -> None:
    with refused("clause.braces", field="text"):
        places(wrong)


def test_that_a_refused_place_is_named_with_its_words_and_what_was_said() -> None:
    (clause,) = read(FULL)
    sound = {"payer": "甲", "day": "2026-09-01", "sum": "12.5"}
    assert clause.filled(sound) == "甲于2026年9月1日前付人民币壹拾贰元伍角（¥12.50）"
    with refused("clause.blank_empty", field="day", blank="日期"):
        clause.filled({**sound, "day": " "})
    for blank, words, value in (("payer", "付款人", "甲\n乙"), ("day", "日期", "明天"), ("sum", "金额（元）", "0")):
        with refused("clause.blank_impossible", field=blank, blank=words, value=value):
            clause.filled({**sound, blank: value})
