"""The language of the desk: which one a reader wants, and what the pages say in it.

Messages are in ``messages.tsv``, labels of records in the surfaces' ``labels.tsv``. A message that
depends on a number has a row for each form of its plural: ``articles.one``, ``articles.other``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
from starlette.requests import Request

from musnad.rules.tables import read_rows
from musnad.surfaces.labels import labels

COOKIE = "language"
_TABLE = Path(__file__).parent / "messages.tsv"


class Language(msgspec.Struct, frozen=True):
    """A language of the pages.

    Attributes:
        code: ISO 639-1.
        direction: ``rtl`` or ``ltr``, of the page; a text of an article has its own.
        words: its column in the tables.
    """

    code: str
    direction: Literal["rtl", "ltr"]
    words: Literal["arabic", "english"]


LANGUAGES = {
    "ar": Language("ar", "rtl", "arabic"),
    "en": Language("en", "ltr", "english"),
}


def language_of(request: Request) -> Language:
    """What the reader chose, else what the browser prefers, else Arabic.

    Example: ``Accept-Language: en-GB,ar;q=0.5`` is English.
    """
    chosen = LANGUAGES.get(request.cookies.get(COOKIE, ""))
    if chosen is not None:
        return chosen
    preferred: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "").split(","):
        name, _, quality = part.partition(";q=")
        code = name.strip().lower().partition("-")[0]
        if code in LANGUAGES:
            preferred.append((-_number(quality), code))
    return LANGUAGES[min(preferred, default=(0.0, "ar"), key=lambda pair: pair[0])[1]]


def _number(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0


def say(key: str, language: Language, **values: object) -> str:
    """A message, with its values put in; a label where no message has the key.

    Raises:
        KeyError: nothing has the key: a page asks for what is not written yet.
    """
    messages = _messages(language.words)
    text = messages[key] if key in messages else labels(language.words)[key]
    return text.format(**values) if values else text


def count_of(key: str, number: int, language: Language) -> str:
    """A number and what is counted, in the right form: ``3 articles``, «3 مقالات»."""
    messages = _messages(language.words)
    form = f"{key}.{plural_form(number, language)}"
    text = messages.get(form) or messages[f"{key}.other"]
    return text.format(number=f"{number:,}")


def plural_form(number: int, language: Language) -> str:
    """The form of the plural by CLDR: English has two, Arabic six."""
    if language.code == "en":
        return "one" if number == 1 else "other"
    if number <= 2:
        return ("zero", "one", "two")[number]
    last = number % 100
    if 3 <= last <= 10:
        return "few"
    return "many" if last >= 11 else "other"


@lru_cache(maxsize=2)
def _messages(words: str) -> dict[str, str]:
    return {row["key"]: row[words] for row in read_rows(_TABLE)}
