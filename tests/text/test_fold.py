import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.text.fold import fold, fold_aligned

ARABIC = st.text(alphabet="اأإآٱبتثجحخىيةهؤئءكلمنـًٌٍَُِّْٰ‎٣۴ ﷲﻣﺼﺮ«»abc", max_size=60)


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("الأميركي", "الاميركي"),  # hamza on the alef left out
        ("إلى", "الي"),  # alef maksura
        ("السياسية", "السياسيه"),  # ta marbuta
        ("شدَّد", "شدد"),  # marks
        ("مـــصر", "مصر"),  # tatweel
        ("٢٠١٦", "2016"),  # Arabic-Indic digits
        ("۲۰۱۶", "2016"),  # Persian digits
        ("ﻣﺼﺮ", "مصر"),  # presentation forms
        ("ایران", "ايران"),  # Farsi ya
        ("\u202bقال\u202c", "قال"),  # direction marks
    ],
)
def test_two_spellings_fold_to_one(spelling: str, other: str) -> None:
    assert fold(spelling) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("سؤال", "سوال"), ("مسائل", "مسايل"), ("قال", "قالت")])
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ARABIC)
def test_folding_maps_back(text: str) -> None:
    view = fold_aligned(text)
    assert view.text == fold(text)
    assert len(view.offsets) == len(view.text) + 1
    assert list(view.offsets) == sorted(view.offsets)
    for position, letter in enumerate(view.text):
        start, end = view.span(position, position + 1)
        assert letter in fold(text[start:end])


@given(ARABIC)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
