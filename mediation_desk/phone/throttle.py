"""How much one client may ask, and how many may be there at once."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Final

PER_SECOND: Final = 10.0
CONNECTIONS: Final = 32
CONNECTIONS_OF_ONE: Final = 8
CLIENTS_REMEMBERED: Final = 256


class Throttle:
    """A bucket of ten for each client that fills by ten a second. Memory stays small whoever knocks."""

    def __init__(self, clock: Callable[[], float], per_second: float = PER_SECOND) -> None:
        self._clock, self._rate = clock, per_second
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def lets(self, client: str) -> bool:
        """Whether this client may ask now; asking counts."""
        now = self._clock()
        left, since = self._buckets.pop(client, (self._rate, now))
        left = min(self._rate, left + (now - since) * self._rate)
        allowed = left >= 1.0
        self._buckets[client] = (left - 1.0 if allowed else left, now)
        if len(self._buckets) > CLIENTS_REMEMBERED:
            self._buckets.popitem(last=False)
        return allowed


class Door:
    """How many connections stand open, in all and of one client."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    def enter(self, client: str) -> bool:
        """Whether there is room; whoever is let in must leave."""
        if self._open.total() >= CONNECTIONS or self._open[client] >= CONNECTIONS_OF_ONE:
            return False
        self._open[client] += 1
        return True

    def leave(self, client: str) -> None:
        """Room for the next."""
        self._open[client] -= 1
        if not self._open[client]:
            del self._open[client]
