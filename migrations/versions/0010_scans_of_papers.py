"""A file may be the scan of an issued paper, with what was found on it. What an older office keeps is none.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.add_column("attachment", sa.Column("paper_id", sa.String(length=36), nullable=True))
    op.add_column("attachment", sa.Column("found", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index(op.f("ix_attachment_paper_id"), "attachment", ["paper_id"])
