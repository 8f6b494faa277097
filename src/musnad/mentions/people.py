"""Names of people: where one begins and how far it goes.

Input: a page and a token. Output: the last token of the personal name that begins there. A name is
a known person, a given name with what follows, or, after a title, any run of words the lexicon
does not know.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.mentions.gazetteer import Name, joining_words, name_words, surnames_of_the_known
from musnad.mentions.page import Page
from musnad.mentions.speakers import is_attached, is_speaker, speaks_first
from musnad.mentions.words import Word, small_words
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import splits

_LONGEST = 7  # words
_SHORTEST_UNKNOWN = 4  # letters of an unknown word taken for a name after a title


class PersonName(msgspec.Struct, frozen=True, gc=False):
    """A personal name in a text. ``known``: the person, when known by full name."""

    first: int
    last: int
    cut: int
    known: Name | None = None


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
        return PersonName(index, max(known[0], last), known[1], known[2])
    if known is not None and known[2].kind != "person" and not known[2].doubtful and not titled:
        return None
    cut = _name_start(page, index, titled=titled)
    if cut is None:
        return None
    end = _extend(page, index + 1, strict=False)
    if end - index > 1 or titled or (not cut and is_speaker(page, index)):
        last = end - 1
        if last == index and _is_link(page.norm(index)[cut:]):
            return None
        return PersonName(index, last, cut)
    return None


def _name_start(page: Page, index: int, *, titled: bool) -> int | None:
    """Proclitic letters before a name that begins at this token; None where none does."""
    norm = page.norm(index)
    here = page.word(index)
    if page.norm(index + 1) in _links()["son"] and _fathered(page, index):
        return _own_cut(norm)
    if is_speaker(page, index) or speaks_first(page, index):
        return 0
    if here is not None and (here.closed or (here.verb and not titled)):
        told = _is_name_like_preposition(page, index) and (titled or _strong_after(page, index))
        return 0 if told else None
    strange = page.is_strange(index) and len(norm) >= _SHORTEST_UNKNOWN
    if titled and here is not None and (_unknown_or_family(here, norm) or strange):
        return None if is_attached(page, index) else 0
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


def _fathered(page: Page, index: int) -> bool:
    """Whether the word before «بن» can be a name: «سهل بن حنيف» (*Sahl ibn Hunayf*)."""
    word, father = page.word(index), page.word(index + 2)
    if word is None or father is None or page.breaks(index + 1) or page.breaks(index + 2):
        return False
    names = name_words()
    if word.closed:
        return page.norm(index) in names.doubtful_given
    return not word.possessed and page.norm(index) not in _links()["link"]


def _own_cut(norm: str) -> int:
    """Proclitic letters before a name that «بن» follows."""
    names = name_words()
    attached = small_words()["attached-preposition"] | small_words()["coordinator"]
    for cut, rest in splits(norm):
        known = rest in names.given or rest in names.doubtful_given
        if known and set(norm[:cut]) <= attached:
            return cut
    return 0


def _is_name_like_preposition(page: Page, index: int) -> bool:
    """«علي» (*Ali*), in a text that writes the preposition «على» with its other final letter."""
    token = page.tokens[index]
    return (
        token.norm in name_words().doubtful_given
        and page.tells_finals
        and token.text[-1] == token.norm[-1]
    )


def _strong_after(page: Page, index: int) -> bool:
    """Whether a name goes on after this token, or a verb stands before it."""
    following, previous = page.word(index + 1), page.word(index - 1)
    if previous is not None and previous.verb and not page.breaks(index):
        return following is None or not (following.definite or following.nominal)
    if following is None or page.breaks(index + 1):
        return False
    return (following.given or following.family) and not following.cut


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
    if starts or previous is None or previous.verb:
        return True
    adjective = previous.nationality is not None and previous.definite and not previous.closed
    return adjective and not previous.cut  # «البرتغالي كريستيانو رونالدو»


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
    names = name_words()
    if norm in names.family or norm in names.given:
        return False
    if norm[:1] not in small_words()["coordinator"]:
        return False
    rest = norm[1:]
    listed = rest in names.given or rest in names.family
    return listed or (word.unknown and norm[:1] in small_words()["and"])


def _continues(page: Page, index: int, word: Word) -> bool:
    """Whether a word after a given name belongs to the name."""
    if _joins_another(page, index, word) or is_attached(page, index):
        return False
    if page.norm(index + 1) in _links()["son"] and page.norm(index - 1) not in _links()["link"]:
        return not word.closed
    if word.closed:
        father = page.norm(index - 1) in _links()["son"]
        father = father and page.norm(index) in name_words().doubtful_given
        return father or _is_name_like_preposition(page, index)
    if _is_office(page, index, word) or _is_body(page, index, word):
        return False
    if word.given or word.family:
        return not word.verb or word.unknown
    if page.is_strange(index):
        return not word.possessed
    doubtful = word.nationality is None and (word.doubtful_family or word.doubtful_given)
    return doubtful and not word.verb and not word.accusative and not _governs(page, index, word)


def _is_body(page: Page, index: int, word: Word) -> bool:
    """A country or body after a name: no part of it, unless it is a surname too."""
    known = page.known(index)
    if known is None or known[2].kind not in ("country", "organisation"):
        return False
    return not known[2].doubtful and not word.family


def _is_office(page: Page, index: int, word: Word) -> bool:
    """«خايمي ملك أراغون» (*James, king of Aragon*): an office after a name, not part of it."""
    if word.given or word.family or word.definite:
        return False
    head = page.head(index)
    if head is None or head.entry.role not in ("office", "document"):
        return False
    following = page.word(index + 1)
    return following is not None and not page.breaks(index + 1) and not following.closed


def _governs(page: Page, index: int, word: Word) -> bool:
    """Whether a noun that is also a name governs the next: «كبير علماء الأندلس»."""
    following = page.word(index + 1)
    if following is None or page.breaks(index + 1) or word.definite or not word.nominal:
        return False
    name = following.given or following.family or following.doubtful_family
    return following.definite and following.nominal and not name and following.nationality is None
