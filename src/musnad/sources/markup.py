"""XML from strangers, made safe to parse: feeds, lists of feeds, sitemaps.

Input: bytes. Output: text. Documents that declare entities are refused, whatever they would expand
to. What XML does not allow (NUL and other controls) is taken out, because generators of feeds let
it through and a parser would stop there.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from musnad.errors import SourceError
from musnad.sources.encodings import decode_declared

_HEAD_BYTES = 4_096
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"^[^<]{0,20}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset(("lt", "gt", "amp", "quot", "apos"))
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_BEFORE_ROOT = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.S | re.I
)
_ROOT = re.compile(rb"<([A-Za-z][\w:.-]*)")
_UTF16_HEAD = 100  # every other byte of «<?xml» is NUL in UTF-16
_MAX_DAMAGE = 0.001  # of the characters may be bytes that are no UTF-8


def root_of(head: bytes) -> str:
    """The name of the outermost element, in small letters and without prefix; empty without one.

    Example:
        >>> root_of(b'<?xml version="1.0"?><!-- made today --><rss version="2.0">')
        'rss'
    """
    head = head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe")
    before = _BEFORE_ROOT.match(head)
    match = _ROOT.match(head, before.end() if before else 0)
    return match.group(1).decode("ascii").rpartition(":")[2].lower() if match else ""


def decode_markup(content: bytes, *, declared: str | None = None) -> str:
    """The text of an XML document without its declaration, free of what XML forbids.

    A few damaged bytes of UTF-8 become U+FFFD, so that one bad item does not cost the others.

    Args:
        content: the bytes.
        declared: the charset that came with them; else the one in the XML declaration.

    Raises:
        SourceError: class ``entities``, or those of :mod:`musnad.sources.encodings`.
    """
    if declared is None:
        match = _DECLARED.search(content[:_HEAD_BYTES])
        declared = match.group(1).decode("ascii") if match else None
    if b"\x00" not in content[:_UTF16_HEAD]:
        content = content.replace(b"\x00", b"")
    text = _mostly_utf8(content)
    if text is None:
        text = decode_declared(content, declared)
    if _ENTITY.search(text):
        raise SourceError("it declares XML entities, which are not expanded", error="entities")
    text = _NAMED.sub(_character, _ILLEGAL.sub("", text).removeprefix("\ufeff"))
    return _DECLARATION.sub("", text, count=1)


def _character(named: re.Match[str]) -> str:
    """What an entity of HTML stands for, which XML does not know; its own five stay."""
    name = named.group(1)
    return named.group() if name in _OF_XML else html5.get(f"{name};", named.group())


def _mostly_utf8(content: bytes) -> str | None:
    text = content.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    return text if damage <= _MAX_DAMAGE * len(text) and "\x00" not in text else None


def parse_markup(text: str, *, mend: bool = True) -> Any:
    """The tree of a document that :func:`decode_markup` made safe.

    Nesting ends at 256 elements.

    Args:
        text: the document.
        mend: whether to make the best of what is not well-formed.

    Raises:
        SourceError: class ``xml``: there is no element in it, or it is not to be mended and not
            well-formed.
    """
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=mend, encoding="utf-8"
    )
    try:
        tree = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"not XML: {error}", error="xml") from error
    if tree is None:
        raise SourceError("not XML: there is no element in it", error="xml")
    if any("depth" in entry.message for entry in parser.error_log):
        raise SourceError("its elements are nested too deep", error="xml")
    return tree


def serialised(element: Any) -> str:
    """An element as well-formed XML, with the text that follows it."""
    from lxml import etree  # noqa: PLC0415

    return str(etree.tostring(element, encoding="unicode"))
