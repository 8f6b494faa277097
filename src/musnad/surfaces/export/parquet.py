"""Parquet: the plain table with its types; lists stay lists, codes stay text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, TypeVar

from musnad.surfaces.export.plain import COLUMNS, plain_values
from musnad.surfaces.export.rows import Row

_ROWS_OF_A_BATCH = 1_000
_BATCHES_OF_A_GROUP = 20
Item = TypeVar("Item")


def write_parquet(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    """Write the rows, group by group; the words are in it in any case."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {
        "text": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema([pa.field(column.name, types[column.kind]) for column in COLUMNS])
    # Rows take far more memory as dictionaries than as Arrow: few are dictionaries at a time.
    batches = (
        pa.Table.from_pylist(batch, schema=schema)
        for batch in _batches(map(plain_values, rows), _ROWS_OF_A_BATCH)
    )
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _batches(batches, _BATCHES_OF_A_GROUP):
            writer.write_table(pa.concat_tables(group))


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
