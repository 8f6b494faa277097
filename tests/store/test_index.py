from __future__ import annotations

import pytest

from musnad.store.index import bare
from musnad.text.fold import fold


@pytest.mark.parametrize(
    ("word", "proper"),
    [
        ("وبالمحادثات", "محادثات"),
        ("محادثاته", "محادثات"),  # a plural keeps its last letter before a pronoun
        ("زيارته", "زياره"),
        ("للأمم", "امم"),
    ],
)
def test_the_word_proper_is_left(word: str, proper: str) -> None:
    assert bare(fold(word), word) == proper
