"""Actors across documents, decisions on them, and events joined with all their reports.

Articles that were read before are read again by the next ingest, which writes their actors.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, make the tables, and queue what was read."""
    op.add_column("entities", sa.Column("actor", sa.String(length=13)))
    op.create_index("entities_by_actor", "entities", ["actor", "article"], unique=False)
    op.add_column("parties", sa.Column("actor", sa.String(length=13)))
    op.create_index("parties_by_actor", "parties", ["actor", "side"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("event", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("joined", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("tellings_by_article", "tellings", ["article"], unique=False)
    op.create_index("tellings_by_joined", "tellings", ["joined"], unique=False)
    op.create_table(
        "actor_decisions",
        sa.Column("one", sa.String(length=13), nullable=False),
        sa.Column("other", sa.String(length=13), nullable=False),
        sa.Column("verdict", sa.String(length=9), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("note", sa.String()),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.execute("UPDATE articles SET state = 'queued' WHERE state = 'read'")
    op.execute("DELETE FROM stories")
