"""The signing desk: sessions of signing, who cannot read, what was read aloud, and the staff's signing PINs.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    _of_a_case(
        "signing_session",
        ("paper_id", "paper"),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("signer_key", sa.Text(), nullable=True),
        sa.Column("faced_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.String(length=36), nullable=True),
        sa.Column("stopped_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
    )
    _of_a_case(
        "reading_need",
        ("person_id", "person"),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("reversed_by", sa.String(length=36), nullable=True),
    )
    _of_a_case(
        "read_aloud",
        ("paper_id", "paper"),
        sa.Column("signer_key", sa.Text(), nullable=False),
        sa.Column("frozen_sha256", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("reversed_by", sa.String(length=36), nullable=True),
    )
    op.create_table(
        "signing_pin",
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("stretched", sa.LargeBinary(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("memory_kib", sa.Integer(), nullable=False),
        sa.Column("lanes", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.Float(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_pin")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_signing_pin_staff_id")),
    )


def _of_a_case(table: str, refers: tuple[str, str], *columns: sa.Column[Any]) -> None:
    """A table of rows that belong to a case, with what all of those carry."""
    first, target = refers
    op.create_table(
        table,
        sa.Column(first, sa.String(length=36), nullable=False),
        *columns,
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("compartment", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f(f"fk_{table}_case_id_case_file")),
        sa.ForeignKeyConstraint([first], [f"{target}.id"], name=op.f(f"fk_{table}_{first}_{target}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("case_id", "organisation_id", first):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
