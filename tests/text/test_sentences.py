import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.text.quotations import find_quotations
from musnad.text.sentences import find_sentences
from musnad.text.tokens import find_tokens


def sentences(text: str) -> list[str]:
    tokens = find_tokens(text)
    found = find_sentences(tokens, find_quotations(text, tokens))
    return [text[s.span.start : s.span.end] for s in found]


def body(text: str) -> str:
    tokens = find_tokens(text)
    return tokens[find_sentences(tokens, ())[0].body].text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوزير. ثم غادر.", 2),
        ("وصل الوزير.ثم غادر.", 2),  # a glued stop
        ("قال د. سالم إنه تعب.", 1),
        ("بلغت النسبة 3.5 بالمئة.", 1),
        ("قالت شبكة سي.إن.إن إنها لا تعلم.", 1),
        ("نقل موقع سبتمبر.نت الخبر.", 1),
        ("قال «تعبت. سأعود غدا» ومضى.", 1),
        ('قال "تعبت. سأعود." وأضاف أنه جاد.', 2),
        ("عنوان\nوصل الوزير.", 2),
        ("اليمن.. الهدنة تصمد", 1),
        ("من فعل هذا؟ لا أحد يعرف!", 2),
    ],
)
def test_sentences_end_where_they_should(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "first_word"),
    [
        ("بغداد، العراق (CNN)-- أعلنت الحكومة", "أعلنت"),
        ("عمان (أ ف ب) - أعلن الأردن", "أعلن"),
        ("واس - مكة المكرمة: وصل الأمير", "مكة"),
        ("قالت وكالة الأنباء (سانا) إن القافلة وصلت", "قالت"),
        ("أعلن الأردن أمس", "أعلن"),
    ],
)
def test_a_dateline_is_not_part_of_the_report(text: str, first_word: str) -> None:
    assert body(text) == first_word


@given(st.text(alphabet='قال نعم.؟!«»"\n()CN-', max_size=80))
def test_every_token_belongs_to_one_sentence(text: str) -> None:
    tokens = find_tokens(text)
    found = find_sentences(tokens, find_quotations(text, tokens))
    covered = [index for s in found for index in range(s.first, s.last + 1)]
    assert covered == list(range(len(tokens)))
