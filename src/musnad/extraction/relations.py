"""Relations: how things stand between parties as the article leaves them.

Input: the layers of a document up to its events. Output: one relation for each kind and parties,
with its latest state. Order of work: the nouns that name a relation, what their clauses say of it,
its parties, then all tellings of one relation together.
"""

from __future__ import annotations

import msgspec

from musnad.extraction.event_parties import Cast
from musnad.extraction.holders import Holders
from musnad.extraction.relation_bindings import Binding, find_bindings
from musnad.extraction.relation_heads import Head, find_heads
from musnad.extraction.relation_merging import Telling, merge
from musnad.extraction.relation_moods import Standing, standing
from musnad.extraction.relation_parties import Parties, find_parties
from musnad.extraction.relation_times import find_cause, find_since
from musnad.extraction.relation_words import (
    is_relation_word,
    may_name,
    relation_words,
    state_words,
)
from musnad.extraction.scene import Scene, SceneIndex
from musnad.records.assertions import Relation, Statement
from musnad.records.layers import Layers
from musnad.records.spans import Span, covering
from musnad.records.words import Sentence

_DECISION = 3  # tokens from «قرار» to what is decided
_EVIDENCE = 40  # tokens; a longer stretch is shown by its ends alone


def find_relations(layers: Layers) -> tuple[Relation, ...]:
    """Relations of a document; empty where no words tell how one stands.

    Example: «علقت واشنطن محادثاتها مع موسكو» (*Washington suspended its talks with Moscow*) gives
    ``talks`` between the two, ``suspended``.
    """
    naming = [sentence for sentence in layers.sentences if _names(layers, sentence)]
    if not any(_tells(layers, sentence) for sentence in naming):
        return ()
    index = SceneIndex(layers)
    cast = Cast(layers)
    holders = Holders(
        (n, piece) for n, told in enumerate(layers.statements) for piece in told.content
    )
    tellings: list[Telling] = []
    for sentence in naming:
        tellings += _read(Scene(layers, sentence, index), cast, holders)
    return merge(layers, tellings)


def _names(layers: Layers, sentence: Sentence) -> bool:
    """Whether some word of a sentence may name a relation, or tell of a membership."""
    return any(
        token.kind == "word" and may_name(token.norm, token.text)
        for token in layers.tokens[sentence.body : sentence.last + 1]
    )


def _tells(layers: Layers, sentence: Sentence) -> bool:
    """Whether some word of a sentence may say how a relation stands."""
    return any(
        token.kind == "word" and state_words(token.norm, token.text)
        for token in layers.tokens[sentence.body : sentence.last + 1]
    )


def _read(scene: Scene, cast: Cast, holders: Holders) -> list[Telling]:
    """What one sentence tells of relations; a mention without a state tells of the parties."""
    tellings: list[Telling] = []
    for head in find_heads(scene):
        number = holders.smallest(head.span)
        told_in = scene.layers.statements[number] if number is not None else None
        speaker = told_in.speaker if told_in is not None else None
        cast.speaker = cast.side_of_entity(speaker, None) if speaker is not None else None
        standings = [
            (binding, found)
            for binding in find_bindings(scene, head)
            if (found := standing(scene, head, binding, told_in)) is not None
        ]
        if not standings:
            parties = find_parties(scene, cast, head, None)
            tellings.append(_telling(scene, head, parties, told_in))
        for binding, found in standings:
            parties = find_parties(scene, cast, head, binding)
            if binding.row.theme in relation_words()["leaves"] and not parties.doers:
                continue
            telling = _telling(scene, head, parties, told_in)
            tellings.append(_stated(scene, head, telling, (binding, found)))
    return tellings


def _telling(scene: Scene, head: Head, parties: Parties, told_in: Statement | None) -> Telling:
    return Telling(
        kind=head.row.kind,
        sides=parties.sides,
        concerns=parties.concerns,
        evidence=_evidence(scene, (head.first, head.last, parties.last), head.span),
        head=head.span,
        definite=head.definite or bool(head.row.rest),
        said_in=told_in.id if told_in is not None else None,
    )


def _stated(
    scene: Scene, head: Head, telling: Telling, stated: tuple[Binding, Standing]
) -> Telling:
    binding, found = stated
    word = scene.tokens[binding.index]
    start = word.end - len(word.norm) + binding.reading.cut
    span = Span(max(word.start, start), word.end)
    ends = covering((telling.evidence, span, _decision(scene, binding, span)))
    whole = sum(
        ends.start <= t.start < ends.end for t in scene.tokens[scene.first : scene.last + 1]
    )
    return msgspec.structs.replace(
        telling,
        state=found.state,
        holds=found.holds,
        background=found.background or binding.manner in ("attribute", "clause"),
        since=find_since(scene, head, binding) if found.holds else None,
        cause=find_cause(scene, head, binding) if found.holds else None,
        evidence=ends if whole <= _EVIDENCE else covering((head.span, span)),
        word=span,
    )


def _decision(scene: Scene, binding: Binding, span: Span) -> Span:
    """«قرارها بتعليق…» (*her decision to suspend*): the decision belongs to the words."""
    for index in range(binding.index - 1, max(scene.first, binding.index - _DECISION) - 1, -1):
        token = scene.tokens[index]
        if token.kind != "word":
            break
        if is_relation_word(token.norm, "decision"):
            return Span(token.start, span.end)
    return span


def _evidence(scene: Scene, tokens: tuple[int, int, int], span: Span) -> Span:
    last = max(tokens)
    return Span(span.start, scene.tokens[last].end if last > tokens[1] else span.end)
