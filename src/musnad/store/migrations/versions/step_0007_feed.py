"""The feed of changes, the words of each article as indexed, and days in the order of queries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from musnad.store.index import rebuild

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DATED = ("articles", "statements", "events")


def upgrade() -> None:
    """Make the tables and fill them from the readings that are there."""
    for table in _DATED:
        op.drop_index(f"{table}_by_day", table)
        op.create_index(f"{table}_by_day", table, [sa.text("coalesce(day, '')"), "number"])
    op.create_table(
        "indexed",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "changes",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("reader", _NUMBER),
        sa.Column("before", _NUMBER),
        sa.Column("records", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("changes_by_article", "changes", ["article", "number"])
    op.create_index("changes_by_time", "changes", ["at", "number"])
    op.execute(
        "INSERT INTO changes (number, at, kind, article, identity, reader) "
        "SELECT row_number() OVER (ORDER BY number), '', 'added', number, identity, reader "
        "FROM articles WHERE reader IS NOT NULL"  # when is not known
    )
    rebuild(op.get_bind())
