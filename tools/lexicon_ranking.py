"""Which verbs a corpus attests, and how often, by expectation-maximisation over its word forms.

A form such as يقدم belongs to three verbs; a verb whose other forms are frequent gets the larger
part of it. Forms that are nouns as a rule (they take the article, or stand where nouns stand)
count for little.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec
from knowledge_table import curated
from lexicon_corpus import ContextModel, Evidence, without_conjunction
from lexicon_verbs import Verb

from musnad.text.fold import fold
from musnad.text.lexicon import Lexicon, compile_lexicon, index_rows
from musnad.text.readings import Reading, closed_readings, closed_share, open_readings

_ROUNDS = 12
_SOFT_LIMIT = 4  # tokens of ambiguous forms believed per token of unambiguous ones
_LONG_FORMS = ("VII", "VIII", "X", "IIIq", "IVq")
_HARD_PERFECTS = (("s", "f"), ("p", "m"))
Allocation = dict[str, list[tuple[int, float]]]


def stem_rows(verbs: list[Verb], label: bool = False) -> list[str]:
    """Rows of ``verb_stems.tsv`` without the header; with the verb's index as lemma if asked."""
    rows = []
    for index, verb in enumerate(verbs):
        lemma = str(index) if label else verb.lemma
        count = 1.0 if label else verb.count
        for (tense, voice, stem), cells in verb.stems.items():
            if tense == "imperative" and len(stem) == 1:
                continue  # the verb «رَ» (see!) is every letter's noise
            rows.append(f"{stem}\t{lemma}\t{verb.form}\t{tense}\t{voice}\t{cells}\t{count:g}")
    return sorted(set(rows))


def verb_lexicon(verbs: list[Verb]) -> Lexicon:
    """A lexicon of verbs alone, each named by its index."""
    return compile_lexicon(index_rows(stem_rows(verbs, label=True)), {}, {})


def known_samples(verbs: list[Verb], evidence: Evidence) -> tuple[set[str], set[str]]:
    """Words that are verbs only, and nouns only, for the context model: forms VIII and X."""
    as_verb: set[str] = set()
    as_noun: set[str] = set()
    for verb in verbs:
        if verb.form in ("VIII", "X"):
            as_verb.add(fold(verb.lemma))
            as_noun.update(fold(masdar) for masdar in verb.masdars)
    for word in as_verb & as_noun:
        as_verb.discard(word)
    verb_only = {w for w in as_verb if evidence.words[w] >= 5 and not evidence.definite[w]}
    noun_only = {w for w in as_noun if evidence.words[w] >= 5 and evidence.definite[w]}
    return verb_only, noun_only


def verb_share(word: str, evidence: Evidence, model: ContextModel) -> float:
    """The part of a form's tokens that are verbs, as its article and its surroundings show."""
    definite = evidence.definite[word]
    plain = evidence.words[word]
    prior = 0.05 if definite > plain / 2 else 0.3 if definite > 2 else 0.8
    return model.verb_share(evidence.contexts.get(word, Counter()), prior)


class _Tables(msgspec.Struct):
    """What the counts are shared out by: form → (verb, weight) options, and tokens a form."""

    hard: Allocation
    soft: Allocation
    masdars: Allocation
    tokens: dict[str, float]


def _is_hard(reading: Reading, word: str) -> bool:
    """A form that is hardly ever a noun: ya imperfects, futures, feminine and plural perfects."""
    if reading.aspect == "imperfect":
        return reading.future or word[reading.cut] == "ي"
    if reading.aspect != "perfect":
        return False
    return reading.form in _LONG_FORMS or (reading.number, reading.gender) in _HARD_PERFECTS


def _tables(verbs: list[Verb], evidence: Evidence, model: ContextModel) -> _Tables:
    lex = verb_lexicon(verbs)
    fixed = {row["form"]: float(row["verb"] or 0) for row in curated("homographs")}
    tables = _Tables({}, {}, {}, {})
    for word, count in evidence.words.items():
        if word.startswith("ال") or closed_share(closed_readings(lex, word)) > 0.9:
            continue
        readings = open_readings(lex, word)
        if not readings:
            continue
        key = without_conjunction(word, evidence.words)
        share = fixed.get(word, fixed.get(key, verb_share(key, evidence, model)))
        tables.tokens[word] = count * share
        weights: dict[int, float] = defaultdict(float)
        for reading in readings:
            weights[int(reading.lemma)] += reading.score
        hard = any(_is_hard(reading, word) for reading in readings)
        (tables.hard if hard else tables.soft)[word] = sorted(weights.items())
    _add_masdars(tables, verbs, evidence)
    return tables


def _add_masdars(tables: _Tables, verbs: list[Verb], evidence: Evidence) -> None:
    for index, verb in enumerate(verbs):
        for form in {fold(form) for form in verb.masdars}:
            count = evidence.definite[form] + evidence.bare[form]
            if count:
                tables.masdars.setdefault(form, []).append((index, 1.0))
                tables.tokens.setdefault("masdar " + form, count)


def _expected(options: Allocation, tokens: dict[str, float], weight: list[float]) -> list[float]:
    expected = [0.0] * len(weight)
    for form, candidates in options.items():
        total = sum(weight[index] * share for index, share in candidates)
        if total:
            for index, share in candidates:
                expected[index] += tokens[form] * weight[index] * share / total
    return expected


def rank_verbs(verbs: list[Verb], evidence: Evidence, model: ContextModel) -> list[Verb]:
    """The verbs the corpus attests, their counts set, most frequent first.

    Ambiguous forms and masdars speak for a verb only in measure of its unambiguous forms.
    """
    tables = _tables(verbs, evidence, model)
    masdars = {form: tables.tokens["masdar " + form] for form in tables.masdars}
    spare = _expected(tables.masdars, masdars, [1.0] * len(verbs))
    verbs_alike: dict[str, set[str]] = defaultdict(set)
    for verb in verbs:
        verbs_alike[fold(verb.lemma)].add(verb.lemma)
    known = {(row["lemma"], row["form"]): float(row["factor"]) for row in curated("verbs")}
    factor = [known.get((verb.lemma, verb.form), 1.0) for verb in verbs]
    printed = [
        f * _printed_share(verb, verbs_alike, evidence)
        for verb, f in zip(verbs, factor, strict=True)
    ]
    weight = list(printed)
    for _ in range(_ROUNDS):
        hard = _expected(tables.hard, tables.tokens, weight)
        soft = _expected(tables.soft, tables.tokens, weight)
        nouns = _expected(tables.masdars, masdars, weight)
        weight = [
            p * (h + min(s, _SOFT_LIMIT * h) + min(n, _SOFT_LIMIT * h))
            for p, h, s, n in zip(printed, hard, soft, nouns, strict=True)
        ]
    own = _own_mass(tables.hard, tables.tokens, weight)
    for index, verb in enumerate(verbs):
        verb.count = round(max(0.5, hard[index] + min(soft[index], _SOFT_LIMIT * hard[index])), 1)
    kept = [
        v
        for i, v in enumerate(verbs)
        if factor[i] and (factor[i] > 1 or _is_attested(v, own[i], nouns[i], spare[i]))
    ]
    return sorted(kept, key=lambda verb: (-verb.count, verb.key))


def _printed_share(verb: Verb, alike: dict[str, set[str]], evidence: Evidence) -> float:
    """How often the lemma's letters are printed its way, against verbs that fold alike: أدى, آدى.

    Print without hamza says nothing.
    """
    folded = fold(verb.lemma)
    rivals = alike[folded]
    if len(rivals) < 2:
        return 1.0
    spellings = evidence.spellings.get(folded, Counter())
    counts = {rival: spellings[rival] + 0.5 for rival in rivals}
    if any(rival[0] != verb.lemma[0] and rival[0] in "أآ" for rival in rivals):
        plain = [rival for rival in rivals if rival[0] not in "أآ"]
        hamza = max(counts[rival] for rival in rivals if rival not in plain)
        for rival in plain:  # hamza may be left out, so the bare spelling needs a clear lead
            counts[rival] = counts[rival] if counts[rival] > 4 * hamza else 0.5
    return max(0.02, counts[verb.lemma] / max(counts.values()))


def _is_attested(verb: Verb, own: float, masdar: float, spare: float) -> bool:
    """Longer forms need less evidence: their letters are seldom those of another word."""
    if verb.form in _LONG_FORMS and spare >= 3:
        return True
    needed = 2.5
    if verb.form not in ("I", "II", "IV"):
        needed = 0.5
    elif verb.masdars and masdar >= 1:
        needed = 0.9
    return own >= needed


def _own_mass(
    options: Allocation, tokens: dict[str, float], weight: list[float]
) -> dict[int, float]:
    """Unambiguous tokens that each verb can call its own: at least half of a form's."""
    mass: dict[int, float] = defaultdict(float)
    for form, candidates in options.items():
        total = sum(weight[index] * share for index, share in candidates)
        for index, share in candidates:
            part = weight[index] * share / total if total else 0.0
            if part >= 0.4:
                mass[index] += part * tokens[form]
    return mass
