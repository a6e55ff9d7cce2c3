"""What is wrong with a script, and where."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.terms.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a script, and where."""

    file: str
    path: str
    refusal: Refusal
