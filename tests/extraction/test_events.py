"""Status, place, time, voice and sameness of events, on short texts."""

import pytest

from musnad.pipeline import run
from musnad.records import Document, Event
from musnad.records.layers import Layers


def read(text: str) -> Layers:
    document = Document(id="x", text=text, sha256="x", published="2016-10-04")
    return run(Layers(document=document))


def told(layers: Layers, trigger: str) -> Event:
    """The last event of that trigger."""
    text = layers.document.text
    return [e for e in layers.events if text[e.trigger.start : e.trigger.end] == trigger][-1]


def event(text: str, trigger: str) -> Event:
    return told(read(text), trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("وقصف الجيش السوري مواقع المسلحين في دوما.", "قصف", "actual"),
        ("وقال الوزير الأميركي إن واشنطن سترسل مئة جندي إلى العراق.", "ترسل", "future"),
        ("وكان من المقرر أن يزور الرئيس الروسي باريس.", "يزور", "future"),
        ("وتعتزم بريطانيا إرسال جنود إلى إستونيا.", "إرسال", "future"),
        ("ودعت فرنسا إلى وقف إطلاق النار في حلب.", "وقف إطلاق النار", "requested"),
        ("ودعت فرنسا إلى وقف إطلاق النار في حلب.", "دعت", "actual"),
        ("ولو قصفت تركيا منبج لردت دمشق.", "قصفت", "hypothetical"),
        ("وإذا هاجمت تركيا الأكراد فستتدخل واشنطن.", "هاجمت", "hypothetical"),
        ("ولم يزر الرئيس التركي القاهرة.", "يزر", "negated"),
        ("ولن تنسحب القوات الفرنسية من مالي.", "تنسحب", "negated"),
        ("ونفت تركيا أنها قصفت القوات الكردية.", "قصفت", "negated"),
        ("ونفى الجيش اليمني قصف مستشفى في تعز.", "قصف", "negated"),
        ("وفشلت المحادثات بين اليمنيين في الكويت.", "المحادثات", "negated"),
    ],
)
def test_status_is_that_of_the_clause(text: str, trigger: str, status: str) -> None:
    assert event(text, trigger).status == status


@pytest.mark.parametrize(
    ("text", "trigger", "name", "country"),
    [
        ("وقتل خمسة جنود عراقيين في تفجير في الموصل.", "قتل", "الموصل", "IRQ"),
        ("وقصف الجيش السوري مواقع المسلحين في دوما.", "قصف", "دوما", "SYR"),
        ("واعتقلت الشرطة الألمانية أربعة في مدينة لايبزيغ.", "اعتقلت", "لايبزيغ", "DEU"),
        ("واغتال مسلحون ضابطا يمنيا في عدن الاثنين.", "اغتال", "عدن", "YEM"),
    ],
)
def test_the_place_is_that_of_the_clause(text: str, trigger: str, name: str, country: str) -> None:
    place = event(text, trigger).place
    assert place is not None
    assert (place.name, place.country) == (name, country)
    assert place.lat is not None
    assert place.geonames is not None


def test_the_dateline_is_never_the_place() -> None:
    met = "التقى وزير الخارجية المصري سامح شكري وزير الخارجية الروسي سيرغي لافروف"
    place = event(f"بيروت (أ ف ب) - {met} في القاهرة.", "التقى").place
    assert place is not None
    assert place.name == "القاهرة"
    for dateline in ("بيروت (أ ف ب) - ", "بغداد (رويترز) - ", "دمشق – سانا: "):
        assert event(f"{dateline}{met}.", "التقى").place is None


def test_the_time_is_that_of_the_clause() -> None:
    text = "وزار وزير الخارجية الفرنسي طهران في 3 كانون الثاني/يناير 2016 وهو يستعد للانتخابات."
    time = event(text, "زار").time
    assert time is not None
    assert time.value == "2016-01-03"
    assert event("وزار وزير الخارجية الفرنسي طهران.", "زار").time is None


@pytest.mark.parametrize(
    ("text", "trigger", "cue"),
    [
        ("قصفت طائرات روسية مدينة إدلب أمس.", "قصفت", None),
        ("وأعلنت الحكومة العراقية أن قواتها سيطرت على الرمادي.", "سيطرت", "أعلنت"),
        ("وقال الرئيس الأوكراني: «قصفت روسيا مدننا أمس».", "قصفت", "قال"),
        ("قصفت إسرائيل غزة، بحسب وزارة الصحة الفلسطينية.", "قصفت", "بحسب"),
        ("واتهمت أوكرانيا روسيا بقصف خاركيف.", "قصف", "اتهمت"),
        ("واتهمت أوكرانيا روسيا بقصف خاركيف.", "اتهمت", None),
    ],
)
def test_who_vouches_for_an_event_is_told(text: str, trigger: str, cue: str | None) -> None:
    layers = read(text)
    found = told(layers, trigger)
    cues = {s.id: text[s.cue.start : s.cue.end] for s in layers.statements if s.cue is not None} | {
        None: None
    }
    assert cues[found.said_in] == cue


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (
            "هاجم تنظيم داعش قاعدة للجيش العراقي في بيجي. وقال شهود إن الهجوم استمر ساعتين.",
            "الهجوم",
        ),
        (
            "فرضت الولايات المتحدة عقوبات على روسيا. ورحبت بريطانيا بالعقوبات الأميركية على روسيا.",
            "العقوبات",
        ),
    ],
)
def test_an_event_told_again_points_to_the_first_telling(text: str, trigger: str) -> None:
    layers = read(text)
    assert told(layers, trigger).same_as == layers.events[0].id


def test_events_of_other_parties_are_other_events() -> None:
    text = "فرضت الولايات المتحدة عقوبات على روسيا. وفرضت الولايات المتحدة عقوبات على إيران."
    assert [e.same_as for e in read(text).events if e.type == "SANCTION"] == [None, None]


def test_codes_of_the_schemes_come_with_the_type() -> None:
    found = event("وقصف الجيش السوري مواقع المسلحين في دوما.", "قصف")
    assert (found.type, found.mode, found.quad) == ("ASSAULT", "aerial", 4)
    assert found.score < -5
    assert found.cameo is not None
    assert 0 < found.confidence <= 1
