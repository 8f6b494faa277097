"""Form and force: how a thing is reported, and what is done by saying it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from musnad.extraction.complements import names_someone
from musnad.extraction.cues import CueEntry
from musnad.extraction.scene import Scene
from musnad.records.assertions import Force, StatementForm
from musnad.records.spans import Span
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import analyse

_OPENING = 6  # words at the head of the content that show its force


def statement_form(scene: Scene, content: Sequence[Span]) -> StatementForm:
    """``direct`` wholly inside quotation marks, ``mixed`` with quoted pieces, else ``indirect``.

    Names set in quotation marks are not quoted pieces; a single word the speaker chose is one:
    «حيال "الغطرسة"» (*towards the “arrogance”*).
    """
    here = (scene.outermost_quotation(k) for k in range(scene.first, scene.last + 1))
    quotations = [
        quotation
        for quotation in dict.fromkeys(q for q in here if q is not None)
        if any(quotation.span.overlaps(piece) for piece in content)
    ]
    if not quotations:
        return "indirect"
    if all(any(q.span.covers(piece) for q in quotations) for piece in content):
        return "direct"
    pieces = [q for q in quotations if not names_someone(scene, q)]
    return "mixed" if pieces else "indirect"


@lru_cache(maxsize=1)
def _force_words() -> dict[str, tuple[Force, bool]]:
    """Folded word → the force it gives, and whether only as the first word."""
    rows = read_table("extraction", "force_words")
    return {fold(row["form"]): (row["force"], row["place"] == "first") for row in rows}  # type: ignore[misc]


def statement_force(scene: Scene, entry: CueEntry, content: Sequence[Span]) -> Force:
    """The force of the cue, sharpened by the words of the content.

    An assertion that begins «يجب» (*must*) is a demand; one in the first person future a promise;
    one that ends in a question mark a question.
    """
    if entry.force != "assert":
        return entry.force
    words = [
        token
        for token in scene.tokens[scene.first : scene.last + 1]
        if content[0].start <= token.start < content[0].end
    ]
    for place, token in enumerate(words[:_OPENING]):
        force, first_only = _force_words().get(token.norm, (None, False))
        if force is not None and not (first_only and place):
            return force
        if token.kind == "word" and _is_promise(token.norm, token.text):
            return "promise"
    text = scene.layers.document.text
    return "ask" if text[content[-1].end - 1] in "؟?" else "assert"


@lru_cache(maxsize=50_000)
def _is_promise(norm: str, text: str) -> bool:
    """«سأبحث», «سنواصل»: a first-person future."""
    best = next(iter(analyse(norm, text)), None)
    return best is not None and best.pos == "verb" and best.future and best.person == 1
