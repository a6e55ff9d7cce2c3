"""deadline: the last day and why, what is not sure about it, and the list of rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.cli.main import main

from .conftest import Line, surroundings


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*words: str) -> tuple[int, Any]:
        code = main(["--json", "deadline", *words], surroundings(tmp_path))
        return code, json.loads(capsys.readouterr().out)

    return ask


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def tell(*words: str) -> tuple[int, str]:
        code = main(["deadline", *words], surroundings(tmp_path))
        said = capsys.readouterr()
        return code, said.out + said.err

    return tell


def test_that_the_answer_holds_the_day_the_reason_the_article_and_what_is_not_sure(asked: Any) -> None:
    code, found = asked("confirm", "--from", "2026-09-01")
    assert (code, found["last_day"], found["nominal"]) == (0, "2026-10-08", "2026-10-01")
    assert found["source"] == "民事诉讼法（2023）205、206" and found["source"] in found["reason"]
    assert (found["certain"], found["calendar_provisional"], found["marks"]) == (True, False, [])


def test_that_pauses_and_extensions_lengthen(asked: Any) -> None:
    pause = ("--pause", "2026-05-06..2026-06-25")
    assert asked("medical.conclude", "--from", "2026-04-20", *pause)[1]["last_day"] == "2026-07-27"
    assert asked("administrative.conclude", "--from", "2026-07-06", "--extend", "15")[1]["last_day"] == "2026-08-20"
    twice = asked("medical.conclude", "--from", "2026-04-20", *pause, "--pause", "2026-07-01..2026-07-02")[1]
    assert twice["last_day"] == "2026-07-29"


def test_that_an_unread_article_and_unannounced_holidays_are_marked(asked: Any, told: Any) -> None:
    found = asked("people.conclude", "--from", "2026-12-20")[1]
    assert found["marks"] == ["依据待核", "放假安排未公布"] and found["provisional_years"] == [2027]
    code, text = told("people.conclude", "--from", "2026-12-20")
    assert code == 0
    assert "末日 2027-01-19（依据待核，放假安排未公布）" in text
    assert "（依据待核）" in text and "2027年节假日安排尚未公布或未录入" in text
    assert "2035年" in told("confirm", "--from", "2035-05-01")[1]


@pytest.mark.parametrize(
    ("typed", "near"),
    [("people.confrim", "confirm"), ("司法确认", "confirm"), ("medical", "medical.conclude")],
)
def test_that_an_unknown_rule_is_answered_with_the_names_near_it(typed: str, near: str, told: Any) -> None:
    code, text = told(typed, "--from", "2026-09-01")
    assert code == 1 and text.count("\n") == 1
    assert f"没有期限规则“{typed}”，相近的有：" in text and near in text and "--list" in text


def test_that_a_rule_like_no_other_is_sent_to_the_list(told: Any) -> None:
    code, text = told("zzz", "--from", "2026-09-01")
    assert code == 1 and "相近" not in text and "--list" in text


def test_that_all_rules_are_listed(asked: Any, told: Any) -> None:
    code, listed = asked()
    rules = {one["rule"]: one for one in listed["rules"]}
    assert code == 0 and asked("--list")[1] == listed
    assert rules["confirm"]["length"] == "30日" and rules["confirm"]["home"]
    assert rules["evaluation.object"]["length"] == "3个工作日" and rules["evaluation.object"]["home"] == ""
    text = told("--list")[1]
    assert text.count("\n") == len(rules) + 1
    assert any("people.conclude" in line and "依据待核" in line for line in text.splitlines())


def test_that_a_period_beyond_the_calendar_is_refused(asked: Any) -> None:
    assert asked("confirm", "--from", "9999-12-31")[1]["error"]["code"] == "limit.beyond_calendar"


def test_that_a_case_marks_days_that_rest_on_unannounced_holidays(line: Line) -> None:
    document = line.json("case", "show", "2026-2")[1]
    deadlines = [one for track in document["facts"]["tracks"] for one in track["deadlines"]]
    assert deadlines and all(isinstance(one["provisional"], bool) for one in deadlines)
    assert all(("尚未公布" in one["reason"]) == one["provisional"] for one in deadlines)
