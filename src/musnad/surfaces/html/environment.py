"""How templates are read: everything is escaped, labels come in the language of the page.

A template is given ``words``, ``english`` or ``arabic``: ``{{ key|label }}`` is a label in that
language, ``{{ key|gloss }}`` the same in the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from musnad.surfaces.labels import label, labels

FOLDER = Path(__file__).parent
_OTHER: dict[str, Literal["english", "arabic"]] = {"english": "arabic", "arabic": "english"}
# Characters that HTML or UTF-8 does not allow, shown as a replacement character; line ends and tabs
# stay.
_FORBIDDEN = (*range(32), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
_NOT_IN_HTML = {c: "\ufffd" for c in _FORBIDDEN if chr(c) not in "\t\n\r"}


def make_environment(*folders: Path) -> Environment:
    """Templates of these folders and of this one."""
    environment = Environment(
        loader=FileSystemLoader([*folders, FOLDER]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["label"] = _label
    environment.filters["gloss"] = _gloss
    environment.filters["printable"] = printable
    environment.tests["labelled"] = lambda key: key in labels("arabic")
    return environment


def printable(text: str) -> str:
    """A text without the characters that a page may not have; as long as before."""
    return text.translate(_NOT_IN_HTML)


@pass_context
def _label(context: Context, key: str) -> str:
    return label(key, context["words"])


@pass_context
def _gloss(context: Context, key: str) -> str:
    return label(key, _OTHER[context["words"]])
