"""Noun phrases as parties: whom the words from a token on name.

Input: a scene, a cast and a token. Output: the sides that the phrase there names, with all that
are joined to it by «و». A thing leads to its owner: «مواقع للحوثيين» (*positions of the Houthis*),
«موقع تابع للجيش السوري», «مناطق تسيطر عليها المعارضة».
"""

from __future__ import annotations

import msgspec

from musnad.extraction.connectives import connectives, is_kind
from musnad.extraction.event_parties import Cast, Side, counted_side, event_words, phrase_side
from musnad.extraction.scene import Scene
from musnad.records.layers import Reference
from musnad.text.morphology import Analysis, analyse, splits
from musnad.text.quotations import quotation_marks

_REACH = 8  # tokens from the head of a phrase to its owner
_JOINED = 4  # tokens from «و» to the side it joins
_FORCED = 0.05  # share from which a verb is read where only a verb can stand
_CLAUSE_HEAD = 0.25  # and at the head of a clause


class Found(msgspec.Struct, frozen=True):
    """Sides, and the last token of the phrase that names them (the token before it if none).

    ``owned``: the phrase is headed by a thing, and the sides are whose it is.
    """

    sides: tuple[Side, ...]
    last: int
    owned: bool = False


def best_reading(scene: Scene, index: int) -> Analysis | None:
    """The best reading of a token; None for marks, numbers and unknown words."""
    token = scene.tokens[index]
    return next(iter(analyse(token.norm, token.text)), None) if token.kind == "word" else None


def verb_reading(scene: Scene, index: int) -> Analysis | None:
    """The reading of a token as a finite verb, or None where it is none.

    Many verbs look like nouns («شن», «طلب», «تظاهر»): after «قد», «لم», «الذي», «عندما» or at the
    head of a clause they are verbs.
    """
    token = scene.tokens[index]
    if token.kind != "word" or index in scene.index.named:
        return None
    readings = analyse(token.norm, token.text)
    if not readings:
        return None
    verb = next((r for r in readings if r.pos == "verb"), None)
    if verb is None or verb is readings[0]:
        return verb
    previous = scene.norm(index - 1)
    bare = previous[1:] if previous[:1] in connectives()["coordinator"] else previous
    words = event_words()
    if verb.rank >= _FORCED and (
        bare in words["before-verb"]
        or previous in words["before-verb"]
        or (is_kind(previous, "relative") and previous not in words["not-relative"])
    ):
        return verb
    heads = index <= scene.first or (
        scene.tokens[index - 1].kind == "mark" and not readings[0].definite
    )
    if heads and verb.rank >= _CLAUSE_HEAD and readings[0].pos == "masdar" and not verb.enclitic:
        return verb
    return None


def is_verb(scene: Scene, index: int) -> bool:
    """Whether a token is a finite verb."""
    return verb_reading(scene, index) is not None


def preposition_letter(scene: Scene, index: int) -> str:
    """The preposition written on a token («ب», «ل», «ك»), or nothing."""
    reference = scene.reference_from(index)
    token = scene.tokens[index]
    if reference is not None:
        attached = token.norm[: reference.span.start - token.start]
        attached = attached.lstrip("".join(connectives()["coordinator"]))
        if not attached and token.norm.startswith(_swallowed()):
            return token.norm[0]
        return attached[-1:]
    best = best_reading(scene, index)
    if best is None:
        return ""
    letters = best.proclitics.lstrip("".join(connectives()["coordinator"]))
    return letters[:1] if letters[:1] in connectives()["attached"] else ""


def _swallowed() -> tuple[str, ...]:
    return tuple(connectives()["addressing"] - connectives()["attached"])


def read_sides(
    scene: Scene, cast: Cast, start: int, *, deep: bool = False, capitals: bool = False
) -> Found:
    """The sides of the phrase that begins at a token; its own preposition is the caller's affair.

    Args:
        scene: the sentence.
        cast: who can be a party.
        start: first token of the phrase.
        deep: also look inside for whoever does what it tells: «بقصف الطيران الروسي» (*the
            bombing by Russian aircraft*).
        capitals: a capital stands for its government here: «توقيع موسكو» (*Moscow's signing*).
    """
    placed = owned = False
    index = start
    owner = _possessed(scene, cast, start)
    if owner is not None:
        return Found((owner,), start, owned=True)
    while index <= min(scene.last, start + _REACH):
        reference = scene.reference_from(index)
        fixed = phrase_side(scene.tokens, index)
        if fixed is not None and (index == start or not _leaves(scene, index, deep=deep)):
            return join(scene, cast, fixed, owned=owned)
        if index > start and _leaves(scene, index, deep=deep):
            break
        if reference is not None and reference.form != "adjective":
            side = cast.side(reference)
            if side is None and capitals:
                side = cast.capital(reference)
            if side is not None:
                return join(scene, cast, side, owned=owned)
            if reference.kind == "place":
                placed, index = True, reference.last + 1
                continue
        adjective = scene.index.adjectives.get(index)
        side = cast.side(adjective) if adjective is not None and not placed else None
        if side is None and not placed:
            side = _counted(scene, cast, index)
        if side is not None:
            return join(scene, cast, side, owned=owned)
        owned = owned or _is_thing(scene, index)
        index += 1
    return Found((), start - 1)


def _is_thing(scene: Scene, index: int) -> bool:
    """Whether a token is a noun, not an adjective, number or particle."""
    best = best_reading(scene, index)
    return best is not None and best.pos in ("noun", "masdar")


def _possessed(scene: Scene, cast: Cast, index: int) -> Side | None:
    """«أراضيه», «مواقعها»: the one whose thing it is."""
    if index > scene.last or scene.reference_from(index) is not None:
        return None
    best = best_reading(scene, index)
    if best is None or not best.enclitic or best.pos not in ("noun", "masdar", "prep"):
        return None
    return pronoun_side(scene, cast, index, best.enclitic)


def _leaves(scene: Scene, index: int, *, deep: bool) -> bool:
    """Whether a token no longer belongs to the phrase or to what leads to its owner."""
    token = scene.tokens[index]
    if token.kind == "mark":
        return token.text not in quotation_marks()
    links = event_words()["owner-link"]
    forms = {rest for _, rest in splits(token.norm)}
    counts = token.kind == "number" or token.norm in event_words()["approximator"]
    if counts or not links.isdisjoint(forms | {form[2:] for form in forms}):
        return False
    if scene.in_time(index) is not None:
        return not deep
    if is_kind(token.norm, "relative"):
        following = {rest for _, rest in splits(scene.norm(index + 1))}
        return links.isdisjoint(following)
    opens = is_kind(token.norm, "preposition") or is_kind(token.norm, "that")
    if opens or is_verb(scene, index):
        return True
    best = best_reading(scene, index)
    if best is not None and best.verb in event_words()["deed-subject"] and not best.definite:
        return True  # «غارات مستهدفة ثكنات»
    letter = preposition_letter(scene, index)
    return bool(letter) and letter not in connectives()["addressing"]


def _counted(scene: Scene, cast: Cast, index: int) -> Side | None:
    """«22 مسلحا حوثيا»: a noun of people, with the nationality after it."""
    token = scene.tokens[index]
    if token.kind != "word" or index in scene.index.named:
        return None
    side = counted_side(token)
    if side is None:
        return None
    following = scene.index.adjectives.get(index + 1)
    nation = cast.side(following) if following is not None else None
    if following is None or nation is None:
        return side
    entity = cast.entities.get(following.entity or "")
    sectors = side.sectors
    if entity is not None and entity.kind != "place" and entity.sectors:
        sectors = entity.sectors
    return msgspec.structs.replace(
        side, country=nation.country, sectors=sectors, last=following.last
    )


def join(scene: Scene, cast: Cast, side: Side, *, owned: bool = False) -> Found:
    """A side with all that are joined to it: «واشنطن وباريس», «روسية وأخرى سورية»."""
    sides = [side]
    last = side.last
    while last < scene.last:
        index = last + 1
        if scene.tokens[index].text in quotation_marks() and index < scene.last:
            index += 1
        if is_kind(scene.norm(index), "between"):
            index += 1
        elif not scene.leading_conjunction(index) or is_verb(scene, index):
            pair = scene.index.adjectives.get(index)
            second = cast.side(pair) if pair is not None and side.is_adjective else None
            if second is None:
                break
            sides.append(second)
            last = second.last
            continue
        found = _joined(scene, cast, index)
        if found is None or (_ends_in_place(scene, side) and _is_place(scene, found)):
            break
        sides.append(found)
        last = found.last
    return Found(tuple(sides), last, owned)


def _ends_in_place(scene: Scene, side: Side) -> bool:
    """«الجهاديين في سوريا»: what is joined to it may be joined to the place."""
    if side.first < 0 or side.first == side.last:
        return False
    inner = scene.index.starting.get(side.last)
    return inner is not None and inner.kind == "place" and inner.form != "adjective"


def _is_place(scene: Scene, side: Side) -> bool:
    reference = scene.reference_from(side.first)
    return reference is not None and reference.kind == "place"


def _joined(scene: Scene, cast: Cast, index: int) -> Side | None:
    for place in range(index, min(scene.last, index + _JOINED) + 1):
        reference = scene.reference_from(place)
        fixed = phrase_side(scene.tokens, place)
        if fixed is not None:
            return fixed
        if place > index and (_leaves(scene, place, deep=False)):
            return None
        if reference is not None and reference.form != "adjective":
            if place == index and preposition_letter(scene, place):
                return None
            return cast.side(reference)
        adjective = scene.index.adjectives.get(place)
        side = cast.side(adjective) if adjective is not None else _counted(scene, cast, place)
        if side is not None:
            return side
    return None


def pronoun_side(scene: Scene, cast: Cast, before: int, enclitic: str) -> Side | None:
    """Whom an attached pronoun means: the nearest side before it that agrees with it."""
    if enclitic in event_words()["pronoun-speaker"]:
        return cast.speaker
    wanted = _AGREEMENT.get(_pronoun_kind(enclitic))
    if wanted is None:
        return None
    for reference in reversed(scene.references_between(scene.first, before - 1)):
        side = cast.side(reference)
        if side is not None and _fits(reference, wanted):
            return side
    return None


_AGREEMENT = {"f": ("f", "s"), "m": ("m", "s"), "p": ("", "p")}


def _pronoun_kind(enclitic: str) -> str:
    kinds = event_words()
    if enclitic in kinds["pronoun-feminine"]:
        return "f"
    if enclitic in kinds["pronoun-plural"]:
        return "p"
    return "m" if enclitic in kinds["pronoun-masculine"] else ""


def _fits(reference: Reference, wanted: tuple[str, str]) -> bool:
    gender, number = wanted
    if number == "p":
        return reference.number in ("p", "d") or reference.kind == "organisation"
    if reference.number == "p" and reference.kind != "organisation" and gender == "m":
        return False
    return not reference.gender or reference.gender == gender
