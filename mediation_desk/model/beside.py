"""What belongs to a table and is no table itself: triggers and full-text indexes.

Alembic does not see them and its batch mode drops triggers, so they are written down here once: `create_all` makes
them, a new migration is drafted with them, and every upgrade puts back what a batch dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import DDL, MetaData, Table, event

from mediation_desk.model.base import Base

_KEY = "beside_tables"


@dataclass(frozen=True, slots=True)
class Beside:
    """One trigger or virtual table, and the table it cannot do without."""

    name: str
    table: str
    ddl: str


def beside(model: type[Base], name: str, ddl: str) -> None:
    """Declare a trigger or virtual table that is created right after the model's table."""
    table = cast(Table, model.__table__)
    table.metadata.info.setdefault(_KEY, []).append(Beside(name, table.name, ddl))
    event.listen(table, "after_create", DDL(ddl.replace("%", "%%")))  # type: ignore[no-untyped-call]


def declared(metadata: MetaData) -> tuple[Beside, ...]:
    """Everything declared beside the tables of the metadata, in order."""
    return tuple(metadata.info.get(_KEY, ()))


def forbid(model: type[Base], change: str, why: str) -> None:
    """Refuse a kind of change ("DELETE", "UPDATE", "UPDATE OF a, b") to a table's rows, whoever asks."""
    name = f"tr_{model.__tablename__}_no_{change.split()[0].lower()}"
    ddl = f"CREATE TRIGGER {name} BEFORE {change} ON {model.__tablename__} BEGIN SELECT RAISE(ABORT, '{why}'); END"
    beside(model, name, ddl)
