"""Runs the steps on the connection it is given; Alembic loads this file by its name."""

from __future__ import annotations

from alembic import context

from musnad.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
