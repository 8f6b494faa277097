"""The first tables: articles, readings, the rows drawn from them, failures, the index of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from musnad.store.index import create_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _names()
    _readers()
    _sources()
    _articles()
    _claims()
    _entities()
    _events()
    _failures()
    _parties()
    _readings()
    _relations()
    _statements()
    _times()
    for statement in create_statements(op.get_context().dialect.name):
        op.execute(statement)


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("names", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )


def _readers() -> None:
    op.create_table(
        "readers",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.String()),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("name"),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("location", sa.String()),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("location"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("source", _NUMBER, nullable=False),
        sa.Column("reader", _NUMBER),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("outlet", sa.String()),
        sa.Column("title", sa.String()),
        sa.Column("published", sa.String()),
        sa.Column("day", sa.String(length=10)),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader"],
            ["readers.number"],
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["sources.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("articles_by_day", "articles", ["day", "number"], unique=False)
    op.create_index("articles_by_identity", "articles", ["identity"], unique=False)
    op.create_index("articles_by_outlet", "articles", ["outlet"], unique=False)
    op.create_index("articles_by_state", "articles", ["state", "number"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String()),
        sa.Column("wikidata", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("sectors", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("entities_by_wikidata", "entities", ["wikidata"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("quad", sa.Integer()),
        sa.Column("score", sa.Float()),
        sa.Column("confidence", sa.Float()),
        sa.Column("day", sa.String(length=10)),
        sa.Column("place", sa.String()),
        sa.Column("place_country", sa.String()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("statement", _NUMBER),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("events_by_day", "events", ["day", "number"], unique=False)
    op.create_index("events_by_statement", "events", ["statement"], unique=False)
    op.create_index("events_by_type", "events", ["type", "status"], unique=False)


def _failures() -> None:
    op.create_table(
        "failures",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("article", _NUMBER),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("failures_by_article", "failures", ["article"], unique=False)


def _parties() -> None:
    op.create_table(
        "parties",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("owner", _NUMBER, nullable=False),
        sa.Column("side", sa.String(length=9), nullable=False),
        sa.Column("name", _NUMBER, nullable=False),
        sa.Column("wikidata", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("sectors", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.ForeignKeyConstraint(
            ["name"],
            ["names.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("parties_by_country", "parties", ["country", "side"], unique=False)
    op.create_index("parties_by_name", "parties", ["name", "side"], unique=False)
    op.create_index("parties_by_owner", "parties", ["owner", "side"], unique=False)
    op.create_index("parties_by_wikidata", "parties", ["wikidata", "side"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("reader", _NUMBER, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("analysis", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.ForeignKeyConstraint(
            ["reader"],
            ["readers.number"],
        ),
        sa.PrimaryKeyConstraint("article", "reader"),
    )


def _relations() -> None:
    op.create_table(
        "relations",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.String()),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("relations_by_kind", "relations", ["kind", "state"], unique=False)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("cue", sa.String()),
        sa.Column("day", sa.String(length=10)),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("statements_by_day", "statements", ["day", "number"], unique=False)
    op.create_index("statements_by_force", "statements", ["force"], unique=False)


def _times() -> None:
    op.create_table(
        "times",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String()),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
