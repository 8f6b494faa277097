"""The forms of export: name → how to write it, and which form the name of a file asks for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from musnad.surfaces.export.acled import write_acled
from musnad.surfaces.export.annotations import write_annotations
from musnad.surfaces.export.delimited import Table, write_table
from musnad.surfaces.export.gdelt import write_events, write_mentions
from musnad.surfaces.export.geojson import write_geojson
from musnad.surfaces.export.parquet import write_parquet
from musnad.surfaces.export.plain import HEADER, plain_cells
from musnad.surfaces.export.plover import write_plover
from musnad.surfaces.export.polecat import write_polecat
from musnad.surfaces.export.rows import Row
from musnad.surfaces.export.xlsx import write_xlsx


class FormName(StrEnum):
    """What a form is called."""

    acled = "acled"
    annotations = "annotations"
    csv = "csv"
    gdelt = "gdelt"
    gdelt_mentions = "gdelt-mentions"
    geojson = "geojson"
    parquet = "parquet"
    plover = "plover"
    polecat = "polecat"
    tsv = "tsv"
    xlsx = "xlsx"


class Writer(Protocol):
    """Writes rows; ``evidence`` asks for the columns of evidence where the scheme has none."""

    def __call__(self, rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
        """Write all rows to the stream."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form of export.

    Attributes:
        write: writes it.
        suffix: of the files that are in this form unless another is named; empty for none.
        is_text: whether it may go to standard output.
        has_status: whether it can say that an event did not happen; where it cannot, only actual
            events are exported unless others are asked for.
    """

    write: Writer
    suffix: str = ""
    is_text: bool = True
    has_status: bool = True


def _write_csv(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    write_table(rows, stream, Table(header=HEADER, cells=plain_cells, separator=","))


def _write_tsv(rows: Iterable[Row], stream: BinaryIO, *, evidence: bool = False) -> None:
    write_table(rows, stream, Table(header=HEADER, cells=plain_cells, separator="\t"))


FORMS: dict[FormName, Form] = {
    FormName.acled: Form(write=write_acled, has_status=False),
    FormName.annotations: Form(write=write_annotations, suffix=".jsonld"),
    FormName.csv: Form(write=_write_csv, suffix=".csv"),
    FormName.gdelt: Form(write=write_events, has_status=False),
    FormName.gdelt_mentions: Form(write=write_mentions, has_status=False),
    FormName.geojson: Form(write=write_geojson, suffix=".geojson"),
    FormName.parquet: Form(write=write_parquet, suffix=".parquet", is_text=False),
    FormName.plover: Form(write=write_plover, suffix=".jsonl"),
    FormName.polecat: Form(write=write_polecat, has_status=False),
    FormName.tsv: Form(write=_write_tsv, suffix=".tsv"),
    FormName.xlsx: Form(write=write_xlsx, suffix=".xlsx", is_text=False),
}


def form_of_file(path: Path) -> FormName | None:
    """The name of the form that the suffix of a file stands for; None when it stands for none."""
    suffix = path.suffix.lower()
    return next((name for name, form in FORMS.items() if suffix and form.suffix == suffix), None)
