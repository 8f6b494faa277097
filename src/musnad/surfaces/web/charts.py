"""Charts as SVG without styles or scripts: time runs from left to right in both directions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

WIDTH, HEIGHT = 720.0, 120.0  # units of the picture, which grows with the page


class Bar(msgspec.Struct, frozen=True):
    """A bar, in units of the picture; ``value`` is its share of the highest, 0-1."""

    x: float
    y: float
    width: float
    height: float
    value: float


def bars(values: Sequence[float]) -> list[Bar]:
    """A bar a value, side by side over the whole width; the highest value fills the height.

    Example:
        >>> [bar.height for bar in bars([1, 2])]
        [60.0, 120.0]
    """
    highest = max(values, default=0.0) or 1.0
    step = WIDTH / max(len(values), 1)
    gap = min(step * 0.15, 3.0)
    width = min(step - gap, 48.0)
    return [
        Bar(
            x=round(place * step + (step - width) / 2, 2),
            y=round(HEIGHT * (1 - value / highest), 2),
            width=round(width, 2),
            height=round(HEIGHT * value / highest, 2),
            value=value / highest,
        )
        for place, value in enumerate(values)
    ]
