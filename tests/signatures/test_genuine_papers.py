"""Two thousand genuine papers of every shape: none is refused, and another program agrees."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from mediation_desk.signatures.verify import verify
from tests.signatures.signing_office import OPENED, Office
from tests.support.genuine_papers import RARE_BODY, Genuine, genuine

_ALL, _SHARES, _EVERY_DAY = 2000, 40, 3
_EACH = _ALL // _SHARES
_ASKED_TWICE = 10
"""Every tenth paper is shown to pdfsig as well."""


@pytest.fixture(scope="session")
def rare(office: Office) -> Office:
    """The same office, for a body whose name has a character newer than most fonts."""
    seal = office.authority.issue_seal_certificate(RARE_BODY, OPENED, office.randomness)
    return Office(office.authority, seal, office.lettering, office.randomness)


def _accepted(paper: Genuine, office: Office) -> bool:
    known = verify(paper.pdf, office.roots, paper.register)
    plain = verify(paper.pdf)
    return known.intact and known.findings == () and plain.intact and len(known.signatures) == paper.signatures


def _pdfsig_agrees(paper: Genuine, folder: Path) -> bool:
    file = folder / "paper.pdf"
    file.write_bytes(paper.pdf)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    valid = said.count("Signature Validation: Signature is Valid.")
    return valid == paper.signatures and said.count("Total document signed") == 1


def _refused(numbers: range, office: Office, rare: Office) -> list[int]:
    return [number for number in numbers if not _accepted(genuine(number, office, rare), office)]


def test_that_genuine_papers_are_accepted(office: Office, rare: Office) -> None:
    assert _refused(range(_EVERY_DAY), office, rare) == []


@pytest.mark.proof
@pytest.mark.parametrize("share", range(_SHARES))
def test_that_none_of_two_thousand_genuine_papers_is_refused(
    office: Office, rare: Office, share: int, tmp_path: Path
) -> None:
    assert shutil.which("pdfsig"), "install poppler-utils"
    wrong = []
    for number in range(share * _EACH, (share + 1) * _EACH):
        paper = genuine(number, office, rare)
        agrees = number % _ASKED_TWICE or _pdfsig_agrees(paper, tmp_path)
        if not (_accepted(paper, office) and agrees):
            wrong.append(number)
    assert wrong == []
