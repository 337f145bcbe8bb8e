"""What recognition leaves out when it falls behind, and when that is worth telling. Pure: seconds in, decisions out."""

from collections import deque
from enum import IntEnum

LATE, VERY_LATE = 2.0, 4.0
"""Seconds behind from which on there are no partials, and from which on finals are decoded greedily as well."""

CAUGHT_UP = 1.0
"""Seconds behind below which everything is done again."""

WORTH_TELLING = 3.0
"""Seconds behind from which on people are told; told again each time it has doubled."""

PATIENCE = 1.0
"""Seconds for which recognition must have been behind: streams that come in pieces bring seconds of sound at once."""


class Effort(IntEnum):
    """How much is done for a piece of sound."""

    FULL = 0
    NO_PARTIALS = 1
    GREEDY = 2


class Lag:
    """Follows how far recognition is behind what was fed."""

    def __init__(self) -> None:
        self.behind = 0.0
        """Seconds: the least of the last PATIENCE seconds."""
        self.effort = Effort.FULL
        """What is right now. It rises again only once recognition has nearly caught up."""
        self._looks: deque[tuple[float, float]] = deque()
        self._told = 0.0

    def take(self, behind: float, now: float) -> None:
        """At `now` of any clock, recognition is `behind` by so many seconds."""
        self._looks.append((now, behind))
        while len(self._looks) > 1 and self._looks[1][0] <= now - PATIENCE:
            self._looks.popleft()
        known = self._looks[0][0] <= now - PATIENCE
        self.behind = min(seconds for _, seconds in self._looks) if known else 0.0
        if self.behind > VERY_LATE:
            self.effort = Effort.GREEDY
        elif self.behind > LATE:
            self.effort = max(self.effort, Effort.NO_PARTIALS)
        elif self.behind < CAUGHT_UP:
            self.effort = Effort.FULL

    def tell_again(self) -> None:
        """Something else was told meanwhile: what is still so is news again."""
        self._told = 0.0

    def news(self) -> float | None:
        """Seconds that people should be told of; 0 when it has caught up; None when there is nothing new."""
        behind = self.behind
        if behind > max(WORTH_TELLING, 2 * self._told):
            self._told = behind
            return behind
        if self._told and behind < CAUGHT_UP:
            self._told = 0.0
            return 0.0
        return None


class Holding:
    """Whether other work should stand still so that recognition can catch up."""

    FROM, TO = 4.0, 1.5
    """Seconds behind from which on it should, and below which it may go on."""

    def __init__(self) -> None:
        self.held = False

    def take(self, behind: float) -> bool:
        """True while it should."""
        self.held = behind > (self.TO if self.held else self.FROM)
        return self.held
