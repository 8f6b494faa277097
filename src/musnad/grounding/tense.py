"""Tense: whether the clause of a time expression tells of the past or of what is to come."""

from __future__ import annotations

from typing import Literal

from musnad.mentions.time_lexicon import TimeWords
from musnad.mentions.timexes import Timex
from musnad.mentions.words import is_strange, read_word
from musnad.records.layers import Layers
from musnad.text.morphology import analyse

Tense = Literal["past", "present", "future"]
_REACH = 12  # tokens on either side within which the verb of the clause is looked for


def tense_at(layers: Layers, words: TimeWords, timex: Timex) -> Tense:
    """The tense of the nearest verb before the expression, else after it, in its sentence.

    «سيجتمع الخميس» (*will meet on Thursday*) is future; «من المقرر أن» too; no verb means past,
    since news tells of what has happened.
    """
    for index in range(timex.first - 1, max(-1, timex.first - _REACH - 1), -1):
        if layers.tokens[index].text in (".", "؟", "!") or _is_elsewhere(layers, index, timex):
            break
        found = _verb_tense(layers, words, index)
        if found is not None:
            return found
    for index in range(timex.last + 1, min(len(layers.tokens), timex.last + _REACH)):
        if layers.tokens[index].text in (".", "؟", "!") or _is_elsewhere(layers, index, timex):
            break
        found = _verb_tense(layers, words, index)
        if found is not None:
            return found
    return "past"


def _is_elsewhere(layers: Layers, index: int, timex: Timex) -> bool:
    return layers.tokens[index].paragraph != layers.tokens[timex.first].paragraph


def _is_name(norm: str, text: str) -> bool:
    """Whether a verb form is rather a name: «سالفيني» (*Salvini*) is no «will find me»."""
    return is_strange(norm, text) or read_word(norm, text).given


def _verb_tense(layers: Layers, words: TimeWords, index: int) -> Tense | None:
    token = layers.tokens[index]
    if token.kind != "word":
        return None
    if words.read(index, "will") is not None:
        return "future"
    best = next(iter(analyse(token.norm, token.text)), None)
    if best is None or best.pos != "verb" or _is_name(token.norm, token.text):
        return None
    if best.future:
        return "future"
    if best.aspect != "imperfect":
        return "past"
    negated = words.read(index - 1, "not-past", bare=True)
    if negated is not None:
        return "past" if negated[0] == "past" else "future"
    return "present"
