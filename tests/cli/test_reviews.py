"""review: the sheet by which volumes are scored, checked and loaded from a file."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Line
from tests.law.test_review_sheets import GOOD


def test_that_the_sheet_in_force_is_told_and_taken_out(line: Line) -> None:
    code, told = line.json("review")
    assert code == 0 and told["used"].endswith("（自带）") and len(told["items"]) == 8
    assert line("review", "--export")[1].startswith('[review]\nname = "人民调解卷宗评查表（示例）"')


def test_that_a_sheet_is_checked_loaded_from_a_day_and_left_again(line: Line, tmp_path: Path) -> None:
    sheet, faulty = tmp_path / "县.toml", tmp_path / "错.toml"
    sheet.write_text(GOOD, encoding="utf-8")
    faulty.write_text(GOOD.replace("points = 60", "points = 0"), encoding="utf-8")
    assert "2项，共100分" in line("review", "--check", sheet)[1]
    assert line.refusal("review", "--check", faulty) == line.refusal("review", "--load", faulty) == "rules.faulty"
    assert "自带" in line("review", "--load", sheet, "--from", "2099-01-01")[1]
    assert "临溪县卷宗评查标准（本单位第2版）" in line("review", "--load", sheet)[1]
    assert "第1版" in line("review")[1] and "第2版（使用中）" in line("review")[1]
    assert line.json("review", "--shipped")[1]["used"].endswith("（自带）")
    assert line.refusal("review", "--shipped") == "review.shipped_already"
