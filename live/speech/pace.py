"""How long one piece may take to decode before the process that does it is taken for stuck. Pure."""

from collections import deque

SLACK = 1.5
"""Seconds above what a slow piece takes here: with a process that waits to take over, the host is heard again within
three seconds."""

SLOWER = 1.5
"""Times the slowest of the last pieces that one may take."""

UNKNOWN = 2.0
"""Seconds that the slowest piece takes while none was seen: ten seconds of speech with weights that just keep up."""

PIECES = 40
"""Pieces that are remembered: most are guesses, so this holds a handful of whole utterances."""

STUCK = 30.0
"""Seconds after which a piece is given up in any case."""


class Pace:
    """Learns from what pieces take. With `fixed`, that many seconds are allowed, whatever they take."""

    def __init__(self, fixed: float | None = None) -> None:
        self._fixed = fixed
        self._took: deque[float] = deque(maxlen=PIECES)
        self.tries = 0
        """Processes that were lost at this place already. Each doubles what is allowed: a machine that is merely slow
        must not lose one process after the other to the same piece."""

    def took(self, seconds: float) -> None:
        """A piece was decoded in so many seconds, or a little more."""
        self._took.append(seconds)

    @property
    def allowed(self) -> float:
        """Seconds that a piece may take now."""
        if self._fixed is not None:
            return self._fixed
        usual = SLACK + SLOWER * max(self._took, default=UNKNOWN)
        return min(STUCK, usual * 2.0 ** min(self.tries, 10))
