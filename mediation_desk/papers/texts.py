"""Which papers may carry an agreement's text, and what it is then called."""

from __future__ import annotations

from typing import Final

from mediation_desk.law.procedure import Procedure

from .paper import ADMINISTRATIVE, JUDICIAL, PEOPLE, PROFESSIONAL, Paper

_OF_A_KIND: Final = {PEOPLE: "RM-AGR", PROFESSIONAL: "RM-AGR", ADMINISTRATIVE: "AD-AGR", JUDICIAL: "SF-AGR"}


def text_papers(procedure: Procedure) -> tuple[str, ...]:
    """Codes of the papers that may carry a written agreement, the usual one first."""
    return procedure.agreement("written").papers or (_OF_A_KIND[procedure.kind],)


def title_in(paper: Paper, procedure: Procedure) -> str:
    """A paper's title; the usual agreement is called what its procedure calls it."""
    if paper.is_agreement and paper.code == text_papers(procedure)[0]:
        return procedure.agreement("written").name
    return paper.title_for(procedure.kind)
