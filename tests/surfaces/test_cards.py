from __future__ import annotations

import msgspec
from tests.surfaces import sample

from musnad.records import Analysis
from musnad.surfaces.cards import Card, Line, code_of, extent, make_card, make_sections


def lines(card: Card, label: str) -> list[str]:
    return [line.text for line in card.lines if line.label == label]


def card_of(record_id: str) -> Card:
    sections = make_sections(sample.sample_analysis())
    return next(card for section in sections for card in section.cards if card.id == record_id)


def test_sections_come_in_the_order_of_use_and_never_empty() -> None:
    sections = make_sections(sample.sample_analysis())
    assert [section.name for section in sections] == [
        "statements",
        "events",
        "claims",
        "relations",
        "times",
        "entities",
    ]
    assert make_sections(Analysis(document=sample.DOCUMENT)) == ()


def test_a_statement_shows_speaker_office_cue_and_words() -> None:
    card = card_of("st-said")
    assert card.facts == ("indirect", "assert")
    assert lines(card, "speaker") == ["جون كيري"]
    assert lines(card, "codes") == ["John Kerry · USA GOV · Q22316"]
    assert lines(card, "office") == ["وزير الخارجية الأمريكي"]
    assert lines(card, "cue") == ["قال"]
    assert lines(card, "said") == ["بلاده علقت المحادثات مع روسيا"]
    assert lines(card, "value") == ["2016-10-03"]


def test_who_vouches_comes_first() -> None:
    assert card_of("st-denied").lines[0] == Line("told_by", "دبلوماسي", True)
    assert card_of("ev-suspended").lines[0] == Line("told_by", "جون كيري", True)


def test_a_speaker_without_an_entity_is_shown_by_the_words() -> None:
    assert lines(card_of("st-relayed"), "speaker") == ["دبلوماسي"]


def test_no_line_mixes_arabic_and_latin() -> None:
    for section in make_sections(sample.sample_analysis()):
        for card in section.cards:
            for line in card.lines:
                letters = [c for c in line.text if c.isalpha()]
                assert all((c > "\u0600") == line.arabic for c in letters), line


def test_every_mark_lies_in_the_text_and_every_card_has_one() -> None:
    for section in make_sections(sample.sample_analysis()):
        for card in section.cards:
            place = extent(card)
            assert 0 <= place.start < place.end <= len(sample.TEXT)


def test_one_record_gives_the_card_of_its_section() -> None:
    analysis = sample.sample_analysis()
    assert make_card(analysis, sample.SAID) == card_of("st-said")


def test_codes_are_country_and_first_sector() -> None:
    assert code_of("USA", ("GOV", "MIL")) == "USA GOV"
    assert code_of(None, ("REB",)) == "REB"
    assert code_of(None, ()) == ""


def test_a_contested_event_shows_who_denies_it() -> None:
    sides = (
        msgspec.structs.replace(sample.CLAIM, said_in="st-said", contested=True),
        msgspec.structs.replace(
            sample.CLAIM, id="cl-moscow", claimant="en-moscow", stance="denies", contested=True
        ),
    )
    analysis = msgspec.structs.replace(sample.sample_analysis(), claims=sides)
    event = make_card(analysis, sample.SUSPENDED)
    assert "contested" in event.facts
    assert lines(event, "denied_by") == ["موسكو"]
    assert make_card(analysis, sides[1]).facts == ("denies", "contested")


def test_a_claim_shows_claimant_words_and_the_event_it_is_about() -> None:
    card = card_of("cl-kerry")
    assert lines(card, "claimant") == ["جون كيري"]
    assert lines(card, "about") == ["ev-suspended SANCTION-discontinue", "علقت"]


def test_a_claim_of_a_source_without_an_entity_is_not_the_outlets() -> None:
    unnamed = msgspec.structs.replace(sample.CLAIM, claimant=None, said_in="st-relayed")
    outlet = msgspec.structs.replace(sample.CLAIM, claimant=None)
    analysis = msgspec.structs.replace(sample.sample_analysis(), claims=(unnamed,))
    assert lines(make_card(analysis, unnamed), "claimant") == ["دبلوماسي"]
    assert lines(make_card(analysis, outlet), "claimant") == ["outlet"]


def test_a_relation_shows_parties_date_reason_and_words() -> None:
    relation = msgspec.structs.replace(
        sample.RELATION, concerns=("en-moscow",), cause=sample.at("القصف")
    )
    card = make_card(sample.sample_analysis(), relation)
    assert card.facts == ("talks", "suspended")
    assert lines(card, "party") == ["جون كيري", "موسكو"]
    assert lines(card, "concerns") == ["موسكو"]
    assert lines(card, "since") == ["2016-10-03"]
    assert lines(card, "cause") == ["القصف"]
    assert lines(card, "evidence") == ["علقت المحادثات مع روسيا"]
