"""hand-overs follow rules, referrals come in, other bodies answer.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rule", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("lacking", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("reversed_by", sa.String(length=36), nullable=True))
        batch_op.drop_column("answered_on")
        batch_op.drop_column("answer")
    with op.batch_alter_table("outside_proceeding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parties", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("matters", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reversed_by", sa.String(length=36), nullable=True))
    _case_bound(
        "incoming_referral",
        sa.Column("track_id", sa.String(length=36), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("limit_id", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("reversed_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["track_id"], ["track.id"], name=op.f("fk_incoming_referral_track_id_track")),
        index="track_id",
    )
    _case_bound(
        "response",
        sa.Column("about", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("paper_id", sa.String(length=36), nullable=True),
        sa.Column("reversed_by", sa.String(length=36), nullable=True),
        index="about",
    )


def _case_bound(table: str, *columns: sa.schema.SchemaItem, index: str) -> None:
    """A table whose rows belong to a case."""
    op.create_table(
        table,
        *columns,
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("compartment", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f(f"fk_{table}_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in ("case_id", "organisation_id", index):
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
