"""document kind.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Which kind of document a person showed; people of before keep none, their numbers were identity numbers."""
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("document_kind", sa.Text(), nullable=True))
