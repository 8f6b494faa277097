"""The day of events: what dates of a sentence belong to a deed, and what to the speech."""

import pytest

import musnad


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("وشنت طائرات تركية، فجر الاثنين، غارات على دمشق.", "غارات", "2016-10-03"),
        ("وشنت طائرات تركية الأحد غارات على دمشق.", "غارات", "2016-10-02"),
        ("وأعلنت الشرطة التركية، الأحد، اعتقال ثلاثة صحفيين في أنقرة.", "اعتقال", None),
        ("وقالت الحكومة التركية الأحد إن طائرات قصفت دمشق وقتلت عشرة.", "قصفت", None),
        ("وقالت الحكومة التركية الأحد إن طائرات قصفت دمشق السبت.", "قصفت", "2016-10-01"),
    ],
)
def test_a_date_belongs_to_its_own_clause(text: str, trigger: str, day: str | None) -> None:
    analysis = musnad.read(text, published="2016-10-04")
    times = [e.time for e in analysis.events if analysis.words(e.trigger) == trigger]
    assert [time.value if time is not None else None for time in times] == [day]
