"""strokes: handed out to an examiner, and compared with the signed paper."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from mediation_desk.cli.main import main

from .conftest import WAGES, Line, surroundings


@pytest.fixture
def signed(line: Line, agreement: Path) -> tuple[str, str, str]:
    """The agreement's id, and the boxes of its first two signers."""
    papers = line.json("paper", "list", WAGES)[1]["papers"]
    paper = next(one["id"] for one in papers if one["code"] == "RM-AGR")
    first, second = (one["field"] for one in line.json("verify", agreement)[1]["signatures"][:2])
    return paper, first, second


def export(
    line: Line, paper: str, signer: str, out: Path, *, to: str = "某司法鉴定中心", reason: str = "鉴委〔2027〕1号"
):
    return line.json("strokes", "export", paper, signer, "--to", to, "--reason", reason, "--out", out)


def check(pdf: Path, file: Path, tmp_path: Path) -> int:
    return main(["strokes", "check", str(pdf), str(file)], surroundings(tmp_path))


def test_that_the_file_holds_every_point_and_belongs_to_its_paper(
    line: Line, agreement: Path, signed: tuple[str, str, str], tmp_path: Path
) -> None:
    paper, first, _ = signed
    out = tmp_path / "strokes.zip"
    code, document = export(line, paper, first, out)
    assert (code, document["file"]) == (0, str(out))
    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("strokes.json"))
        table = list(csv.reader(io.StringIO(archive.read("strokes.csv").decode())))
        assert archive.read("drawing.svg").startswith(b"<svg")
    points = [point for stroke in told["strokes"] for point in stroke]
    assert len(points) == document["points"] == len(table) - 1
    assert told["bound"]["signer_key"] == first
    assert told["about"]["name"] == document["name"]
    assert check(agreement, out, tmp_path) == 0
    assert document["name"] in line.capsys.readouterr().out


def test_that_strokes_of_another_paper_or_changed_ones_do_not_belong(
    line: Line, agreement: Path, signed: tuple[str, str, str], tmp_path: Path
) -> None:
    paper, first, _ = signed
    out = tmp_path / "strokes.zip"
    export(line, paper, first, out)
    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("strokes.json"))
    told["strokes"][-1][-1]["t_ms"] += 1
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(changed, "w") as archive:
        archive.writestr("strokes.json", json.dumps(told))
    assert check(agreement, changed, tmp_path) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"%PDF-1.7"])
def test_that_a_file_of_another_kind_is_refused(agreement: Path, tmp_path: Path, content: bytes, capsys) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(content)
    assert check(agreement, other, tmp_path) == 1
    assert "strokes export" in capsys.readouterr().err


def test_that_it_says_to_whom_and_why_and_overwrites_nothing(
    line: Line, signed: tuple[str, str, str], tmp_path: Path
) -> None:
    paper, first, _ = signed
    out = tmp_path / "strokes.zip"
    assert export(line, paper, first, out, to=" ")[1]["error"]["code"] == "field.empty"
    assert export(line, paper, first, out, reason=" ")[1]["error"]["code"] == "field.empty"
    assert not out.exists()
    out.write_bytes(b"mine")
    assert export(line, paper, first, out)[1]["error"]["code"] == "strokes.file_exists"
    assert out.read_bytes() == b"mine"


def test_that_a_seal_and_an_unknown_box_have_no_strokes(
    line: Line, agreement: Path, signed: tuple[str, str, str], tmp_path: Path
) -> None:
    seal = line.json("verify", agreement)[1]["signatures"][-1]["field"]
    for box in (seal, "nobody"):
        assert export(line, signed[0], box, tmp_path / "x.zip")[1]["error"]["code"] == "strokes.none"
