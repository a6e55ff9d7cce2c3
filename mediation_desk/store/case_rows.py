"""The rows of one case, each table fetched once: who puts a case together asks for the same rows again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from mediation_desk.model.base import CaseBound

Row = TypeVar("Row", bound=CaseBound)
_AS_ADDED: Any = literal_column("rowid")
"""What one act adds keeps the order in which its author wrote it; ids are no order."""


def recorded_rows(session: Session, case: str, table: type[Row], /, **where: Any) -> list[Row]:
    """Rows of a case in the order in which they were recorded, as they stand this moment."""
    query = select(table).filter_by(case_id=case, **where).order_by(table.recorded_at, _AS_ADDED)
    return list(session.scalars(query))


class CaseRows:
    """Rows of a case while nothing changes but what is told to it; which columns are asked for must not change."""

    def __init__(self, session: Session, case: str) -> None:
        self._session, self._case = session, case
        self._tables: dict[type[CaseBound], list[Any]] = {}
        self._drawers: dict[tuple[type[CaseBound], str], dict[Any, list[Any]]] = {}

    def find(self, table: type[Row], /, **where: Any) -> list[Row]:
        """Rows in the order in which they were recorded."""
        if not where:
            return list(self._table(table))
        (name, wanted), *others = where.items()
        found = self._drawer(table, name).get(wanted, ())
        return [row for row in found if all(getattr(row, other) == value for other, value in others)]

    def add(self, row: CaseBound) -> None:
        """A row that was recorded just now and may not be in the store yet."""
        table = type(row)
        self._table(table).append(row)
        for (kind, name), drawer in self._drawers.items():
            if kind is table:
                drawer.setdefault(getattr(row, name), []).append(row)

    def _table(self, table: type[Row]) -> list[Row]:
        known: list[Row] | None = self._tables.get(table)
        if known is None:
            known = self._tables[table] = recorded_rows(self._session, self._case, table)
        return known

    def _drawer(self, table: type[Row], name: str) -> Mapping[Any, list[Row]]:
        """The rows of a table by one of their columns."""
        known: dict[Any, list[Row]] | None = self._drawers.get((table, name))
        if known is None:
            known = self._drawers[table, name] = {}
            for row in self._table(table):
                known.setdefault(getattr(row, name), []).append(row)
        return known
