"""One settlement for many households: each total in batches by percentages, with sums that agree both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .duties import split


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """What each household receives in each batch: a row a household, a column a batch."""

    rows: tuple[tuple[Money, ...], ...]

    @property
    def by_household(self) -> tuple[Money, ...]:
        """The total of each household."""
        return tuple(_sum(row) for row in self.rows)

    @property
    def by_batch(self) -> tuple[Money, ...]:
        """The total of each batch."""
        return tuple(_sum(column) for column in zip(*self.rows, strict=True))

    @property
    def total(self) -> Money:
        """Everything."""
        return _sum(self.by_household)


def plan(
    totals: Sequence[Money],
    shares: Sequence[Decimal],
    *,
    odd_fen_to: int,
    stated_total: Money | None = None,
    stated_batches: Sequence[Money] = (),
) -> HouseholdPlan:
    """Every household's total by the same shares; one batch bears the odd 分, so that no household loses any.

    Totals that the parties have stated, of all or of a batch, must come out to the 分 or the plan is refused: what is
    printed in twenty-eight agreements has to make the sum that was agreed at the table.
    """
    if not totals:
        raise Refusal("households.none", field="households")
    found = HouseholdPlan(tuple(split(total, shares, odd_fen_to) for total in totals))
    if stated_total is not None and stated_total != found.total:
        raise Refusal("households.total_differs", field="households", **_difference(found.total, stated_total))
    for number, (own, stated) in enumerate(zip(found.by_batch, stated_batches, strict=False), 1):
        if own != stated:
            raise Refusal("households.batch_differs", field="batches", number=number, **_difference(own, stated))
    return found


def _sum(amounts: Sequence[Money]) -> Money:
    return Money(sum(amount.fen for amount in amounts))


def _difference(found: Money, stated: Money) -> dict[str, str]:
    off = Money(abs(found.fen - stated.fen))
    return {"sum": found.figures, "total": stated.figures, "difference": off.figures}
