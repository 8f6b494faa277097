"""Stems of verbs, cut out of mazini's conjugations, and which of the verbs a corpus attests.

Input: mazini (every attested root and pattern), corpus counts. Output: rows of
``verb_stems.tsv`` as tuples, and the participles and masdars of the verbs kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from mazini import MaziniError, conjugate
from mazini.lexicon import attested_wazns, lexicon_roots

from musnad.text.fold import fold, folding_map

Slots = Mapping[str, list[str]]

_PAST = {
    "3ms": ("S", ""),
    "3fs": ("T", "ت"),
    "3mp": ("W", "وا"),
    "3md": ("D", "ا"),
    "3fd": ("E", "تا"),
    "1s": ("C", "ت"),
    "1p": ("G", "نا"),
    "3fp": ("N", "ن"),
}
_PREFIX = {"1s": "ا", "1p": "ن", "3ms": "ي", "3mp": "ي", "3md": "ي", "3fp": "ي", "2fs": "ت"}
_PRESENT = {
    "ind_3ms": ("Z", ""),
    "ind_1s": ("A", ""),
    "juss_3ms": ("J", ""),
    "juss_1s": ("K", ""),
    "ind_3mp": ("M", "ون"),
    "ind_3md": ("D", "ان"),
    "ind_2fs": ("Y", "ين"),
    "ind_3fp": ("N", "ن"),
}
_IMPERATIVE = {"2ms": ("S", ""), "2mp": ("W", "وا"), "2fs": ("Y", "ي"), "2fp": ("N", "ن")}
_BOUND_CELLS = {"perfect": "S", "imperfect": "ZAJK", "imperative": "S"}
_EXTRA = (("ءخذ", "افتعل"),)  # اتخذ, whose first radical is assimilated


class Verb(msgspec.Struct):
    """One verb: lemma in full spelling, form, stems as (tense, voice, spelling) → cells."""

    lemma: str
    form: str
    imperfect: str
    stems: dict[tuple[str, str, str], str]
    active: list[str]
    passive: list[str]
    masdars: list[str]
    count: float = 0.0

    @property
    def key(self) -> tuple[str, str, str]:
        return self.lemma, self.form, self.imperfect


def bare(form: str) -> str:
    """A vocalised form without marks, hamza kept: أَعْلَنَ → أعلن."""
    mapping = folding_map()
    return "".join(letter for letter in form if mapping.get(ord(letter), letter))


def _spellings(form: str) -> Iterator[str]:
    """The form and its newspaper spelling: بدؤوا is printed بدأوا too."""
    plain = bare(form)
    yield plain
    for ending in ("ؤوا", "ؤون"):
        if plain.endswith(ending):
            yield plain[:-3] + "أ" + plain[-2:]


def _bound(stem: str) -> Iterator[str]:
    """A final stem as it stands before a pronoun: رمى → رما, يبدأ → يبدؤ, شاء → شاؤ."""
    if stem.endswith("ى"):
        yield stem[:-1] + "ا"
        return
    yield stem
    if stem.endswith("أ"):
        yield stem[:-1] + "ؤ"
    elif stem.endswith("ء") and len(stem) > 1:
        yield stem[:-1] + "ؤ"
        yield stem[:-1] + "ئ"


def _cut(form: str, prefix: str, suffix: str) -> str | None:
    folded = fold(form)
    if not folded.startswith(prefix) or not folded.endswith(suffix):
        return None
    if len(prefix) + len(suffix) >= len(folded):
        return None
    return form[len(prefix) : len(form) - len(suffix)]


def _cells(slots: Slots, voice: str) -> Iterator[tuple[str, str, str]]:
    """(tense, cell, stem in full spelling) of one voice."""
    past = "past_pass_" if voice == "p" else "past_"
    for person, (cell, suffix) in _PAST.items():
        for form in slots.get(past + person, ()):
            for spelling in _spellings(form):
                stem = _cut(spelling, "", suffix)
                if stem:
                    yield "perfect", cell, stem
    for name, (cell, suffix) in _PRESENT.items():
        mood, person = name.split("_")
        slot = f"{mood}_pass_{person}" if voice == "p" else name
        for form in slots.get(slot, ()):
            for spelling in _spellings(form):
                stem = _cut(spelling, _PREFIX[person], suffix)
                if stem:
                    yield "imperfect", cell, stem
    if voice == "a":
        for person, (cell, suffix) in _IMPERATIVE.items():
            for form in slots.get("imp_" + person, ()):
                stem = _cut(bare(form), "", suffix)
                if stem:
                    yield "imperative", cell, stem


def _stems(slots: Slots) -> dict[tuple[str, str, str], str]:
    cells: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for voice in "ap":
        for tense, cell, stem in _cells(slots, voice):
            cells[tense, stem][cell].add(voice)
            if cell in _BOUND_CELLS[tense]:
                for bound in _bound(stem):
                    cells[tense, bound][cell.lower()].add(voice)
    stems: dict[tuple[str, str, str], str] = {}
    for (tense, stem), by_cell in cells.items():
        for cell, voices in sorted(_without_idle_jussive(by_cell).items()):
            voice = "e" if len(voices) == 2 else next(iter(voices))
            stems[tense, voice, stem] = stems.get((tense, voice, stem), "") + cell
    return stems


def _without_idle_jussive(by_cell: dict[str, set[str]]) -> dict[str, set[str]]:
    """Short cells only where they look unlike the indicative."""
    pairs = {"J": "Z", "K": "A", "j": "z", "k": "a"}
    kept = {}
    for cell, voices in by_cell.items():
        shown = voices - by_cell.get(pairs.get(cell, ""), set())
        if shown:
            kept[cell] = shown
    return kept


def _derived(forms: list[str]) -> list[str]:
    """Participles or masdars in full spelling; a defective one with and without its ya."""
    found: list[str] = []
    for form in forms:
        if form == "?":
            continue
        plain = bare(form)
        if form.endswith(("\u064d", "\u064d\u0651")) or "\u064d" in form[-2:]:
            found.append(plain + "ي")
        found.append(plain)
    return found


def make_verb(form: str, slots: Slots) -> Verb | None:
    """A verb from its conjugation; None for one without an active past."""
    if "past_3ms" not in slots or "ind_3ms" not in slots:
        return None
    return Verb(
        lemma=bare(slots["past_3ms"][0]),
        form=form,
        imperfect=bare(slots["ind_3ms"][0]),
        stems=_stems(slots),
        active=_derived(slots.get("ap", [])),
        passive=_derived(slots.get("pp", [])),
        masdars=_derived(slots.get("vn", [])),
    )


def _is_doubled_third(verb: Verb) -> bool:
    """Form III of a doubled root (قالَّ) prints like a hollow form I and is out of use."""
    if verb.form != "III":
        return False
    return any(
        t == "perfect" and "C" in c and s[-1] == s[-2] for (t, _, s), c in verb.stems.items()
    )


def all_verbs() -> list[Verb]:
    """Every verb mazini attests; those that print alike are one. Takes about a minute."""
    merged: dict[tuple[str, str, str], Verb] = {}
    inputs = [(root, wazn, False) for root in lexicon_roots() for wazn in attested_wazns(root)]
    inputs += [(root, wazn, True) for root, wazn in _EXTRA]
    for root, wazn, reduced in inputs:
        try:
            found = conjugate(root, wazn, reduced=reduced)
        except MaziniError:
            continue
        slots = {slot: [f.form for f in forms] for slot, forms in found.slots.items()}
        verb = make_verb(found.verb_form, slots)
        if verb is not None and not _is_doubled_third(verb):
            merged.setdefault(verb.key, verb)
    return list(merged.values())


def add_curated_masdars(verbs: list[Verb], rows: Iterable[Mapping[str, str]]) -> None:
    """Masdars no pattern predicts, from a table of verb and masdar, both folded.

    They go to the simplest form that has the lemma.
    """
    order = ("I", "Iq", "III", "II", "IV")
    by_lemma: dict[str, list[Verb]] = defaultdict(list)
    for verb in verbs:
        by_lemma[fold(verb.lemma)].append(verb)
    for row in rows:
        options = by_lemma.get(row["verb"], [])
        forms = {verb.form for verb in options}
        first = next((form for form in order if form in forms), "")
        for verb in options:
            if verb.form == first:
                verb.masdars.append(row["masdar"])
