"""Entities: who and what the article speaks of, with codes at its date.

Input: the layers up to times. Output: references, each with its entity, and the entities in the
order of their first mention.
"""

from __future__ import annotations

from musnad.grounding.chain_index import Chain
from musnad.grounding.chains import build_chains
from musnad.grounding.codes import chain_code
from musnad.grounding.knowledge import bodies, countries, locations, people
from musnad.mentions.phrases import Phrase
from musnad.mentions.references import find_phrases
from musnad.records.assertions import Entity, EntityKind, Mention, Office
from musnad.records.ids import record_id
from musnad.records.layers import Layers, Reference
from musnad.records.spans import Span, quote

_NAMED = frozenset({"name", "metonym"})


def resolve_entities(layers: Layers) -> tuple[tuple[Reference, ...], tuple[Entity, ...]]:
    """References and entities of a document; both empty where nothing is referred to.

    Example: «قال وزير الخارجية كيري… وأضاف الوزير…» (*Foreign Minister Kerry said… the minister
    added…*) gives one entity with the mentions «كيري», «وزير الخارجية» and «الوزير».
    """
    phrases = find_phrases(layers)
    chains = build_chains(phrases, layers.tokens)
    entities: list[Entity] = []
    owner: dict[int, str] = {}
    for chain in chains:
        entity = _entity(layers, chain)
        entities.append(entity)
        for phrase in chain.phrases:
            owner[id(phrase)] = entity.id
    references = tuple(_reference(phrase, owner[id(phrase)]) for phrase in phrases)
    entities.sort(key=lambda entity: entity.mentions[0].span)
    return references, tuple(entities)


def _reference(phrase: Phrase, entity: str) -> Reference:
    return Reference(
        span=phrase.span,
        first=phrase.first,
        last=phrase.last,
        kind=phrase.kind,
        form=phrase.form,
        name=phrase.name,
        title=phrase.title,
        gender=phrase.gender,
        number=phrase.number,
        speaks=phrase.speaks,
        entity=entity,
    )


def _entity(layers: Layers, chain: Chain) -> Entity:
    text = layers.document.text
    code = chain_code(chain, layers.document.published)
    mentions = _mentions(chain)
    name_en, qid = _world(chain.key)
    return Entity(
        id=record_id(
            "en",
            layers.document.sha256,
            *(mention.span for mention in mentions[:1]),
            mentions[0].form,
        ),
        rule=f"entity.{_rule(chain)}",
        kind=_kind(chain),
        name=_name(chain, text),
        name_en=name_en,
        wikidata=qid,
        country=code.country,
        sectors=code.sectors,
        roles=_roles(chain, text),
        mentions=mentions,
    )


def _rule(chain: Chain) -> str:
    if chain.key:
        return "known"
    return "named" if chain.names else "described"


def _kind(chain: Chain) -> EntityKind:
    for phrase in chain.phrases:
        if phrase.form in _NAMED:
            return phrase.kind
    return chain.phrases[0].kind


def _name(chain: Chain, text: str) -> str:
    """The fullest form: the longest proper name, else the longest description."""
    bearing = [p for p in chain.phrases if p.name is not None and p.form in _NAMED]
    own = [p for p in bearing if p.form == "name"] or bearing  # «كينيا» before «نيروبي»
    named = [p.name for p in own if p.name is not None]
    told = [p for p in chain.phrases if p.form != "adjective"]
    # whoever issues a document is called so, not «بيان الوزارة» (*the ministry's statement*)
    issuers = [p for p in told if p.head is None or p.head.entry.role != "document"]
    spans = named or [p.span for p in issuers or told]
    if not spans:
        spans = [chain.phrases[0].span]
    return quote(text, max(spans, key=lambda span: (span.end - span.start, -span.start)))


def _mentions(chain: Chain) -> tuple[Mention, ...]:
    """Mentions in text order: the name and the title of one phrase are two."""
    found: dict[Span, Mention] = {}
    for phrase in chain.phrases:
        if phrase.name is not None and phrase.form in _NAMED:
            form = "metonym" if phrase.form == "metonym" else "name"
            found.setdefault(phrase.name, Mention(span=phrase.name, form=form))  # type: ignore[arg-type]
        if phrase.title is not None:
            found.setdefault(phrase.title, Mention(span=phrase.title, form="title"))
        if phrase.alias is not None:
            found.setdefault(phrase.alias, Mention(span=phrase.alias, form="name"))
        if phrase.name is None and phrase.title is None:
            found.setdefault(phrase.span, Mention(span=phrase.span, form=phrase.form))
    return tuple(found[span] for span in sorted(found))


def _roles(chain: Chain, text: str) -> tuple[Office, ...]:
    """The offices the article gives, each wording once."""
    found: dict[str, Office] = {}
    for phrase in chain.phrases:
        office = phrase.head is not None and phrase.head.entry.role == "office"
        if phrase.title is not None and office:
            title = quote(text, phrase.title)
            found.setdefault(title, Office(title=title, span=phrase.title))
    return tuple(found.values())


def _world(key: str) -> tuple[str | None, str | None]:
    """English name and Wikidata id of what a key identifies."""
    kind, _, name = key.partition(":")
    if kind == "person" and name in people():
        return people()[name].name_en or None, people()[name].qid
    if kind == "organisation" and name in bodies():
        return bodies()[name][-1].name_en or None, bodies()[name][-1].qid
    if kind == "country" and name in countries():
        return countries()[name].name_en, countries()[name].qid
    if kind == "place" and name in locations():
        return locations()[name].name_en or None, None
    return None, None
