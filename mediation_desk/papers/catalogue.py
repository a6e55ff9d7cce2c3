"""Every paper the desk can make, family by family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mediation_desk.terms.refusal import Refusal

from . import (
    administrative,
    agreements,
    court_forms,
    court_referral,
    dossier,
    evaluations,
    letters,
    proceedings,
    signing_papers,
    volume_papers,
)
from .paper import Paper

CATALOGUE: Final[tuple[Paper, ...]] = (
    *letters.PAPERS,
    *dossier.PAPERS,
    *proceedings.PAPERS,
    *agreements.PAPERS,
    *administrative.PAPERS,
    *court_referral.PAPERS,
    *court_forms.PAPERS,
    *evaluations.PAPERS,
    *signing_papers.PAPERS,
    *volume_papers.PAPERS,
)
_BY_CODE: Final[Mapping[str, Paper]] = {paper.code: paper for paper in CATALOGUE}


def paper(code: str) -> Paper:
    """The catalogue's line for a code. Refuses an unknown one."""
    if code not in _BY_CODE:
        raise Refusal("paper.unknown", paper=code)
    return _BY_CODE[code]
