"""What a person typed, read by the rules of the field while it is typed. No database: safe on any thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.law import duties, identity
from mediation_desk.law.rmb import in_words
from mediation_desk.terms.agreement import Computation
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class IdSays:
    """What a resident identity number says of its holder."""

    birth: date
    sex: str
    age: int


def read_id_number(text: str, today: date) -> IdSays:
    """Birth date, sex and age, or a Refusal for a number that cannot be."""
    known = identity.resident_id(text, today)
    return IdSays(known.birth, known.sex, identity.age_on(known.birth, today))


def read_credit_code(text: str) -> str:
    """The code as it is stored, or a Refusal."""
    return identity.credit_code(text).number


def read_phone(text: str) -> str:
    """The number without blanks and dashes, or a Refusal."""
    return identity.phone(text).number


def computed_amount(computation: Computation) -> Money | None:
    """What a formula comes to, or None where it cannot be."""
    try:
        return duties.compute(
            computation.base,
            quantity=Decimal(computation.quantity),
            share=Decimal(computation.percent),
            rounding=computation.rounding,
            paid=computation.paid,
        ).amount
    except Refusal:
        return None


def money_words(money: Money) -> str:
    """人民币大写."""
    return in_words(money)
