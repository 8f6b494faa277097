from __future__ import annotations

import msgspec
import pytest

from musnad.grounding.identities import IDENTITY, identity
from musnad.records import Span
from musnad.records.assertions import Entity, EntityKind, Mention, MentionForm


def entity(
    name: str, kind: EntityKind = "person", form: MentionForm = "name", **known: str
) -> Entity:
    mentions = (Mention(span=Span(0, len(name)), form=form),)
    plain = Entity(id="en-1", rule="entity.named", kind=kind, name=name, mentions=mentions)
    return msgspec.structs.replace(plain, **known)


def test_a_known_entity_is_the_same_in_every_spelling() -> None:
    assert identity(entity("سيرغي لافروف", wikidata="Q58217")) == "Q58217"
    first = identity(entity("الملك سلمان", name_en="Salman of Saudi Arabia", country="SAU"))
    second = identity(entity("سلمان بن عبدالعزيز", name_en="Salman of Saudi Arabia"))
    assert first is not None
    assert first == second
    assert IDENTITY.fullmatch(first)


def test_spelling_and_marks_make_no_other_actor() -> None:
    one = identity(entity("حركة «النهضة»", "organisation", country="TUN"))
    assert one == identity(entity("حركة النهضه", "organisation", country="TUN"))
    assert one != identity(entity("حركة النهضة", "organisation", country="EGY"))


def test_places_of_one_name_in_two_countries_are_two() -> None:
    libya = entity("طرابلس", "place", name_en="Tripoli", country="LBY")
    lebanon = entity("طرابلس", "place", name_en="Tripoli", country="LBN")
    assert identity(libya) != identity(lebanon)


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("متحدث", "person", "nominal"),  # a spokesman
        ("الحسن", "person", "name"),  # one word, of no known country
        ("وزارة الداخلية", "organisation", "name"),  # the interior ministry, of some country
    ],
)
def test_what_only_the_article_can_tell_has_no_identity(
    name: str, kind: EntityKind, form: MentionForm
) -> None:
    assert identity(entity(name, kind, form)) is None


def test_context_can_tell_it() -> None:
    assert identity(entity("الحسن", country="SYR")) is not None
    assert identity(entity("خالد الحسن")) is not None
    assert identity(entity("وزارة الداخلية", "organisation", country="SYR")) is not None
