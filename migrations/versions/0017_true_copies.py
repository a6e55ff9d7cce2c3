"""The scan of a paper signed by hand is sealed as a true copy.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "true_copy",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("scan_id", sa.String(length=36), nullable=False),
        sa.Column("frozen_sha256", sa.Text(), nullable=False),
        sa.Column("sealed_by", sa.Text(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("compartment", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_true_copy_case_id_case_file")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_true_copy_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_true_copy")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_true_copy_paper_id")),
    )
    for column in ("case_id", "frozen_sha256", "organisation_id"):
        op.create_index(op.f(f"ix_true_copy_{column}"), "true_copy", [column])
