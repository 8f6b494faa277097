from hypothesis import given
from hypothesis import strategies as st

from musnad.text.tokens import find_tokens, origin


def texts(text: str) -> list[str]:
    return [token.text for token in find_tokens(text)]


def test_hashtags_read_as_the_words_they_join() -> None:
    assert texts("الرئيس #دونالد_ترمب") == ["الرئيس", "دونالد", "ترمب"]


def test_a_number_glued_to_a_word_is_a_token_of_its_own() -> None:
    assert texts("105صواريخ و3.5 و١٥٫٥") == ["105", "صواريخ", "و", "3.5", "و", "١٥٫٥"]


def test_latin_names_with_hyphens_and_digits_are_one_token() -> None:
    assert texts("مقاتلة F-15 لقناة CNN") == ["مقاتلة", "F-15", "لقناة", "CNN"]


def test_paragraphs_are_lines_of_text() -> None:
    assert [token.paragraph for token in find_tokens("أول\n\nثان\nثالث")] == [0, 2, 3]


def test_origin_keeps_marks_with_their_letter() -> None:
    token = find_tokens("وَقَالَ")[0]
    assert token.text[origin(token, 1) - token.start :] == "قَالَ"


def test_blank_text_has_no_tokens() -> None:
    assert find_tokens(" \n\t ") == ()


@given(st.text(max_size=80))
def test_tokens_are_in_order_and_quote_the_text(text: str) -> None:
    end = 0
    for index, token in enumerate(find_tokens(text)):
        assert token.index == index
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end
