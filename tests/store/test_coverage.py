from __future__ import annotations

from pathlib import Path

from tests.surfaces.web.desk import make_project

from musnad.records.documents import Document
from musnad.sources.documents import Metadata, make_document
from musnad.store.query import Query


def article(number: int, published: str | None, word: str = "السلام") -> Document:
    """An article of one sentence: "The minister said that peace is near"."""
    text = f"قال الوزير إن {word} قريب، وذلك للمرة {number}."
    return make_document(text, given=Metadata(id=f"a{number}", published=published))


def test_shares_are_of_what_was_published_the_same_day(tmp_path: Path) -> None:
    project = make_project(
        tmp_path / "p",
        [
            article(1, "2016-10-03"),
            article(2, "2016-10-03", "الحل"),
            article(3, "2016-10-04", "الحل"),
            article(4, "2016-10-05"),
            article(5, None),
            article(6, "2016-10-09", "الحل"),
        ],
    )
    with project.snapshot() as snapshot:
        found = snapshot.coverage(Query(words="السلام"))
        assert [(p.start, p.found, p.total) for p in found.periods] == [
            ("2016-10-03", 1, 2),
            ("2016-10-04", 0, 1),
            ("2016-10-05", 1, 1),
        ]
        assert (found.step, found.undated, found.periods[0].share) == ("day", 1, 0.5)
        by_statements = snapshot.coverage(Query(kind="statements", words="السلام"))
        assert by_statements == found
        nothing = snapshot.coverage(Query(words="غير موجود"))
        assert (nothing.periods, nothing.undated) == ((), 0)


def test_many_days_are_summed_by_month(tmp_path: Path) -> None:
    days = [f"2016-{month:02}-{day:02}" for month in range(1, 9) for day in range(1, 11)]
    project = make_project(tmp_path / "p", [article(n, day) for n, day in enumerate(days)])
    with project.snapshot() as snapshot:
        found = snapshot.coverage(Query())
    assert found.step == "month"
    assert [p.start for p in found.periods] == [f"2016-{month:02}" for month in range(1, 9)]
    assert all((p.found, p.total) == (10, 10) for p in found.periods)
