"""What people write down as undisputed after mediation has ended without an agreement."""

from __future__ import annotations

from dataclasses import dataclass

from .money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UndisputedFact:
    """One fact: when, where, what was done, how much, and what shows it. A concession is no fact."""

    time: str
    place: str
    conduct: str
    amount: Money | None = None
    evidence: str = ""
    touches: str | None = None
    """The interest it touches (a code), for which it is shown in court like any other fact."""
    excluded: str = ""
    """Why it is left out, in words, where it touches such an interest."""
