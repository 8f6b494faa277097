"""Reads the two files of an evaluation and scores them.

Input: a file of annotations and one of records, both JSON lines. Output: figures.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from musnad.errors import MusnadError
from musnad.surfaces.evaluation.matching import Json
from musnad.surfaces.evaluation.scoring import Figures, Scoreboard

_DECODER = msgspec.json.Decoder(dict)


def evaluate_files(gold: Path, predicted: Path) -> Figures:
    """Score ``predicted``, records as ``musnad read`` prints them, against ``gold``.

    Articles are paired by id. An annotated article without records counts as one in which nothing
    was found, and in ``articles_missing``.

    Raises:
        MusnadError: a file cannot be read, or an article's text differs between the two.
    """
    records = {record["document"]["id"]: record for record in _read(predicted)}
    board = Scoreboard()
    missing = 0
    for article in _read(gold):
        record = records.get(article["id"])
        if record is None:
            missing += 1
            record = {"document": {"id": article["id"], "text": article["text"]}}
        elif record["document"]["text"] != article["text"]:
            raise MusnadError(f"{predicted}: {article['id']}: its text is not that of {gold}")
        board.add(article, record)
    return board.figures() | {"articles_missing": missing}


def _read(path: Path) -> list[Json]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise MusnadError(f"{path}: cannot be read: {error.strerror}") from error
    articles = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            articles.append(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise MusnadError(f"{path}:{number}: not a JSON object: {error}") from error
    return articles
