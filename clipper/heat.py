"""How strongly viewers react to each segment, above the room's own level."""

import math
from dataclasses import dataclass

from clipper.lag import LagShape
from clipper.reactions import BIN, Reactions
from clipper.segments import Segment

LEVEL_OVER = 180.0
"""Seconds over which the room's own level is taken."""
_PRIOR_RATE, _PRIOR_SECONDS = 0.06, 40.0
_STEP = 5.0
FULL_RATIO = 16.0
"""Times the room's level at which a reaction is as strong as can be."""


@dataclass(frozen=True)
class Heat:
    """The reaction to a segment."""

    count: float
    """Weighed reactions it got."""
    rate: float
    """The same a second of the segment."""
    level: float
    """The room's own rate before it."""
    seen: float
    """Seconds of it that viewers have had time to react to."""

    @property
    def excess(self) -> float:
        """Reactions a second above the room's own level."""
        return max(0.0, self.rate - self.level)

    def with_next(self, other: "Heat") -> "Heat":
        """The reaction to two segments as one: where three people react, no single sentence tells."""
        seen = self.seen + other.seen
        count = self.count + other.count
        return Heat(count, count / max(seen, 0.5), max(self.level, other.level), seen)

    @property
    def strength(self) -> float:
        """0 to 1: how far the rate is above the room's level, as far as the count is enough to tell.

        Half of it is the ratio on a log scale, half the share of reactions that the level does not explain: a quiet
        room rises many times over, a busy one cannot, and three times its level is a great many people.
        """
        ratio = self.rate / self.level
        if ratio <= 1.0:
            return 0.0
        certain = 1.0 - math.exp(-max(0.0, self.count - self.level * self.seen) / 2.5)
        return certain * (0.5 * min(1.0, math.log(ratio) / math.log(FULL_RATIO)) + 0.5 * (1.0 - 1.0 / ratio))


def heat(segment: Segment, reactions: Reactions, lag: LagShape, level: float, now: float) -> Heat:
    """The reaction to `segment` as far as it is known at `now`."""
    count = sum(
        weight * (lag.share(at - segment.start) - lag.share(at - segment.until))
        for at, weight in reactions.between(segment.start + lag.low, min(segment.until + lag.high, now))
    )
    seen = _seen(segment, lag, now)
    return Heat(count, count / max(seen, 0.5), level, seen)


def _seen(segment: Segment, lag: LagShape, now: float) -> float:
    """Seconds of the segment times the share of reactions to them that have come by `now`."""
    steps = 8
    width = (segment.until - segment.start) / steps
    return sum(width * lag.share(now - segment.start - (i + 0.5) * width) for i in range(steps))


def room_level(reactions: Reactions, at: float, since: float, hot: list[tuple[float, float]], now: float) -> float:
    """Weighed reactions a second that are usual in this room around `at`.

    The mean of the minutes before, highlights left out; but not less than the mean of the middle half of all that is
    known at `now`, which no burst moves, and which knows a busy room from the first half minute on. `since` is when
    the room was first heard of; `hot` are the times in which viewers reacted to highlights.
    """
    return max(_mean(reactions, at, since, hot), _middle(reactions, max(since, at - LEVEL_OVER), now))


def _middle(reactions: Reactions, start: float, now: float) -> float:
    count = int((now - start) / _STEP)
    if count < 4:
        return 0.0
    sums = [0.0] * count
    for at, weight in reactions.between(start, now):
        step = int((at - start) / _STEP)
        if 0 <= step < count:
            sums[step] += weight
    middle = sorted(sums)[count // 4 : count - count // 4]
    return sum(middle) / len(middle) / _STEP


def _mean(reactions: Reactions, at: float, since: float, hot: list[tuple[float, float]]) -> float:
    start = max(since, at - LEVEL_OVER)
    spans = [(max(s, start), min(e, at)) for s, e in hot if e > start and s < at]
    seconds = max(0.0, at - start - sum(e - s for s, e in spans))
    weight = sum(
        w for t, w in reactions.between(start, at - BIN) if t >= start and not any(s <= t < e for s, e in spans)
    )
    return (_PRIOR_RATE * _PRIOR_SECONDS + weight) / (_PRIOR_SECONDS + seconds)
