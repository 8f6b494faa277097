"""The stages in order, and the run of one document through them.

A stage is a pure function of the layers below it: no clock, network, randomness or hash order; the
publication date is an input. The runner checks that a stage writes only what it declares.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from musnad.errors import LanguageDataError, PipelineError, StageError
from musnad.extraction.claims import find_claims
from musnad.extraction.events import find_events
from musnad.extraction.relations import find_relations
from musnad.extraction.statements import find_statements
from musnad.grounding.entities import resolve_entities
from musnad.grounding.times import resolve_times
from musnad.records.layers import Layers
from musnad.text.quotations import find_quotations
from musnad.text.sentences import find_sentences
from musnad.text.tokens import find_tokens


class Stage(msgspec.Struct, frozen=True):
    """One step: what it reads, what it writes, and the function that does it."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[Layers], Layers]


def _text(layers: Layers) -> Layers:
    text = layers.document.text
    tokens = find_tokens(text)
    quotations = find_quotations(text, tokens)
    return msgspec.structs.replace(
        layers,
        tokens=tokens,
        quotations=quotations,
        sentences=find_sentences(tokens, quotations),
    )


def _times(layers: Layers) -> Layers:
    return msgspec.structs.replace(layers, times=resolve_times(layers))


def _entities(layers: Layers) -> Layers:
    references, entities = resolve_entities(layers)
    return msgspec.structs.replace(layers, references=references, entities=entities)


def _statements(layers: Layers) -> Layers:
    return msgspec.structs.replace(layers, statements=find_statements(layers))


def _events(layers: Layers) -> Layers:
    return msgspec.structs.replace(layers, events=find_events(layers))


def _claims(layers: Layers) -> Layers:
    return msgspec.structs.replace(layers, claims=find_claims(layers))


def _relations(layers: Layers) -> Layers:
    return msgspec.structs.replace(layers, relations=find_relations(layers))


STAGES: tuple[Stage, ...] = (
    Stage("text", ("document",), ("tokens", "quotations", "sentences"), _text),
    Stage("times", ("tokens", "quotations", "sentences"), ("times",), _times),
    Stage(
        "entities",
        ("tokens", "quotations", "sentences", "times"),
        ("references", "entities"),
        _entities,
    ),
    Stage(
        "statements",
        ("tokens", "quotations", "sentences", "times", "references"),
        ("statements",),
        _statements,
    ),
    Stage(
        "events",
        ("tokens", "sentences", "times", "references", "entities", "statements"),
        ("events",),
        _events,
    ),
    Stage(
        "claims",
        ("tokens", "sentences", "references", "entities", "statements", "events"),
        ("claims",),
        _claims,
    ),
    Stage(
        "relations",
        ("tokens", "sentences", "times", "references", "entities", "statements", "events"),
        ("relations",),
        _relations,
    ),
)


def check_order(stages: tuple[Stage, ...]) -> None:
    """Raise PipelineError unless every stage reads only what an earlier one writes."""
    written = {"document"}
    for stage in stages:
        missing = set(stage.reads) - written
        if missing:
            raise PipelineError(f"stage {stage.name} reads {sorted(missing)} before it is written")
        written.update(stage.writes)


def run_stage(stage: Stage, layers: Layers) -> Layers:
    """Run one stage and check that it left alone what it does not write."""
    after = stage.run(layers)
    for name in Layers.__struct_fields__:
        if name not in stage.writes and getattr(after, name) is not getattr(layers, name):
            raise PipelineError(f"stage {stage.name} wrote {name}, which it does not declare")
    return after


def run(layers: Layers) -> Layers:
    """Take one document through all stages.

    Raises:
        StageError: a stage failed; its name is in the error, the reason is the error's cause.
        LanguageDataError: a table that ships with Musnad is missing or malformed.
    """
    for stage in STAGES:
        try:
            layers = run_stage(stage, layers)
        except LanguageDataError:
            raise  # no document's fault: the installation is broken for all of them
        except Exception as error:
            raise StageError(stage.name, str(error)) from error
    return layers


check_order(STAGES)
