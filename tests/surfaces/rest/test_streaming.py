from __future__ import annotations

import threading
from typing import BinaryIO

import pytest

from musnad.surfaces.rest.streaming import stream


def test_all_that_is_written_comes_out_in_order() -> None:
    def write(out: BinaryIO) -> None:
        for number in range(50_000):
            out.write(b"%d\n" % number)
        assert out.tell() == sum(len(b"%d\n" % n) for n in range(50_000))

    assert b"".join(stream(write)) == b"".join(b"%d\n" % n for n in range(50_000))


def test_what_a_writer_raises_breaks_the_answer_off() -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"x" * 100_000)
        raise ValueError("no further")

    pieces = stream(write)
    assert next(pieces)
    with pytest.raises(ValueError, match="no further"):
        list(pieces)


def test_a_writer_stops_when_nobody_listens() -> None:
    stopped = threading.Event()

    def write(out: BinaryIO) -> None:
        try:
            while True:
                out.write(b"x" * 100_000)
        finally:
            stopped.set()

    pieces = stream(write)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert stopped.wait(5)
