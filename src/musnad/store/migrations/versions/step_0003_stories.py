"""Tables of stories: the features by which reports are alike, and the report each one follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; the next ingest fills them."""
    op.create_table(
        "story_features",
        sa.Column("feature", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.PrimaryKeyConstraint("feature", "day", "article"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stories",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("reader", _NUMBER, nullable=False),
        sa.Column("moment", sa.String()),
        sa.Column("day", sa.Integer()),
        sa.Column("features", sa.LargeBinary(), nullable=False),
        sa.Column("parent", _NUMBER),
        sa.Column("likeness", sa.Float()),
        sa.Column("story", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.ForeignKeyConstraint(["reader"], ["readers.number"]),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_index("stories_by_story", "stories", ["story"], unique=False)
