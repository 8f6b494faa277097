"""Speakers no table knows: words that a verb of speech before them shows to be a name.

Input: a page and a token. Output: whether a personal name begins there. «قال سالفيني إن» (*Salvini
said that*): what follows the verb and is no word of the language is who speaks.
"""

from __future__ import annotations

from functools import lru_cache

from musnad.mentions.gazetteer import name_words
from musnad.mentions.heads import article_letters
from musnad.mentions.page import Page
from musnad.mentions.words import Word, small_words
from musnad.text.morphology import analyse, commonness, splits

_SHORTEST_SPEAKER = 3  # letters of an unknown word taken for a speaker
_SELDOM = 5.0  # tokens of the lexicon's corpus below which an adjective may be a surname
_LIKELY = 0.3  # share from which a form counts as a verb


def is_speaker(page: Page, index: int) -> bool:
    """Whether an unknown word, or a given name, is the subject of a verb of speech before it.

    «قال سالفيني إن» (*Salvini said that*); «ذكر الرفادي» (*al-Rifadi mentioned*).
    """
    word = page.word(index)
    if word is None or len(page.norm(index)) < _SHORTEST_SPEAKER or not _after_speech(page, index):
        return False
    if _is_circumstance(page.norm(index)):
        return False
    named = page.known(index) is None and (page.is_strange(index) or _is_family(page, index, word))
    return (named or (word.given and not word.verb)) and not is_attached(page, index)


def _is_circumstance(norm: str) -> bool:
    """«وتابع مستطردا»: the shape of a participle that tells how something is said."""
    first, last = small_words()["participle-letter"], small_words()["accusative-letter"]
    return norm[:1] in first and norm[-1:] in last


def _is_family(page: Page, index: int, word: Word) -> bool:
    """«الرفادي»: a definite adjective of belonging that is no nationality may be a surname."""
    belongs = page.norm(index).endswith(tuple(small_words()["belonging-ending"]))
    plain = word.definite and word.nationality is None and page.head(index) is None
    return belongs and plain and commonness(page.norm(index)) < _SELDOM


def speaks_first(page: Page, index: int) -> bool:
    """«قال نيل باسو» (*Neil Basu said*): a first name that is a word too, then an unknown one."""
    word, following = page.word(index), page.word(index + 1)
    if word is None or following is None or page.breaks(index + 1):
        return False
    plain = not (word.definite or word.cut or word.possessed or word.accusative or word.closed)
    foreign = page.is_strange(index + 1) and not following.definite
    foreign = foreign and not is_attached(page, index + 1)
    fits = plain and foreign and page.head(index) is None and page.known(index + 1) is None
    return fits and _after_speech(page, index)


def _after_speech(page: Page, index: int) -> bool:
    """Whether a verb of speech, or «بحسب», stands right before a token."""
    previous = page.token(index - 1) if index else None
    if previous is None or previous.kind != "word" or page.breaks(index):
        return False
    ascribing = page.is_small(index - 1, "speech-preposition")
    return ascribing or _is_speech(previous.norm, previous.text)


@lru_cache(maxsize=50_000)
def _is_speech(norm: str, text: str) -> bool:
    return any(
        reading.pos == "verb"
        and reading.rank >= _LIKELY
        and reading.lemma in small_words()["speech-verb"]
        for reading in analyse(norm, text)
    )


def is_attached(page: Page, index: int) -> bool:
    """Whether the letters of a preposition or conjunction stand before a name we know."""
    known = page.known(index)
    if known is not None and known[1]:
        return True
    norm, word = page.norm(index), page.word(index)
    named = norm in name_words().family or norm in name_words().given
    if named and (word is None or not (word.cut and word.definite)):
        return False  # «بالعيد» is a surname, and «at the feast»
    if word is not None and word.cut and not page.is_strange(index):
        return True
    article, given = article_letters(), name_words().common_given
    attached = small_words()["attached-preposition"] | small_words()["and"]
    for cut, rest in splits(norm):
        if cut and set(norm[:cut]) <= attached and (rest in given or rest.startswith(article)):
            return True
    return norm.startswith(tuple(small_words()["swallowed-article"]))
