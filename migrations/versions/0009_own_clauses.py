"""An office keeps clauses of its own.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "own_clause",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blanks", sa.JSON(), nullable=False),
        sa.Column("disputes", sa.JSON(), nullable=False),
        sa.Column("duty", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("kept_by", sa.String(length=36), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("dropped_by", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_clause")),
    )
