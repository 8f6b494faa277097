"""Drafts: statements with their extent, speaker, form and force, before they get ids.

Input: the reports and accords of one scene and the turns so far. Output: drafts.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.extraction.accords import Accord
from musnad.extraction.circumstances import Circumstances, find_circumstances
from musnad.extraction.complements import Complement, begins_noun_phrase, is_name
from musnad.extraction.connectives import connectives
from musnad.extraction.cues import CueEntry
from musnad.extraction.extents import clause_end, content_span, phrase_end, quoted_end
from musnad.extraction.forms import statement_force, statement_form
from musnad.extraction.reports import Report
from musnad.extraction.scene import Scene
from musnad.extraction.speakers import (
    Turn,
    carried_over,
    continues,
    governing_subject,
    joined_subject,
)
from musnad.records.assertions import Force, StatementForm
from musnad.records.layers import Reference
from musnad.records.spans import Span, covering

_ASCRIBED = CueEntry("", "accord", "assert", ())
_FLOATING_SHARE = 0.8  # of a sentence's words a quotation must hold to stand on its own
_FLOATING_WORDS = 4
_MONOLOGUE = 3  # reports in a row by one speaker that make an article his words


class Draft(msgspec.Struct, frozen=True):
    """A statement without an id. Attributes as in :class:`musnad.records.Statement`."""

    rule: str
    cue: Span | None
    content: tuple[Span, ...]
    form: StatementForm
    force: Force
    reference: Reference | None
    speaker_span: Span | None
    co_speakers: tuple[str, ...] = ()
    circumstances: Circumstances = Circumstances()
    accord: bool = False

    @property
    def start(self) -> int:
        """Where its first words begin."""
        return covering(self._spans()).start

    @property
    def end(self) -> int:
        """Where its last words end."""
        return covering(self._spans()).end

    def _spans(self) -> tuple[Span, ...]:
        return self.content if self.cue is None else (*self.content, self.cue)


def is_told(inner: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a report stands within what another reports: its speaker does not hold the floor."""
    return inner.cue is not None and any(
        piece.covers(inner.cue)
        for other in drafts
        if other is not inner and not other.accord
        for piece in other.content
    )


def report_drafts(
    scene: Scene, reports: Sequence[Report], accords: Sequence[Accord], turns: Sequence[Turn]
) -> list[tuple[Report, Draft]]:
    """Statements of the cues of a scene, each with its report."""
    boundaries = _boundaries(scene, reports, accords)
    drafts: list[tuple[Report, Draft]] = []
    here: list[Turn] = []
    for report in reports:
        content = _content(scene, report, boundaries)
        if not content:
            continue
        reference = _speaker(scene, report, [*turns, *here], accords=accords, spoken=bool(here))
        draft = Draft(
            rule=report.rule,
            cue=report.cue.span,
            content=content,
            form=statement_form(scene, content),
            force=statement_force(scene, report.cue.entry, content),
            reference=reference,
            speaker_span=report.subject.span,
            co_speakers=tuple(r.entity for r in report.subject.joint if r.entity is not None),
            circumstances=find_circumstances(scene, report),
        )
        told = is_told(draft, [other for _, other in drafts])
        if reference is not None and report.cue.reading.kind != "noun" and not told:
            here.append(Turn(reference, scene.sentence.index))
        drafts.append((report, draft))
    return drafts


def _boundaries(
    scene: Scene, reports: Sequence[Report], accords: Sequence[Accord]
) -> frozenset[int]:
    """Tokens at which another report begins: see :func:`clause_end`."""
    found = {accord.first for accord in accords}
    kinds = connectives()
    for report in reports:
        index = report.cue.index
        previous = scene.norm(index - 1)
        opens = (
            report.cue.reading.kind == "participle"
            or (report.cue.reading.kind == "finite" and report.cue.reading.coordinated)
            or previous in kinds["auxiliary"]
            or previous in kinds["contrast"]
            or scene.tokens[index - 1].kind == "mark"
        )
        if opens and report.cue.reading.kind != "noun":
            found.add(index)
        subject = report.subject
        if subject.place == "before" and subject.reference is not None:
            first = subject.reference.first
            if scene.norm(first - 1) in kinds["contrast"] or scene.tokens[first - 1].kind == "mark":
                found.add(first)
    return frozenset(found)


def _content(scene: Scene, report: Report, boundaries: frozenset[int]) -> tuple[Span, ...]:
    pieces: list[Span | None] = []
    if report.before is not None:
        pieces.append(report.before.span)
    if report.complement is not None:
        pieces.append(_complement_span(scene, report, report.complement, boundaries))
    return tuple(piece for piece in pieces if piece is not None)


def _complement_span(
    scene: Scene, report: Report, complement: Complement, boundaries: frozenset[int]
) -> Span | None:
    start, cut = complement.start, complement.cut
    if complement.opener == "quote" and complement.quotation is not None:
        return complement.quotation.span
    if report.cue.entry.group == "describe":
        described = scene.reference_from(report.subject.last + 1)
        opening = described.first if described is not None else report.subject.last + 1
        noun = described is not None or begins_noun_phrase(scene.tokens[opening])
        if complement.quotation is None and noun and opening < start:
            start, cut = opening, 0
    if complement.quotation is not None:
        end = quoted_end(scene, complement.quotation.first - 1, boundaries)
    elif complement.opener == "antecedent":
        end = start
    elif complement.opener == "np":
        end = phrase_end(scene, start, boundaries)
    else:
        end = clause_end(scene, start, boundaries)
    return content_span(scene, start, end, cut)


def _speaker(
    scene: Scene, report: Report, turns: list[Turn], *, accords: Sequence[Accord], spoken: bool
) -> Reference | None:
    """Who says it: named in the clause, else carried over."""
    if report.subject.reference is not None:
        return _called_by(scene, report, turns) or report.subject.reference
    if report.subject.span is not None:
        return None
    reading = report.cue.reading
    if reading.kind == "participle" and not spoken:
        for accord in accords:  # «وبحسب الوزير فالأمر صعب، مضيفا أن…»
            source = accord.reference
            if source is not None and accord.last < report.cue.index and continues(reading, source):
                return source
        actor = governing_subject(scene, reading, report.cue.index)
        if actor is not None:
            return actor
    if reading.kind == "finite" and reading.coordinated and not spoken:
        actor = joined_subject(scene, reading, report.cue.index)
        if actor is not None:
            return actor
    return carried_over(turns, reading, scene.sentence.index)


def _called_by(scene: Scene, report: Report, turns: Sequence[Turn]) -> Reference | None:
    """«ودعا المجتمع الدولي إلى…» after others of his words: who calls is he, not those called upon.

    So where one person whom the verb fits has spoken for some time, and the noun after it is a
    body or a group that has not.
    """
    subject, reading = report.subject, report.cue.reading
    called = subject.reference
    if report.cue.entry.group != "call" or not reading.coordinated or called is None:
        return None
    if subject.place != "after" or called.kind == "person" or reading.kind != "finite":
        return None
    caller = carried_over(list(turns), reading, scene.sentence.index)
    if caller is None or caller.kind != "person" or len(turns) < _MONOLOGUE:
        return None
    if any(turn.reference.entity == called.entity for turn in turns):
        return None
    latest = turns[-_MONOLOGUE:]
    alone = all(turn.reference.entity == caller.entity for turn in latest)
    return caller if alone and scene.sentence.index - latest[-1].sentence <= 1 else None


def accord_drafts(
    scene: Scene,
    accords: Sequence[Accord],
    told: Sequence[tuple[Report, Draft]],
    turns: Sequence[Turn],
) -> list[Draft]:
    """Statements of the ascribing phrases of a scene; ``told``: what its cues report."""
    reports = [report for report, _ in told]
    drafts: list[Draft] = []
    for accord in accords:
        content = _inserted(accord, told) or _ascribed(scene, accord)
        if not content:
            continue
        reference = accord.reference
        if reference is None and accord.span is None and accord.reading is not None:
            reference = _carried_into_accord(scene, accord, turns, reports)
        drafts.append(
            Draft(
                rule="statement.accord-clause" if accord.reading else "statement.accord",
                cue=accord.cue,
                content=content,
                form=statement_form(scene, content),
                force=statement_force(scene, _ASCRIBED, content),
                reference=reference,
                speaker_span=accord.span,
                accord=True,
            )
        )
    return drafts


def _carried_into_accord(
    scene: Scene, accord: Accord, turns: Sequence[Turn], reports: Sequence[Report]
) -> Reference | None:
    """«…، حسبما قال للصحافيين»: the speaker of the sentence, else the last one."""
    if accord.reading is None:
        return None
    for report in reports:
        named = report.subject.reference
        if named is not None and continues(accord.reading, named):
            return named
    return carried_over(list(turns), accord.reading, scene.sentence.index)


def _inserted(accord: Accord, told: Sequence[tuple[Report, Draft]]) -> tuple[Span, ...]:
    """«وقال الوزير، وفق الوكالة، إن…»: between a cue and what it reports, covering the latter."""
    for report, draft in told:
        complement = report.complement
        between = complement is not None and complement.token >= accord.last
        if between and report.cue.index < accord.first:
            return draft.content
    return ()


def _ascribed(scene: Scene, accord: Accord) -> tuple[Span, ...]:
    """The clause an accord covers: after it, before it, or on both sides."""
    before = content_span(scene, *_clause_before(scene, accord))
    after = _clause_after(scene, accord)
    if before is None:
        return (after,) if after is not None else ()
    inserted = after is not None and not _ends_clause(scene, accord)
    return (before, after) if inserted and after is not None else (before,)


def _clause_before(scene: Scene, accord: Accord) -> tuple[int, int, int]:
    """First and last token before the accord, and the letters of a conjunction to leave out."""
    first = scene.first
    conjunction = scene.norm(first)[:1] in connectives()["coordinator"]
    cut = scene.leading_conjunction(first) if conjunction else 0
    return first, accord.first - 1, cut


def _ends_clause(scene: Scene, accord: Accord) -> bool:
    """Whether the accord closes its clause rather than being inserted into it."""
    if accord.last >= scene.last:
        return True
    following = scene.tokens[accord.last + 1]
    preceded = scene.tokens[accord.first - 1].kind == "mark"
    return following.kind == "mark" or preceded or scene.leading_conjunction(following.index) > 0


def _clause_after(scene: Scene, accord: Accord) -> Span | None:
    start = accord.last + 1
    kinds = connectives()
    while start <= scene.last and (
        (scene.tokens[start].kind == "mark" and scene.quotation_opening(start) is None)
        or scene.norm(start) in kinds["resumption"]
        or scene.in_time(start) is not None
    ):
        start += 1
    if start > scene.last:
        return None
    quotation = scene.quotation_opening(start)
    if quotation is not None and not is_name(scene, quotation):
        return quotation.span
    return content_span(scene, start, clause_end(scene, start, ()))


def floating_quotations(scene: Scene, turns: Sequence[Turn]) -> list[Draft]:
    """A quotation that stands as a sentence of its own and continues the last speaker's words."""
    quotation = scene.quotation_opening(scene.first)
    if quotation is None or not turns or turns[-1].sentence < scene.sentence.index - 1:
        return []
    words = [k for k in range(scene.first, scene.last + 1) if scene.tokens[k].kind != "mark"]
    inside = sum(quotation.first <= k <= quotation.last for k in words)
    if inside < _FLOATING_SHARE * len(words) or inside < _FLOATING_WORDS:
        return []
    content = (quotation.span,)
    return [
        Draft(
            rule="statement.floating-quotation",
            cue=None,
            content=content,
            form="direct",
            force=statement_force(scene, _ASCRIBED, content),
            reference=turns[-1].reference,
            speaker_span=None,
        )
    ]
