"""What was signed on the screen holds: for other programs' checks, for ours, complete in text, with its own fonts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mediation_desk.signatures.verify import verify
from tests.support.archives import archival_faults
from tests.support.worked_cases import PaperCopy, WorkedOffice

SIGNED = (
    ("C03", "RM-AGR", 6),
    ("C04", "RM-AGR", 6),
    ("C11", "SF-AGR", 5),
    ("C13", "RM-AGR", 5),
    ("C13", "NE-REPORT", 2),
)
"""Case, paper and how many signatures it bears, the seal among them."""
AGREEMENTS = (("C03", "RM-AGR"), ("C04", "RM-AGR"), ("C11", "SF-AGR"), ("C13", "RM-AGR"), ("C14", "AD-AGR"))
SEALED = (*((name, code) for name, code, _ in SIGNED), ("C14", "AD-AGR"))
"""Signed on the screen, and C14 on paper."""
_FOOTER = re.compile(r"第\d+页共\d+页|案件编号：\d+-\d+文书编号：[0-9a-f-]{36}")
needs_poppler = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")


def copy_of(worked: WorkedOffice, name: str, code: str) -> PaperCopy:
    (paper,) = worked.papers(name, code)
    return paper


def run(tool: str, paper: PaperCopy, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(paper.pdf)
    onto = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, str(file), *onto], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def squeezed(text: str) -> str:
    """Without blanks, line ends and what stands at the foot of every page."""
    return _FOOTER.sub("", re.sub(r"\s", "", text))


@needs_poppler
@pytest.mark.parametrize(("name", "code", "signatures"), SIGNED)
def test_that_another_program_calls_every_signature_valid(
    worked: WorkedOffice, tmp_path: Path, name: str, code: str, signatures: int
) -> None:
    said = run("pdfsig", copy_of(worked, name, code), tmp_path)
    assert said.count("Signature Validation: Signature is Valid.") == signatures
    assert said.count("Signature Validation:") == signatures


@needs_poppler
@pytest.mark.parametrize(("name", "code", "signatures"), SIGNED)
def test_that_every_font_is_embedded(
    worked: WorkedOffice, tmp_path: Path, name: str, code: str, signatures: int
) -> None:
    lines = run("pdffonts", copy_of(worked, name, code), tmp_path).splitlines()[2:]
    assert lines
    assert [line for line in lines if line.split()[-5] != "yes"] == []


@pytest.mark.parametrize(("name", "code"), SEALED)
def test_that_what_was_signed_is_still_fit_for_archives(worked: WorkedOffice, name: str, code: str) -> None:
    """Signing adds revisions: their appearances, fonts and fields must keep to PDF/A too."""
    assert archival_faults(copy_of(worked, name, code).pdf) == []


@needs_poppler
@pytest.mark.parametrize(("name", "code"), AGREEMENTS)
def test_that_every_clause_can_be_read_out_of_the_agreement(
    worked: WorkedOffice, tmp_path: Path, name: str, code: str
) -> None:
    paper = copy_of(worked, name, code)
    text = squeezed(run("pdftotext", paper, tmp_path))
    agreement = paper.context["agreement"]
    clauses = [duty["sentence"] for duty in agreement["duties"]] + list(agreement["other_clauses"])
    said = [*clauses, agreement["facts"], agreement["dispute"], agreement["responsibility"]]
    assert [line for line in said if squeezed(line) not in text] == []
    assert [p["person"]["name"] for p in paper.context["parties"] if p["person"]["name"] not in text] == []


@pytest.mark.parametrize(("name", "code", "signatures"), SIGNED)
def test_that_a_signed_paper_is_intact_and_one_changed_byte_is_noticed(
    worked: WorkedOffice, name: str, code: str, signatures: int
) -> None:
    pdf = copy_of(worked, name, code).pdf
    verdict = verify(pdf, worked.roots)
    assert (verdict.intact, len(verdict.signatures)) == (True, signatures)
    assert [one.trusted and one.valid for one in verdict.signatures] == [True] * signatures
    place = len(pdf) // 3
    changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
    assert not verify(changed, worked.roots).intact


def test_that_the_order_of_hands_is_free_within_a_group_and_the_seal_is_last(worked: WorkedOffice) -> None:
    fields = [one.field for one in verify(copy_of(worked, "C13", "RM-AGR").pdf, worked.roots).signatures]
    assert fields == ["p2", "p1", "m1", "r1", "seal"]


def test_that_a_paper_signed_by_hand_carries_no_electronic_signature(worked: WorkedOffice) -> None:
    assert not verify(copy_of(worked, "C14", "AD-AGR").pdf, worked.roots).signatures
