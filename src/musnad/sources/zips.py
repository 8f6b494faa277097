"""ZIP files: each member is read as if it lay in a folder. Nothing is written to the disk.

Input: a ZIP. Output: its members, sorted by name, those only that a folder would be read for. A
member's name is a label, never a path, so «../../x» does no harm. What unpacks to far more than it
takes is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.errors import SourceError
from musnad.records.documents import Failure
from musnad.sources.content import ALL, IN_FOLDERS, Content, Form, buffered, suffix_of

MAX_MEMBERS = 200_000
MAX_BYTES = 4 * 1024 * 1024 * 1024  # unpacked, of all members
MAX_RATIO = 200  # text packs to a tenth, seldom to a fiftieth
_SMALL = 1024 * 1024  # what is smaller may pack as well as it likes
_IN_ZIPS: frozenset[Form] = ALL - {"zip"}
_MAX_NAME = 200


def read_zip(content: Content) -> Iterator[Content | Failure]:
    """The members that can be read.

    Raises:
        SourceError: classes ``zip`` (damaged), ``bomb``, ``empty``.
    """
    stream: Any = content.stream
    if not stream.seekable():
        stream = io.BytesIO(stream.read())
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SourceError(f"not a ZIP that can be read: {error}", error="zip") from error
    with archive:
        members = [m for m in archive.infolist() if _is_read(m)]
        _check_sizes(archive.infolist())
        if not members:
            raise SourceError("nothing in this ZIP is of a form that is read", error="empty")
        for member in sorted(members, key=lambda m: m.filename):
            yield from _open(archive, member, content)


def _open(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, content: Content
) -> Iterator[Content | Failure]:
    place = f"{content.place}!{_shown(member.filename)}"
    try:
        if member.flag_bits & 1:
            raise SourceError("it is encrypted; unpack it yourself", error="zip")
        if member.file_size > _SMALL and member.file_size > MAX_RATIO * member.compress_size:
            raise SourceError("it unpacks to far more than it takes", error="bomb")
        with archive.open(member) as stream:
            name = _shown(member.filename)
            yield msgspec.structs.replace(
                content,
                place=place,
                stream=buffered(stream),  # type: ignore[arg-type]
                name=name,
                media_type=None,
                charset=None,
                allowed=content.allowed & _IN_ZIPS,
            )
    except SourceError as error:
        yield Failure(
            document=place, stage="source", error=error.error, message=f"{place}: {error}"
        )
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
        yield _failure(place, "zip", error)


def _failure(place: str, name: str, error: Exception) -> Failure:
    return Failure(document=place, stage="source", error=name, message=f"{place}: {error}")


def _is_read(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not member.is_dir() and not hidden and suffix_of(member.filename) in IN_FOLDERS


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise SourceError(f"more than {MAX_MEMBERS} files in it", error="bomb")
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise SourceError(f"it unpacks to more than {MAX_BYTES / 1024**3:.0f} GB", error="bomb")


def _shown(name: str) -> str:
    """A member's name as a label: printable, and not endless."""
    return "".join(c if c.isprintable() else "?" for c in name)[:_MAX_NAME]
