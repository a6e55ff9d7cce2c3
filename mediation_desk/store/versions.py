"""Optimistic locking of aggregates: who saw an older version is told so, never overwritten and never overwriting.

An explicit UPDATE rather than SQLAlchemy's `version_id_col`, because that one moves only when a column of the row
itself changed, compares with what this transaction loaded rather than with what the author saw on the screen, and
complains at some later flush.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table, event, inspect, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from mediation_desk.model.base import Versioned
from mediation_desk.terms.refusal import Refusal

_TOUCHED = "touched_aggregates"


def touch(session: Session, row: Versioned, seen: int | None = None) -> int:
    """Move an aggregate on by one version, once a transaction, also when only a child will change.

    `seen` is the version the act's author had on the screen; None trusts what this transaction read. A row that
    this transaction itself created stays at its first version: nobody has seen it. Returns the version now held.
    """
    state = inspect(row)
    touched = _touched(session)
    if not state.persistent or state.key in touched:
        return row.version or 1
    expected = row.version if seen is None else seen
    table = cast(Table, state.mapper.local_table)
    identity = [column == value for column, value in zip(table.primary_key, state.identity, strict=True)]
    moved = update(table).where(*identity, table.c.version == expected).values(version=expected + 1)
    if cast(CursorResult[Any], session.connection().execute(moved)).rowcount != 1:
        held = session.connection().scalar(select(table.c.version).where(*identity))
        raise Refusal("version.changed", kind=table.name, id=str(state.identity[0]), seen=expected, held=held)
    set_committed_value(row, "version", expected + 1)
    touched[state.key] = row
    return expected + 1


@event.listens_for(Session, "pending_to_persistent")
def _count_new_as_touched(session: Session, row: object) -> None:
    if isinstance(row, Versioned):
        _touched(session)[inspect(row).key] = row


def _touched(session: Session) -> dict[Any, Any]:
    found: dict[Any, Any] = session.info.setdefault(_TOUCHED, {})
    return found
