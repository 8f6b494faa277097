"""Which function writes a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from musnad.surfaces.export.acled import write_acled
from musnad.surfaces.export.annotations import write_annotations
from musnad.surfaces.export.delimited import Table, write_table
from musnad.surfaces.export.forms import FormName
from musnad.surfaces.export.gdelt import write_events, write_mentions
from musnad.surfaces.export.geojson import write_geojson
from musnad.surfaces.export.parquet import write_parquet
from musnad.surfaces.export.plain import HEADER, plain_cells
from musnad.surfaces.export.plover import write_plover
from musnad.surfaces.export.polecat import write_polecat
from musnad.surfaces.export.rows import Row
from musnad.surfaces.export.xlsx import write_xlsx


class Writer(Protocol):
    """Writes rows; ``evidence`` asks for the columns of evidence where the scheme has none."""

    def __call__(self, rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
        """Write all rows to the stream."""


def _write_csv(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    write_table(rows, stream, Table(header=HEADER, cells=plain_cells, separator=","))


def _write_tsv(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    write_table(rows, stream, Table(header=HEADER, cells=plain_cells, separator="\t"))


WRITERS: dict[FormName, Writer] = {
    FormName.acled: write_acled,
    FormName.annotations: write_annotations,
    FormName.csv: _write_csv,
    FormName.gdelt: write_events,
    FormName.gdelt_mentions: write_mentions,
    FormName.geojson: write_geojson,
    FormName.parquet: write_parquet,
    FormName.plover: write_plover,
    FormName.polecat: write_polecat,
    FormName.tsv: _write_tsv,
    FormName.xlsx: write_xlsx,
}
