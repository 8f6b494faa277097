import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.text.quotations import find_quotations
from musnad.text.tokens import find_tokens


def quoted(text: str) -> list[tuple[str, str, int]]:
    return [
        (text[q.span.start : q.span.end], q.closure, q.depth)
        for q in find_quotations(text, find_tokens(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «نعم».", [("نعم", "closed", 0)]),
        ("قال “نعم”.", [("نعم", "closed", 0)]),
        ("قال ”نعم“.", [("نعم", "mismatched", 0)]),
        ('قال "نعم".', [("نعم", "closed", 0)]),
        ("قال ' نعم ' .", []),
        ("دعا إلى السلام والأمن«.", []),
        ("قال «لن ننسحب«.", [("لن ننسحب", "mismatched", 0)]),
        ('قصف بـ"الغاز" و"النابالم".', [("الغاز", "closed", 0), ("النابالم", "closed", 0)]),
        (
            'قال «زرنا صحيفة "الفجر" أمس».',
            [('زرنا صحيفة "الفجر" أمس', "closed", 0), ("الفجر", "closed", 1)],
        ),
        (
            'وأضافت: "على الجميع وقف "العنف الأعمى".',
            [('على الجميع وقف "العنف الأعمى', "unclosed", 0), ("العنف الأعمى", "closed", 1)],
        ),
        ('قال: "سنعود. ثم مضى إلى بيته.', [("سنعود.", "unclosed", 0)]),
        ("قال لـ«الفجر»: «سنعود»", [("الفجر", "closed", 0), ("سنعود", "closed", 0)]),
    ],
)
def test_marks_pair(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_does_not_cross_its_paragraph() -> None:
    assert quoted('قال "سنعود\nثم قال "نعم"')[-1] == ("نعم", "closed", 0)


@given(st.text(alphabet="«»“”\"'„ قالنعم.،:\n", max_size=80))
def test_quotations_nest_and_quote_the_text(text: str) -> None:
    tokens = find_tokens(text)
    for quotation in find_quotations(text, tokens):
        assert quotation.outer.covers(quotation.span)
        assert tokens[quotation.first].start == quotation.span.start
        assert tokens[quotation.last].end == quotation.span.end
        assert tokens[quotation.first].paragraph == tokens[quotation.last].paragraph
