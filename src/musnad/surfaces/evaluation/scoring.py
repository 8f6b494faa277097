"""Scores read records against annotated articles.

Input: annotated articles and records, paired by id. Output: named figures: F1 of statements, events
and times, and how often their parts are right. What counts as right is told in docs/accuracy.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from musnad.surfaces.evaluation.matching import (
    Json,
    Scored,
    SpanPair,
    agreement,
    characters,
    contains_words,
    overlap,
    pair_off,
    share,
    shared_part,
    words_of,
)

MIN_SHARED_CONTENT = 0.5  # of two contents' characters, to be the same statement
MIN_SHARED_CONTENT_WITH_CUE = 0.25  # when the cue is the same too
_NAMING_FORMS = frozenset(("name", "title", "metonym", "nominal"))
_TIME_KINDS = (None, "date", "time")  # articles leave durations and sets unannotated
_SAME_TRIGGER, _SAME_SENTENCE = 2.0, 1.0

Figures = dict[str, float]


class Scoreboard:
    """Counts over articles, and the figures that follow from them."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.event_types: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, gold: Json, predicted: Json) -> None:
        """Count one article; ``predicted`` has at least a ``document`` with its text."""
        self.counts["articles"] += 1
        self._add_statements(gold["statements"], predicted)
        self._add_events(gold["events"], predicted.get("events", []), gold["sentences"])
        if "times" in gold:  # not in articles whose statements and events alone were reviewed
            self._add_times(gold, predicted.get("times", []))

    def figures(self) -> Figures:
        """All figures in the order in which they are printed; counts are whole numbers."""
        counts = self.counts
        figures: Figures = {"articles": counts["articles"]}
        for name, matched, kind in (
            ("statement", "statement", "statement"),
            ("attributed_statement", "attributed", "statement"),
        ):
            figures |= self._f1(name, matched, kind)
        figures["speaker_accuracy"] = share(counts["speaker"], counts["speaker_gold"])
        for part in ("form", "force"):
            figures[f"statement_{part}_accuracy"] = share(counts[part], counts["statement"])
        for name in ("event", "event_trigger", "event_dyad", "event_full"):
            figures |= self._f1(name, name, "event")
        for part in ("actor", "recipient", "status", "code"):
            figures[f"event_{part}_accuracy"] = share(counts[f"event_{part}"], counts["event"])
        figures["event_date_accuracy"] = share(counts["event_date"], counts["event_date_gold"])
        for kind, by_type in sorted(self.event_types.items()):
            found = agreement(by_type["matched"], by_type["predicted"], by_type["gold"])
            figures[f"event_{kind}_f1"] = found.f1
        figures |= self._f1("time", "time", "time")
        figures |= self._f1("time_value", "time_value", "time")
        return figures

    def _f1(self, name: str, matched: str, kind: str) -> Figures:
        counts = self.counts
        found = agreement(counts[matched], counts[f"{kind}_predicted"], counts[f"{kind}_gold"])
        return {f"{name}_p": found.precision, f"{name}_r": found.recall, f"{name}_f1": found.f1}

    def _add_sizes(self, kind: str, gold: int, predicted: int, matched: int) -> None:
        self.counts[f"{kind}_gold"] += gold
        self.counts[f"{kind}_predicted"] += predicted
        self.counts[kind] += matched

    def _add_statements(self, gold: list[Json], article: Json) -> None:
        predicted = article.get("statements", [])
        pairs = pair_statements(gold, predicted)
        self._add_sizes("statement", len(gold), len(predicted), len(pairs))
        for pair in pairs:
            mine, theirs = gold[pair.gold], predicted[pair.predicted]
            right = is_same_speaker(mine, theirs, article)
            if mine.get("speaker_names"):
                self.counts["speaker_gold"] += 1
                self.counts["speaker"] += right
            self.counts["attributed"] += right
            for part in ("form", "force"):
                self.counts[part] += mine[part] == theirs.get(part)

    def _add_events(
        self, gold: list[Json], predicted: list[Json], sentences: Sequence[SpanPair]
    ) -> None:
        pairs = pair_events(gold, predicted, sentences)
        self._add_sizes("event", len(gold), len(predicted), len(pairs))
        for event in gold:
            self.event_types[event["type"]]["gold"] += 1
        for event in predicted:
            self.event_types[event["type"]]["predicted"] += 1
        for pair in pairs:
            self._add_event(gold[pair.gold], predicted[pair.predicted])

    def _add_event(self, gold: Json, predicted: Json) -> None:
        self.event_types[gold["type"]]["matched"] += 1
        sides = ("actors", "recipients")
        actor, recipient = (
            party_countries(gold[side]) == party_countries(predicted.get(side)) for side in sides
        )
        code = all(party_codes(gold[side]) == party_codes(predicted.get(side)) for side in sides)
        status = gold["status"] == predicted.get("status")
        right = {
            "event_trigger": overlap(gold["trigger"], predicted["trigger"]),
            "event_actor": actor,
            "event_recipient": recipient,
            "event_status": status,
            "event_dyad": actor and recipient,
            "event_full": actor and recipient and status,
            "event_code": code,
        }
        self.counts.update({name: int(is_right) for name, is_right in right.items()})
        if gold.get("date"):
            self.counts["event_date_gold"] += 1
            self.counts["event_date"] += gold["date"] == (predicted.get("time") or {}).get("value")

    def _add_times(self, article: Json, predicted: list[Json]) -> None:
        gold = article["times"]
        if not article.get("times_complete"):
            predicted = [t for t in predicted if t.get("kind") in _TIME_KINDS and t.get("value")]
        pairs = pair_times(gold, predicted)
        self._add_sizes("time", len(gold), len(predicted), len(pairs))
        for pair in pairs:
            accepted = [gold[pair.gold]["value"], *gold[pair.gold].get("also", [])]
            self.counts["time_value"] += predicted[pair.predicted].get("value") in accepted


def pair_statements(gold: list[Json], predicted: list[Json]) -> list[Scored]:
    """Statements whose contents share enough characters."""
    candidates = []
    for i, mine in enumerate(gold):
        for j, theirs in enumerate(predicted):
            common = shared_part(mine["content"], theirs["content"])
            same_cue = overlap(mine.get("cue"), theirs.get("cue"))
            if common >= (MIN_SHARED_CONTENT_WITH_CUE if same_cue else MIN_SHARED_CONTENT):
                candidates.append(Scored(common, i, j))
    return pair_off(candidates)


def is_same_speaker(gold: Json, predicted: Json, article: Json) -> bool:
    """Whether the words that stand for the speaker hold one of the annotated names.

    Where none is annotated, whether no entity was found either.
    """
    if not gold.get("speaker_names"):
        return predicted.get("speaker") is None
    known = _names(article, predicted.get("speaker"), predicted.get("speaker_span"))
    return any(
        contains_words(words, words_of(name)) for words in known for name in gold["speaker_names"]
    )


def _names(article: Json, speaker: str | None, span: SpanPair | None) -> list[list[str]]:
    text = article["document"]["text"]
    names = []
    for entity in article.get("entities", []):
        if entity["id"] != speaker:
            continue
        names.append(words_of(entity.get("name", "")))
        for mention in entity.get("mentions", []):
            if mention.get("form") in _NAMING_FORMS:
                start, end = mention["span"]
                names.append(words_of(text[start:end]))
    if span:
        names.append(words_of(text[span[0] : span[1]]))
    return names


def pair_events(
    gold: list[Json], predicted: list[Json], sentences: Sequence[SpanPair]
) -> list[Scored]:
    """Events of one type with a common trigger, else in a common sentence."""
    candidates = []
    for i, mine in enumerate(gold):
        place = _sentence_of(sentences, mine["trigger"])
        for j, theirs in enumerate(predicted):
            if mine["type"] != theirs["type"]:
                continue
            if overlap(mine["trigger"], theirs["trigger"]):
                candidates.append(Scored(_SAME_TRIGGER, i, j))
            elif place is not None and place == _sentence_of(sentences, theirs["trigger"]):
                candidates.append(Scored(_SAME_SENTENCE, i, j))
    return pair_off(candidates)


def _sentence_of(sentences: Sequence[SpanPair], span: SpanPair) -> int | None:
    within = (i for i, (start, end) in enumerate(sentences) if start <= span[0] < end)
    return next(within, None)


def _codes(parties: Iterable[Json | str] | None) -> Iterable[tuple[str | None, str | None]]:
    """Country and first sector of each side; annotations write them as ``USA GOV``, ``- REB``."""
    for party in parties or ():
        if isinstance(party, str):
            country, sector, *_ = (*party.split(), None, None)
            yield (country if country != "-" else None), sector
        else:
            yield party.get("country"), next(iter(party.get("sectors") or ()), None)


def party_codes(
    parties: Iterable[Json | str] | None,
) -> frozenset[tuple[str | None, str | None]]:
    """The different codes of one side of an event."""
    return frozenset(_codes(parties))


def party_countries(parties: Iterable[Json | str] | None) -> frozenset[str | None]:
    """The different countries of one side of an event."""
    return frozenset(country for country, _ in _codes(parties))


def pair_times(gold: list[Json], predicted: list[Json]) -> list[Scored]:
    """Time expressions that share a character, longest common part first."""
    return pair_off(
        Scored(len(characters([mine["span"]]) & characters([theirs["span"]])), i, j)
        for i, mine in enumerate(gold)
        for j, theirs in enumerate(predicted)
        if overlap(mine["span"], theirs["span"])
    )
