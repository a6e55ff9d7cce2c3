"""Exit codes, the one JSON document, columns, and what the line itself may look like."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mediation_desk.cli.answer import table, width
from mediation_desk.cli.grammar import in_chinese
from mediation_desk.cli.main import main
from mediation_desk.desk.surroundings import system
from tests.support.kept_offices import PASSWORD

from .conftest import Line, surroundings


def test_that_chinese_columns_stand_below_each_other() -> None:
    lines = table(("编号", "事由"), [("2026-1", "围墙"), ("2026-10", "工资\n拖欠")])
    starts = [width(line.partition(last)[0]) for line, last in zip(lines, ("事由", "围墙", "工资"), strict=True)]
    assert starts == [9, 9, 9]
    assert lines[2].endswith("工资 拖欠")


@pytest.mark.parametrize(("sign", "columns"), [("a", 1), ("调", 2), ("（", 2), ("é", 1), ("𬭬", 2), ("\u0301", 0)])
def test_that_a_sign_takes_the_columns_of_a_terminal(sign: str, columns: int) -> None:
    assert width(sign) == columns


@pytest.mark.parametrize(
    "words",
    [
        ("deadline", "visit"),
        ("case",),
        ("case", "show"),
        ("nonsense",),
        ("deadline", "x", "--from", "2026-02-30"),
        ("deadline", "x", "--from", "2026-02-01", "--pause", "2026-02-03"),
        ("case", "list", "--kind", "civil"),
        ("init", "--name", "甲", "--region", "33"),
        ("search", "x", "--limit", "-3"),
        ("table", "x"),
        ("backup",),
    ],
)
def test_that_a_wrong_line_is_usage_and_no_traceback(words: tuple[str, ...], capsys, tmp_path: Path) -> None:
    assert main(words, surroundings(tmp_path)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert main([*words, "--json"], surroundings(tmp_path)) == 2
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["code"] == "usage"
    assert said.err == ""


def test_that_a_wrong_line_is_told_in_chinese() -> None:
    assert in_chinese("the following arguments are required: NUMBER") == "缺少 NUMBER"
    assert in_chinese("something new") == "something new"


def test_that_a_refusal_is_one_sentence_on_standard_error(line: Line) -> None:
    code, out, err = line("case", "show", "2099-1")
    assert (code, out) == (1, "")
    assert "2099-1" in err
    assert err.count("\n") == 1


def test_that_a_fault_is_one_line_without_traceback(capsys, tmp_path: Path) -> None:
    broken = replace(system(), data_folder=tmp_path)

    def stopped() -> None:
        raise ZeroDivisionError

    world = replace(broken, clock=stopped)
    assert main(["--office", str(tmp_path), "doctor"], world) == 1  # no office there: an answer, not a fault
    capsys.readouterr()
    assert main(["doctor"], world) == 3
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert main(["doctor", "--debug"], world) == 3
    assert "Traceback" in capsys.readouterr().err


def test_that_no_window_is_tried_without_a_screen(capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert main([], surroundings(tmp_path)) == 2
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("office", ["https://office.example", "mediation://host/1"])
def test_that_an_address_of_a_server_is_refused(office: str, capsys, tmp_path: Path) -> None:
    assert main(["--json", "--office", office, "case", "list"], surroundings(tmp_path)) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "cli.office_on_a_server"


def test_that_the_office_of_the_window_is_meant_where_none_is_named(line: Line, capsys) -> None:
    world = replace(line.world, data_folder=line.office)
    assert main(["case", "list"], world) == 0
    assert "2026-1" in capsys.readouterr().out


def test_that_several_accounts_need_a_name(line: Line, capsys) -> None:
    world = replace(line.world, environment={**line.world.environment, "MEDIATION_DESK_ACCOUNT": ""})
    again = Line(line.office, world, capsys)
    assert again("case", "list")[0] == 0  # the practice office has one slot
    assert again.refusal("--account", "nobody", "case", "list") == "account.wrong_password"


def test_that_the_password_comes_from_a_file_or_the_environment_only(line: Line, tmp_path: Path, capsys) -> None:
    bare = Line(line.office, replace(line.world, environment={}), capsys)
    assert bare.refusal("case", "list") == "cli.password_missing"
    (tmp_path / "secret").write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert bare("case", "list", "--password-file", tmp_path / "secret")[0] == 0
    (tmp_path / "wrong").write_text("not-the-password\n", encoding="utf-8")
    assert bare.refusal("--password-file", tmp_path / "wrong", "case", "list") == "account.wrong_password"
    assert bare.refusal("--password-file", tmp_path / "absent", "case", "list") == "cli.file_unusable"
