"""The forms of export, and which of them the name of a file asks for; ``writers`` write them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec


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


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form of export.

    Attributes:
        suffix: of the files that are in this form unless another is named; empty for none.
        is_text: whether it may go to standard output.
        has_status: whether it can say that an event did not happen; where it cannot, only actual
            events are exported unless others are asked for.
    """

    suffix: str = ""
    is_text: bool = True
    has_status: bool = True


FORMS: dict[FormName, Form] = {
    FormName.acled: Form(has_status=False),
    FormName.annotations: Form(suffix=".jsonld"),
    FormName.csv: Form(suffix=".csv"),
    FormName.gdelt: Form(has_status=False),
    FormName.gdelt_mentions: Form(has_status=False),
    FormName.geojson: Form(suffix=".geojson"),
    FormName.parquet: Form(suffix=".parquet", is_text=False),
    FormName.plover: Form(suffix=".jsonl"),
    FormName.polecat: Form(has_status=False),
    FormName.tsv: Form(suffix=".tsv"),
    FormName.xlsx: Form(suffix=".xlsx", is_text=False),
}


def form_of_file(path: Path) -> FormName | None:
    """The name of the form that the suffix of a file stands for; None when it stands for none."""
    suffix = path.suffix.lower()
    return next((name for name, form in FORMS.items() if suffix and form.suffix == suffix), None)
