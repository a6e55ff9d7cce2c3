"""The common ground of every table: names of constraints, types, and what each case-bound row carries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.money import Money

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class MoneyColumn(TypeDecorator[Money]):
    """Whole 分 in the database, `Money` in Python."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """Store the number of 分."""
        return None if value is None else value.fen

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        """Read the number of 分."""
        return None if value is None else Money(value)


class Base(DeclarativeBase):
    """Declarative base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        str: Text,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        Money: MoneyColumn,
    }


class Identified:
    """A row named by an id its author minted."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)


class CaseBound(Identified):
    """A row that belongs to a case. All of them carry case, organisation and compartment from the first day."""

    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    recorded_by: Mapped[str | None] = mapped_column(String(36))
    """The act that wrote the row."""
    recorded_at: Mapped[datetime | None]

    @declared_attr
    def case_id(cls) -> Mapped[str]:
        """The case the row belongs to."""
        return mapped_column(String(36), ForeignKey("case_file.id"), index=True)


class Versioned:
    """An aggregate root: opening it for change moves its version on, even when only a child changed."""

    version: Mapped[int] = mapped_column(default=1)
