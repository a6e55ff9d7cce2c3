"""An office keeps templates of its own, and a paper which edition of them made it.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "template_edition",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("tried_on", sa.String(length=36), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by", sa.String(length=36), nullable=False),
        sa.Column("activated_on", sa.Date(), nullable=True),
        sa.Column("activated_by", sa.String(length=36), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=36), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_edition")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_template_edition_code_number")),
    )
    with op.batch_alter_table("paper") as table:
        table.add_column(sa.Column("template_edition", sa.Integer(), nullable=True))
