"""Relations over a whole article: what a wire story leaves standing at its end."""

import pytest

from musnad import read
from musnad.extraction.event_parties import Side
from musnad.extraction.relation_merging import Telling, merge
from musnad.records import Analysis, Document, Relation, Span
from musnad.records.layers import Layers

STORY = (
    "قال وزير الخارجية التركي مولود جاويش أوغلو إن تركيا «لم تبتعد» عن ليبيا رغم تجميد تعاونها "
    "مع مصر. وذكرت القاهرة أنها تأمل في أن تستأنف أنقرة الحوار قريبا.\n"
    "وأعلن الوزير التركي في خطاب أن بلاده متمسكة بخطة للسلام في ليبيا رغم تعليق الحوار "
    "التركي-المصري بسبب انهيار وقف إطلاق النار الأخير والغارات الكثيفة على طرابلس. "
    "وأضاف «سنواصل العمل مع الأمم المتحدة» حيث صوت مجلس الأمن الدولي على قرار في "
    "آذار/مارس الماضي.\n"
    "وتابع المتحدث باسم الرئاسة المصرية «إن تعليق تركيا للمحادثات مع الجانب المصري حول الأزمة "
    "الليبية ووقف إطلاق النار في ليبيا يزيد الأمور تعقيدا». وأضاف أن الاتصالات بين عسكريين "
    "أتراك ومصريين «التي ترمي إلى منع الحوادث في البحر، مستمرة». وباشرت تركيا في الخامس من "
    "يناير 2016 تدخلا عسكريا في ليبيا. وطالب النائب بفرض عقوبات على تركيا."
)


@pytest.fixture(scope="module")
def story() -> Analysis:
    return read(STORY, published="2016-10-04")


def only(analysis: Analysis, kind: str) -> Relation:
    (found,) = (relation for relation in analysis.relations if relation.kind == kind)
    return found


def names(analysis: Analysis, ids: tuple[str, ...]) -> list[str]:
    known = {entity.id: entity.country or entity.name for entity in analysis.entities}
    return [known[entity] for entity in ids]


def test_suspended_talks_are_one_relation_with_all_who_tell_it(story: Analysis) -> None:
    talks = only(story, "talks")
    assert talks.state == "suspended"  # the hope that they resume changes nothing
    assert sorted(names(story, talks.parties)) == ["EGY", "TUR"]
    assert len(talks.evidence) == 2
    assert talks.cause is not None
    assert story.words(talks.cause).startswith("انهيار وقف إطلاق النار")


def test_cooperation_is_that_of_the_subject_not_of_the_nearest_name(story: Analysis) -> None:
    cooperation = only(story, "cooperation")
    assert cooperation.state == "suspended"
    assert sorted(names(story, cooperation.parties)) == ["EGY", "TUR"]


def test_a_failed_ceasefire_takes_its_place_from_another_mention(story: Analysis) -> None:
    ceasefire = only(story, "ceasefire")
    assert ceasefire.state == "failed"
    assert names(story, ceasefire.concerns) == ["LBY"]


def test_contacts_of_soldiers_go_on_behind_a_relative_clause(story: Analysis) -> None:
    contact = only(story, "military_contact")
    assert contact.state == "under_way"
    assert sorted(names(story, contact.parties)) == ["EGY", "TUR"]


def test_dates_are_those_of_the_clause(story: Analysis) -> None:
    assert only(story, "resolution").since == "2016-03"
    assert only(story, "armed_conflict").since == "2016-01-05"
    assert only(story, "talks").since is None


def test_what_is_only_asked_for_is_proposed(story: Analysis) -> None:
    assert only(story, "sanctions").state == "proposed"


def test_the_evidence_holds_the_words_of_every_relation(story: Analysis) -> None:
    for relation in story.relations:
        assert relation.evidence
        for span in relation.evidence:
            assert story.words(span)
        events = {event.id for event in story.events}
        assert set(relation.events) <= events


def test_no_relation_without_words() -> None:
    assert read("زار الوزير المعرض وألقى كلمة.", published="2016-10-04").relations == ()


LAYERS = Layers(document=Document(id="x", text="x" * 200, sha256="x", published="2016-10-04"))


def side(entity: str, country: str) -> Side:
    return Side(Span(0, 1), 0, 0, entity, country, ("GOV",))


RUSSIA, TURKEY = side("en-russia", "RUS"), side("en-turkey", "TUR")


def telling(at: int, state: str, *sides: Side, **more: object) -> Telling:
    span = Span(at, at + 5)
    values: dict[str, object] = {
        "kind": "talks",
        "sides": sides,
        "concerns": (),
        "evidence": span,
        "head": span,
        "definite": True,
        "said_in": None,
        "state": state,
        "holds": bool(state),
    }
    return Telling(**(values | more))  # type: ignore[arg-type]


def test_the_last_state_that_holds_is_the_state() -> None:
    (relation,) = merge(
        LAYERS,
        [
            telling(0, "suspended", RUSSIA, TURKEY),
            telling(20, "resumed", RUSSIA, TURKEY),
            telling(40, "proposed", RUSSIA, TURKEY, holds=False),
        ],
    )
    assert relation.state == "resumed"


def test_background_and_earlier_dates_do_not_overrule() -> None:
    (relation,) = merge(
        LAYERS,
        [
            telling(0, "suspended", RUSSIA, TURKEY),
            telling(20, "under_way", RUSSIA, TURKEY, background=True),
            telling(40, "resumed", RUSSIA, TURKEY, since="2014"),
        ],
    )
    assert relation.state == "suspended"


def test_words_without_parties_mean_the_relation_told_of() -> None:
    (relation,) = merge(LAYERS, [telling(0, "", RUSSIA, TURKEY), telling(20, "failed")])
    assert relation.parties == ("en-russia", "en-turkey")
    assert relation.state == "failed"
    assert relation.evidence == (Span(20, 25),)


def test_other_parties_make_another_relation() -> None:
    iran = side("en-iran", "IRN")
    relations = merge(
        LAYERS, [telling(0, "failed", RUSSIA, TURKEY), telling(20, "under_way", RUSSIA, iran)]
    )
    assert [relation.state for relation in relations] == ["failed", "under_way"]


def test_a_bare_mention_is_no_relation() -> None:
    assert merge(LAYERS, [telling(0, "", RUSSIA, TURKEY)]) == ()
