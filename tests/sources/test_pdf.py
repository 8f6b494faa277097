from __future__ import annotations

import logging
from pathlib import Path

import pytest

from musnad.errors import SourceError
from musnad.records import Failure
from musnad.sources.documents import NOTHING_KNOWN
from musnad.sources.locations import read_location
from musnad.sources.pdf import check_text_layer, read_pdf

TEXT = "قال وزير الخارجية إن المدينة هادئة وإن السلطة مستمرة على العهد حتى النهاية."


def pdf_of(text: str) -> bytes:
    """A PDF of one page that shows a line from right to left, with a map of codes to letters."""
    letters = sorted(set(text))
    pairs = "".join(f"<{n:04x}> <{ord(c):04x}>\n" for n, c in enumerate(letters, start=1))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(letters)} beginbfchar\n{pairs}endbfchar endcmap end end"
    )
    codes = "".join(f"{letters.index(c) + 1:04x}" for c in reversed(text))
    shown = f"BT /F1 12 Tf 20 700 Td <{codes}> Tj ET"
    font = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /DW 600 >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9000 800] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        font,
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    content, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    size = len(objects) + 1
    return (content + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}").encode("ascii")


def test_letters_of_a_pdf_are_read_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        text, _ = read_pdf(pdf_of(TEXT), "a.pdf")
    assert sorted(text.replace(" ", "")) == sorted(TEXT.replace(" ", ""))
    assert "a.pdf: the text of a PDF may be out of order" in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "ﻗﺎﻝ ﻭﺯﻳﺮ ﺍﻟﺨﺎﺭﺟﻴﺔ ﺇﻥ ﺍﻟﻤﺪﻳﻨﺔ ﻫﺎﺩﺋﺔ",  # presentation forms
        TEXT[::-1],
        "The minister said",
        "",
        "... 2016 ...",
    ],
)
def test_a_broken_text_layer_is_refused(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        check_text_layer(text)
    assert caught.value.error == "broken-text-layer"


def test_a_whole_text_layer_is_let_through() -> None:
    check_text_layer(TEXT)
    check_text_layer(f"{TEXT}\nReuters 2016")


def test_a_pdf_with_a_broken_text_layer_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(TEXT[::-1]))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nnothing")
    broken, damaged = read_location(str(tmp_path), given=NOTHING_KNOWN)
    assert isinstance(broken, Failure)
    assert broken.error == "broken-text-layer"
    assert isinstance(damaged, Failure)
    assert damaged.error == "pdf"
