"""`rules`: what each procedure says, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediation_desk.cli.main import main

from .conftest import surroundings


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(list(words), surroundings(tmp_path))
    return code, capsys.readouterr().out


def test_that_all_procedures_are_listed_by_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(tmp_path, capsys, "rules")
    assert code == 0
    assert "administrative.traffic  行政调解：交通事故行政调解" in out.splitlines()


def test_that_one_procedure_is_told_whole_with_articles_and_doubts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = said(tmp_path, capsys, "rules", "administrative.traffic")
    assert code == 0
    assert "交通事故行政调解（administrative.traffic）" in out
    assert "〔道路交通安全法实施条例 95｜已读原文〕" in out and "｜依据待核〕" in out
    assert "至少2名" in out and "收到事故认定书之日起算" in out


def test_that_machines_read_the_same_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(tmp_path, capsys, "--json", "rules", "professional.commercial")
    (sheet,) = json.loads(out)["procedures"]
    assert code == 0 and sheet["name"] == "商事调解"
    assert {row["certainty_words"] for row in sheet["rows"]} >= {"网页", "依据待核"}


def test_that_an_unknown_procedure_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(tmp_path, capsys, "--json", "rules", "weather")[0] == 1
