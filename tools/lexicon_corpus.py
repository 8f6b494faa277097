"""What a corpus shows of words: counts, spellings, and how verb-like their surroundings are.

Input: JSON lines with ``title`` and ``text``. Output: :class:`Evidence`; counts only, no text.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from musnad.records.words import Token
from musnad.text.spelling import letters_of
from musnad.text.tokens import find_tokens

Context = tuple[str, str]

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("في", "من", "الي", "علي", "عن", "مع", "بعد", "قبل", "خلال", "منذ", "بين", "ضد")
_VERB_SIGNS = ("قد", "لم", "لن", "لا", "الذي", "التي", "الذين", "سوف", "لقد", "عندما", "مما", "كما")
_THAT = ("ان", "انه", "انها", "بان", "انهم", "الي", "علي")
_ARTICLE = ("ال", "وال", "بال", "لل", "فال", "وبال", "ولل", "كال")
_SUN = 3


class Evidence(msgspec.Struct):
    """Counts of folded words; ``contexts`` by word without its conjunction."""

    words: Counter[str]
    spellings: dict[str, Counter[str]]
    contexts: dict[str, Counter[Context]]
    after_definite: Counter[str]
    definite: Counter[str]
    bare: Counter[str]


def _before(token: Token | None) -> str:
    if token is None or token.kind != "word":
        return "start" if token is None or token.norm in '.:!؟?«"' else "mark"
    word = token.norm
    if word in _PREPOSITIONS or word[1:] in _PREPOSITIONS[:6]:
        return "preposition"
    if word in _VERB_SIGNS or word[1:] in _VERB_SIGNS:
        return "verb sign"
    if word.startswith(_ARTICLE):
        return "definite"
    return "ha" if word.endswith("ه") else "other"


def _after(token: Token | None) -> str:
    if token is None or token.kind != "word":
        return "mark"
    word = token.norm
    if word in _THAT:
        return "that"
    if word in _PREPOSITIONS:
        return "preposition"
    return "definite" if word.startswith(_ARTICLE) else "other"


def without_conjunction(word: str, words: Counter[str]) -> str:
    """The word less a first و or ف if what stays is a more usual word."""
    if word[:1] in ("و", "ف") and len(word) > _SUN and words[word[1:]] > words[word]:
        return word[1:]
    return word


def _paragraphs(path: Path) -> list[list[Token]]:
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts.append(list(find_tokens(record["text"] or "")))
    return texts


def read_corpus(path: Path) -> Evidence:
    """Counts over all articles of a JSON-lines file."""
    texts = _paragraphs(path)
    words = Counter(t.norm for text in texts for t in text if t.kind == "word")
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    contexts: dict[str, Counter[Context]] = defaultdict(Counter)
    after_definite: Counter[str] = Counter()
    for text in texts:
        for index, token in enumerate(text):
            if token.kind != "word":
                continue
            previous = text[index - 1] if index else None
            following = text[index + 1] if index + 1 < len(text) else None
            spellings[token.norm][letters_of(token.text)] += 1
            word = without_conjunction(token.norm, words)
            before = _before(previous)
            if len(word) < len(token.norm):
                before = "conjunction"
            contexts[word][before, _after(following)] += 1
            if before == "definite":
                after_definite[token.norm] += 1
    definite, bare = _by_definiteness(words)
    return Evidence(words, dict(spellings), dict(contexts), after_definite, definite, bare)


def _by_definiteness(words: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Counts of words after an article, and without one, conjunction and preposition off."""
    definite: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for word, count in words.items():
        front = next((a for a in _ARTICLE if word.startswith(a) and len(word) > len(a) + 1), "")
        if front:
            rest = word[len(front) :]
            lam = "ل" + rest  # «للجنه» is ل and اللجنه
            if front.endswith("لل") and words["ال" + lam] > words["ال" + rest]:
                rest = lam
            definite[rest] += count
        else:
            bare[word] += count
            for letters in ("و", "ب", "ل", "وب", "ول", "ف"):
                rest = word[len(letters) :]
                if word.startswith(letters) and len(rest) > 2 and words[rest] > count / 4:
                    bare[rest] += count
    return definite, bare


class ContextModel(msgspec.Struct):
    """How often verbs and nouns stand in each context, learned from words that are only one."""

    verb: dict[Context, float]
    noun: dict[Context, float]

    def verb_share(self, contexts: Counter[Context], prior: float = 0.5) -> float:
        """Maximum-likelihood share of verbs among a word's tokens, drawn towards ``prior``."""
        share = prior
        total = sum(contexts.values())
        for _ in range(30):
            expected = 0.0
            for context, count in contexts.items():
                as_verb = share * self.verb.get(context, 1e-4)
                as_noun = (1 - share) * self.noun.get(context, 1e-4)
                expected += count * as_verb / (as_verb + as_noun)
            share = (expected + prior) / (total + 1)
        return share


def context_model(evidence: Evidence, verbs: set[str], nouns: set[str]) -> ContextModel:
    """The model from words known to be verbs only and nouns only."""

    def distribution(sample: set[str]) -> dict[Context, float]:
        counts: Counter[Context] = Counter()
        for word in sample:
            contexts = evidence.contexts.get(word, Counter())
            weight = min(1.0, 100 / (sum(contexts.values()) or 1))  # no single word dominates
            for context, count in contexts.items():
                counts[context] += count * weight  # type: ignore[assignment]
        total = sum(counts.values()) or 1
        return {context: count / total for context, count in counts.items()}

    return ContextModel(distribution(verbs), distribution(nouns))
