"""`case show`, `check` and `deadline` answer with article and reason for every one of the thirteen worked cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.cli.main import main
from mediation_desk.desk.surroundings import SHANGHAI, system
from mediation_desk.terms.ids import named_id
from tests.support.kept_offices import PASSWORD
from tests.support.worked_cases import OF_ITS_OWN, script_names, worked_office

pytestmark = pytest.mark.thorough

NOW = datetime(2027, 1, 15, 9, 0, tzinfo=SHANGHAI)
NAMES = script_names()
WITHOUT_TEXT = ("C08", "C18")
"""Ended before anything was agreed: there is nothing to check, and that is said."""
OF_A_LETTER, LETTER = "handover.own", "函件载明"
"""A day that a letter names rests on the letter and on no rule."""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Where each case lies; closed, so that the command line opens it as anybody would."""
    folder = tmp_path_factory.mktemp("answers")
    made = {"most": worked_office(folder / "most"), OF_ITS_OWN: worked_office(folder / "own", OF_ITS_OWN)}
    for office in made.values():
        office.desk.close()
    yield {name: folder / ("own" if name == OF_ITS_OWN else "most") for name in NAMES}


class Asked:
    """The command line in front of one office."""

    def __init__(self, office: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        environment = {"MEDIATION_DESK_PASSWORD": PASSWORD, "MEDIATION_DESK_ACCOUNT": "shen"}
        self._world = replace(system().at(lambda: NOW), environment=environment, data_folder=data)
        self._office, self._capsys = office, capsys

    def __call__(self, *words: object) -> tuple[int, Any]:
        code = main(["--office", str(self._office), "--json", *map(str, words)], self._world)
        said = self._capsys.readouterr()
        assert said.err == ""
        return code, json.loads(said.out)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_worked_case_is_answered_for(
    name: str, offices: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = Asked(offices[name], tmp_path, capsys)
    number = next(case["number"] for case in ask("case", "list")[1]["cases"] if case["id"] == named_id(name, "case"))
    code, shown = ask("case", "show", number)
    assert code == 0
    clocks = [clock for track in shown["facts"]["tracks"] for clock in track["deadlines"]]
    for clock in clocks:
        assert clock["reason"]
        assert clock["source"] or clock["reason"].startswith(LETTER)
    for clock in [clock for clock in clocks if clock["rule"] != OF_A_LETTER][:4]:
        _, counted = ask("deadline", clock["rule"], "--from", clock["started_on"])
        assert counted["source"] == clock["source"] and counted["reason"]
    code, checked = ask("check", number)
    assert code in (0, 1)
    if name in WITHOUT_TEXT:
        assert checked["error"]["code"] == "check.no_text"
        return
    for text in checked["texts"]:
        for finding in text["findings"]:
            assert finding["source"] and finding["text"] and finding["suggestion"]
        assert text["readiness"]["rows"]
