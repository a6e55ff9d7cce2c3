"""case perform: every problem with its path first, a rehearsal on a copy, and nothing written if there is one."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.desk.surroundings import system
from mediation_desk.terms.ids import named_id

from .conftest import Line

DEMO = system().resources / "demo"


def script(name: str = "C18") -> dict[str, Any]:
    """A worked case that the office of the tests has not performed."""
    found: dict[str, Any] = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    return found


def saved(folder: Path, document: Any, name: str = "script.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def numbers(line: Line) -> set[str]:
    return {case["number"] for case in line.json("case", "list")[1]["cases"]}


def files(folder: Path) -> set[str]:
    """What lies in an office besides its settings of the day."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_that_a_script_is_performed_by_the_people_it_names_in_a_practice_office(line: Line, tmp_path: Path) -> None:
    code, document = line.json("case", "perform", saved(tmp_path, script()))
    assert code == 0, document
    assert document["performed"]
    assert numbers(line) == {"2026-1", "2026-2", "2026-3"}
    who = {entry["who"] for entry in line.json("case", "show", "2026-3")[1]["timeline"]}
    assert who == {"周敏"}


def test_that_a_script_delivered_twice_happens_once(line: Line, tmp_path: Path) -> None:
    file = saved(tmp_path, script())
    assert line("case", "perform", file)[0] == 0
    before = line.json("case", "show", "2026-3")[1]
    code, document = line.json("case", "perform", file)
    assert code == 0
    assert document["scripts"][0]["repeated"] == document["scripts"][0]["acts"]
    assert line.json("case", "show", "2026-3")[1] == before


def test_that_a_rehearsal_writes_nothing(line: Line, tmp_path: Path) -> None:
    before = files(line.office)
    code, document = line.json("case", "perform", "--dry-run", saved(tmp_path, script()))
    assert (code, document["performed"]) == (0, False)
    assert numbers(line) == {"2026-1", "2026-2"}
    assert files(line.office) - before <= {"office.db-wal", "office.db-shm", "office.mark"}


def test_that_every_problem_of_every_file_is_told_with_its_path(line: Line, tmp_path: Path) -> None:
    first, second = script(), script("C14")
    del first["acts"][0]["fields"]["source"]
    first["acts"][1]["act"] = "fly_away"
    second["format"] = "somebody-else"
    code, document = line.json("case", "perform", saved(tmp_path, first, "a.json"), saved(tmp_path, second, "b.json"))
    assert code == 1
    told = {(problem["file"], problem["path"]) for problem in document["problems"]}
    assert {("a.json", "$.acts[0].fields"), ("a.json", "$.acts[1].act"), ("b.json", "$.format")} <= told
    assert "source" in next(p["message"] for p in document["problems"] if p["path"] == "$.acts[0].fields")
    assert numbers(line) == {"2026-1", "2026-2"}


def test_that_an_impossible_date_is_told(line: Line, tmp_path: Path) -> None:
    document = script()
    document["acts"][0]["on"] = "2026-02-30"
    code, answer = line.json("case", "perform", saved(tmp_path, document))
    assert code == 1
    assert [(p["path"], p["code"]) for p in answer["problems"]] == [("$.acts[0].on", "date.impossible")]


def test_that_a_refusal_in_a_later_act_leaves_nothing_of_the_earlier_ones(line: Line, tmp_path: Path) -> None:
    document = script()
    wrong = copy.deepcopy(document["acts"][0])
    wrong["fields"] = {"track": "#nowhere", "staff": "@guo"}
    wrong["act"] = "choose_mediator"
    document["acts"].insert(2, wrong)
    before = files(line.office)
    code, answer = line.json("case", "perform", saved(tmp_path, document))
    assert code == 1
    assert [problem["path"] for problem in answer["problems"]] == ["$.acts[2]"]
    assert numbers(line) == {"2026-1", "2026-2"}
    assert files(line.office) - before <= {"office.db-wal", "office.db-shm", "office.mark"}


@pytest.mark.parametrize("text", ["", "{", "[]", '"script"', "null", "\ufeff{}", '{"format": "mediation-desk/script"}'])
def test_that_a_truncated_or_foreign_script_is_refused(line: Line, tmp_path: Path, text: str) -> None:
    file = tmp_path / "script.json"
    file.write_text(text, encoding="utf-8")
    code, answer = line.json("case", "perform", file)
    assert code == 1
    assert {problem["code"] for problem in answer["problems"]} <= {"script.unreadable", "script.does_not_fit"}


def test_that_nobody_acts_in_another_s_name_in_a_real_office(other: Line, tmp_path: Path) -> None:
    document = script()
    code, answer = other.json("case", "perform", saved(tmp_path, document))
    assert code == 1
    assert answer["error"]["code"] == "permission.stand_in"
    assert other.json("case", "list")[1] == {"cases": []}


def test_that_a_real_office_performs_what_its_own_people_did(other: Line, tmp_path: Path) -> None:
    document = script()
    document["acts"] = [{name: part for name, part in document["acts"][0].items() if name != "by"}]
    code, answer = other.json("case", "perform", saved(tmp_path, document))
    assert code == 0, answer
    shown = other.json("case", "show", answer["scripts"][0]["numbers"][0])[1]
    assert shown["facts"]["id"] == named_id(document["name"], "case")
    assert shown["timeline"][0]["who"] == "钱一"


def test_that_the_published_schema_is_what_scripts_are_checked_against() -> None:
    published = json.loads((system().resources / "exchange" / "script.schema.json").read_text(encoding="utf-8"))
    assert "Step" in published["$defs"]
    assert {"record_contact", "affix_seal"} <= set(published["$defs"]["Step"]["properties"]["act"]["enum"])
