"""Tables of people and their decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "users",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("password", sa.String()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "user_keys",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("owner", _NUMBER, sa.ForeignKey("users.number"), nullable=False),
        sa.Column("kind", sa.String(7), nullable=False),
        sa.Column("until", sa.String(20)),
    )
    op.create_table(
        "decisions",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("article", _NUMBER, sa.ForeignKey("articles.number"), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("verdict", sa.String(7), nullable=False),
        sa.Column("undoes", _NUMBER),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary()),
    )
    op.create_index("decisions_by_record", "decisions", ["article", "record"], unique=False)
    op.create_index("decisions_by_undone", "decisions", ["undoes"], unique=False)
    op.create_table(
        "audit",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
    )
    for table in ("decisions", "audit"):
        _keep(table)


def _keep(table: str) -> None:
    """Let the database itself refuse to change or remove what was written."""
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only added to'); END"
            )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE RULE {table}_no_{action.lower()} AS ON {action} TO {table} DO INSTEAD NOTHING"
        )
