"""How often somebody may ask: so many times in so many seconds."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_MOST_KEYS = 10_000  # whose last requests are remembered


class Limits:
    """Counts requests by key, in memory, for one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """With a clock that gives seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, key: str, most: int, seconds: float) -> bool:
        """Whether the key may ask now; an asking that is refused does not count."""
        now = self._clock()
        with self._lock:
            asked = self._asked.setdefault(key, deque())
            self._asked.move_to_end(key)
            while asked and asked[0] <= now - seconds:
                asked.popleft()
            if len(self._asked) > _MOST_KEYS:
                self._asked.popitem(last=False)
            if len(asked) >= most:
                return False
            asked.append(now)
            return True
