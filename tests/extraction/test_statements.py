"""A passage with the traps of agency copy: who speaks, in which form, on which day."""

from __future__ import annotations

import pytest

import musnad
from musnad import Analysis

PASSAGE = """\
أكد وزير الخارجية النرويجي بورغ براندي أن بلاده «لم تتراجع» عن الوساطة رغم تجميد الحوار مع \
كينيا. من جهتها قالت نيروبي إنها تأمل في أن تتحلى أوسلو «بالصبر» وأن تواصل الاتصالات لحماية \
الأمن والاستقرار«.
أعلن وزير الخارجية النرويجي، بورغ براندي في خطاب حول العلاقات بين البلدين في جنيف أن النرويج \
لم تعدل عن السعي إلى اتفاق رغم القصف الكثيف شمال البلاد.
وقال براندي «أريد أن أكون صريحا: لن نترك المدنيين، ولن نغلق باب الحوار». وأضاف براندي \
«سنواصل العمل من أجل إنهاء الأزمة» عبر الأمم المتحدة حيث صوت مجلس الأمن الدولي على قرار في \
تشرين الثاني/نوفمبر الماضي.
وسيجتمع وزير الخارجية النرويجي اليوم الجمعة مع الأمين العام للأمم المتحدة بان كي مون. وشن \
وزير الخارجية النرويجي الذي يؤيد الحوار، لكن يدافع أيضا عن العقوبات، هجوما عنيفا على الحكومة.
من جهته أعلن المتحدث باسم الرئاسة الكينية مانواه إسيبيسو الخميس أن كينيا تأمل بأن تتحلى \
أوسلو بـ «الصبر»، بعد قرارها تعليق المحادثات. وقال المتحدث الكيني في تصريح صحافي «نريد أن \
نصدق أن الحوار سيستمر. هذا ما ننتظره من الجميع».
واعتبر إسيبيسو أن اللقاءات بين ضباط كينيين ونرويجيين «مفيدة، ولن تتوقف». وتنفي كينيا \
استهداف مدارس، كما نفت أن تكون مسؤولة عن قصف دمر الأربعاء آخر مستشفى في المدينة.
"""
STATEMENTS = [
    ("أكد", "بورغ براندي", "mixed", "assert"),
    ("قالت", "كينيا", "mixed", "assert"),
    ("أعلن", "بورغ براندي", "indirect", "assert"),
    ("قال", "بورغ براندي", "direct", "promise"),
    ("أضاف", "بورغ براندي", "direct", "promise"),
    ("أعلن", "مانواه إسيبيسو", "mixed", "assert"),
    ("تأمل", "كينيا", "mixed", "hope"),
    ("قال", "مانواه إسيبيسو", "direct", "assert"),
    ("اعتبر", "مانواه إسيبيسو", "mixed", "assert"),
    ("تنفي", "كينيا", "indirect", "deny"),
    ("نفت", "كينيا", "indirect", "deny"),
]
TIMES = [
    ("تشرين الثاني/نوفمبر الماضي", "2018-11"),
    ("اليوم الجمعة", "2019-03-08"),
    ("الخميس", "2019-03-07"),
    ("الأربعاء", "2019-03-06"),
]


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return musnad.read(PASSAGE, published="2019-03-08")


def test_every_statement_has_its_speaker_form_and_force(analysis: Analysis) -> None:
    names = {entity.id: entity.name for entity in analysis.entities}
    told = [
        (
            PASSAGE[s.cue.start : s.cue.end] if s.cue is not None else "",
            names.get(s.speaker or "", ""),
            s.form,
            s.force,
        )
        for s in analysis.statements
    ]
    assert told == STATEMENTS


def test_what_is_said_ends_where_the_speaker_ends(analysis: Analysis) -> None:
    contents = [
        " … ".join(PASSAGE[piece.start : piece.end] for piece in s.content)
        for s in analysis.statements
    ]
    assert contents[1].endswith("لحماية الأمن والاستقرار")
    assert contents[4] == "سنواصل العمل من أجل إنهاء الأزمة"
    assert contents[7] == "نريد أن نصدق أن الحوار سيستمر. هذا ما ننتظره من الجميع"
    assert contents[10].startswith("تكون مسؤولة عن قصف")


def test_every_time_has_its_value(analysis: Analysis) -> None:
    told = [(PASSAGE[t.span.start : t.span.end], t.value) for t in analysis.times]
    assert told == TIMES


def test_one_person_is_one_entity(analysis: Analysis) -> None:
    spokesman = next(e for e in analysis.entities if e.name == "مانواه إسيبيسو")
    words = [PASSAGE[m.span.start : m.span.end] for m in spokesman.mentions]
    assert words == [
        "المتحدث باسم الرئاسة الكينية",
        "مانواه إسيبيسو",
        "المتحدث الكيني",
        "إسيبيسو",
    ]
    assert (spokesman.country, spokesman.sectors[:1]) == ("KEN", ("GOV",))
