"""templates: whose template makes each paper, and its text."""

from __future__ import annotations

import pytest

from mediation_desk.cli.main import main
from tests.cli.conftest import Line


def test_that_every_paper_is_listed_with_its_template(line: Line) -> None:
    code, told = line.json("templates")
    rows = {row["code"]: row for row in told["templates"]}
    assert code == 0 and rows["RM-VISIT"]["active"] is None and rows["RM-VISIT"]["file"] == "visit.xml"
    assert "自带（visit.xml）" in line("templates")[1]


def test_that_a_template_can_be_taken_out(line: Line) -> None:
    shipped = (line.world.resources / "papers" / "visit.xml").read_text(encoding="utf-8")
    for option in ("--export", "--shipped"):
        assert line.json("templates", option, "RM-VISIT")[1] == {"code": "RM-VISIT", "edition": None, "text": shipped}
    assert line("templates", "--export", "RM-VISIT")[1].strip() == shipped.strip()
    assert line.refusal("templates", "--export", "XX-NIX") == "paper.unknown"


def test_that_an_office_must_be_named(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates"], line.world) != 0
    assert capsys.readouterr().err
