"""Triggers: the words that name an event, in the sense that counts.

Input: a scene. Output: triggers in text order, each with its row of
``lang/ar/extraction/triggers.tsv``. A row says the PLOVER type, what stands beside the word in this
sense (``near``) or shows another («معركة انتخابية», *electoral battle*: ``blocked``), and how the
parties are found (``frame``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from musnad.extraction.connectives import connectives
from musnad.extraction.event_parties import event_words
from musnad.extraction.event_phrases import verb_reading
from musnad.extraction.scene import Scene
from musnad.records.spans import Span
from musnad.records.words import Token
from musnad.rules.tables import read_table
from musnad.text.fold import fold
from musnad.text.morphology import Analysis, analyse, splits
from musnad.text.tokens import origin

_BEFORE, _AFTER = 3, 6  # tokens around a trigger in which its company is looked for
_BLOCKED_BEFORE, _BLOCKED_AFTER = 2, 3
_RIGHT_AFTER = 4  # tokens in which a word that must follow is looked for
_LIKELY = 0.2  # share from which a reading of a form is worth considering
_POSSIBLE = 0.05  # share of a verb, where the clause shows that it is one
_DEEDS = frozenset({"ASSAULT", "COERCE", "SUPPORT", "AID", "REQUEST", "MOBILIZE", "RETREAT"})


class Company(msgspec.Struct, frozen=True, gc=False):
    """Words beside a trigger: anywhere near, or only right after or before it."""

    around: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether any word is asked for."""
        return bool(self.around or self.after or self.before)


class TriggerRow(msgspec.Struct, frozen=True, gc=False):
    """A row of the table, compiled: ``words`` are the folded words of its form."""

    words: tuple[str, ...]
    pos: str
    type: str
    mode: str
    frame: str
    near: Company
    blocked: Company
    group: str
    only: str


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A trigger in a text. ``reading`` is None for fixed phrases and words."""

    first: int
    last: int
    span: Span
    row: TriggerRow
    mode: str
    reading: Analysis | None


@lru_cache(maxsize=1)
def named_company() -> dict[str, list[str]]:
    """Name of a list of words → its words, as written in the table."""
    return {row["name"]: row["words"].split() for row in read_table("extraction", "event_company")}


def _company(cell: str) -> Company:
    """Compile «قوات @weapons >النار»: words, a named list, a word that must follow."""
    sides: dict[str, set[str]] = {"": set(), ">": set(), "<": set()}
    for word in cell.split():
        if word.startswith("@"):
            sides[""].update(fold(listed) for listed in named_company()[word[1:]])
        elif word[0] in "<>":
            sides[word[0]].add(fold(word[1:]))
        else:
            sides[""].add(fold(word))
    return Company(*(frozenset(sides[side]) for side in ("", ">", "<")))


@lru_cache(maxsize=1)
def trigger_rows() -> dict[str, tuple[TriggerRow, ...]]:
    """Folded first word → rows, longer phrases and rows with company first."""
    found: dict[str, list[TriggerRow]] = {}
    for row in read_table("extraction", "triggers"):
        words = tuple(fold(word) for word in row["lemma"].split())
        found.setdefault(words[0], []).append(
            TriggerRow(
                words,
                row["pos"],
                row["type"],
                row["mode"],
                row["frame"],
                _company(row["near"]),
                _company(row["blocked"]),
                row["group"],
                row["only"],
            )
        )
    return {
        first: tuple(sorted(rows, key=lambda r: (-len(r.words), not r.near)))
        for first, rows in found.items()
    }


def find_triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a sentence, in order; a word is one trigger at most."""
    found: list[Trigger] = []
    index = scene.first
    while index <= scene.last:
        trigger = None if _is_part_of_name(scene, index) else _trigger_at(scene, index)
        if trigger is not None:
            found.append(trigger)
            index = trigger.last
        index += 1
    return found


def _is_part_of_name(scene: Scene, index: int) -> bool:
    """«وزير الدفاع», «منظمة التعاون»: words of names and titles tell no event."""
    token = scene.tokens[index]
    return token.kind != "word" or index in scene.index.named or index in scene.index.titled


def _trigger_at(scene: Scene, index: int) -> Trigger | None:
    token = scene.tokens[index]
    candidates = _candidates(token.norm, token.text)
    verb = verb_reading(scene, index) if candidates else None
    for rows, reading, cut in candidates:
        for row in rows:
            if not _fits(row, reading, verb) or not _continues(scene, index, row):
                continue
            last = index + len(row.words) - 1
            if not _in_company(scene, row, index, last):
                continue
            if not _is_free(row, reading, scene, index):
                continue
            span = Span(origin(token, cut), scene.tokens[last].end)
            return Trigger(index, last, span, row, _mode(scene, row, index, last), reading)
    return None


def _in_company(scene: Scene, row: TriggerRow, first: int, last: int) -> bool:
    """Whether the words beside the trigger show the sense of the row."""
    near = row.near
    if near and not (
        _has(scene, near.around, first - _BEFORE, last + _AFTER)
        or _has(scene, near.after, last + 1, last + _RIGHT_AFTER)
        or _has(scene, near.before, first - _RIGHT_AFTER, first - 1)
    ):
        return False
    return not _has(scene, row.blocked.around, first - _BLOCKED_BEFORE, last + _BLOCKED_AFTER)


def _is_free(row: TriggerRow, reading: Analysis | None, scene: Scene, index: int) -> bool:
    """Whether the form tells a deed: no purpose («لمنع»), no known pact («الاتفاق»)."""
    if reading is None or row.pos != "noun":
        return True
    if row.only == "indef" and reading.definite:
        return False
    purpose = reading.pos == "masdar" and not reading.definite and not reading.enclitic
    letters = event_words()["purpose"]
    if purpose and row.type in _DEEDS and reading.proclitics[-1:] in letters:
        return _has(scene, event_words()["purpose-deed"], index - _BEFORE, index - 1)
    return True


@lru_cache(maxsize=50_000)
def _candidates(
    norm: str, text: str
) -> tuple[tuple[tuple[TriggerRow, ...], Analysis | None, int], ...]:
    """The rows a word may be a trigger of, by :func:`_word_keys`; most words have none."""
    rows = trigger_rows()
    keys = _word_keys(norm, text)
    return tuple((rows[key], reading, cut) for key, reading, cut in keys if key in rows)


def _word_keys(norm: str, text: str) -> list[tuple[str, Analysis | None, int]]:
    """Under what a word may stand in the table: lemmas, and its form without article or clitics.

    Each with the reading, None for a bare form, and the letters of its proclitics.
    """
    keys: list[tuple[str, Analysis | None, int]] = []
    for reading in analyse(norm, text):
        if reading.rank < (_POSSIBLE if reading.pos == "verb" else _LIKELY):
            continue
        keys.append((reading.lemma, reading, reading.cut))
        if reading.pos == "participle" and reading.verb:
            keys.append((reading.verb, reading, reading.cut))
        if reading.pos == "verb":
            continue
        stem = bare_form(norm[reading.cut :])
        if reading.enclitic and stem.endswith(reading.enclitic):
            stem = stem[: -len(reading.enclitic)]
        keys.append((stem, reading, reading.cut))
    keys += [(bare_form(rest), None, cut) for cut, rest in splits(norm)]
    keys += [(rest, None, cut) for cut, rest in splits(norm)]
    return keys


@lru_cache(maxsize=100_000)
def bare_form(norm: str) -> str:
    """A folded word without the article."""
    for article in connectives()["article"]:
        if norm.startswith(article) and len(norm) > len(article) + 1:
            return norm[len(article) :]
    return norm


def _fits(row: TriggerRow, reading: Analysis | None, verb: Analysis | None) -> bool:
    """Whether a reading is of the kind the row is about, where the token is ``verb`` or none."""
    if row.pos in ("word", "phrase"):
        return reading is None or reading.pos != "participle" or reading.lemma == row.words[0]
    if row.pos == "verb":
        if reading is None:
            return False
        if reading.pos == "participle":
            return verb is None and reading.verb == row.words[0] and _is_circumstance(reading)
        if verb is None or reading.pos != "verb":
            return False
        likely = bool(row.near) and reading.rank >= _LIKELY  # «أضرب … عن الطعام»: of two verbs
        return verb.lemma == row.words[0] or likely
    if verb is not None:
        return False
    if reading is None:
        return True
    return reading.pos in ("noun", "masdar", "adj", "participle") and (
        reading.pos != "participle" or not reading.verb or reading.lemma == row.words[0]
    )


def _is_circumstance(reading: Analysis) -> bool:
    """An indefinite active participle: «مستهدفة ثكنات» (*targeting barracks*)."""
    active = not reading.definite and reading.voice != "passive" and not reading.enclitic
    return active and not reading.cut and reading.verb in event_words()["circumstance"]


def _continues(scene: Scene, index: int, row: TriggerRow) -> bool:
    """Whether the words after the first of a phrase follow, in any form.

    «وقفا لإطلاق النار» is the phrase «وقف إطلاق النار» (*ceasefire*).
    """
    return index + len(row.words) - 1 <= scene.last and all(
        _is_form(scene.tokens[index + place], word)
        for place, word in enumerate(row.words[1:], start=1)
    )


def _is_form(token: Token, word: str) -> bool:
    """Whether a token is a word of a phrase, in another case or number too («اعتصاما»)."""
    return word in token_forms(token) or word in _plain_keys(token.norm, token.text)


@lru_cache(maxsize=50_000)
def _plain_keys(norm: str, text: str) -> tuple[str, ...]:
    """The keys of a word by its readings that have no pronoun."""
    keys = _word_keys(norm, text)
    return tuple(key for key, reading, _ in keys if reading is not None and not reading.enclitic)


def _has(scene: Scene, words: frozenset[str], first: int, last: int) -> bool:
    """Whether one of the words stands between two tokens of the sentence."""
    if not words:
        return False
    near = scene.tokens[max(scene.first, first) : min(scene.last, last) + 1]
    return any(not words.isdisjoint(token_forms(token)) for token in near if token.kind == "word")


def token_forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token may be listed as company."""
    return _forms(token.norm)


@lru_cache(maxsize=100_000)
def _forms(norm: str) -> tuple[str, ...]:
    rests = [rest for _, rest in splits(norm)]
    return tuple(dict.fromkeys((*rests, *map(bare_form, rests))))


@lru_cache(maxsize=1)
def _mode_words() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Type → (mode, words that show it), in the order of the table."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in read_table("extraction", "event_modes"):
        words = frozenset(fold(word) for word in row["words"].split())
        found.setdefault(row["type"], []).append((row["mode"], words))
    return {kind: tuple(modes) for kind, modes in found.items()}


def _mode(scene: Scene, row: TriggerRow, first: int, last: int) -> str:
    """The mode of the row, or the one that the words around the trigger show."""
    if row.mode and row.group != "attack":
        return row.mode
    for mode, words in _mode_words().get(row.type, ()):
        if _has(scene, words, first - _BEFORE, last + _AFTER):
            return mode
    return row.mode


def distinct(scene: Scene, triggers: list[Trigger]) -> Iterator[tuple[Trigger, list[Trigger]]]:
    """One trigger for each event told, with those that only support it or result from it.

    «شنت غارات استهدفت المدينة» (*launched raids that targeted the city*) is one event, and so is
    «قتل خمسة في غارة» (*five were killed in a raid*): the verb is given along with the noun.
    """
    covers = {
        number: [
            other
            for other in triggers[max(0, number - _RESULT_REACH) : number + _RESULT_REACH + 1]
            if other is not trigger and _covers(scene, other, trigger)
        ]
        for number, trigger in enumerate(triggers)
    }
    supported: dict[int, list[Trigger]] = {}
    for number, better in covers.items():
        for other in better:
            supported.setdefault(other.first, []).append(triggers[number])
    for number, trigger in enumerate(triggers):
        if not covers[number]:
            yield trigger, supported.get(trigger.first, [])


_RESULT_REACH = 18  # tokens between a deed and its toll
_SUPPORT_REACH = 6  # tokens between a verb and the noun that names its deed


_UNDONE = {
    ("SANCTION", "discontinue"): {"CONSULT", "COOPERATE", "AID", "SUPPORT"},
    ("REJECT", "meet"): {"CONSULT"},
    ("RETREAT", "access"): {"AID", "COERCE"},
    ("RETREAT", ""): {"SANCTION", "COERCE"},
    ("CONCEDE", ""): {"RETREAT", "AGREE"},
}  # deeds whose object names what they end: «علقت محادثاتها», «رفعت العقوبات»
_REACHES = "reach"  # rows for reaching a pact
_PROTESTERS = "protester"  # rows for people, not for what they do
_OBJECT_REACH = 4  # tokens between a verb and its object, its subject included


def _is_undone(scene: Scene, other: Trigger, trigger: Trigger) -> bool:
    """Whether ``trigger`` names what ``other`` ends or lifts, and happens no more."""
    kinds = _UNDONE.get((other.row.type, other.row.mode), ())
    if trigger.row.type not in kinds or trigger.row.pos == "verb":
        return False
    gap = trigger.first - other.last
    return 0 < gap <= _OBJECT_REACH and not _clause_between(scene, other, trigger)


def _covers(scene: Scene, other: Trigger, trigger: Trigger) -> bool:
    """Whether ``other`` tells the event of ``trigger`` better."""
    if _is_undone(scene, other, trigger):
        return True
    if other.row.type != trigger.row.type:
        return False
    gap = abs(other.first - trigger.first)
    if trigger.row.group == _REACHES:  # «توصل إلى اتفاق»: the pact is the event
        return other.row.group == "pact" and 0 < other.first - trigger.last <= _SUPPORT_REACH
    if trigger.row.group == "result":
        after = other.row.group == "attack" or other.first < trigger.first
        return after and gap <= _RESULT_REACH
    if other.row.words == trigger.row.words:
        return other.first < trigger.first and gap <= _SUPPORT_REACH
    if _PROTESTERS in (trigger.row.group, other.row.group):  # «أحرق محتجون العلم»: the act counts
        acts = other.row.group != _PROTESTERS and other.row.pos == "verb"
        return acts and gap <= _SUPPORT_REACH and not _clause_between(scene, trigger, other)
    if trigger.row.pos == "verb" and other.row.pos != "verb":
        return gap <= _SUPPORT_REACH and not _clause_between(scene, trigger, other)
    return False


def _clause_between(scene: Scene, one: Trigger, other: Trigger) -> bool:
    first, last = sorted((one.first, other.first))
    return any(scene.tokens[k].text in ("،", "؛", ":") for k in range(first, last))
