"""Noun phrases with a head: offices, bodies, groups of people, places by kind.

Input: a page and a head noun at a token. Output: how far the phrase goes, and what stands in it:
adjectives of nationality, places, organisations, a name in brackets. The grammar is that of the
construct chain: nouns in a row, definite adjectives after them, and the few prepositions that the
head allows («المتحدث باسم…», «السفير لدى…», «الأمين العام لـ…»).
"""

from __future__ import annotations

from musnad.mentions.continuations import (
    Chain,
    bracket,
    is_short,
    quoted_name,
    second_adjective,
    second_portfolio,
)
from musnad.mentions.gazetteer import Name, nationalities
from musnad.mentions.heads import Head
from musnad.mentions.page import Page
from musnad.mentions.words import Word, small_words

_LONGEST = 14  # tokens after the head


def read_chain(page: Page, index: int, head: Head) -> Chain:
    """Read on from a head noun as far as its phrase goes.

    Example: «وزير الخارجية الروسي سيرغي لافروف» (*Russian foreign minister Sergei Lavrov*) from
    «وزير» ends with «الروسي», with the code ``RUS``; the name is not part of the chain.
    """
    chain = _begin(page, index, head)
    indefinite = not head.definite and not head.possessed
    while chain.last - index < _LONGEST:
        following = chain.last + 1
        if quoted_name(page, chain, head, following) or bracket(page, chain, following):
            indefinite = False
            continue
        bare = head.entry.form in small_words()["bare-title"]
        if page.breaks(following) or (bare and page.head(following) is not None):
            break  # «سعادة السفير»: the office is a title of its own
        step = _step(page, chain, head, following, open_construct=indefinite)
        if step is None:
            break
        indefinite = step
    return chain


def _begin(page: Page, index: int, head: Head) -> Chain:
    """The chain of a head alone; the further words of a head («ولي العهد») are its first words."""
    chain = Chain(index, index + head.further, [], [], [])
    if head.further:
        words = (page.word(k) for k in range(index + 1, chain.last + 1))
        chain.words = [word.bare for word in words if word is not None]
        chain.complement = chain.proper = head.definite
    return chain


def _step(page: Page, chain: Chain, head: Head, index: int, *, open_construct: bool) -> bool | None:
    """Take one more token in. Returns whether the construct stays open; None to stop."""
    joined = second_portfolio(page, chain, index) or second_adjective(page, chain, index)
    if joined or _preposition(page, chain, head, index):
        return False
    word = page.word(index)
    known = page.known(index, bare=True)
    if known is not None and _fits(page, head, known[2], index):
        governs = open_construct or (word is not None and word.nationality is not None)
        if governs:
            _take_name(chain, index, known, word)
        # «انتقد الرئيس الأميركي الصين»: a definite title governs no name
        return False if governs else None
    if word is None or not _may_belong(word):
        return None
    if page.is_small(index, "other"):
        chain.fresh = True
        chain.last = index
        return False
    if word.nationality is not None and (word.definite or open_construct or not chain.complement):
        if not _takes_adjective(page, index, word, open_construct=open_construct):
            return None
        _take_nationality(page, chain, index, word)
        return open_construct and not word.definite
    loose = head.entry.role == "people" or head.entry.form in small_words()["generic-title"]
    counted = head.entry.form in small_words()["quantity"] and page.head(index) is not None
    if loose and not counted and (word.possessed or (word.verbal and not word.definite)):
        return None  # «شهود قولهم», «مسؤول طلب عدم ذكر اسمه»
    return _common(page, chain, index, word, head=head, open_construct=open_construct)


def _may_belong(word: Word) -> bool:
    """Whether a word can be a noun or adjective of the phrase at all."""
    if word.cut or word.closed or word.verb:
        return False
    return not word.unknown or word.nationality is not None


def _takes_adjective(page: Page, index: int, word: Word, *, open_construct: bool) -> bool:
    """Whether a nationality word is an adjective here, not the start of another phrase."""
    return word.definite or open_construct


def _take_nationality(page: Page, chain: Chain, index: int, word: Word) -> None:
    nationality = word.nationality
    if nationality is None:
        return
    chain.attributed = True
    if nationality.code:
        chain.codes.append(nationality.code)
    chain.sector = chain.sector or nationality.sector
    chain.words.append(f"country:{nationality.code}" if nationality.code else nationality.base)
    chain.last = index
    pair = page.word(index + 1)
    if pair is not None and not page.breaks(index + 1):
        both = f"{word.bare} {pair.bare}"
        two = _two_word_nationality(both)
        if two is not None:
            chain.codes[-1:] = [two]
            chain.last = index + 1


def _two_word_nationality(both: str) -> str | None:
    found = nationalities().get(both)
    return found.code if found is not None else None


def _take_name(chain: Chain, index: int, known: tuple[int, int, Name], word: Word | None) -> None:
    last, cut, name = known
    chain.names.append((index, last, cut, name))
    code = name.key if name.kind == "country" else name.code
    if code:
        chain.codes.append(code)
    chain.words.append(f"{name.kind}:{name.key}")
    chain.proper = True
    chain.complement = True
    chain.last = last


def _fits(page: Page, head: Head, name: Name, index: int) -> bool:
    """Whether a known name continues the phrase rather than being the one who bears the title."""
    if name.kind == "person":
        return False
    if head.entry.role == "honorific":
        return False
    if name.doubtful:
        return bool(name.heads and head.entry.form in name.heads)
    if page.word(index) is not None and name.kind == "metonym":
        return head.entry.role == "office"
    return True


def _takes_definite(page: Page, index: int, word: Word, head: Head) -> bool:
    """Whether a definite word right after the head belongs to it, or is the object of its verb.

    «فرقت الشرطة المتظاهرين» (*the police dispersed the demonstrators*): a body in the singular
    takes no plural of people; «قطع محتجون الطريق» (*protesters blocked the road*): a plural that
    keeps its «ن» governs no genitive.
    """
    if head.definite:
        return not word.plural or (head.number != "s" and head.entry.role in ("people", "office"))
    if head.entry.role != "people" or head.possessed:
        return True
    return not page.norm(index - 1).endswith(tuple(small_words()["nun-ending"]))


def _common(
    page: Page, chain: Chain, index: int, word: Word, *, head: Head, open_construct: bool
) -> bool | None:
    """An ordinary noun or adjective: genitive or attribute."""
    apart = word.definite and not chain.words and not _takes_definite(page, index, word, head)
    if apart or not word.nominal or (word.accusative and not word.definite):
        return None
    if word.definite:
        if not open_construct and not word.attributive:
            return None
        if page.is_small(index, "former"):
            chain.former = True
        chain.last = index
        chain.words.append(word.bare)
        chain.complement = True
        chain.proper = True
        return False
    if not open_construct:
        return None
    if not word.attributive and (
        head.entry.role == "document" or (chain.words and chain.attributed)
    ):
        return None  # «في بيان خروج…»; «مصادر رسمية مقتل…»: after an adjective no construct follows
    chain.attributed = chain.attributed or word.attributive
    if word.possessed:
        if chain.words:
            return None  # «مصدر عسكري قوله»
        chain.last = index
        return False
    chain.last = index
    chain.words.append(word.bare)
    return True


def _preposition(page: Page, chain: Chain, head: Head, index: int) -> bool:
    """A prepositional complement that the head allows: take the preposition and its object."""
    allowed = head.entry.prepositions
    norm = page.norm(index)
    if norm in allowed and (len(norm) > 1 or page.tokens[index].kind == "word"):
        counts = head.entry.form in small_words()["quantity"]
        return _object(page, chain, index + 1, through=norm, people=counts)
    if norm in small_words()["phrase-preposition"] and head.entry.role in ("office", "honorific"):
        return _object(page, chain, index + 1, through=norm, people=True)
    word = page.word(index)
    attached = norm[:1]
    if word is None or attached not in allowed or not word.cut:
        return False
    if norm[: word.cut] != attached:
        return False
    return _attached_object(page, chain, index)


def _object(page: Page, chain: Chain, index: int, *, through: str, people: bool) -> bool:
    """The object of a preposition inside the phrase: a known name, or a head with its own chain.

    ``people``: it may be a group of people, as in «عدد من النواب» (*a number of deputies*).
    """
    if page.breaks(index):
        quotation = page.opening.get(index)
        if quotation is None or not is_short(quotation):
            return False
        chain.last = quotation.last + 1
        return True
    known = page.known(index, bare=True)
    if known is not None and known[2].kind != "person" and not known[2].doubtful:
        _take_name(chain, index, known, page.word(index))
        return True
    head = page.head(index)
    if head is None and people and through not in small_words()["phrase-preposition"]:
        return _counted(page, chain, index)
    if head is None or head.cut or head.entry.role in ("honorific",):
        return False
    if not people and head.entry.role == "people" and not head.definite:
        return False
    if head.entry.role == "document":
        return False  # «قالت المنظمة في بيان»: the statement it is said in
    inner = read_chain(page, index, head)
    _absorb(chain, inner, head)
    return True


def _counted(page: Page, chain: Chain, index: int) -> bool:
    """«عدد من الجمهوريين»: people that no table knows, by their plural."""
    word = page.word(index)
    if word is None or not (word.plural or (word.nationality and word.nationality.plural)):
        return False
    if word.nationality is not None and word.nationality.code:
        chain.codes.append(word.nationality.code)
    chain.last = index
    chain.words.append(word.bare)
    chain.complement = True
    return True


def _attached_object(page: Page, chain: Chain, index: int) -> bool:
    """«لـ» written on its object: «للأمم المتحدة», «لوزارة الدفاع»; news media are addressees."""
    known = page.known(index)
    if known is not None and known[1] and known[2].kind in ("organisation", "country", "place"):
        if _is_media(page, index):
            return False
        _take_name(chain, index, known, page.word(index))
        return True
    head = page.head(index)
    if head is None or not head.cut or head.entry.role in ("people", "honorific", "document"):
        word = page.word(index)
        if head is None and word is not None and word.definite and word.nominal:
            chain.last = index
            chain.words.append(word.bare)
            return True
        return False
    if head.entry.sector == "JRN":
        return False
    inner = read_chain(page, index, head)
    _absorb(chain, inner, head)
    return True


def _is_media(page: Page, index: int) -> bool:
    head = page.head(index)
    return head is not None and head.entry.sector == "JRN"


def _absorb(chain: Chain, inner: Chain, head: Head) -> None:
    chain.last = inner.last
    chain.codes += inner.codes
    chain.words += [head.entry.form, *inner.words]
    chain.names += inner.names
    chain.proper = True
    chain.complement = True
