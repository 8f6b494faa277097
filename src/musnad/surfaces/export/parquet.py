"""Parquet: the plain table with its types; lists stay lists, codes stay text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from musnad.surfaces.export.plain import COLUMNS, Value, plain_values
from musnad.surfaces.export.rows import Row

_ROWS_OF_A_GROUP = 20_000


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
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[dict[str, Value]]]:
    values = map(plain_values, rows)
    while group := list(islice(values, _ROWS_OF_A_GROUP)):
        yield group
