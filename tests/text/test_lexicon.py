"""The word lists: shape, spelling, and that they load into something usable."""

from __future__ import annotations

import unicodedata

import pytest

from musnad.rules.tables import LANGUAGE, read_table
from musnad.text.fold import fold
from musnad.text.lexicon import fold_table, index_rows, lexicon

TABLES = (
    "verb_stems",
    "nominals",
    "homographs",
    "closed_class",
    "proclitics",
    "enclitics",
    "verb_affixes",
    "nominal_affixes",
    "spelling_evidence",
)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_clean(name: str) -> None:
    text = (LANGUAGE / "text" / f"{name}.tsv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not {"ـ", "ک", "ی", "\u200f", "\u200e"} & set(text)
    assert not any("\ufb50" <= letter <= "\ufdff" or letter >= "\ufe70" for letter in text)
    rows = text.rstrip("\n").split("\n")
    assert len(rows) == len(set(rows))


def test_large_tables_have_as_many_cells_as_headings() -> None:
    for name in ("verb_stems", "nominals"):
        header, *rows = (LANGUAGE / "text" / f"{name}.tsv").read_text("utf-8").splitlines()
        assert {row.count("\t") for row in rows} == {header.count("\t")}


def test_homographs_are_folded_and_shares_of_one() -> None:
    forms = [row["form"] for row in read_table("text", "homographs")]
    assert len(forms) == len(set(forms))
    for row in read_table("text", "homographs"):
        assert row["form"] == fold(row["form"])
        assert 0 <= float(row["verb"]) + float(row["nominal"]) <= 1.001


def test_closed_class_forms_are_folded_spellings() -> None:
    for row in read_table("text", "closed_class"):
        assert row["form"] == fold(row["form"])
        assert fold(row["spelling"]) in ("", row["form"])


def test_shares_of_a_closed_form_do_not_exceed_one() -> None:
    for form, words in lexicon().closed.items():
        assert sum(word.share for word in words) <= 1.001, form


def test_keys_are_folded() -> None:
    index = index_rows(["إعلان\tx", "حكومة\ty", "اعلان\tz"])
    assert index == {"اعلان": "إعلان\tx\nاعلان\tz", "حكومه": "حكومة\ty"}


def test_fold_table_folds_as_fold_does() -> None:
    text = "أعلن\tالحكومة\nرمى\tآمن"
    assert fold_table(text) == fold(text)


def test_verb_stems_of_a_known_verb() -> None:
    past = [stem for stem in lexicon().stems["اعلن"] if stem.lemma == "أعلن"]
    assert {stem.tense for stem in past} >= {"perfect"}
    assert "غغغ" not in lexicon().stems.forms


def test_nominal_rows_know_their_verb() -> None:
    assert "صرح" in {row.verb for row in lexicon().nominals["تصريح"]}
    assert "غغغ" not in lexicon().nominals.forms
