"""Statements: who said what, as the article reports it.

Input: the layers of a document up to its entities. Output: statements in text order. Each sentence
is read on its own; speakers are carried from sentence to sentence. The order of work in one:
accords («بحسب…»), then cues and their complements, from the last to the first; then where each
report ends; then who speaks.
"""

from __future__ import annotations

from musnad.extraction.accords import find_accords, governed_verbs
from musnad.extraction.circumstances import Circumstances
from musnad.extraction.drafts import (
    Draft,
    accord_drafts,
    floating_quotations,
    is_told,
    report_drafts,
)
from musnad.extraction.holders import Holders
from musnad.extraction.reports import find_reports
from musnad.extraction.scene import Scene, SceneIndex
from musnad.extraction.speakers import Turn
from musnad.records.assertions import Statement
from musnad.records.ids import record_id
from musnad.records.layers import Layers
from musnad.records.spans import Span


def find_statements(layers: Layers) -> tuple[Statement, ...]:
    """Statements of a document, in the order of their first words; empty where nobody speaks.

    Example: «قال كيري إن بلاده لن تتخلى عن السلام» (*Kerry said that his country would not abandon
    peace*) gives one: speaker Kerry, cue «قال», form ``indirect``, force ``assert``.
    """
    index = SceneIndex(layers)
    turns: list[Turn] = []
    drafts: list[Draft] = []
    for sentence in layers.sentences:
        scene = Scene(layers, sentence, index)
        found = _read(scene, turns)
        turns.extend(
            Turn(draft.reference, sentence.index)
            for draft in found
            if draft.reference is not None and not draft.accord and not is_told(draft, found)
        )
        drafts.extend(found)
    return _finish(layers, drafts)


def _read(scene: Scene, turns: list[Turn]) -> list[Draft]:
    """The statements of one sentence."""
    accords = find_accords(scene)
    reports = find_reports(scene, governed_verbs(accords))
    told = report_drafts(scene, reports, accords, turns)
    drafts = [draft for _, draft in told]
    drafts += accord_drafts(scene, accords, told, turns)
    if not drafts:
        drafts = floating_quotations(scene, turns)
    return sorted(drafts, key=lambda draft: draft.start)


def _finish(layers: Layers, drafts: list[Draft]) -> tuple[Statement, ...]:
    """Give drafts their ids and say which statement reports which."""
    sha = layers.document.sha256
    ids = [record_id("st", sha, draft.cue, *draft.content) for draft in drafts]
    holders = Holders((n, piece) for n, draft in enumerate(drafts) for piece in draft.content)
    statements = [
        _statement(draft, ids[number], _reporter(number, draft, holders, ids))
        for number, draft in enumerate(drafts)
    ]
    return tuple(statements)


def _reporter(number: int, inner: Draft, holders: Holders, ids: list[str]) -> str | None:
    """Id of the smallest statement whose content holds this one whole."""
    outer = holders.smallest(Span(inner.start, inner.end), but=number)
    return ids[outer] if outer is not None else None


def _statement(draft: Draft, identity: str, within: str | None) -> Statement:
    reference = draft.reference
    extra: Circumstances = draft.circumstances
    inputs = tuple(
        entity
        for entity in (reference.entity if reference is not None else None, *draft.co_speakers)
        if entity is not None
    )
    return Statement(
        id=identity,
        rule=draft.rule,
        inputs=inputs,
        cue=draft.cue,
        form=draft.form,
        speaker=reference.entity if reference is not None else None,
        speaker_span=draft.speaker_span,
        co_speakers=draft.co_speakers,
        addressee=extra.addressee,
        venue=extra.venue,
        time=extra.time,
        content=draft.content,
        force=draft.force,
        within=within,
    )
