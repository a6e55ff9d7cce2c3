"""Undisputed facts as they are printed: what is shown by the signatures of all, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mediation_desk.terms.undisputed import UndisputedFact


def undisputed_subject(facts: Iterable[UndisputedFact], interest: Callable[[str], str]) -> dict[str, Any]:
    """The paper's own lists. A fact that touches an interest of others is named only as left out, with the words."""
    whole = tuple(facts)
    return {
        "facts": [_as_printed(fact) for fact in whole if fact.touches is None],
        "excluded": [
            {"text": _said(fact), "interest": interest(fact.touches), "words": fact.excluded.strip()}
            for fact in whole
            if fact.touches is not None
        ],
    }


def fact_words(fact: UndisputedFact) -> str:
    """One fact in one line, with what shows it."""
    return _said(fact) + (f"（证据：{fact.evidence.strip()}）" if fact.evidence.strip() else "")


def _as_printed(fact: UndisputedFact) -> dict[str, Any]:
    return {
        "time": fact.time.strip(),
        "place": fact.place.strip(),
        "conduct": fact.conduct.strip(),
        "amount": fact.amount,
        "evidence": fact.evidence.strip(),
    }


def _said(fact: UndisputedFact) -> str:
    amount = "" if fact.amount is None else f"{fact.amount.figures}元"
    return "，".join(part for part in (fact.time.strip(), fact.place.strip(), fact.conduct.strip(), amount) if part)
