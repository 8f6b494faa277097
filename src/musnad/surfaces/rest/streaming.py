"""Sends what a writer writes while it writes it, so that no export is held in memory or cut off."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from queue import Full, Queue
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PIECES, _PIECE = 16, 64 * 1024
_GIVE_UP = 0.2  # seconds between looks whether anybody still listens


def stream(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """The bytes of an output, piece by piece; the writer runs in a thread of its own.

    Raises:
        Exception: what the writer raises, after what it wrote before: the answer breaks off, so
            that half a file does not pass for a whole one.
    """
    pipe = _Pipe()
    thread = threading.Thread(target=pipe.run, args=(write,), daemon=True)
    thread.start()
    try:
        yield from pipe.pieces()
    finally:
        pipe.closed_by_reader.set()
        thread.join()


class _Pipe(io.RawIOBase):
    """A file that one thread writes and another reads; it can tell its place but not go back."""

    def __init__(self) -> None:
        self.closed_by_reader = threading.Event()
        self._queue: Queue[bytes | Exception | None] = Queue(_PIECES)
        self._pending = bytearray()
        self._written = 0

    def run(self, write: Callable[[BinaryIO], None]) -> None:
        ended: Exception | None = None
        try:
            write(self)  # type: ignore[arg-type]
            self._send()
        except BrokenPipeError:
            return
        except Exception as error:
            ended = error
        try:
            self._put(ended)
        except BrokenPipeError:
            return

    def pieces(self) -> Iterator[bytes]:
        while True:
            piece = self._queue.get()
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: ReadableBuffer) -> int:
        given = bytes(data)
        size = len(given)
        self._pending += given
        self._written += size
        if len(self._pending) >= _PIECE:
            self._send()
        return size

    def _send(self) -> None:
        if self._pending:
            self._put(bytes(self._pending))
            self._pending.clear()

    def _put(self, piece: bytes | Exception | None) -> None:
        while not self.closed_by_reader.is_set():
            try:
                self._queue.put(piece, timeout=_GIVE_UP)
            except Full:
                continue
            return
        raise BrokenPipeError
