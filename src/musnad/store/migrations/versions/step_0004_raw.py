"""Tables of what was fetched: raw records, the articles read from them, watched feeds, fetches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; articles taken in before have no raw record."""
    _raw()
    op.create_table(
        "watched",
        sa.Column("source", _NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"]),
        sa.PrimaryKeyConstraint("source"),
    )
    _fetches()


def _raw() -> None:
    op.create_table(
        "raw",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("asked", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("fetched", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("record"),
    )
    op.create_index("raw_by_asked", "raw", ["asked"], unique=False)
    op.create_table(
        "origins",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("raw", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.ForeignKeyConstraint(["raw"], ["raw.number"]),
        sa.PrimaryKeyConstraint("article", "raw"),
    )


def _fetches() -> None:
    op.create_table(
        "fetches",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("source", _NUMBER, nullable=False),
        sa.Column("fetched", sa.String(), nullable=False),
        sa.Column("error", sa.String()),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.String()),
        sa.Column("last_modified", sa.String()),
        sa.Column("sha256", sa.String(64)),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("undated", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("fetches_by_source", "fetches", ["source", "number"], unique=False)
