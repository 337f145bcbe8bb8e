"""Leaves an endpoint alone that has failed, and finds out soon when it is back."""

from typing import Literal

PAUSES = (3.0, 6.0, 12.0, 20.0)
"""Seconds of rest after the first, second… failure in a row; after the longest, one that is back is found in 30 s."""
PATIENCE = 3
"""Useless replies in a row (blank, cut off, not as asked) that are one failure: a model has its moments."""

LONGEST_REST = 60.0
"""Seconds: whoever asks to be left alone for longer is looked at all the same; it costs nothing."""
DEAD = 20.0
"""Seconds between two looks at one that a person has to set right: keys and models are set right elsewhere too."""

State = Literal["closed", "open", "half_open", "dead", "gone"]
"""`closed`: in use. `open`: resting. `half_open`: it answers again, and one call may try it. `dead`: not before a
person has done something; `gone`: nothing that could be done here and now would help."""


class Breaker:
    """Times are seconds of any clock that does not go back."""

    def __init__(self) -> None:
        self.state: State = "closed"
        self.reason = ""
        """Why it is not in use, for people; "" while it is."""
        self.until = 0.0
        """When an open one is looked at again."""
        self.doubtful = False
        """It was dead, and no call has shown that it is not: people are not told that it is well."""
        self._failures = 0
        self._useless = 0

    def may_call(self) -> bool:
        """Whether a call may be made."""
        return self.state in ("closed", "half_open")

    def due(self, now: float) -> bool:
        """Whether it is time to look whether one that rests, or is dead, answers again."""
        return self.state in ("open", "dead") and now >= self.until

    def succeeded(self) -> None:
        """A call gave what was asked for."""
        self.state, self.reason, self._failures, self._useless = "closed", "", 0, 0
        self.doubtful = False

    def failed(self, now: float, reason: str, rest: float | None = None) -> None:
        """A call, or a look at it, failed. `rest`: for how long it asked to be left alone, in seconds; a figure that
        makes no sense, or a minute and more, is taken as a minute."""
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        self._useless = 0
        if rest is not None:
            pause = max(rest, PAUSES[0]) if rest < LONGEST_REST else LONGEST_REST
        self.state, self.reason, self.until = "open", reason, now + pause

    def useless(self, now: float, reason: str) -> None:
        """A call gave a reply that is none."""
        self._useless += 1
        if self.state == "half_open" or self._useless >= PATIENCE:
            self.failed(now, reason)

    def answers(self) -> None:
        """One was looked at, and is there."""
        if self.state in ("open", "dead"):
            self.state = "half_open"

    def dies(self, now: float, reason: str) -> None:
        """No call before a person has done something, such as set the key right at the provider."""
        self.state, self.reason, self.until, self.doubtful = "dead", reason, now + DEAD, True

    def never(self, reason: str) -> None:
        """No use in this run: there is no key to send."""
        self.state, self.reason, self.doubtful = "gone", reason, True
