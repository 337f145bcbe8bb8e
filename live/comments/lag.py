"""How late the comments of a source are by the clocks, so that they can be put at the moment when they were said.

A source stamps a comment with its own clock; LiveCue receives it later, by its own. The difference is the delay on the
way plus what the two clocks differ by. Delays vary and are never negative, clocks differ by a constant: so the least
difference of the last minutes stands for a comment that was not delayed. Where that least difference is small it is
taken as a real delay (both clocks are set from the network), where it cannot be one, as the error of a clock.
"""

WINDOW = 300.0
"""Seconds over which the least difference is sought; a clock that is set anew is forgotten after these."""

BUCKETS = 10
PLAUSIBLE = 10.0
"""Seconds that every comment of a source may be late. More, or less than nothing, is a clock that is wrong."""

LONGEST = 3600.0
"""Seconds; beyond these a timestamp tells nothing about this broadcast."""


class SourceLag:
    """How late the comments of one source are."""

    def __init__(self) -> None:
        self._least: dict[int, float] = {}

    def late(self, ts: float, wall: float) -> float:
        """Seconds by which a comment stamped `ts` and received at `wall` (both Unix seconds) is late; at least 0."""
        difference = wall - ts
        bucket = int(wall / (WINDOW / BUCKETS))
        if difference < self._least.get(bucket, float("inf")):
            self._least[bucket] = difference
            for old in [b for b in self._least if b <= bucket - BUCKETS]:
                del self._least[old]
        least = min(self._least.values())
        error = 0.0 if 0.0 <= least <= PLAUSIBLE else least
        found = difference - error
        return found if 0.0 <= found <= LONGEST else 0.0
