"""Where a stretch of a live stream stands in broadcast time.

A stream begins with a burst: what the server kept for newcomers, what ffmpeg held back while it looked for streams.
So the moment of the first sound says little. After the burst, sound arrives as it happens; the stretch's zero is the
moment of arrival less the sound that has arrived, at the lowest. After a drop there is something better: most
servers' clocks run on, and then the zero follows from the last stretch to the millisecond.
"""

import math
from dataclasses import dataclass

QUIET = 0.4
"""Seconds without a new lowest value after which the burst is over."""

LONGEST = 5.0
"""Seconds after which the lowest value so far must do."""

JITTER = 0.02
"""Seconds by which a value must be lower to count as the burst going on."""

AGREE = 10.0
"""Seconds by which the source's clock and ours may differ and be the same clock: servers begin some seconds back."""

CLOSE = 2.0
"""The same in the first AGREE seconds of a stretch, where one that began anew looks much like it."""

SAME_START = 0.5
"""Two connections whose clocks begin this close to each other began anew each time."""


class LiveEdge:
    """Finds the zero of a stretch from how its sound arrives."""

    def __init__(self) -> None:
        self.lowest = math.inf
        """The zero as far as is known, in broadcast time."""
        self._first = self._fell = 0.0

    def arrived(self, now: float, seconds: float) -> float | None:
        """By broadcast time `now`, `seconds` of the stretch have arrived. Returns its zero in broadcast time, once the
        burst is over."""
        zero = now - seconds
        if math.isinf(self.lowest):
            self._first = self._fell = now
        elif zero < self.lowest - JITTER:
            self._fell = now
        self.lowest = min(zero, self.lowest)
        over = now - self._fell >= QUIET or now - self._first >= LONGEST
        return self.lowest if over else None


@dataclass(frozen=True)
class Placed:
    """A stretch that has its place."""

    offset: float
    """Broadcast time of its zero."""
    source_start: float | None
    """The source's own timestamp at its zero, in seconds."""
    end: float
    """Broadcast time up to which its sound was heard."""


def place(before: Placed | None, source_start: float | None, edge: float) -> float:
    """The offset of a stretch that begins at `source_start` of the source's clock; by its arrival it would be `edge`.

    May lie before the end of the last stretch by what the server sends again, when the source's clock ran on.
    """
    if before is None:
        return edge
    if source_start is not None and before.source_start is not None:
        passed = source_start - before.source_start
        offset = before.offset + passed
        agree = AGREE if abs(passed) > AGREE else CLOSE
        if abs(offset - edge) <= agree and abs(passed) > SAME_START:
            return offset
    return max(edge, before.end)
