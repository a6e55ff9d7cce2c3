"""People and bodies that take part in a case, as parties and as those who stand for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Person(CaseBound, Base):
    """A natural person, company, self-employed business, village or group, as this case knows it."""

    __tablename__ = "person"

    kind: Mapped[str]
    name: Mapped[str]
    id_number: Mapped[str | None] = mapped_column(index=True)
    document_kind: Mapped[str | None]
    sex: Mapped[str | None]
    birth: Mapped[date | None]
    ethnicity: Mapped[str | None]
    occupation: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    credit_code: Mapped[str | None] = mapped_column(index=True)
    legal_representative: Mapped[str | None]
    representative_post: Mapped[str | None]
    account: Mapped[str | None]


class Party(CaseBound, Base):
    """That a person is a party: on a side, with an order; any number on any side."""

    __tablename__ = "party"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    side: Mapped[str]
    number: Mapped[int]
    statement: Mapped[str | None]
    left_on: Mapped[date | None]


class Relation(CaseBound, Base):
    """A dated relation of a person to a party: guardian, agent, representative, operator, insurer, …"""

    __tablename__ = "relation"

    kind: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    party_id: Mapped[str] = mapped_column(ForeignKey("party.id"))
    powers: Mapped[list[Any]]
    since: Mapped[date | None]
    until: Mapped[date | None]
    document: Mapped[str | None]
    note: Mapped[str | None]


class Withheld(CaseBound, Base):
    """A fact about a person that named parties and their papers must not show."""

    __tablename__ = "withheld"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    field: Mapped[str]
    from_parties: Mapped[list[Any]]
    reason: Mapped[str]
    lifted_by: Mapped[str | None] = mapped_column(String(36))
