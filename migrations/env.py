"""Runs migrations on the connection that the program hands over, inside the transaction it has begun."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from sqlalchemy import TypeDecorator

SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")


def is_ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave out full-text tables and their shadows: Alembic would drop what the model does not call a table."""
    if kind != "table" or name is None or not reflected:
        return True
    beside = context.config.attributes.get("beside", ())
    return not any(name == index or name in (index + shadow for shadow in SHADOWS) for index in beside)


def plainly(kind: str, thing: Any, autogen_context: Any) -> str | Literal[False]:
    """A migration names the database's own types only; the program's may change after it was written."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


def add_what_stands_beside(migration: MigrationContext, revision: Any, directives: list[Any]) -> None:
    """Write the triggers and full-text tables that the schema lacks into the drafted migration."""
    for ddl in context.config.attributes.get("lacking", ()):
        directives[0].upgrade_ops.ops.append(ops.ExecuteSQLOp(ddl))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    compare_server_default=True,
    include_object=is_ours,
    render_item=plainly,
    process_revision_directives=add_what_stands_beside,
)
with context.begin_transaction():
    context.run_migrations()
