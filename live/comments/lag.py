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
        self._least: dict[int, list[float]] = {}
        """The two least differences of each part of the window."""
        self._seen = 0

    def late(self, ts: float, wall: float) -> float:
        """Seconds by which a comment stamped `ts` and received at `wall` (both Unix seconds) is late; at least 0."""
        difference = wall - ts
        bucket = int(wall / (WINDOW / BUCKETS))
        self._seen += 1
        self._least[bucket] = sorted([*self._least.get(bucket, []), difference])[:2]
        for old in [b for b in self._least if b <= bucket - BUCKETS]:
            del self._least[old]
        least = self._least_believed()
        error = 0.0 if 0.0 <= least <= PLAUSIBLE else least
        found = difference - error
        return found if 0.0 <= found <= LONGEST else 0.0

    def _least_believed(self) -> float:
        """The least difference, but for one that stands alone: a single wrong stamp says nothing about a clock."""
        least, *more = sorted(one for bucket in self._least.values() for one in bucket)
        return more[0] if self._seen > 2 and more and more[0] - least > PLAUSIBLE else least
