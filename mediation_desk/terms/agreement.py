"""What people write when they agree: the draft of an agreement, as plain data that acts, checks and papers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .money import Money

PAY, DO, REFRAIN, DELIVER, COOPERATE, APOLOGISE, BEAR = (
    "pay",
    "do",
    "refrain",
    "deliver",
    "cooperate",
    "apologise",
    "bear",
)
"""Kinds of duty. `bear` records a share that a party bears himself and is no duty."""


PROPOSED = "proposed"
"""State of a plan that silence may turn into an agreement; it stands beside no text and binds nobody yet."""
LIVE = ("finalised", "effective")
"""States of a text that stands: frozen and being signed, or in effect; one at a time in a track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is due.

    kind: on (a day) | at_signing | after_effect (days after the agreement took effect) | after_condition (days after
    a condition was met, which an act records) | monthly (day of the month, 0 for its last day) | ongoing.
    """

    kind: str
    on: date | None = None
    days: int | None = None
    condition: str | None = None
    """What has to happen first, until when a monthly duty runs, or from when a lasting one does, as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentDraft:
    """One payment of a pay duty."""

    id: str
    amount: Money
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """An amount that prints itself: base × quantity × share (percent), less what was paid."""

    base: Money
    quantity: int = 1
    percent: int = 100
    paid: Money | None = None
    rounding: str = "half_up"  # half_up | up (the debtor bears the odd 分) | down (the creditor bears it)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeShare:
    """What one of several beneficiaries receives of the whole amount."""

    beneficiary: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDraft:
    """One duty: who owes, who pays, who receives, what, how much, by when, and what follows a breach."""

    id: str
    kind: str
    debtors: tuple[str, ...]
    beneficiaries: tuple[str, ...] = ()
    joint: bool = False
    payer: str | None = None
    """The person who actually pays, where that is not the debtor; never releases the debtor."""
    account_holder: str | None = None
    amount: Money | None = None
    computation: Computation | None = None
    instalments: tuple[InstalmentDraft, ...] = ()
    shares: tuple[PayeeShare, ...] = ()
    """Who of several beneficiaries receives how much; together they are the whole amount."""
    text: str = ""
    manner: str = ""
    due: Due | None = None
    accelerate_after_days: int | None = None
    """Grace in days after which a missed instalment makes the rest due at once."""
    penalty_per_breach: Money | None = None
    done_on_the_spot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """The content of one version of a written or oral agreement."""

    facts: str
    dispute: str
    responsibility: str = ""
    duties: tuple[DutyDraft, ...] = ()
    other_clauses: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    """Marks of what the terms touch: marriage, adoption, inheritance, ownership, status."""
