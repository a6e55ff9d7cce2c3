"""scan: what lies in a scanned file, as a table and as JSON, and kept with the case."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.support.scanner import as_pdf, printed

from .conftest import Built, Line


@pytest.fixture
def application(built: Built, tmp_path: Path) -> Path:
    file = tmp_path / "scan.pdf"
    file.write_bytes(as_pdf(printed((built.papers / "C03-RM-APP.pdf").read_bytes())))
    return file


def test_that_a_scan_is_sorted_and_nothing_is_kept_unasked(line: Line, application: Path) -> None:
    code, document = line.json("scan", application)
    assert code == 0
    (paper,) = document["papers"]
    with pypdfium2.PdfDocument(application) as scan:
        assert [page["page"] for page in paper["pages"]] == list(range(1, len(scan) + 1))
    assert (paper["whole"], document["loose"]) == (True, [])
    assert "scan" not in paper


def test_that_a_whole_scan_is_kept_and_a_strange_page_is_told(line: Line, application: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    Image.new("RGB", (1240, 1754), "white").save(blank)
    code, out, _ = line("scan", application, blank, "--file")
    assert code == 1
    assert "已归档。" in out
    assert "没有读到页码" in out


def test_that_a_missing_page_is_refused_without_a_reason(line: Line, application: Path, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(application) as scan:
        pages = [page.render(scale=150 / 72).to_pil() for page in scan]
    first = tmp_path / "first.pdf"
    first.write_bytes(as_pdf(pages[:1]))
    assert len(pages) > 1
    code, document = line.json("scan", first, "--file")
    assert (code, document["papers"][0]["refused"]["code"]) == (1, "scan.pages_missing")
    code, document = line.json("scan", first, "--file", "--reason", "第二页遗失")
    assert "scan" in document["papers"][0]
