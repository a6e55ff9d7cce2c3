"""Keys that come from a licensed authority's file or lie in a token; revocation lists; how far a signature goes.

Forward only: an office goes back by its copy, never by undoing a schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on. Every key there is was made by its office and has been in use since."""
    with op.batch_alter_table("office_key") as table:
        table.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="self_made"))
        table.add_column(sa.Column("ready_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("above", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("endorsement", sa.Text(), nullable=True))
        table.add_column(sa.Column("request", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("token", sa.JSON(), nullable=True))
        table.add_column(sa.Column("wrong_pins", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("ended_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("ended_why", sa.Text(), nullable=True))
        table.add_column(sa.Column("revoked_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE office_key SET ready_at = made_at")
    with op.batch_alter_table("office_key") as table:
        for name in ("kind", "above", "wrong_pins"):
            table.alter_column(name, server_default=None)
    op.create_table(
        "revocation_list",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation_list")),
    )
    with op.batch_alter_table("signature") as table:
        table.add_column(sa.Column("level", sa.String(), nullable=True))
