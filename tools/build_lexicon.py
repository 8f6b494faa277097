"""Builds the open-class tables of ``lang/ar/text``: verb_stems, nominals, homographs.

Input: mazini (conjugations), ``tools/curated/{masdars,broken_plurals,homographs}.tsv`` and a
corpus of news (JSON lines with ``title`` and ``text``), of which only counts of words are kept.
The same inputs give the same bytes. Takes about two minutes.

    python tools/build_lexicon.py --corpus news.jsonl
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge_table import curated
from lexicon_corpus import ContextModel, Evidence, context_model, read_corpus
from lexicon_nominals import find_source, nominal_rows
from lexicon_ranking import known_samples, rank_verbs, stem_rows, verb_share
from lexicon_verbs import Verb, add_curated_masdars, all_verbs

from musnad.rules.tables import LANGUAGE
from musnad.text.lexicon import Lexicon, compile_lexicon, index_rows
from musnad.text.readings import Reading, closed_readings, open_readings

_STEMS = "stem\tlemma\tform\ttense\tvoice\tcells\tcount"
_NOMINALS = "form\tlemma\tpos\tnumber\tgender\tverb\tverb_form\tvoice\tcount"
_HOMOGRAPHS = "form\tverb\tnominal\tnote"
_LEAST_TOKENS = 8
_LEAST_SHARE = 0.02
_RARE_PRONOUNS = ("ك", "ي", "كن", "كما")
_UNEXPLAINED = 40  # times the tokens expected of its readings: the word is something else, a name


def homograph_rows(lex: Lexicon, evidence: Evidence, model: ContextModel) -> list[str]:
    """Spellings that are a verb and something else, with the shares the corpus shows."""
    fixed = {row["form"]: row for row in curated("homographs")}
    rows = [f"{r['form']}\t{r['verb']}\t{r['nominal']}\t{r['note']}" for r in fixed.values()]
    for word in sorted(evidence.contexts):
        if (
            word in fixed
            or word.startswith(lex.article[0])
            or sum(evidence.contexts[word].values()) < _LEAST_TOKENS
        ):
            continue
        closed = closed_readings(lex, word)
        if closed:
            if all(reading.cut for reading in closed) and evidence.definite[word] >= _LEAST_TOKENS:
                rows.append(_prefixed_function_word(word, evidence))
            continue
        found = [r for r in open_readings(lex, word) if not r.definite]
        verbal = sum(r.score for r in found if r.kind == "verb")
        nominal = sum(r.score for r in found if r.kind == "nominal" and len(r.proclitics) < 1)
        if _is_unexplained(word, found, evidence):
            rows.append(f"{word}\t0\t0\t")
            continue
        if not verbal:
            continue
        share = verb_share(word, evidence, model)
        guess = verbal / (verbal + nominal)
        if nominal and guess > _LEAST_SHARE and abs(share - guess) > 0.05:
            rows.append(f"{word}\t{share:.2f}\t{1 - share:.2f}\t")
    return sorted(rows)


def _is_unexplained(word: str, found: list[Reading], evidence: Evidence) -> bool:
    """A frequent word whose readings are all far-fetched is something else: a name."""
    if not found or evidence.definite[word] or not all(_is_far_fetched(r) for r in found):
        return False
    return sum(reading.score for reading in found) * _UNEXPLAINED < evidence.words[word]


def _is_far_fetched(reading: Reading) -> bool:
    """Forms that news hardly uses: commands, address, «my»; also dropped short stems."""
    address = reading.aspect == "imperative" or (reading.kind == "verb" and reading.person == 2)
    return address or reading.enclitic in _RARE_PRONOUNS or reading.number == "d"


def _prefixed_function_word(word: str, evidence: Evidence) -> str:
    """«ولايه» is *state* more often than *and to any*: the article shows the noun."""
    nominal = min(0.98, evidence.definite[word] / (evidence.words[word] or 1))
    return f"{word}\t0\t{nominal:.2f}\t"


def build(verbs: list[Verb], evidence: Evidence) -> dict[str, tuple[str, list[str]]]:
    """Table name → (header, rows)."""
    verb_only, noun_only = known_samples(verbs, evidence)
    model = context_model(evidence, verb_only, noun_only)
    kept = rank_verbs(verbs, evidence, model)
    stems = stem_rows(kept)
    verb_lexicon = compile_lexicon(index_rows(stems), {}, {})
    nominals = [
        row.line() for row in nominal_rows(find_source(evidence, model, verb_lexicon, kept))
    ]
    lex = compile_lexicon(index_rows(stems), index_rows(nominals), {})
    return {
        "verb_stems": (_STEMS, stems),
        "nominals": (_NOMINALS, nominals),
        "homographs": (_HOMOGRAPHS, homograph_rows(lex, evidence, model)),
    }


def write(tables: Mapping[str, tuple[str, Iterable[str]]]) -> None:
    """The tables under ``lang/ar/text``, UTF-8 with LF."""
    for name, (header, rows) in tables.items():
        text = "\n".join((header, *rows)) + "\n"
        (LANGUAGE / "text" / f"{name}.tsv").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    corpus: Path = parser.parse_args().corpus
    verbs = all_verbs()
    add_curated_masdars(verbs, curated("masdars"))
    tables = build(verbs, read_corpus(corpus))
    write(tables)
    print(", ".join(f"{name} {len(rows):,} rows" for name, (_, rows) in tables.items()))


if __name__ == "__main__":
    main()
