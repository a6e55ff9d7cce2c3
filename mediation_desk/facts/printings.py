"""What follows from what was printed before: the turn of the next printing, and whether one has no end yet."""

from __future__ import annotations

from collections.abc import Sequence

from mediation_desk.model.printing import Printing
from mediation_desk.terms.printing import SENT, STARTED


def next_turn(rows: Sequence[Printing]) -> int:
    """The how-manieth printing comes next: only what the printer took counts."""
    return 1 + sum(row.outcome == SENT for row in rows)


def without_end(rows: Sequence[Printing]) -> Printing | None:
    """The printing of which nobody knows yet whether paper came out."""
    return next((row for row in rows if row.outcome == STARTED), None)
