"""Claims made from records written by hand: whose denial is about which event."""

import msgspec

from musnad.extraction.claims import find_claims
from musnad.records import Claim, Entity, Event, Mention, Party, Place, Span, Statement
from musnad.records.documents import Document
from musnad.records.layers import Layers
from musnad.text.quotations import find_quotations
from musnad.text.sentences import find_sentences
from musnad.text.tokens import find_tokens

TEXT = (
    "هاجمت قوات تركية مخيما قرب عفرين. "
    "ونفت أنقرة مهاجمة المخيم قرب عفرين. "
    "وأكد ناشط مهاجمة المخيم قرب عفرين."
)


def at(words: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


TURKEY = Entity(
    id="en-turkey",
    rule="entity.name",
    kind="place",
    name="أنقرة",
    country="TUR",
    sectors=("GOV",),
    mentions=(Mention(span=at("أنقرة"), form="metonym"),),
)
ACTIVIST = Entity(
    id="en-activist",
    rule="entity.nominal",
    kind="person",
    name="ناشط",
    mentions=(Mention(span=at("ناشط"), form="nominal"),),
)
DENIAL = Statement(
    id="st-denial",
    rule="statement.denial",
    cue=at("نفت"),
    form="indirect",
    speaker="en-turkey",
    speaker_span=at("أنقرة"),
    content=(at("مهاجمة المخيم قرب عفرين"),),
    force="deny",
)
WITNESS = Statement(
    id="st-witness",
    rule="statement.assertion",
    cue=at("أكد"),
    form="indirect",
    speaker="en-activist",
    speaker_span=at("ناشط"),
    content=(at("مهاجمة المخيم قرب عفرين", 1),),
    force="assert",
)


def event(identity: str, trigger: Span, number: int, **more: object) -> Event:
    spot = at("عفرين", number)
    attack = Event(
        id=identity,
        rule="event.verb",
        type="ASSAULT",
        trigger=trigger,
        actors=(Party(entity="en-turkey", span=at("قوات تركية"), country="TUR", sectors=("MIL",)),),
        place=Place(span=spot, name="عفرين", country="SYR", precision="city"),
        status="actual",
        confidence=0.8,
        quad=4,
        score=-9.0,
    )
    return msgspec.structs.replace(attack, **more)


TOLD = event("ev-told", at("هاجمت"), 0)
DENIED = event("ev-denied", at("مهاجمة"), 1, status="negated", said_in="st-denial")
SEEN = event("ev-seen", at("مهاجمة", 1), 2, said_in="st-witness")


def claims(*events: Event, statements: tuple[Statement, ...] = (DENIAL, WITNESS)) -> list[Claim]:
    tokens = find_tokens(TEXT)
    quotations = find_quotations(TEXT, tokens)
    return list(
        find_claims(
            Layers(
                document=Document(id="x", text=TEXT, sha256="x", published="2018-02-01"),
                tokens=tokens,
                quotations=quotations,
                sentences=find_sentences(tokens, quotations),
                entities=(TURKEY, ACTIVIST),
                statements=statements,
                events=events,
            )
        )
    )


def told(found: list[Claim]) -> list[tuple[str, str | None, str, bool]]:
    return [(claim.about, claim.claimant, claim.stance, claim.contested) for claim in found]


def test_a_denial_is_about_the_event_that_the_outlet_tells() -> None:
    assert told(claims(TOLD, DENIED, statements=(DENIAL,))) == [
        ("ev-told", None, "asserts", True),
        ("ev-told", "en-turkey", "denies", True),
    ]


def test_another_teller_confirms() -> None:
    found = told(claims(TOLD, DENIED, SEEN))
    assert ("ev-told", "en-activist", "confirms", True) in found


def test_a_denial_of_what_nobody_tells_is_about_itself() -> None:
    assert told(claims(DENIED, statements=(DENIAL,))) == [
        ("ev-denied", "en-turkey", "denies", False)
    ]


def test_a_deed_elsewhere_is_another_deed() -> None:
    spot = Place(span=at("عفرين"), name="حلب", country="SYR", precision="city")
    elsewhere = msgspec.structs.replace(TOLD, place=spot)
    found = told(claims(elsewhere, DENIED, statements=(DENIAL,)))
    assert ("ev-denied", "en-turkey", "denies", False) in found


def test_the_deed_of_another_is_another_deed() -> None:
    party = Party(entity=None, span=at("قوات تركية"), country="SYR", sectors=("REB",))
    other = msgspec.structs.replace(TOLD, actors=(party,))
    assert not any(claim.contested for claim in claims(other, DENIED, statements=(DENIAL,)))


def test_what_is_asked_or_supposed_is_claimed_by_nobody() -> None:
    asked = msgspec.structs.replace(TOLD, status="requested")
    assert claims(asked, statements=()) == []


def test_a_statement_of_fact_without_an_event_is_claimed_itself() -> None:
    assert told(claims(statements=(WITNESS,))) == [("st-witness", "en-activist", "asserts", False)]


def test_the_same_claim_is_made_once() -> None:
    again = event("ev-again", at("مهاجمة", 1), 2, same_as="ev-told")
    assert told(claims(TOLD, again, statements=())) == [("ev-told", None, "asserts", False)]


def test_ids_are_stable_and_distinct() -> None:
    first, second = claims(TOLD, DENIED, SEEN), claims(TOLD, DENIED, SEEN)
    assert first == second
    assert len({claim.id for claim in first}) == len(first)
