"""Who is meant, and the codes of the office held on the day the article was published."""

import pytest

from musnad.pipeline import run
from musnad.records import Document, Entity
from musnad.records.layers import Layers


def entities(text: str, published: str | None = "2016-10-04") -> dict[str, Entity]:
    document = Document(id="x", text=text, sha256="x", published=published)
    return {entity.name: entity for entity in run(Layers(document=document)).entities}


@pytest.mark.parametrize(
    ("text", "name", "published", "code"),
    [
        ("قال جون كيري إن الحل قريب.", "جون كيري", "2016-10-04", "USA GOV"),
        ("قال جون كيري إن الحل قريب.", "جون كيري", "2018-10-04", "USA ELI"),
        ("قال دونالد ترامب إن الحل قريب.", "دونالد ترامب", "2018-10-04", "USA GOV"),
        ("قال باراك أوباما إن الحل قريب.", "باراك أوباما", "2016-10-04", "USA GOV"),
        ("قال باراك أوباما إن الحل قريب.", "باراك أوباما", "2018-10-04", "USA ELI"),
        ("قال ديفيد كاميرون إن الحل قريب.", "ديفيد كاميرون", "2015-10-04", "GBR GOV"),
        ("قال ديفيد كاميرون إن الحل قريب.", "ديفيد كاميرون", "2016-10-04", "GBR ELI"),
        ("قال بشار الأسد إن الحل قريب.", "بشار الأسد", "2024-11-01", "SYR GOV"),
        ("أعلنت حركة طالبان العفو.", "حركة طالبان", "2016-10-04", "AFG REB"),
        ("أعلنت حركة طالبان العفو.", "حركة طالبان", "2022-10-04", "AFG GOV"),
    ],
)
def test_a_code_is_that_of_the_day(text: str, name: str, published: str, code: str) -> None:
    entity = entities(text, published)[name]
    assert " ".join((entity.country or "", *entity.sectors[:1])) == code


def test_a_surname_and_a_title_lead_back_to_the_person() -> None:
    text = (
        "التقى وزير الخارجية الأميركي جون كيري نظيره الروسي سيرغي لافروف في جنيف.\n"
        "وقال كيري إن الهدنة صامدة. وأضاف وزير الخارجية الأميركي أن لافروف وافق."
    )
    people = [e for e in entities(text).values() if e.kind == "person"]
    forms = {e.name: [text[m.span.start : m.span.end] for m in e.mentions] for e in people}
    assert forms["جون كيري"] == [
        "وزير الخارجية الأميركي",
        "جون كيري",
        "كيري",
        "وزير الخارجية الأميركي",
    ]
    assert forms["سيرغي لافروف"][-1] == "لافروف"


def test_two_ministers_stay_two() -> None:
    text = "قال وزير الدفاع الفرنسي إن القوات جاهزة. وقال وزير الدفاع الألماني إن الخطة تأجلت."
    codes = {e.name: e.country for e in entities(text).values() if e.kind == "person"}
    assert codes == {"وزير الدفاع الفرنسي": "FRA", "وزير الدفاع الألماني": "DEU"}


def test_a_capital_that_acts_is_its_government_and_one_that_is_reached_a_city() -> None:
    acting = entities("ورفضت دمشق العرض.")["دمشق"]
    assert (acting.country, acting.sectors) == ("SYR", ("GOV",))
    reached = entities("وصل الوفد إلى دمشق مساء.")["دمشق"]
    assert (reached.country, reached.sectors) == ("SYR", ())


def test_a_name_nobody_knows_takes_its_country_from_its_title() -> None:
    entity = entities("وقال الكاتب البرتغالي أنطونيو لوبو إن الرواية اكتملت.")["أنطونيو لوبو"]
    assert (entity.kind, entity.country, entity.wikidata) == ("person", "PRT", None)


def test_an_office_of_the_article_is_kept_as_it_stands() -> None:
    text = "قال وزير الخارجية الأميركي جون كيري إن الحل قريب."
    (office,) = entities(text)["جون كيري"].roles
    assert office.title == text[office.span.start : office.span.end] == "وزير الخارجية الأميركي"


def test_without_a_publication_day_names_are_still_known() -> None:
    entity = entities("قال جون كيري إن الحل قريب.", None)["جون كيري"]
    assert (entity.country, entity.wikidata) == ("USA", "Q22316")
