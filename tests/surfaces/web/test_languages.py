from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.rules.tables import read_rows
from musnad.surfaces import web
from musnad.surfaces.labels import labels
from musnad.surfaces.web.languages import LANGUAGES, count_of, plural_form, say

FOLDER = Path(web.__file__).parent
ROWS = list(read_rows(FOLDER / "messages.tsv"))
TEMPLATES = sorted((FOLDER / "templates").rglob("*.j2"))


def test_every_message_is_there_once_and_in_both_languages() -> None:
    keys = [row["key"] for row in ROWS]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(labels("english")), "a label says it already"
    for row in ROWS:
        assert row["english"], row
        assert row["arabic"], row


def test_messages_have_the_same_values_in_both_languages() -> None:
    for row in ROWS:
        english, arabic = (set(re.findall(r"{(\w+)}", row[c])) for c in ("english", "arabic"))
        assert arabic <= english | {"number"}, row


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_message_a_template_says_is_written(template: Path) -> None:
    text = template.read_text("utf-8")
    for key in re.findall(r"""\bt\(["']([\w.]+)["'][,)]""", text):
        for language in LANGUAGES.values():
            assert say(key, language) if "{" not in key else True
    for key in re.findall(r"""\bn\(["']([\w.]+)["'],""", text):
        assert {f"{key}.one", f"{key}.other", f"{key}.few"} <= {row["key"] for row in ROWS}


def test_templates_say_nothing_of_their_own() -> None:
    """Words of a page are messages; only the name of the program stands in the templates."""
    for template in TEMPLATES:
        text = re.sub(r"{% block kind %}\w*", "", template.read_text("utf-8"))
        text = re.sub(r"\b(?:CSV|Excel|OpenAPI)\b", "", text)  # names of forms
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", text)
        assert not re.findall(r"[^\W\d_]{3,}", re.sub(r"&\w+;", " ", text)), template


def test_numbers_take_their_plural() -> None:
    arabic, english = LANGUAGES["ar"], LANGUAGES["en"]
    forms = {n: plural_form(n, arabic) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)}
    assert list(forms.values()) == [
        *("zero", "one", "two", "few", "few", "many", "many", "other", "other", "few")
    ]
    assert count_of("found.articles", 1, english) == "1 article"
    assert count_of("found.articles", 1200, english) == "1,200 articles"
    assert count_of("found.articles", 3, arabic) == "3 مقالات"
