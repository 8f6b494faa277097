"""What goes on a phrase beside its genitives: joined adjectives and departments, names in marks.

Input: a page, the chain so far and the next token. Output: whether the token was taken in.
"""

from __future__ import annotations

import msgspec

from musnad.mentions.gazetteer import Name
from musnad.mentions.heads import Head, article_letters
from musnad.mentions.page import Page
from musnad.mentions.words import small_words
from musnad.records.words import Quotation

_SHORT_QUOTE = 5  # tokens of a name in quotation marks
_NAMED_IN_MARKS = frozenset({"body", "place", "office"})
_SHORT_BRACKET = 4  # tokens of a name in brackets


class Chain(msgspec.Struct):
    """A phrase being read: the part beside its head.

    Attributes:
        first: the token of its head; last: its last token so far.
        codes: country codes met, in order.
        sector: sector of the first adjective that gives one.
        words: folded content words, proper names as one word.
        names: known names inside, with their tokens.
        alias: tokens of a bracketed name.
        proper: it holds a name or a definite complement, so that it names one body.
        attributed: an adjective has been read.
        fresh, former: see :class:`musnad.mentions.phrases.Phrase`.
    """

    first: int
    last: int
    codes: list[str]
    words: list[str]
    names: list[tuple[int, int, int, Name]]
    sector: str = ""
    alias: tuple[int, int] | None = None
    proper: bool = False
    complement: bool = False
    fresh: bool = False
    former: bool = False
    attributed: bool = False


def second_portfolio(page: Page, chain: Chain, index: int) -> bool:
    """«وزير الثقافة والإعلام»: one more department of the same office or ministry."""
    norm = page.norm(index)
    if norm[:1] not in small_words()["coordinator"]:
        return False
    portfolios, article = small_words()["portfolio"], article_letters()
    if norm[1:] not in portfolios or portfolios.isdisjoint(article + w for w in chain.words):
        return False
    chain.last = index
    chain.words.append(norm[1 + len(article) :])
    return True


def second_adjective(page: Page, chain: Chain, index: int) -> bool:
    """«الغرفتان التجارية والصناعية», «الشؤون السياسية والأمنية»: one more adjective of the kind."""
    norm, before = page.norm(index), page.word(index - 1)
    if norm[:1] not in small_words()["coordinator"] or before is None or not chain.words:
        return False
    article = article_letters()
    word = page.word(index)
    if word is None or not norm[1:].startswith(article) or not before.definite:
        return False
    endings = small_words()["belonging-ending"]
    ending = max((e for e in endings if norm.endswith(e)), key=len, default="")
    alike = bool(ending) and page.norm(index - 1).endswith(ending)
    if not alike or not (before.adjective or before.unknown) or page.head(index) is not None:
        return False
    chain.last = index
    chain.words.append(norm[1 + len(article) :])
    return True


def quoted_name(page: Page, chain: Chain, head: Head, index: int) -> bool:
    """A name in quotation marks after a body's head: «فصيل «فيلق الرحمن»»."""
    quotation = page.opening.get(index)
    if quotation is None or not is_short(quotation) or head.entry.role not in _NAMED_IN_MARKS:
        return False
    if head.possessed or (head.entry.role == "office" and head.definite):
        return False  # «إن بلاده «لم تتراجع»», «وتابع الناطق "الوضع صعب"»: somebody's words
    begins = page.word(quotation.first)
    if begins is not None and (begins.closed or begins.verb):
        return False
    if chain.last + 1 != index or page.tokens[index].paragraph != page.tokens[index - 1].paragraph:
        return False
    known = page.known(quotation.first, bare=True)
    if known is not None and known[0] <= quotation.last:
        chain.names.append((quotation.first, known[0], known[1], known[2]))
    chain.words.append(
        " ".join(token.norm for token in page.tokens[quotation.first : quotation.last + 1])
    )
    chain.last = quotation.last + (quotation.closure != "unclosed")
    chain.proper = True
    chain.complement = True
    return True


def bracket(page: Page, chain: Chain, index: int) -> bool:
    """A short name in brackets: «وكالة الأنباء السورية (سانا)»."""
    if page.norm(index) != "(":
        return False
    for closing in range(index + 2, index + 2 + _SHORT_BRACKET):
        if page.norm(closing) == ")":
            inside = page.tokens[index + 1 : closing]
            if any(token.kind == "number" for token in inside) or any(
                k in page.timed for k in range(index + 1, closing)
            ):
                return False
            chain.alias = (index + 1, closing - 1)
            chain.last = closing
            return True
    return False


def is_short(quotation: Quotation) -> bool:
    """Whether a quotation is short enough for a name in quotation marks."""
    return quotation.last - quotation.first + 1 <= _SHORT_QUOTE
