"""When to try a lost source again: soon, then less often, never rarely, and not all sources at one moment."""

from collections.abc import Callable

from live.comments.timing import Timing


class Backoff:
    """Delays in seconds: doubling from `timing.first` to `timing.longest`, each shortened at random by up to half."""

    def __init__(self, timing: Timing, random: Callable[[], float]) -> None:
        """`random` gives numbers from 0 to 1."""
        self._timing = timing
        self._random = random
        self._tries = 0

    def next(self) -> float:
        """Seconds from the beginning of the last try, or from the loss, to the next try."""
        longest = min(self._timing.longest, self._timing.first * 2.0 ** min(self._tries, 30))
        self._tries += 1
        return longest * (1.0 - 0.5 * self._random())

    def reset(self) -> None:
        """The source works: the next loss is a first one."""
        self._tries = 0
