"""The rows of one case, each table fetched once: who puts a case together asks for the same rows again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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
    """Rows of a case while nothing changes but what is told to it; which columns are asked for must not change.

    Who looks at the whole case asks for each table once. `narrow` is for who looks at one track of perhaps two hundred:
    then what is asked for by the id of something is fetched for that id alone.
    """

    def __init__(self, session: Session, case: str, *, narrow: bool = False) -> None:
        self._session, self._case, self._narrow = session, case, narrow
        self._tables: dict[type[CaseBound], list[Any]] = {}
        self._drawers: dict[tuple[type[CaseBound], str], dict[Any, list[Any]]] = defaultdict(dict)
        self._added: dict[type[CaseBound], list[Any]] = defaultdict(list)

    def find(self, table: type[Row], /, **where: Any) -> list[Row]:
        """Rows in the order in which they were recorded."""
        if not where:
            return list(self._table(table))
        (name, wanted), *others = where.items()
        found = self._filed(table, name, wanted)
        return [row for row in found if all(getattr(row, other) == value for other, value in others)]

    def add(self, row: CaseBound) -> None:
        """A row that was recorded just now and may not be in the store yet."""
        table = type(row)
        self._added[table].append(row)
        if table in self._tables:
            self._tables[table].append(row)
        for (kind, name), drawer in self._drawers.items():
            if kind is not table:
                continue
            value = getattr(row, name)
            if value in drawer or not self._is_narrow(name):
                drawer.setdefault(value, []).append(row)

    def _table(self, table: type[Row]) -> list[Row]:
        known: list[Row] | None = self._tables.get(table)
        if known is None:
            known = self._tables[table] = self._read(table)
        return known

    def _filed(self, table: type[Row], name: str, wanted: object) -> Sequence[Row]:
        """The rows of a table with this entry in one of their columns."""
        drawer: dict[Any, list[Row]] = self._drawers[table, name]
        if self._is_narrow(name):
            if wanted not in drawer:
                drawer[wanted] = self._read(table, **{name: wanted})
        elif not drawer:
            for row in self._table(table):
                drawer.setdefault(getattr(row, name), []).append(row)
        return drawer.get(wanted, ())

    def _is_narrow(self, name: str) -> bool:
        return self._narrow and name.endswith("_id")

    def _read(self, table: type[Row], **where: Any) -> list[Row]:
        """What the store holds, and what was added and has not reached it."""
        found = recorded_rows(self._session, self._case, table, **where)
        known = {id(row) for row in found}
        fresh = [row for row in self._added[table] if all(getattr(row, n) == v for n, v in where.items())]
        return [*found, *(row for row in fresh if id(row) not in known)]
