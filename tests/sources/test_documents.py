from __future__ import annotations

import hashlib

from musnad.sources.documents import Metadata, make_document

TEXT = "قال الوزير إن المحادثات مستمرة."


def test_the_id_follows_from_the_text() -> None:
    document = make_document(TEXT)
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.id == f"doc-{document.sha256[:12]}"
    assert make_document(TEXT) == document


def test_what_the_user_says_wins() -> None:
    document = make_document(
        TEXT,
        given=Metadata(id="mine", outlet="صحيفة", published="2016-10-05"),
        found=Metadata(id="theirs", outlet="وكالة", title="عنوان", published="2016-10-04"),
    )
    assert (document.id, document.outlet, document.title) == ("mine", "صحيفة", "عنوان")
    assert (document.published, document.published_from) == ("2016-10-05", "given")


def test_what_the_source_says_is_metadata() -> None:
    document = make_document(TEXT, found=Metadata(published="2016-10-04 10:00"))
    assert (document.published, document.published_from) == ("2016-10-04T10:00:00", "metadata")


def test_nothing_known_is_none() -> None:
    document = make_document(TEXT)
    assert document.published is None
    assert document.published_from is None
    assert document.language == "ar"
