from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.surfaces.web.offsets import in_browser


@given(st.text())
def test_places_are_those_of_utf_16(text: str) -> None:
    place = in_browser(text)
    for offset in range(len(text) + 1):
        assert place(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
