"""What the check before signing looks at: an agreement and its parties, in the shape that a case's facts have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mediation_desk.terms.money import Money

from .codes import Code


class Person(Protocol):
    """A party or someone who stands for it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def birth(self) -> date | None: ...
    @property
    def legal_representative(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def id_number(self) -> str | None: ...
    @property
    def credit_code(self) -> str | None: ...


class Relation(Protocol):
    """Someone's standing towards a party."""

    @property
    def kind(self) -> str: ...
    @property
    def person(self) -> Person: ...
    @property
    def powers(self) -> Sequence[str]: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def document(self) -> str | None: ...


class Party(Protocol):
    """A party with its relations and those who are to sign for it."""

    @property
    def side(self) -> str: ...
    @property
    def person(self) -> Person: ...
    @property
    def relations(self) -> Sequence[Relation]: ...
    @property
    def signer_names(self) -> Sequence[str]: ...


class Instalment(Protocol):
    """One due payment."""

    @property
    def number(self) -> int: ...
    @property
    def amount(self) -> Money: ...
    @property
    def due(self) -> date | None: ...
    @property
    def due_words(self) -> str: ...


class Duty(Protocol):
    """One duty with its clause."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def debtors(self) -> Sequence[str]: ...
    @property
    def payer(self) -> str | None: ...
    @property
    def beneficiaries(self) -> Sequence[str]: ...
    @property
    def account_holder(self) -> str | None: ...
    @property
    def sentence(self) -> str: ...
    @property
    def total(self) -> Money | None: ...
    @property
    def instalments(self) -> Sequence[Instalment]: ...
    @property
    def joint(self) -> bool: ...
    @property
    def shares(self) -> Sequence[Money]: ...
    @property
    def base(self) -> Money | None: ...
    @property
    def percent(self) -> int | None: ...
    @property
    def due_kind(self) -> str | None: ...
    @property
    def until(self) -> str | None: ...
    @property
    def accelerate_after_days(self) -> int | None: ...
    @property
    def penalty(self) -> Money | None: ...
    @property
    def done_on_the_spot(self) -> bool: ...


class Agreement(Protocol):
    """One version of a text."""

    @property
    def dispute(self) -> str: ...
    @property
    def responsibility(self) -> str | None: ...
    @property
    def duties(self) -> Sequence[Duty]: ...
    @property
    def other_clauses(self) -> Sequence[str]: ...
    @property
    def manner(self) -> str: ...
    @property
    def route(self) -> str: ...
    @property
    def touches(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that is checked: the text, who signs it, what the dispute is about, on which day."""

    agreement: Agreement
    parties: Sequence[Party]
    dispute: Code
    signing_day: date
    claimed: Money | None = None

    @property
    def whole(self) -> str:
        """Every clause and the manner of performance, one after the other."""
        return "".join(text for _, text in clauses(self.agreement)) + self.agreement.manner

    @property
    def signing(self) -> frozenset[str]:
        """The names of the parties and of those who sign for them."""
        return frozenset(name for party in self.parties for name in (party.person.name, *party.signer_names))


def standing(party: Party, day: date) -> list[Relation]:
    """The relations that hold on a day."""
    return [
        relation
        for relation in party.relations
        if (relation.since is None or relation.since <= day) and (relation.until is None or day <= relation.until)
    ]


def clauses(agreement: Agreement) -> tuple[tuple[int, str], ...]:
    """Every clause with its number: the duties by theirs, other clauses counted on from the last duty."""
    duties = tuple((duty.number, duty.sentence) for duty in agreement.duties)
    last = max((number for number, _ in duties), default=0)
    return (*duties, *((last + place, text) for place, text in enumerate(agreement.other_clauses, 1)))
