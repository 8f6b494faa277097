"""Extents: where the thing said ends.

Input: a scene, where the content begins, and the cues of the sentence that have a complement of
their own. Output: the last token of the content. A reported clause runs on until another report
begins («، مشيرا إلى…», «وأضاف…», «، وفق…»), until the reporter takes the floor again («فيما…»,
«في إشارة إلى…»), or until the sentence ends.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.scene import Scene
from musnad.records.spans import Span
from musnad.records.words import Token
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.quotations import quotation_marks
from musnad.text.tokens import origin

_TRIMMED = frozenset("،,.؛;:-–—…!") | {"..", "..."}
_COMMAS = frozenset("،,;؛-–—")
_SHORT_PHRASE = 1  # tokens a reported noun phrase has at least
_TRAILER = 5  # words after a closing mark that the reporter may add to a quotation


@lru_cache(maxsize=1)
def _stops() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → phrases that end reported content."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for row in read_table("extraction", "content_stops"):
        words = tuple(fold(word) for word in row["form"].split())
        phrases.setdefault(words[0], []).append(words)
    return {first: tuple(forms) for first, forms in phrases.items()}


def phrase_end(scene: Scene, start: int, boundaries: Collection[int]) -> int:
    """Last token of a reported noun phrase: as :func:`clause_end`, but a relative clause or an
    aside after a comma («…، الذي أعلنه سلفه») is left to the reporter.
    """
    end = clause_end(scene, start, boundaries)
    for token in range(start + _SHORT_PHRASE, end):
        comma = scene.tokens[token].text in _COMMAS
        if comma and is_kind(scene.norm(token + 1), "np-stop"):
            return token - 1
    return end


def clause_end(scene: Scene, start: int, boundaries: Collection[int]) -> int:
    """Last token of the clause that begins at ``start``.

    Args:
        scene: the sentence.
        start: first token of the content.
        boundaries: tokens at which another report begins.

    Returns:
        The index of the last token; at least ``start``. Closing marks and commas at the end are
        left to :func:`content_span`.
    """
    token = start
    outer = scene.outermost_quotation(start)
    last = outer.last if outer is not None and outer.first < start else scene.last
    while token <= last:
        if token > start and token in boundaries:
            return _before(scene, token)
        quotation = scene.quotation_opening(token)
        if quotation is not None:
            token = quotation.last + 2
            continue
        if token > start and (_stop_at(scene, token) or _opens_speech(scene, token)):
            return _before(scene, token)
        token += 1
    return last


def _opens_speech(scene: Scene, token: int) -> bool:
    """A colon with a quotation after it: somebody's words begin."""
    if scene.tokens[token].text != ":" or token >= scene.last:
        return False
    return scene.quotation_opening(token + 1) is not None


def _stop_at(scene: Scene, token: int) -> bool:
    phrases = _stops().get(scene.norm(token))
    if not phrases:
        return False
    return any(
        all(scene.norm(token + offset) == word for offset, word in enumerate(phrase))
        for phrase in phrases
    )


def _before(scene: Scene, token: int) -> int:
    """The token before a boundary, conjunctions and auxiliaries of the new clause left out."""
    kinds = connectives()
    token -= 1
    while scene.norm(token) in kinds["contrast"] or scene.norm(token) in kinds["auxiliary"]:
        token -= 1
    return token


def content_span(scene: Scene, first: int, last: int, cut: int = 0) -> Span | None:
    """The span of the content between two tokens, marks and commas at its edges left out.

    ``cut`` letters of the first token («بـ») belong to what introduces the content. None when
    nothing is left.
    """
    tokens = scene.tokens
    marks = quotation_marks()
    while first <= last and (tokens[first].text in marks or tokens[first].text in _TRIMMED):
        first, cut = first + 1, 0
    while last >= first and (tokens[last].text in _TRIMMED or _dangles(tokens, first, last)):
        last -= 1
    if first > last:
        return None
    return Span(origin(tokens[first], cut), tokens[last].end)


def _dangles(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the last token is a quotation mark."""
    return tokens[last].text in quotation_marks() and last > first


def quoted_end(scene: Scene, opening: int, boundaries: Collection[int]) -> int:
    """Last token of content that begins with a quotation: its end, or that of a longer clause.

    «أن "ذلك سيشجع إسرائيل" في عملياتها ضد الفلسطينيين الذين…» goes on after the quotation; a short
    tail («… من قبل الولايات المتحدة») or one after a comma is the reporter's.
    """
    quotation = scene.quotation_opening(opening)
    if quotation is None:
        return clause_end(scene, opening, boundaries)
    after = quotation.last + 2
    if after > scene.last or scene.tokens[after].kind == "mark" or after in boundaries:
        return quotation.last
    if _stop_at(scene, after):
        return quotation.last
    end = clause_end(scene, after, boundaries)
    return end if end - after >= _TRAILER else quotation.last
