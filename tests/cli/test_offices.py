"""init, doctor and demo."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from mediation_desk.cli.main import main
from mediation_desk.desk.maintenance import examine
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.surroundings import system
from mediation_desk.model.office import Office
from mediation_desk.store.blobs import BLOB_FOLDER
from mediation_desk.terms.file_names import file_name, original_name

from .conftest import CHEAP, PASSWORD, Line, surroundings

pytestmark = pytest.mark.thorough


def states(document: dict) -> dict[str, str]:
    return {check["name"]: check["state"] for check in document["checks"]}


def test_that_an_office_is_made_once(tmp_path: Path, capsys) -> None:
    line = Line(tmp_path / "office", surroundings(tmp_path), capsys)
    code, made = line.json("init", "--name", "乙县", "--region", "330698", "--account", "qian", "--person", "钱一")
    assert (code, made["account"]) == (0, "qian")
    assert line.json("case", "list") == (0, {"cases": []})
    assert line.refusal("init", "--name", "乙县", "--region", "330698") == "office.exists"


def test_that_an_office_has_no_weak_password(tmp_path: Path, capsys) -> None:
    line = Line(tmp_path / "office", surroundings(tmp_path, MEDIATION_DESK_PASSWORD="12345678"), capsys)
    assert line.refusal("init", "--name", "乙县", "--region", "330698") == "account.password_weak"
    assert not (tmp_path / "office" / "office.key").exists()


def test_that_a_sound_office_is_found_sound(line: Line) -> None:
    code, document = line.json("doctor")
    assert code == 0
    assert document["sound"]
    assert set(states(document)) >= {"数据库设置", "操作记录链", "文书和附件", "编号", "检索", "字体", "规则", "节假日"}
    assert "bad" not in states(document).values()


def test_that_the_program_is_examined_without_an_office(tmp_path: Path, capsys) -> None:
    assert main(["doctor"], surroundings(tmp_path)) == 0
    assert "规则" in capsys.readouterr().out


def test_that_a_damaged_blob_and_a_clock_set_back_are_found(line: Line) -> None:
    blob = next(path for path in (line.office / BLOB_FOLDER).rglob("*") if path.is_file())
    kept = blob.read_bytes()
    blob.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    early = line.world.at(lambda: line.world.now().replace(year=2025))
    code, document = Line(line.office, early, line.capsys).json("doctor")
    assert code == 1
    assert states(document)["文书和附件"] == "bad"
    assert states(document)["时钟"] == "warn"


def test_that_every_fault_of_the_rules_is_told_at_once(tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(system().resources, resources, ignore=shutil.ignore_patterns("fonts", "icons"))
    for name in ("people.general", "administrative.general"):
        file = resources / "procedures" / f"{name}.toml"
        file.write_text(file.read_text(encoding="utf-8").replace('kind = "', 'kind = "x', 1), encoding="utf-8")
    (resources / "fonts").mkdir()
    found = examine(replace(system(), resources=resources, data_folder=tmp_path))
    assert next(line for line in found if line.name == "字体").state == "bad"
    told = [line.detail for line in found if line.name == "规则"]
    for name in ("people.general", "administrative.general"):
        assert any(line.startswith(f"procedures/{name}.toml：kind：") for line in told)


def test_that_the_self_check_of_an_office_names_faulty_rules_and_goes_on(line: Line, tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(system().resources, resources)
    file = resources / "rules" / "limits.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("length = 3\n", "length = 0\n", 1), encoding="utf-8")
    broken = Line(line.office, replace(line.world, resources=resources), line.capsys)
    code, document = broken.json("doctor")
    assert code == 1
    assert any(check["detail"].startswith("rules/limits.toml：limit[1].length：") for check in document["checks"])
    assert states(document)["操作记录链"] == "good"
    assert broken.refusal("case", "list") == "rules.faulty"


def test_that_a_setting_that_the_law_no_longer_allows_is_named_by_the_self_check(line: Line) -> None:
    door = OfficeDoor(line.office, line.world, CHEAP)
    desk = door.sign_in("shen", PASSWORD)
    with desk.store.writing() as session:
        lapsed = {"confirm": {"length": 20, "source": "某办法 4"}}
        session.execute(update(Office).values(settings={"local": lapsed}))
    desk.close()
    code, told = line.json("doctor")
    (bad,) = [check for check in told["checks"] if check["name"] == "本单位设置"]
    assert (code, told["sound"], bad["state"]) == (1, False, "bad")
    assert "“confirm”已失效，暂按原规定执行" in bad["detail"] and "民事诉讼法（2023）205" in bad["detail"]


def test_that_the_books_of_numbers_tell_every_number_of_a_year(line: Line) -> None:
    code, told = line.json("numbers", "--year", "2026")
    numbers = [row["number"] for row in told["numbers"]]
    assert (code, told["year"]) == (0, 2026)
    assert {"（2026）石桥村人调字第1号", "（2026）枫塘劳调字第1号"} <= set(numbers)
    assert len(numbers) == len(set(numbers))
    assert "（2026）枫塘劳调字第1号" in line("numbers", "--year", "2026")[1]
    assert line.json("numbers")[1] == {"year": 2027, "numbers": []}  # this year, where none is named


def test_that_somebody_without_the_office_cannot_examine_it(line: Line) -> None:
    door = OfficeDoor(line.office, line.world, CHEAP)
    desk = door.sign_in("shen", PASSWORD)
    door.give_account(desk, "zhou", PASSWORD)
    desk.close()
    assert line.refusal("--account", "zhou", "doctor") == "permission.denied"


def test_that_the_demo_writes_every_paper_and_the_root(tmp_path: Path, capsys) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(system().resources, resources, ignore=shutil.ignore_patterns("C0[2-9].json", "C[12]*.json"))
    out = tmp_path / "papers"
    code = main(["--json", "demo", "--out", str(out)], replace(surroundings(tmp_path), resources=resources))
    cases = json.loads(capsys.readouterr().out)["cases"]
    assert code == 0
    assert [case["script"] for case in cases] == ["C01"]
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.pdf"))
    assert files == sorted(cases[0]["files"])
    assert len(files) == cases[0]["papers"] > 3
    assert (out / "authority.crt").read_bytes()[:1] == b"\x30"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["papers", "resources"]


def test_that_a_demo_that_goes_otherwise_is_told_with_its_path(tmp_path: Path, capsys) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(system().resources, resources, ignore=shutil.ignore_patterns("C0[2-9].json", "C[12]*.json"))
    script = resources / "demo" / "C01.json"
    document = json.loads(script.read_text(encoding="utf-8"))
    document["acts"][2]["fields"]["track"] = "#nowhere"
    script.write_text(json.dumps(document), encoding="utf-8")
    assert main(["demo"], replace(surroundings(tmp_path), resources=resources)) == 1
    assert "$.acts[2]" in capsys.readouterr().out


def test_that_a_file_name_holds_nothing_a_file_system_forbids() -> None:
    assert file_name("C03", None, '协议<b>/..\\:*?"|书') == "C03_协议-b-..-书"
    assert len(file_name("很" * 300).encode()) <= 200


def test_that_an_original_keeps_its_ending_and_nothing_that_only_looks_like_one() -> None:
    assert original_name("07", "现场/照片.jpg") == "07-现场-照片.jpg"
    assert original_name("07", "很" * 300 + ".pdf").endswith("很.pdf")
    assert original_name("07", "没有结尾") == "07-没有结尾"
    assert original_name("07", ".pdf") == "07-.pdf"
    assert original_name("07", "录音.<b>") == "07-录音.-b-"
