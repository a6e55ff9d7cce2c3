"""Undisputed facts as they are printed: what is shown by the signatures of all, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.paper import Paper
from mediation_desk.model.plan import UndisputedRecord
from mediation_desk.model.signature import Signature
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.undisputed import UndisputedFact

from .shapes import UndisputedRecordFacts

INTERESTS = "excluded_interests"


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


def undisputed_record(rows: Callable[..., list[Any]], law: LawInForce, track: str) -> UndisputedRecordFacts | None:
    """The record that stands in a track; one whose paper was voided stands no more."""
    for record in reversed(rows(UndisputedRecord, track_id=track)):
        (paper,) = rows(Paper, id=record.paper_id)
        if paper.state != "void":
            return _record(rows, law, record, paper)
    return None


def _record(
    rows: Callable[..., list[Any]], law: LawInForce, record: UndisputedRecord, paper: Paper
) -> UndisputedRecordFacts:
    facts = from_plain(tuple[UndisputedFact, ...], record.facts)
    signed = {row.signer_key for row in rows(Signature, paper_id=paper.id, void_reason=None)}
    rule = law.lists[INTERESTS]
    return UndisputedRecordFacts(
        id=record.id,
        on=record.on,
        paper=paper.id,
        facts=tuple(fact_words(fact) for fact in facts if fact.touches is None),
        excluded=tuple(
            f"{_said(fact)}：涉及{law.words(INTERESTS, fact.touches)}，{fact.excluded}"
            for fact in facts
            if fact.touches is not None
        ),
        waiting=paper.unsigned_by(signed),
        effective_on=record.effective_on,
        source=rule.source,
        certain=rule.certainty != "memory",
    )
