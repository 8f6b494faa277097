"""From the bytes of a place to documents, whatever their form.

Input: a Content. Output: what is found in it, in its order; a Failure for each article that cannot
be read, never an error. What a feed links to is read as an article, never again as a feed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator

import msgspec

from musnad.errors import LanguageDataError, SourceError
from musnad.records.documents import Document, Failure
from musnad.sources.content import ALL, Content, Form, Found, Reading, form_of, stream_of
from musnad.sources.documents import NOTHING_KNOWN, Metadata, make_document
from musnad.sources.encodings import decode_declared
from musnad.sources.feeds import Entry, read_feed, read_outlines, read_sitemap
from musnad.sources.fetch import Answer, unpack
from musnad.sources.guards import MAX_TEXT_BYTES, check_size
from musnad.sources.html import decode_page, read_page
from musnad.sources.jsonl import read_json_lines
from musnad.sources.pdf import read_pdf
from musnad.sources.warc import read_warc
from musnad.sources.zips import read_zip

_ARTICLES: frozenset[Form] = frozenset(("text", "page", "pdf"))
_FEED: frozenset[Form] = frozenset(("feed", "gzip"))
_SITEMAP: frozenset[Form] = frozenset(("sitemap", "gzip"))
_LOST_LETTER = "\ufffd"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)


def failure_of(place: str, error: Exception, document: str | None = None) -> Failure:
    """The record of what went wrong at a place."""
    name = error.error if isinstance(error, SourceError) else type(error).__name__
    if isinstance(error, _DAMAGED):
        name = "damaged"
    return Failure(
        document=document or place, stage="source", error=name, message=f"{place}: {error}"
    )


def read_content(content: Content, reading: Reading) -> Iterator[Found]:
    """What is found in the bytes of a place.

    Raises:
        LanguageDataError: a table that ships with Musnad is malformed.
    """
    try:
        form = form_of(content)
        if form not in content.allowed | {"other"}:
            raise SourceError(f"not read here: {_NAMES.get(form, form)}", error="nested")
        yield from _READERS[form](content, reading)
    except LanguageDataError:
        raise
    except Exception as error:  # parsers of strangers' bytes raise anything
        yield Found(failure_of(content.place, error, reading.given.id), content.raw)


def read_address(
    address: str,
    reading: Reading,
    *,
    hints: Metadata = NOTHING_KNOWN,
    allowed: frozenset[Form] = ALL,
) -> Iterator[Found]:
    """What is found at an address of the web; one Failure when it cannot be fetched."""
    try:
        answer = reading.web.get(address)
    except SourceError as error:
        yield Found(failure_of(address, error, reading.given.id))
        return
    yield from read_answer(answer, address, reading, hints=hints, allowed=allowed)


def read_answer(
    answer: Answer,
    asked: str,
    reading: Reading,
    *,
    hints: Metadata = NOTHING_KNOWN,
    allowed: frozenset[Form] = ALL,
) -> Iterator[Found]:
    """What is found in what a server answered to what was asked, once its bytes are kept."""
    raw = reading.archive.keep(answer, asked, hints) if reading.archive is not None else None
    content = Content(
        place=answer.url,
        stream=stream_of(answer.content),
        media_type=answer.media_type,
        charset=answer.charset,
        hints=hints,
        url=answer.url,
        raw=raw,
        allowed=allowed,
    )
    yield from read_content(content, reading)


def _read_text(content: Content, reading: Reading) -> Iterator[Found]:
    text = decode_declared(_bytes_of(content), content.charset)
    yield _found(content, reading, text, NOTHING_KNOWN)


def _read_page(content: Content, reading: Reading) -> Iterator[Found]:
    html = decode_page(_bytes_of(content), declared=content.charset)
    text, found = read_page(html, url=content.url)
    yield _found(content, reading, text, found)


def _read_pdf(content: Content, reading: Reading) -> Iterator[Found]:
    text, found = read_pdf(_bytes_of(content), content.place)
    yield _found(content, reading, text, found)


def _read_lines(content: Content, reading: Reading) -> Iterator[Found]:
    for item in read_json_lines(content.stream, place=content.place, given=reading.given):
        yield Found(item, content.raw)


def _read_feed(content: Content, reading: Reading) -> Iterator[Found]:
    entries = read_feed(_bytes_of(content), declared=content.charset, base=content.url or "")
    yield from _read_entries(content, reading, entries)


def _read_sitemap(content: Content, reading: Reading) -> Iterator[Found]:
    entries, further = read_sitemap(_bytes_of(content), declared=content.charset)
    yield from _read_entries(content, reading, entries)
    if content.allowed is not _SITEMAP:  # a sitemap of sitemaps leads to no third
        for address in further:
            if reading.wanted(address):
                yield from read_address(address, reading, allowed=_SITEMAP)


def _read_outlines(content: Content, reading: Reading) -> Iterator[Found]:
    for address in read_outlines(_bytes_of(content), declared=content.charset):
        yield from read_address(address, reading, allowed=_FEED)


def _read_zip(content: Content, reading: Reading) -> Iterator[Found]:
    for member in read_zip(content):
        if isinstance(member, Failure):
            yield Found(member)
        else:
            yield from read_content(member, reading)


def _read_warc(content: Content, reading: Reading) -> Iterator[Found]:
    offline = msgspec.structs.replace(reading, wanted=_none)
    for record in read_warc(content):
        yield from read_content(record, offline)


def _read_gzip(content: Content, reading: Reading) -> Iterator[Found]:
    plain = unpack(_bytes_of(content), "gzip", MAX_TEXT_BYTES)
    allowed = content.allowed - {"gzip", "warc", "zip"}
    unpacked = msgspec.structs.replace(
        content, stream=stream_of(plain), media_type=None, charset=None, allowed=allowed
    )
    yield from read_content(unpacked, reading)


def _refuse(content: Content, reading: Reading) -> Iterator[Found]:
    raise SourceError(f"neither a page nor a text but {content.media_type}", error="media-type")
    yield  # makes it an iterator like the others


def _none(_: str) -> bool:
    return False


def _read_entries(content: Content, reading: Reading, entries: list[Entry]) -> Iterator[Found]:
    reading = msgspec.structs.replace(reading, given=_of_many(reading.given))
    for number, entry in enumerate(entries, start=1):
        hints = Metadata(title=entry.title, outlet=entry.outlet, published=entry.published)
        if entry.whole or entry.link is None:
            place = entry.link or f"{content.place}#{number}"
            yield _entry_found(content, reading, entry, place)
        elif reading.wanted(entry.link):
            yield from read_address(entry.link, reading, hints=hints, allowed=_ARTICLES)


def _entry_found(content: Content, reading: Reading, entry: Entry, place: str) -> Found:
    """The document that a feed carries whole."""
    try:
        if _LOST_LETTER in (entry.text or ""):
            raise SourceError("damaged bytes in the feed; letters are lost", error="encoding")
        found = Metadata(
            url=entry.link, title=entry.title, outlet=entry.outlet, published=entry.published
        )
        return Found(make_document(entry.text or "", given=reading.given, found=found), content.raw)
    except SourceError as error:
        return Found(failure_of(place, error), content.raw)


def _of_many(given: Metadata) -> Metadata:
    """What the user says of all articles; an id, an address or a title is of one alone."""
    return msgspec.structs.replace(given, id=None, url=None, title=None)


def _found(content: Content, reading: Reading, text: str, found: Metadata) -> Found:
    given = reading.given
    if content.url is not None:
        given = msgspec.structs.replace(given, url=given.url or content.url)
    known = {
        name: value if value is not None else getattr(content.hints, name)
        for name, value in msgspec.structs.asdict(found).items()
    }
    document: Document = make_document(text, given=given, found=Metadata(**known))
    return Found(document, content.raw)


def _bytes_of(content: Content) -> bytes:
    found = content.stream.read(MAX_TEXT_BYTES + 1)
    check_size(len(found))
    return found


_READERS: dict[Form, Callable[[Content, Reading], Iterator[Found]]] = {
    "text": _read_text,
    "page": _read_page,
    "pdf": _read_pdf,
    "lines": _read_lines,
    "feed": _read_feed,
    "sitemap": _read_sitemap,
    "outlines": _read_outlines,
    "zip": _read_zip,
    "warc": _read_warc,
    "gzip": _read_gzip,
    "other": _refuse,
}
_NAMES = {"lines": "JSON lines", "outlines": "a list of feeds", "gzip": "a packed file"}
