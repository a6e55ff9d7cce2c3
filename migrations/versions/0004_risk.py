"""risk: how dangerous a case was judged to be.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "risk_grade",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("grade", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=True),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("compartment", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_risk_grade_case_id_case_file")),
        sa.ForeignKeyConstraint(["request_id"], ["risk_grade.id"], name=op.f("fk_risk_grade_request_id_risk_grade")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_grade")),
    )
    with op.batch_alter_table("risk_grade", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_grade_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_grade_organisation_id"), ["organisation_id"], unique=False)
