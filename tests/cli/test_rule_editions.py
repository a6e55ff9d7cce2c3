"""rules --new and --adopt: the same comparison and the same acts as in the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mediation_desk.cli.main import main
from tests.cli.conftest import Line
from tests.support.other_rules import other_resources


def next_year(text: str) -> str:
    """The notice for 2027 has come out."""
    return text.replace("provisional = true", "provisional = false")


@pytest.fixture
def updated(line: Line, tmp_path: Path) -> Line:
    """The same office before the next program."""
    resources = other_resources(tmp_path, calendars__2027=next_year)
    return replace(line, world=replace(line.world, resources=resources))


def test_that_new_rules_are_compared_then_adopted_once(updated: Line) -> None:
    code, told = updated.json("rules", "--new")
    assert (code, told["waits"], told["in_force"]["number"]) == (0, True, 1)
    assert [(row["section"], row["name"]) for row in told["changes"]] == [("放假安排", "2027年")]
    code, out, _ = updated("rules", "--new")
    assert code == 0 and "新规则有1处变化" in out and "第1版" in out

    code, done = updated.json("rules", "--adopt")
    assert (code, done["in_force"]["number"], done["in_force"]["uncounted"]) == (0, 2, 0)
    assert done["in_force"]["digest"] == done["in_force"]["brought"]
    assert {row["state"] for row in done["recounted"]} <= {"done"}
    assert updated.json("rules", "--new")[1]["changes"] == []
    assert updated.refusal("rules", "--adopt") == "rules.nothing_new"


def test_that_an_office_must_be_named(updated: Line, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--new", "--adopt"):
        assert main(["rules", option], updated.world) == 2
        assert "--office" in capsys.readouterr().err
    assert updated("rules", "--new", "--adopt")[0] == 2
