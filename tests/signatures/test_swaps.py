"""Two hundred cases: the strokes of one in the paper of another, and the paper of one in the place of another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest

from mediation_desk.signatures.revisions import frozen_part
from mediation_desk.signatures.verify import verify
from tests.signatures.signing_office import Office
from tests.support.attacks_people import claim_in, signed_with
from tests.support.genuine_papers import Genuine, genuine

_ALL, _SHARES, _EVERY_DAY = 200, 4, 3
_EACH = _ALL // _SHARES
_FIRST = 10_000
"""Other papers than those that are shown to be accepted elsewhere."""


def _signed_by_hand(first: int, office: Office) -> Iterator[Genuine]:
    """Papers with hands on them; a sealed scan has none to swap."""
    papers = (genuine(number, office, office) for number in count(first))
    return (paper for paper in papers if "s1" in paper.register.signers)


def _said(pdf: bytes, office: Office, paper: Genuine | None) -> set[str]:
    """Why a file is not accepted; nothing where it is."""
    verdict = verify(pdf, office.roots, None if paper is None else paper.register)
    return set() if verdict.intact else {finding.code for finding in verdict.findings}


def _strokes_accepted(paper: Genuine, other: Genuine, office: Office) -> bool:
    """Whoever holds the witness key puts what another paper's first signer wrote into this paper's first box."""
    forged = signed_with(frozen_part(paper.pdf), office.witness_signer, "s1", claim_in(other.pdf, 0))
    return "verify.other_document" not in _said(forged, office, None)


def _paper_accepted(paper: Genuine, other: Genuine, office: Office) -> bool:
    return not {"verify.differs_from_register", "verify.other_case"} <= _said(other.pdf, office, paper)


def _wrong(first: int, papers: int, office: Office) -> list[int]:
    """Places in the row at which a swap with the next paper was accepted, or refused for another reason."""
    row = list(islice(_signed_by_hand(first, office), papers + 1))
    pairs = enumerate(zip(row, row[1:], strict=False))
    return [
        place
        for place, (paper, other) in pairs
        if _strokes_accepted(paper, other, office) or _paper_accepted(paper, other, office)
    ]


def test_that_swapped_strokes_and_papers_are_refused(office: Office) -> None:
    assert _wrong(_FIRST, _EVERY_DAY, office) == []


@pytest.mark.proof
@pytest.mark.parametrize("share", range(_SHARES))
def test_that_strokes_and_papers_swapped_among_two_hundred_are_refused(office: Office, share: int) -> None:
    assert _wrong(_FIRST * (share + 1), _EACH, office) == []
