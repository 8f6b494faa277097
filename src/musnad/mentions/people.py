"""Names of people: where one begins and how far it goes.

Input: a page and a token. Output: the last token of the personal name that begins there. A name is
a known person, a given name with what follows, or, after a title, any run of words the lexicon
does not know.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.mentions.gazetteer import joining_words, name_words, surnames_of_the_known
from musnad.mentions.page import Page
from musnad.mentions.words import Word, small_words
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import splits

_LONGEST = 7  # words
_SHORTEST_UNKNOWN = 4  # letters of an unknown word taken for a name after a title


class PersonName(msgspec.Struct, frozen=True, gc=False):
    """A personal name in a text. ``key``: of the person, when known by full name."""

    first: int
    last: int
    cut: int
    key: str = ""


@lru_cache(maxsize=1)
def _links() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in read_table("mentions", "name_words"):
        kinds.setdefault(row["kind"], set()).add(fold(row["form"]))
    return {kind: frozenset(forms) for kind, forms in kinds.items()}


def name_tails() -> frozenset[str]:
    """Words that end names but name nobody alone: «الدين», «الثاني»."""
    return _links()["tail"]


def find_person(page: Page, index: int, *, titled: bool = False) -> PersonName | None:
    """The personal name that begins at a token, or None.

    Args:
        page: the document.
        index: the token.
        titled: a title stands before it, so that a surname or an unknown word alone is a name.

    Example: in «قال ستيفان دوجاريك إن» (*Stéphane Dujarric said that*) two tokens from «ستيفان».
    """
    token = page.token(index)
    if token is None or token.kind != "word" or index in page.timed:
        return None
    known = page.known(index)
    if known is not None and known[2].kind == "person" and (titled or not known[2].doubtful):
        last = _extend(page, known[0] + 1, strict=True) - 1
        return PersonName(index, max(known[0], last), known[1], known[2].key)
    if known is not None and known[2].kind != "person" and not known[2].doubtful and not titled:
        return None
    cut = _name_start(page, index, titled=titled)
    if cut is None:
        return None
    end = _extend(page, index + 1, strict=False)
    if end - index > 1 or titled:
        last = end - 1
        if last == index and _is_link(page.norm(index)[cut:]):
            return None
        return PersonName(index, last, cut)
    return None


def _name_start(page: Page, index: int, *, titled: bool) -> int | None:
    """Proclitic letters before a name that begins at this token; None where none does."""
    norm = page.norm(index)
    here = page.word(index)
    if here is not None and (here.closed or (here.verb and not titled)):
        return None
    if titled and here is not None and _unknown_or_family(here, norm):
        return 0
    for cut, rest in _given_starts(norm):
        if rest in name_words().given or (rest in joining_words() and _joins(page, index)):
            return cut
        if rest in name_words().doubtful_given and _supports(page, index, titled=titled):
            return cut
    return _unknown_pair(page, index)


@lru_cache(maxsize=1)
def _attached() -> frozenset[str]:
    return small_words()["attached-preposition"] | small_words()["coordinator"]


@lru_cache(maxsize=100_000)
def _given_starts(norm: str) -> tuple[tuple[int, str], ...]:
    """The splits of a word, its proclitics one letter each, whose rest may begin a name."""
    names = name_words()
    return tuple(
        (cut, rest)
        for cut, rest in splits(norm)
        if set(norm[:cut]) <= _attached()
        and (rest in names.given or rest in names.doubtful_given or rest in joining_words())
    )


def _joins(page: Page, index: int) -> bool:
    """Whether «عبد», «أبو» is followed by something to join."""
    following = page.token(index + 1)
    return following is not None and following.kind == "word" and not page.breaks(index + 1)


def _unknown_or_family(word: Word, rest: str) -> bool:
    if word.closed or word.possessed:
        return False
    if word.family or rest in surnames_of_the_known():
        return True
    if word.unknown:
        return len(rest) >= _SHORTEST_UNKNOWN
    return word.doubtful_family and not word.verb and word.nationality is None


def _supports(page: Page, index: int, *, titled: bool) -> bool:
    """Whether a given name that is also a word («سعيد», *happy*) is a name here."""
    if titled:
        return True
    following = page.word(index + 1)
    if following is None or page.breaks(index + 1) or following.cut:
        return False
    here = page.word(index)
    rare = here is not None and (here.unknown or not here.closed)
    strong = following.given or following.family or following.unknown
    return rare and strong and not following.verb


def _unknown_pair(page: Page, index: int) -> int | None:
    """Two or more words in a row that the lexicon does not know are a foreign name."""
    here, following = page.word(index), page.word(index + 1)
    if here is None or following is None or page.breaks(index + 1):
        return None
    if not (_foreign(here) and _foreign(following)) or not _introduced(page, index):
        return None
    if page.known(index) is not None or page.known(index + 1) is not None:
        return None
    if len(page.norm(index)) < 3 or len(page.norm(index + 1)) < 3:
        return None
    return 0


def _introduced(page: Page, index: int) -> bool:
    """Whether unknown words stand where a name is likely: after a verb, a mark, or at the start."""
    previous = page.word(index - 1)
    starts = previous is None or page.breaks(index)
    if page.norm(index)[:1] in _attached():
        return False
    return starts or previous is None or previous.verb


def _foreign(word: Word) -> bool:
    return (word.unknown or (word.family and not word.nominal)) and not word.definite


def _extend(page: Page, index: int, *, strict: bool) -> int:
    """The token after the last one that continues a name; ``strict`` after a full known name."""
    begin = index
    while index - begin < _LONGEST and not page.breaks(index):
        word = page.word(index)
        if word is None:
            break
        norm = page.norm(index)
        if _is_link(norm) and not page.breaks(index + 1) and _links_on(page, index):
            index += 1 if _is_link(page.norm(index + 1)) else 2
            continue
        if norm in _links()["tail"]:
            index += 1
            continue
        if strict or not _continues(page, index, word):
            break
        index += 1
    return index


def _is_link(norm: str) -> bool:
    return norm in _links()["link"]


def _links_on(page: Page, index: int) -> bool:
    """Whether what follows «بن», «أبو» can be part of a name."""
    following = page.word(index + 1)
    return following is not None and not following.closed


def _joins_another(page: Page, index: int, word: Word) -> bool:
    """«بوش وبلير»: the conjunction begins another name."""
    norm = page.norm(index)
    if norm[:1] not in small_words()["coordinator"] or word.family:
        return False
    rest = norm[1:]
    names = name_words()
    return word.unknown or rest in names.given or rest in names.family


def _continues(page: Page, index: int, word: Word) -> bool:
    """Whether a word after a given name belongs to the name."""
    if _joins_another(page, index, word):
        return False
    if word.cut and not word.family and not word.given:
        return False
    if word.closed and not word.family:
        return False
    known = page.known(index)
    is_body = known is not None and known[2].kind in ("country", "organisation")
    if is_body and known is not None and not known[2].doubtful and not word.family:
        return False
    if word.given or word.family:
        return not word.verb or word.unknown
    if word.unknown:
        return True
    if word.nationality is not None:
        return False
    doubtful = word.doubtful_family or word.doubtful_given
    return doubtful and not word.verb and not word.accusative
