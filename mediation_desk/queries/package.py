"""The rows of one case, of every table that belongs to a case, as plain columns: what a case package holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, literal_column, select
from sqlalchemy.orm import Session

from mediation_desk.model.base import Base
from mediation_desk.model.case import CaseFile
from mediation_desk.model.evaluation import Evaluation, Opinion
from mediation_desk.model.everything import MODULES
from mediation_desk.model.office import Office, OfficeKey, Organisation, Staff
from mediation_desk.preparing.keys import AUTHORITY
from mediation_desk.terms.refusal import Refusal

from .query import Query, View
from .register import BROUGHT_ALONG

Columns = Mapping[str, Any]
_AS_ADDED: Any = literal_column("rowid")
"""What one act added keeps its order wherever it goes: lists of a case are shown in it."""

_ROOTS: Final = (AUTHORITY, BROUGHT_ALONG)

LEFT_BEHIND: Final = frozenset({"draft", "duty_log", "audit_entry", "number_drawn"})
"""Tables with a case column that stay: what somebody was typing, a lawyer's log, and the books of the office itself."""

COUNTED: Final[Mapping[str, str]] = {"journal": "seq", "search_text": "id"}
"""Columns that every office counts for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRows:
    """All rows of one case by table, parents before children, with the bodies, people and roots they refer to."""

    case: str
    number: str
    office: Columns
    tables: Mapping[str, tuple[Columns, ...]]
    organisations: tuple[Columns, ...]
    staff: tuple[Columns, ...]
    roots: tuple[Columns, ...]


@dataclass(frozen=True, slots=True)
class CasePackage(Query[CaseRows]):
    """What leaves the office with a case. Opinions that are locked and not released leave with nobody."""

    case: str

    def answer(self, view: View) -> CaseRows:
        header = view.require_case(self.case)
        _require_released(view.session, self.case, header.number)
        return read_case(view.session, self.case)


def read_case(session: Session, case: str) -> CaseRows:
    """The rows of a case in whichever office is open."""
    tables = {table.name: tuple(_rows(session, table, case)) for table in case_tables()}
    header = tables[CaseFile.__tablename__]
    if not header:
        raise Refusal("case.unknown", case=case)
    named = frozenset(_texts(tables))
    return CaseRows(
        case=case,
        number=header[0]["number"],
        office=_all(session, _table(Office))[0],
        tables=tables,
        organisations=tuple(row for row in _all(session, _table(Organisation)) if row["id"] in named),
        staff=tuple(row for row in _all(session, _table(Staff)) if row["id"] in named),
        roots=tuple(_public(row) for row in _all(session, _table(OfficeKey)) if row["purpose"] in _ROOTS),
    )


def case_tables() -> tuple[Table, ...]:
    """Every table whose rows go with a case, parents first."""
    assert MODULES  # importing them is what fills the metadata
    bound = [table for table in Base.metadata.sorted_tables if "case_id" in table.columns]
    return (_table(CaseFile), *(table for table in bound if table.name not in LEFT_BEHIND))


def _rows(session: Session, table: Table, case: str) -> Iterator[Columns]:
    column = table.c.id if table.name == CaseFile.__tablename__ else table.c.case_id
    for row in session.execute(select(table).where(column == case).order_by(_AS_ADDED)):
        yield dict(row._mapping)


def _all(session: Session, table: Table) -> tuple[Columns, ...]:
    return tuple(dict(row._mapping) for row in session.execute(select(table).order_by(table.c.id)))


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _texts(value: object) -> Iterator[str]:
    """Every text in the rows, JSON columns included: an id counts wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts_of(value.values())
    elif isinstance(value, (list, tuple)):
        yield from _texts_of(value)


def _texts_of(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from _texts(value)


def _public(row: Columns) -> Columns:
    """A root certificate without its key: another office shall recognise our papers and never make one."""
    return {**row, "purpose": BROUGHT_ALONG, "pkcs12": b"", "passphrase": "", "request": None, "token": None}


def _require_released(session: Session, case: str, number: str) -> None:
    waiting = (
        select(Opinion.id)
        .join(Evaluation, Evaluation.id == Opinion.evaluation_id)
        .where(Opinion.case_id == case, Evaluation.released_on.is_(None), Evaluation.closed_on.is_(None))
    )
    if session.scalars(waiting).first() is not None:
        raise Refusal("package.opinions_closed", number=number)
