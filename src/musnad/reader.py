"""Runs documents through the stages: one in, one Analysis or Failure out, in the same order.

Input: documents, and failures met on the way to them, which pass through. Output: for each an
Analysis, or a Failure that names the stage. With more than one worker, processes of their own read
the documents; a bounded number of chunks is under way, so memory does not grow with the input.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from musnad.errors import PipelineError, SourceError, StageError
from musnad.pipeline import run
from musnad.records.analysis import Analysis
from musnad.records.documents import Document, Failure
from musnad.records.layers import Layers
from musnad.sources.documents import Metadata, make_document

if TYPE_CHECKING:
    from concurrent.futures import Future

_CHUNK_DOCUMENTS = 8
_CHUNKS_PER_WORKER = 3  # enough that no worker waits for the slowest
_ANALYSIS = msgspec.json.Decoder(Analysis)
_FAILURE = msgspec.json.Decoder(Failure)

Outcome = Analysis | Failure
_Encoded = tuple[bool, bytes]  # whether it is an Analysis, and its JSON


def read(text: str, **known: str | None) -> Analysis:
    """Read one article.

    Args:
        text: kept as it is; every span of every record points into it.
        known: any of ``published`` (ISO 8601; without it relative dates have no value), ``title``,
            ``outlet``, ``url``, ``id``, ``language``.

    Raises:
        SourceError: the text or the date is refused.
        PipelineError: a stage failed.

    Example:
        >>> from musnad import read
        >>> analysis = read("قال الوزير إن المحادثات مستمرة.", published="2016-10-04")
        >>> analysis.document.published  # "The minister said that the talks continue."
        '2016-10-04'
    """
    outcome = read_document(make_document(text, given=Metadata(**known)))
    if isinstance(outcome, Failure):
        raise PipelineError(f"{outcome.stage}: {outcome.message}")
    return outcome


def read_document(document: Document) -> Outcome:
    """Take one document through all stages; what a stage raises becomes a Failure.

    Raises:
        LanguageDataError: a table that ships with Musnad is missing or malformed.
    """
    try:
        return run(Layers(document=document)).to_analysis()
    except StageError as error:  # the one place where a run must survive any defect
        return Failure(
            document=document.id,
            stage=error.stage,
            error=type(error.__cause__).__name__,
            message=f"{document.id}: {error}; this is a defect of Musnad: please report it",
        )


def read_documents(
    documents: Iterable[Document | Failure | str | Mapping[str, str | None]], *, workers: int = 1
) -> Iterator[Outcome]:
    """Read many articles; results come in the order of the input.

    Args:
        documents: Documents; or texts; or mappings with ``text`` and any of ``id``, ``title``,
            ``url``, ``outlet``, ``published``, ``language``. Failures pass through.
        workers: processes that read; 1 reads in this one. With more, a script must guard its
            entry with ``if __name__ == "__main__"``.

    Yields:
        For each document an Analysis or a Failure.

    Raises:
        PipelineError: a worker process died.
    """
    numbered = enumerate(documents, start=1)
    prepared = (_prepare(document, number) for number, document in numbered)
    if workers <= 1:
        for document in prepared:
            yield _outcome(document)
    else:
        yield from _read_in_processes(prepared, workers)


def _prepare(
    given: Document | Failure | str | Mapping[str, str | None], number: int
) -> Document | Failure:
    if isinstance(given, Document | Failure):
        return given
    known = {"text": given} if isinstance(given, str) else dict(given)
    place = known.get("id") or f"document {number}"
    try:
        text = known.pop("text", None)
        if text is None:
            raise SourceError("it has no text", error="no-text")
        names = Metadata.__struct_fields__
        return make_document(text, given=Metadata(**{k: known[k] for k in names if k in known}))
    except SourceError as error:
        return Failure(document=place, stage="source", error=error.error, message=str(error))


def _outcome(document: Document | Failure) -> Outcome:
    return document if isinstance(document, Failure) else read_document(document)


def _read_in_processes(documents: Iterator[Document | Failure], workers: int) -> Iterator[Outcome]:
    # Imported here: a single article, the commonest use, starts a tenth of a second sooner.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_work
    )
    chunks = iter(lambda: list(islice(documents, _CHUNK_DOCUMENTS)), [])
    under_way: deque[Future[list[_Encoded]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(pool.submit(_read_chunk, chunk))
            if len(under_way) >= workers * _CHUNKS_PER_WORKER:
                yield from _decoded(under_way.popleft())
        while under_way:
            yield from _decoded(under_way.popleft())
    except BrokenProcessPool as error:
        raise PipelineError(
            "a worker process died, perhaps for want of memory; try fewer with -j"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin_work() -> None:
    """Ctrl-C reaches the whole process group: the parent alone answers it."""
    import threading  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    from multiprocessing import parent_process  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_chunk(documents: list[Document | Failure]) -> list[_Encoded]:
    """Runs in a worker. Results travel as JSON: cheaper to pack than pickled records."""
    outcomes = map(_outcome, documents)
    return [(isinstance(o, Analysis), msgspec.json.encode(o)) for o in outcomes]


def _decoded(chunk: Future[list[_Encoded]]) -> Iterator[Outcome]:
    for is_analysis, encoded in chunk.result():
        yield _ANALYSIS.decode(encoded) if is_analysis else _FAILURE.decode(encoded)
