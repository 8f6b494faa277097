"""Tables of copies: a sample of shingles, the pairs that are alike, and the groups they form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; the next ingest fills them."""
    op.create_table(
        "shingles",
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.PrimaryKeyConstraint("shingle", "article"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("head", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_index("copies_by_head", "copies", ["head"], unique=False)
    op.create_table(
        "copy_pairs",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("other", _NUMBER, nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.ForeignKeyConstraint(["other"], ["articles.number"]),
        sa.PrimaryKeyConstraint("article", "other"),
    )
    op.create_index("copy_pairs_by_other", "copy_pairs", ["other"], unique=False)
