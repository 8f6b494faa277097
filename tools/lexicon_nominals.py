"""Nouns, adjectives, participles and masdars that a corpus attests.

A noun shows itself by the article, by the nunation alef or by the pattern of a verb we keep.
Names without article stay out. Input: corpus counts and ranked verbs. Output: rows of
``nominals.tsv``.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec
from knowledge_table import curated
from lexicon_corpus import ContextModel, Evidence
from lexicon_ranking import verb_share
from lexicon_verbs import Verb

from musnad.text.fold import fold
from musnad.text.lexicon import Lexicon
from musnad.text.readings import closed_readings, closed_share, open_readings

_ADJECTIVE_SHARE = 0.35  # of a word's definite tokens that follow a definite word
_LEAST = 5
_RARELY_DEFINITE = 0.1
_OWN_NOUN = 10  # definite tokens that show whether a feminine is a noun of its own
_HAMZA = ("أ", "إ", "آ")
_PROCLITICS = ("و", "ف", "ب", "ل", "ك")
_DEFECTIVE_HOMOGRAPHS = ("V", "VI")
_DERIVED_SHARE = 8  # an own row only for a form this many times as frequent as its base
_ENDINGS = (  # (suffix, what stands in its place on the base)
    ("ه", ""),
    ("ات", "ه"),
    ("ات", ""),
    ("ون", ""),
    ("ين", ""),
    ("ان", ""),
    ("تين", "ه"),
    ("تان", "ه"),
    ("تي", "ه"),
    ("ا", ""),
    ("ي", ""),
    ("هما", ""),
    ("هم", ""),
    ("ها", ""),
    ("نا", ""),
    ("تهم", "ه"),
    ("تها", "ه"),
    ("ته", "ه"),
)
_PRONOUNS = ("هما", "هم", "ها", "نا", "تهم", "تها", "ته")


class Row(msgspec.Struct):
    """One row of ``nominals.tsv``."""

    form: str
    lemma: str
    pos: str
    number: str = ""
    gender: str = ""
    verb: str = ""
    verb_form: str = ""
    voice: str = ""
    count: float = 0.0

    def line(self) -> str:
        """Tab-separated cells."""
        return "\t".join(
            (*(str(cell) for cell in msgspec.structs.astuple(self)[:-1]), f"{self.count:g}")
        )


class Source(msgspec.Struct):
    """What the build knows: counts, verbs' derivatives, plurals, and who is a verb."""

    evidence: Evidence
    model: ContextModel
    lex: Lexicon
    participles: dict[str, list[tuple[str, Verb, str]]]
    masdars: dict[str, tuple[str, Verb]]
    plurals: dict[str, tuple[str, str]]

    def total(self, word: str) -> float:
        """Tokens of a bare form that are no verbs."""
        definite = self.evidence.definite[word]
        plain = self.evidence.bare[word]
        if plain and word in self.lex.stems.forms:
            plain = round(plain * (1 - verb_share(word, self.evidence, self.model)))
        return definite + plain

    def noun_evidence(self, word: str) -> float:
        """Tokens that only a noun can have: with the article, nunation or a pronoun."""
        words = self.evidence.words
        definite = self.evidence.definite[word]
        if open_readings(self.lex, word) or self._is_prefixed(word):
            return definite
        stem = word[:-1] + "ت" if word.endswith("ه") else word
        bound = words[stem + "ها"] + words[stem + "هم"] + self._bound_to_ha(stem)
        accusative = 0 if word.endswith("ه") else words[word + "ا"]
        return definite + accusative + bound

    def _bound_to_ha(self, stem: str) -> int:
        spellings = self.evidence.spellings.get(stem + "ه", Counter())
        return sum(n for s, n in spellings.items() if s.endswith("ه")) if spellings else 0

    def _is_prefixed(self, word: str) -> bool:
        """Whether a first و ف ب ل ك is rather a proclitic: «واستقرار» is و and استقرار."""
        if word[0] not in _PROCLITICS or len(word) < 4:
            return False
        return self.total(word[1:]) + self.evidence.words[word[1:]] >= self.total(word)

    def is_function_word(self, word: str) -> bool:
        """Whether the word is hardly ever anything else."""
        whole = [r for r in closed_readings(self.lex, word) if not r.cut and not r.enclitic]
        return closed_share(whole) > 0.9

    def listed(self, word: str) -> bool:
        """Whether a word can have a row of its own."""
        if len(word) < 2 or not word.isalpha() or self.is_function_word(word):
            return False
        if word in self.masdars or word in self.participles:
            return self.total(word) >= 2
        if word.endswith("ه") and self.evidence.definite[word] < _LEAST:
            return usual_spelling(word, self.evidence).endswith("ة") and self._shows_noun(word)
        return self._shows_noun(word)

    def _shows_noun(self, word: str) -> bool:
        if len(word) == 2 and self.evidence.bare[word] < _LEAST:
            return False
        return self.noun_evidence(word) >= _LEAST

    def adjective_share(self, word: str) -> float:
        """The part of a word's definite tokens that follow another definite word."""
        form = "ال" + word
        seen = self.evidence.words[form]
        if not seen or seen < self.evidence.bare[word] * _RARELY_DEFINITE:
            return 0.0
        return self.evidence.after_definite[form] / seen


def usual_spelling(word: str, evidence: Evidence) -> str:
    """The spelling most print gives the word, a written hamza or ta marbuta preferred."""
    counts: Counter[str] = Counter(evidence.spellings.get(word, {}))
    for spelling, count in evidence.spellings.get("ال" + word, {}).items():
        counts[spelling[2:]] += count
    counts = Counter({s: n for s, n in counts.items() if len(s) == len(word)})
    if not counts:
        return word
    total = sum(counts.values())
    signed = [s for s, n in counts.items() if n >= total * 0.15 and _signs(s)]
    best = max(signed or counts, key=lambda s: (_signs(s), counts[s], s))
    if best.endswith("ى") and counts[best] < total / 2:
        best = best[:-1] + "ي"
    return best


def _signs(spelling: str) -> int:
    return sum(letter in "أإآة" for letter in spelling)


def find_source(evidence: Evidence, model: ContextModel, lex: Lexicon, verbs: list[Verb]) -> Source:
    """Collects the verbs' participles and masdars, the more frequent verb's first."""
    participles: dict[str, list[tuple[str, Verb, str]]] = defaultdict(list)
    masdars: dict[str, tuple[str, Verb]] = {}
    for verb in verbs:
        for voice, forms in (("a", verb.active), ("p", verb.passive)):
            for form in forms:
                participles[fold(form)].append((form, verb, voice))
        for form in verb.masdars:
            if verb.form in _DEFECTIVE_HOMOGRAPHS and form + "ي" in verb.masdars:
                continue  # «تحد» for «تحدي»: more often another word
            masdars.setdefault(fold(form), (form, verb))
    source = Source(evidence, model, lex, dict(participles), {}, {})
    for word, pair in masdars.items():
        looks_relative = word.endswith("ي") and source.adjective_share(word) >= _ADJECTIVE_SHARE
        if not looks_relative:  # «تركي» is Turkish, no masdar
            source.masdars[word] = pair
    plurals = {row["plural"]: (row["singular"], row["gender"]) for row in curated("broken_plurals")}
    source.plurals.update(plurals)
    return source


def _base_of(source: Source, word: str) -> str | None:
    """A base the word is regularly derived from, frequent enough to explain it."""
    total = source.total(word)
    if word in source.masdars:
        return None
    for suffix, ending in _ENDINGS:
        base = word[: -len(suffix)] + ending if word.endswith(suffix) else ""
        if len(base) < 3 or not source.listed(base):
            continue
        adjectival = base in source.participles or source.adjective_share(base) >= _ADJECTIVE_SHARE
        is_plural = adjectival and suffix in ("ون", "ين")
        if not is_plural and source.total(base) * _DERIVED_SHARE < total:
            continue
        if suffix in _PRONOUNS and source.evidence.definite[word]:
            continue
        if suffix in ("ه", "ون") and not adjectival:
            continue
        if suffix == "ه" and not _is_feminine(source, word):
            continue
        if suffix == "ات" and ending and not usual_spelling(base, source.evidence).endswith("ة"):
            continue
        if suffix == "ي" and source.evidence.definite[word]:
            continue
        if suffix == "ا" and source.evidence.definite[word]:
            continue
        if suffix == "ان" and source.evidence.definite[word] > source.evidence.definite[base] / 3:
            continue
        return base
    return None


def _is_feminine(source: Source, word: str) -> bool:
    """Whether a word in ha is the feminine of an adjective, and no noun such as «حاله»."""
    if source.evidence.definite[word] < _OWN_NOUN:
        return True
    return source.adjective_share(word) >= _ADJECTIVE_SHARE * 0.8


def _inflected(source: Source, base: str) -> float:
    """Tokens of the regular inflections that have no row of their own."""
    forms = {base + suffix for suffix in ("ه", "ات", "ون", "ين", "ان", "ا")}
    if base.endswith("ه"):
        forms = {base[:-1] + suffix for suffix in ("ات", "تين", "تان", "تي")}
    return sum(source.total(f) for f in forms if _base_of(source, f) == base)


def _noun_row(source: Source, word: str, count: float) -> Row:
    spelling = usual_spelling(word, source.evidence)
    singular, gender = source.plurals.get(word, ("", ""))
    if singular:
        return Row(spelling, singular, "noun", "p", gender, count=count)
    if word.endswith("ات"):
        single = word[:-2] + "ه"
        lemma = usual_spelling(single, source.evidence) if source.total(single) else spelling
        return Row(spelling, lemma, "noun", "p", "f", count=count)
    adjective = source.adjective_share(word) >= _ADJECTIVE_SHARE
    gender = "f" if spelling.endswith("ة") else "m"
    return Row(spelling, spelling, "adj" if adjective else "noun", "s", gender, count=count)


def _printed_part(form: str, word: str, evidence: Evidence) -> float:
    """The part of a masdar's tokens that are it by their hamza: «أهداف» is no إهداف."""
    if form[0] not in _HAMZA:
        return 1.0
    counts: Counter[str] = Counter()
    for spelling, count in evidence.spellings.get(word, Counter()).items():
        counts[spelling[0]] += count
    for spelling, count in evidence.spellings.get("ال" + word, Counter()).items():
        counts[spelling[2:3]] += count
    signed = sum(counts[letter] for letter in _HAMZA)
    return counts[form[0]] / signed if signed >= _LEAST else 1.0


def _participle_rows(source: Source) -> list[Row]:
    rows = []
    for word, options in sorted(source.participles.items()):
        if source.is_function_word(word):
            continue
        accusative = source.evidence.words[word + "ا"]
        total = source.total(word) + _inflected(source, word) + accusative
        if total < 2:
            continue
        kept: dict[tuple[str, str], Row] = {}
        for spelling, verb, voice in options[:4]:
            key = (verb.lemma, verb.form)
            if key in kept:
                kept[key].voice = "e" if kept[key].voice != voice else voice
                continue
            lemma = next((f for f, v, _ in options if v is verb and f.endswith("ي")), spelling)
            kept[key] = Row(spelling, lemma, "participle", "s", "m", verb.lemma, verb.form, voice)
        weight = sum(verb.count for _, verb, _ in options) or 1.0
        for (lemma, form), row in kept.items():
            own = next(v.count for _, v, _ in options if (v.lemma, v.form) == (lemma, form))
            row.count = round(max(0.5, total * own / weight), 1)
            rows.append(row)
    return rows


def nominal_rows(source: Source) -> list[Row]:
    """All rows, sorted by form; a participle that is also a noun has two."""
    rows = _participle_rows(source)
    counts = {row.form: row.count for row in rows}
    for word, (form, verb) in sorted(source.masdars.items()):
        if source.is_function_word(word):
            continue
        count = source.total(word) + _inflected(source, word)
        if count >= 2:
            gender = "f" if form.endswith("ة") else "m"
            part = _printed_part(form, word, source.evidence)
            row = Row(form, form, "masdar", "s", gender, verb.lemma, verb.form)
            row.count = round(count * part, 1)
            rows.append(row)
            if count * (1 - part) >= _LEAST:
                rows.append(_noun_row(source, word, round(count * (1 - part), 1)))
    for word in sorted(source.evidence.definite.keys() | source.evidence.words.keys()):
        if word in source.masdars or not _is_noun(source, word):
            continue
        count = source.total(word) + _inflected(source, word)
        row = _noun_row(source, word, count)
        if word in source.participles:
            if row.pos == "adj":
                continue
            row.count = source.total(word)
            _share_participle(rows, source, word, counts)
        rows.append(row)
    rows = _with_curated(source, [row for row in rows if row.count])
    return sorted(rows, key=lambda row: (row.form, row.pos, row.lemma, row.verb, row.verb_form))


def _with_curated(source: Source, rows: list[Row]) -> list[Row]:
    """The rows of ``tools/curated/nouns.tsv`` in place of found nouns and adjectives.

    Masdars and participles of the same letters stay, with a tenth of the tokens.
    """
    by_hand = list(curated("nouns"))
    forms = {fold(entry["form"]) for entry in by_hand}
    kept = []
    for row in rows:
        if fold(row.form) in forms:
            if row.pos in ("noun", "adj"):
                continue
            row.count = round(max(0.5, row.count / 10), 1)
        kept.append(row)
    for entry in by_hand:
        form = entry["form"]
        count = max(5.0, source.total(fold(form)) + _inflected(source, fold(form)))
        row = Row(form, entry["lemma"], entry["pos"], entry["number"], entry["gender"])
        row.count = count
        kept.append(row)
    return kept


def _share_participle(rows: list[Row], source: Source, word: str, counts: dict[str, float]) -> None:
    """A participle that is a noun too keeps the tokens of its adverbial and feminine forms."""
    adverbial = source.evidence.words[word + "ا"] + source.evidence.words[word + "ه"]
    for row in rows:
        if row.pos == "participle" and fold(row.form) == word and counts.get(row.form):
            row.count = round(min(row.count, max(0.5, adverbial)), 1)


def _is_noun(source: Source, word: str) -> bool:
    return source.listed(word) and _base_of(source, word) is None
