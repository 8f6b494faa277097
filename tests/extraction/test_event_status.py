"""The status of events: what the words around a trigger make of it."""

import pytest

import musnad


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("ودعت كندا اليابان إلى وقف المحادثات مع إيران.", "وقف", "requested"),
        ("ودعت كندا اليابان إلى المشاركة في المحادثات الجارية في دمشق.", "المحادثات", "actual"),
        ("ونفت إيران الاتهامات الكندية.", "الاتهامات", "actual"),
        ("ونفت إيران اعتقال ثلاثة صحفيين في طهران.", "اعتقال", "negated"),
        ("وطلبت الشرطة التركية تعزيزات عندما قتل مسلحون ثلاثة جنود في أنقرة.", "قتل", "actual"),
        ("ولن تبدأ المحادثات بين اليابان وكندا.", "المحادثات", "negated"),
        ("ولم تبدأ كندا واليابان المحادثات بعد.", "المحادثات", "negated"),
        ("وتعقد كندا واليابان محادثات في الثامن من نوفمبر.", "محادثات", "future"),
        ("وعقدت كندا واليابان محادثات في الثاني من أكتوبر.", "محادثات", "actual"),
        ("وقد تفرض كندا عقوبات على إيران.", "عقوبات", "hypothetical"),
        ("وقد فرضت كندا عقوبات على إيران.", "عقوبات", "actual"),
        ("وطالب وزير الخارجية الكندي بأن تسحب تركيا قواتها من سوريا.", "تسحب", "requested"),
    ],
)
def test_the_words_around_a_trigger_give_its_status(text: str, trigger: str, status: str) -> None:
    analysis = musnad.read(text, published="2016-10-04")
    told = [e.status for e in analysis.events if analysis.words(e.trigger).startswith(trigger)]
    assert told == [status]
