"""How late viewers react, measured in this room.

A comment that takes up a word the host has just said for the first time in a while (a number, a slip, a name) tells
how long that took: the picture's delay, the reading and the typing. Chance echoes are spread evenly; real ones heap up
at the room's lag, so the fullest stretch of the histogram is what counts. How long after an announcement (a price, sold
out) the room rises tells the same. Until there is enough of both, 3 to 8 seconds, as large platforms show.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from live.events import Utterance

LONGEST = 25.0
"""Seconds after which an echo is taken for chance."""
ANNOUNCED = 4.0
"""Votes of one burst after the host announced something."""
ECHOES = 4
"""How often one word of the host counts: after that it is a chant."""
_PRIOR_CENTRE, _PRIOR_REACH = 4.5, 5.4
_PRIOR_VOTES, _PRIOR_SHARE = 3.0, 0.03
"""Votes for the usual lag: some, and more where there are many, for most of those are chance."""
_TOKEN = re.compile(r"\d{2,}|[a-z]{4,}|[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class LagShape:
    """The distribution of the lag: none before `low`, half before `middle`, all before `high` (seconds)."""

    low: float
    middle: float
    high: float

    def share(self, elapsed: float) -> float:
        """The share of reactions that have come `elapsed` seconds after what they react to."""
        if elapsed <= self.low:
            return 0.0
        if elapsed >= self.high:
            return 1.0
        if elapsed <= self.middle:
            return 0.5 * (elapsed - self.low) / (self.middle - self.low)
        return 0.5 + 0.5 * (elapsed - self.middle) / (self.high - self.middle)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for match in _TOKEN.finditer(text.casefold()):
        run = match.group()
        found += [run[i : i + 2] for i in range(len(run) - 1)] if run[0] >= "\u4e00" else [run]
    return found


class LagMeter:
    """Measures the lag as comments echo the host."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}
        self._echoes: dict[str, int] = {}
        self._often: dict[str, int] = {}
        self._typed: deque[tuple[float, str]] = deque(maxlen=3000)
        self._votes: deque[tuple[float, float]] = deque(maxlen=400)
        self._shape: LagShape | None = None

    def host_said(self, utterance: Utterance) -> None:
        """Remember when new words were said; times within the utterance are by position where words have none."""
        text = utterance.text
        place = 0
        for token in dict.fromkeys(_tokens(text)):
            self._often[token] = self._often.get(token, 0) + 1
            place = max(text.casefold().find(token), 0)
            at = utterance.start + (utterance.end - utterance.start) * place / max(len(text), 1)
            if self._often[token] > 2:
                self._said.pop(token, None)
                continue
            typed = [t for t, word in self._typed if word == token and t > at - 30.0]
            if not any(t <= at for t in typed):
                self._said[token], self._echoes[token] = at, 0
                for t in typed:  # an utterance is known only after its end; some echoes have come by then
                    self._vote(token, t - at)

    def viewer_said(self, text: str, at: float) -> None:
        """A comment; if it echoes the host, one more vote."""
        for token in dict.fromkeys(_tokens(text)):
            said = self._said.get(token)
            if said is not None:
                self._vote(token, at - said)
            self._typed.append((at, token))

    def burst(self, excess: Sequence[tuple[float, float]]) -> None:
        """How far reactions rose after the host announced something: seconds since then, and how much.

        Each announcement has ANNOUNCED votes, shared out over its burst.
        """
        total = sum(much for _, much in excess)
        if total >= 3.0:
            self._votes.extend((late, ANNOUNCED * much / total) for late, much in excess)
            self._shape = None

    def _vote(self, token: str, lag: float) -> None:
        if 0.3 < lag < LONGEST and self._echoes[token] < ECHOES:
            self._echoes[token] += 1
            self._votes.append((lag, 1.0))
            self._shape = None

    @property
    def shape(self) -> LagShape:
        """The lag as far as it is known."""
        if self._shape is None:
            middle = self._middle()
            self._shape = LagShape(max(0.4, middle - 3.2), middle, middle + 4.0)
        return self._shape

    def _middle(self) -> float:
        votes = sum(weight for _, weight in self._votes)

        def height(centre: float) -> float:
            usual = max(0.0, 1 - abs(centre - _PRIOR_CENTRE) / _PRIOR_REACH)
            prior = _PRIOR_VOTES + _PRIOR_SHARE * votes
            return prior * usual + sum(weight * max(0.0, 1 - abs(vote - centre) / 3.0) for vote, weight in self._votes)

        return max((0.5 * step for step in range(4, 45)), key=lambda centre: (height(centre), -centre))
