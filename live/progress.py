"""How far a piece of work is, told to whoever shows it."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a piece of work is. `done` and `total` in seconds of broadcast, or in pieces."""

    what: str
    done: float
    total: float


Report = Callable[[Progress], None]

_TELLS = 0.02
"""Share that must have been done before it tells how long the rest takes."""


@dataclass(frozen=True)
class Share:
    """How far one clip is: the share done, 0 to 1, and how many seconds it will still take, once that can be told."""

    done: float
    left: int | None = None


class Pace:
    """How long a piece of work will still take, from how long it took so far."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: tuple[float, float] | None = None
        """When the first share was told, and that share: what a resumed work found done took no time."""

    def share(self, done: float) -> Share:
        """With `done` of it (0 to 1) done now."""
        now = self._clock()
        if self._began is None:
            self._began = (now, done)
        begun, first = self._began
        if done >= 1.0:
            return Share(1.0, 0)
        if done - first < _TELLS:
            return Share(done)
        return Share(done, round((now - begun) * (1.0 - done) / (done - first)))
