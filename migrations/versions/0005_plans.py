"""No-objection plans, objections to them, records of undisputed facts; a service can be taken back.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reversed_by", sa.String(length=36), nullable=True))
    op.create_table(
        "plan",
        sa.Column("track_id", sa.String(length=36), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("facts_agreed", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("objections_to", sa.Text(), nullable=False),
        *_case_bound("plan"),
    )
    _index("plan", "case_id", "organisation_id", "track_id")
    op.create_table(
        "plan_objection",
        sa.Column("track_id", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=True),
        sa.Column("reversed_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_plan_objection_party_id_party")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_objection_plan_id_plan")),
        *_case_bound("plan_objection"),
    )
    _index("plan_objection", "case_id", "organisation_id", "plan_id", "track_id")
    op.create_table(
        "undisputed_record",
        sa.Column("track_id", sa.String(length=36), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        *_case_bound("undisputed_record"),
    )
    _index("undisputed_record", "case_id", "organisation_id", "track_id")


def _case_bound(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    """What every row of a case carries."""
    return (
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("compartment", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f(f"fk_{table}_case_id_case_file")),
        sa.ForeignKeyConstraint(["track_id"], ["track.id"], name=op.f(f"fk_{table}_track_id_track")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)
