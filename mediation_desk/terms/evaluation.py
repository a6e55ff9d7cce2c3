"""What an evaluator writes, as plain data that acts, checks and papers share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .money import Money

CHOICES: Final = ("hear", "negotiate_first", "decline")
"""What a party may choose once the opinions are locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One issue in dispute: claims, strength of each side's evidence (1 to 5), the view and how sure it is."""

    issue: str
    claims: tuple[tuple[str, str], ...]
    """(party's name, what it claims)."""
    strengths: tuple[tuple[str, int], ...]
    basis: str
    view: str
    confidence: str  # high | medium | low
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiabilityShare:
    """A party's share of the responsibility in percent: a likely value within a range."""

    party: str
    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRange:
    """What an item costs: low ≤ likely ≤ high, with the computation in lines."""

    item: str
    low: Money
    likely: Money
    high: Money
    computation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDraft:
    """One evaluator's whole opinion."""

    agreed_facts: tuple[str, ...] = ()
    findings: tuple[Finding, ...]
    liability: tuple[LiabilityShare, ...] = ()
    amounts: tuple[AmountRange, ...] = ()
    time_and_cost: str = ""
    options: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
