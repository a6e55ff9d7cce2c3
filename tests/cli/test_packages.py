"""case export and import: the same case on both sides, and nothing let in that is foreign, truncated or changed."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.exchange.packages import MANIFEST, Bounds, unpack
from mediation_desk.model.base import Base
from mediation_desk.queries.package import LEFT_BEHIND, case_tables
from mediation_desk.terms.refusal import Refusal

from .conftest import CHEAP, ORAL, PASSWORD, WAGES, Built, Line, surroundings
from .test_performing import saved, script

pytestmark = pytest.mark.thorough


@pytest.fixture
def package(built: Built, tmp_path: Path) -> Path:
    """The wages case on its way."""
    return Path(shutil.copy2(built.package, tmp_path / "wages.mdcase"))


def refolded(package: Path, change: dict[str, bytes | None]) -> None:
    """The same container with some members exchanged, added, or (None) left out."""
    with zipfile.ZipFile(package) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    parts = {name: data for name, data in {**parts, **change}.items() if data is not None}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        for name, data in parts.items():
            container.writestr(name, data)
    package.write_bytes(file.getvalue())


def test_that_a_case_is_the_same_before_and_after(line: Line, other: Line, package: Path, agreement: Path) -> None:
    before = line.json("case", "show", WAGES)[1]
    code, document = other.json("case", "import", package)
    assert (code, document["imported"]) == (0, True)
    assert other.json("case", "show", WAGES)[1] == before
    assert other.json("search", "刘大勇")[1]["hits"][0]["number"] == WAGES
    assert other.json("verify", agreement)[1]["intact"]
    code, checks = other.json("doctor")
    assert code == 0, checks


def test_that_importing_twice_changes_nothing_and_a_changed_case_is_refused(
    line: Line, other: Line, package: Path, tmp_path: Path
) -> None:
    assert other("case", "import", package)[0] == 0
    assert [case["new"] for case in other.json("case", "import", package)[1]["cases"]] == [False]
    assert line("paper", "make", WAGES, "RM-RIGHTS", "--out", tmp_path / "a.pdf")[0] == 0
    again = tmp_path / "again.mdcase"
    assert line("case", "export", WAGES, "--out", again)[0] == 0
    before = other.json("case", "show", WAGES)[1]
    assert other.refusal("case", "import", again) == "package.case_differs"
    assert other.json("case", "show", WAGES)[1] == before


def test_that_what_was_printed_travels_with_the_case(line: Line, other: Line, tmp_path: Path) -> None:
    paper = line.json("paper", "list", WAGES)[1]["papers"][0]["id"]
    how = {"id": "#new", "paper": paper, "copies": 2, "pages": 4, "sides": "one", "printer": "文印室"}
    fields, sent = tmp_path / "print.json", tmp_path / "sent.mdcase"
    fields.write_text(json.dumps(how, ensure_ascii=False), encoding="utf-8")
    assert line("act", WAGES, "start_printing", "--fields", fields)[0] == 0
    assert line("case", "export", WAGES, "--out", sent)[0] == 0
    assert other("case", "import", sent)[0] == 0
    here, there = (one.json("case", "show", WAGES)[1] for one in (line, other))
    assert here == there
    assert [row["copies"] for one in there["papers"] if one["id"] == paper for row in one["prints"]] == [2]


def test_that_the_office_it_came_from_has_the_very_same_case(line: Line, package: Path) -> None:
    assert [case["new"] for case in line.json("case", "import", package)[1]["cases"]] == [False]


def test_that_a_dry_run_writes_nothing(other: Line, package: Path) -> None:
    code, document = other.json("case", "import", "--dry-run", package)
    assert (code, document["imported"], document["cases"][0]["new"]) == (0, False, True)
    assert other.json("case", "list")[1] == {"cases": []}
    assert not (other.office / "blobs").exists()


def test_that_another_case_with_the_same_number_is_not_mixed_in(other: Line, package: Path, tmp_path: Path) -> None:
    document = script()
    own = {name: part for name, part in document["acts"][0].items() if name != "by"}
    document["acts"] = [own]
    for name in ("X1", "X2"):
        assert other("case", "perform", saved(tmp_path, {**document, "name": name}))[0] == 0
    assert other.refusal("case", "import", package) == "package.number_taken"


def test_that_a_number_that_came_from_elsewhere_is_passed_over_and_booked(
    other: Line, package: Path, tmp_path: Path
) -> None:
    assert other("case", "import", package)[0] == 0  # it is called 2026-2
    document = script()
    document["acts"] = [{name: part for name, part in document["acts"][0].items() if name != "by"}]
    drawn = [
        other.json("case", "perform", saved(tmp_path, {**document, "name": name}))[1]["scripts"][0]["numbers"]
        for name in ("X1", "X2")
    ]
    assert drawn == [["2026-1"], ["2026-3"]]
    checks = {check["name"]: check["state"] for check in other.json("doctor")[1]["checks"]}
    assert checks["编号"] == "good"


def test_that_a_wrong_password_opens_nothing(other: Line, package: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "secret").write_text("not-the-password", encoding="utf-8")
    words = ("case", "import", package, "--package-password-file", tmp_path / "secret")
    assert other.refusal(*words) == "package.wrong_password"
    bare = Line(other.office, surroundings(tmp_path, MEDIATION_DESK_PACKAGE_PASSWORD=""), capsys)
    assert bare.refusal("case", "import", package) == "cli.package_password_missing"


def test_that_a_weak_password_closes_nothing(line: Line, tmp_path: Path, capsys) -> None:
    world = surroundings(tmp_path, MEDIATION_DESK_PACKAGE_PASSWORD="12345678", MEDIATION_DESK_ACCOUNT="shen")
    weak = Line(line.office, world, capsys)
    assert weak.refusal("case", "export", WAGES, "--out", tmp_path / "x.mdcase") == "account.password_weak"
    assert not (tmp_path / "x.mdcase").exists()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_that_a_truncated_package_is_refused(other: Line, package: Path, share: float) -> None:
    data = package.read_bytes()
    package.write_bytes(data[: int(len(data) * share)])
    assert other.refusal("case", "import", package) == "package.unreadable"


def test_that_a_foreign_file_is_refused(other: Line, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as container:
        container.writestr("readme.txt", "hello")
    assert other.refusal("case", "import", foreign) == "package.foreign"
    with zipfile.ZipFile(foreign, "w") as container:
        container.writestr(MANIFEST, "[]")
    assert other.refusal("case", "import", foreign) == "package.foreign"
    assert other.refusal("case", "import", tmp_path / "absent.mdcase") == "package.missing"


def test_that_a_changed_part_is_refused(other: Line, package: Path) -> None:
    with zipfile.ZipFile(package) as container:
        blob = next(name for name in container.namelist() if name.startswith("blobs/"))
    refolded(package, {blob: b"something else"})
    assert other.refusal("case", "import", package) == "package.changed"


def test_that_a_part_that_was_taken_out_with_its_line_is_missed(other: Line, package: Path) -> None:
    with zipfile.ZipFile(package) as container:
        manifest = json.loads(container.read(MANIFEST))
        blob = next(name for name in container.namelist() if name.startswith("blobs/"))
    del manifest["parts"][blob]
    refolded(package, {blob: None, MANIFEST: json.dumps(manifest).encode()})
    assert other.refusal("case", "import", package) == "package.changed"


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "blobs/../../outside", "extra.txt"])
def test_that_no_name_leads_out_of_the_folder(package: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(package) as container:
        manifest = json.loads(container.read(MANIFEST))
    manifest["parts"][name] = {"sha256": "0" * 64, "size": 1}
    refolded(package, {name: b"x", MANIFEST: json.dumps(manifest).encode()})
    with pytest.raises(Refusal) as refused:
        unpack(package, tmp_path / "deep" / "folder")
    assert refused.value.code == "package.foreign"
    assert not list(tmp_path.rglob("outside"))


def test_that_a_container_that_swells_is_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.mdcase"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(MANIFEST, b" " * 3_000_000)
    assert bomb.stat().st_size < 10_000
    with pytest.raises(Refusal) as refused:
        unpack(bomb, tmp_path / "folder")
    assert refused.value.code == "package.too_large"


def test_that_the_bounds_hold_for_count_and_size(package: Path, tmp_path: Path) -> None:
    for bounds in (Bounds(entries=3), Bounds(entry=1000), Bounds(total=1000), Bounds(manifest=10)):
        with pytest.raises(Refusal) as refused:
            unpack(package, tmp_path / "folder", bounds)
        assert refused.value.code == "package.too_large"


def test_that_nothing_in_a_package_can_be_read_without_its_password(package: Path) -> None:
    data = package.read_bytes()
    for words in ("刘大勇", "鸿达", WAGES, "%PDF"):
        assert words.encode() not in data


def test_that_every_table_of_a_case_travels_or_is_said_to_stay() -> None:
    bound = {table.name for table in Base.metadata.sorted_tables if "case_id" in table.columns}
    travelling = {table.name for table in case_tables()}
    assert travelling - {"case_file"} == bound - LEFT_BEHIND
    assert bound >= LEFT_BEHIND


def test_that_a_case_leaves_only_with_those_who_may_take_it_out(line: Line, tmp_path: Path) -> None:
    door = OfficeDoor(line.office, line.world, CHEAP)
    desk = door.sign_in("shen", PASSWORD)
    door.give_account(desk, "zhou", PASSWORD)
    desk.close()
    words = ("case", "export", ORAL, "--out", tmp_path / "x.mdcase")
    assert line.refusal("--account", "zhou", *words) == "permission.denied"
    assert not (tmp_path / "x.mdcase").exists()
    code, document = line.json(*words)
    assert (code, document["number"]) == (0, ORAL)
    assert {check["state"] for check in line.json("doctor")[1]["checks"] if check["name"] == "操作记录链"} == {"good"}
