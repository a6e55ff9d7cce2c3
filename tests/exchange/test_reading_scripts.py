"""Scripts of acts: read with every problem at its place, or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mediation_desk.acts.people import AddPerson
from mediation_desk.acts.recorded import AttachFile
from mediation_desk.desk.practice import PracticeOffice, demo_scripts
from mediation_desk.exchange.problems import Problem
from mediation_desk.exchange.schema import published
from mediation_desk.exchange.scripts import Script, parse_script, read_script, script_schema
from mediation_desk.resource_paths import resources
from mediation_desk.terms.ids import named_id
from mediation_desk.words.refusals import sentence, texts
from tests.support.practice_desk import Case, stored

DATA = "现场照片".encode()
SHA = hashlib.sha256(DATA).hexdigest()
FILE = {"id": "#f", "name": "照片", "media_type": "image/jpeg", "sha256": SHA, "data": base64.b64encode(DATA).decode()}


def _document(*acts: dict[str, Any], **changes: object) -> dict[str, Any]:
    head = {"format": "mediation-desk/script", "version": 1, "name": "T01", "acts": list(acts) or [_person()]}
    return {**head, **changes}


def _person(**fields: object) -> dict[str, Any]:
    return {"act": "add_person", "on": "2026-03-02", "fields": {"person": {"id": "#n", "name": "周大妈"}, **fields}}


def _attach(**fields: object) -> dict[str, Any]:
    return {"act": "attach_file", "on": "2026-03-02", "fields": {"id": "#a", "name": "照片", "file": "#f", **fields}}


def _read(document: object, folder: Path = Path()) -> Script:
    script, problems = parse_script(document, "t.json", folder)
    assert problems == () and script is not None
    return script


def _problems(document: object, folder: Path = Path()) -> tuple[Problem, ...]:
    script, problems = parse_script(document, "t.json", folder)
    assert script is None and problems
    for problem in problems:
        assert problem.refusal.code in texts()
        assert sentence(problem.refusal).endswith("。")
    return problems


def _only(document: object, folder: Path = Path()) -> tuple[str, str]:
    (problem,) = _problems(document, folder)
    return problem.path, problem.refusal.code


# -- names


def test_that_own_names_and_the_office_s_names_are_ids() -> None:
    act = _person(person={"id": "#n", "name": "#不是名字"})
    person = _read(_document({**act, "by": "@guo"}))
    step = person.steps[0]
    assert isinstance(step.act, AddPerson)
    assert step.act.person.id == named_id("T01", "n")
    assert step.act.person.name == "#不是名字"
    assert step.by == named_id("office", "guo")


def test_that_the_same_script_names_the_same_things_every_time() -> None:
    assert _read(_document()) == _read(_document())
    other = _read(_document(name="T02"))
    assert other.case != _read(_document()).case
    assert other.steps[0].act_id != _read(_document()).steps[0].act_id


def test_that_acts_of_the_office_belong_to_no_case() -> None:
    settings = {"act": "change_settings", "on": "2026-03-02", "fields": {"name": "新名"}}
    assert [step.of_case for step in _read(_document(settings, _person())).steps] == [False, True]


# -- what does not fit


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ([], "$"),
        ({}, "$"),
        (_document(format="other"), "$.format"),
        (_document(version=2), "$.version"),
        (_document(name="../x"), "$.name"),
        (_document(more=1), "$"),
        (_document(acts=7), "$.acts"),
        (_document({**_person(), "act": "steal"}), "$.acts[0].act"),
        (_document({**_person(), "on": "2026-3-2"}), "$.acts[0].on"),
        (_document({**_person(), "at": "9:00"}), "$.acts[0].at"),
        (_document({"act": "add_person", "fields": {}}), "$.acts[0]"),
        (_document(_person(colour="red")), "$.acts[0].fields"),
        (_document(_person(), _person(person={"id": "#n"})), "$.acts[1].fields.person"),
        (_document(_person(person={"id": "#n", "name": 7})), "$.acts[0].fields.person.name"),
        (_document(_attach(blob="x"), files=[FILE]), "$.acts[0].fields"),
    ],
)
def test_that_what_does_not_fit_is_told_with_its_place(document: object, path: str) -> None:
    problems = _problems(document)
    assert path in {problem.path for problem in problems}
    assert {problem.refusal.code for problem in problems} == {"script.does_not_fit"}


def test_that_every_problem_is_told_at_once() -> None:
    problems = _problems(_document(_person(a=1), _person(), _person(b=2)))
    assert [problem.path for problem in problems] == ["$.acts[0].fields", "$.acts[2].fields"]


@pytest.mark.parametrize("field", ["prepared", "revision"])
def test_that_only_the_desk_prepares(field: str) -> None:
    sign = {"act": "record_signature", "on": "2026-03-02", "fields": {"paper": "#p", "signer": "p1", field: {}}}
    assert "$.acts[0].fields" in {problem.path for problem in _problems(_document(sign))}


def test_that_a_day_that_does_not_exist_is_refused() -> None:
    assert _only(_document({**_person(), "on": "2026-02-30"})) == ("$.acts[0].on", "date.impossible")


def test_that_an_hour_that_does_not_exist_is_refused() -> None:
    (problem,) = _problems(_document({**_person(), "at": "25:00"}))
    assert (problem.path, problem.refusal.code) == ("$.acts[0].at", "date.impossible")
    assert problem.refusal.facts["text"] == "25:00"


def test_that_a_birth_date_that_does_not_exist_is_told_with_its_place() -> None:
    act = _person(person={"id": "#n", "name": "周大妈", "birth": "2026-02-30"})
    assert _only(_document(act)) == ("$.acts[0].fields.person.birth", "plain.does_not_fit")


@pytest.mark.parametrize("amount", ["-1.00", "1.234", "1e3", "NaN"])
def test_that_an_amount_is_plain_figures(amount: str) -> None:
    act = {"act": "record_performance", "on": "2026-03-02", "fields": {"track": "#t", "id": "#p", "amount": amount}}
    assert "$.acts[0].fields.amount" in {problem.path for problem in _problems(_document(act))}


def test_that_two_acts_do_not_share_an_id() -> None:
    twice = [{**_person(), "id": "x"}, {**_person(), "id": "x"}]
    assert _only(_document(*twice)) == ("$.acts[1].id", "script.id_taken")


# -- files


def test_that_a_file_is_bound_by_its_hash() -> None:
    script = _read(_document(_attach(), files=[FILE]))
    act = script.steps[0].act
    assert isinstance(act, AttachFile)
    assert (act.sha256, act.size, act.media_type) == (SHA, len(DATA), "image/jpeg")
    assert script.files[0].data == DATA


def test_that_a_changed_file_is_refused() -> None:
    changed = {**FILE, "data": base64.b64encode(b"other").decode()}
    problems = _problems(_document(_attach(), files=[changed]))
    assert ("$.files[0].sha256", "script.file_changed") in {(p.path, p.refusal.code) for p in problems}


def test_that_a_file_nobody_brought_is_refused() -> None:
    assert _only(_document(_attach(file="#other"), files=[FILE])) == ("$.acts[0].fields.file", "script.file_unknown")


def test_that_a_file_beside_the_script_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(DATA)
    beside = {name: value for name, value in FILE.items() if name != "data"} | {"path": "a.jpg"}
    assert _read(_document(_attach(), files=[beside]), tmp_path).files[0].data == DATA


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "sub/../../secret", "nothing", "."])
def test_that_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret").write_bytes(DATA)
    beside = {name: value for name, value in FILE.items() if name != "data"} | {"path": path}
    problems = _problems(_document(_attach(), files=[beside]), inside)
    assert ("$.files[0]", "script.file_unreadable") in {(p.path, p.refusal.code) for p in problems}


def test_that_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret").write_bytes(DATA)
    (inside / "link").symlink_to(tmp_path / "secret")
    beside = {name: value for name, value in FILE.items() if name != "data"} | {"path": "link"}
    assert ("$.files[0]", "script.file_unreadable") in {
        (p.path, p.refusal.code) for p in _problems(_document(_attach(), files=[beside]), inside)
    }


def test_that_broken_base64_is_refused() -> None:
    problems = _problems(_document(_attach(), files=[{**FILE, "data": "%%%"}]))
    assert "script.file_unreadable" in {problem.refusal.code for problem in problems}


# -- whole files


@pytest.mark.parametrize(
    "written", [b"", b"{", b'{"format": "mediation-desk/script", "acts": [', b"\xff\xfe\x00", b"[1, 2"]
)
def test_that_a_truncated_or_foreign_file_is_refused_in_one_sentence(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(written)
    script, (problem,) = read_script(path)
    assert script is None
    assert problem.refusal.code == "script.unreadable"
    assert "broken.json" in sentence(problem.refusal)


def test_that_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    script, (problem,) = read_script(tmp_path / "nothing.json")
    assert (script, problem.refusal.code) == (None, "script.unreadable")


def test_that_deep_nesting_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    script, problems = read_script(path)
    assert script is None and problems[0].refusal.code == "script.unreadable"


def test_that_the_published_schema_is_made_from_the_acts() -> None:
    on_disk = (resources() / "exchange" / "script.schema.json").read_text(encoding="utf-8")
    assert on_disk == published()
    Draft202012Validator.check_schema(json.loads(on_disk))
    assert set(json.loads(on_disk)) == set(script_schema())


def test_that_every_worked_case_can_be_read() -> None:
    names = [name for name, _ in demo_scripts(resources())]
    assert "C01.json" in names


# -- playing


def test_that_a_script_played_twice_changes_nothing_more(office: PracticeOffice) -> None:
    document = _played("once")
    office.play(_read(document), "t.json")
    before = stored(office.desk)
    again = office.play(_read(document), "t.json")
    assert again.problem is None
    assert all(outcome.repeated for outcome in again.outcomes)
    assert stored(office.desk) == before


def _played(name: str, **second: object) -> dict[str, Any]:
    fields = {
        "source": "self",
        "region": "330699101",
        "summary": "事",
        "request": "",
        "dispute_type": "neighbours",
        "title": name,
    }
    register = {"act": "register_case", "by": "@lu", "on": "2026-03-02", "fields": fields}
    return _document(register, {**_person(), "by": "@lu", **second}, name=name)


def test_that_a_refusal_the_script_expects_is_no_problem(office: PracticeOffice) -> None:
    empty = {"person": {"id": "#n", "name": " "}}
    played = office.play(_read(_played("expected", fields=empty, refused="field.empty")), "t.json")
    assert (played.problem, len(played.outcomes)) == (None, 1)


def test_that_a_script_stops_where_it_goes_otherwise(office: PracticeOffice) -> None:
    played = office.play(_read(_played("unexpected", refused="field.empty")), "t.json")
    assert played.problem is not None
    assert (played.problem.path, played.problem.refusal.code) == ("$.acts[1]", "script.not_refused")
    wrong = office.play(_read(_played("wrong", fields={"person": {"id": "#n", "name": " "}})), "t.json")
    assert wrong.problem is not None
    assert (wrong.problem.path, wrong.problem.refusal.code) == ("$.acts[1]", "field.empty")


def test_that_a_script_names_people_of_the_office(office: PracticeOffice) -> None:
    played = office.play(_read(_played("stranger", by="@nobody")), "t.json")
    assert played.problem is not None and played.problem.refusal.code == "staff.unknown"
    assert isinstance(Case(office), Case)
