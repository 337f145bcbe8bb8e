"""What the operator marked."""

import msgspec

from clipper.segments import Segments
from clipper.spans import lengthen
from live.events import Highlight, Mark

BACK = 10.0
"""Seconds before the key that a plain mark means: people press after they have seen it."""
WAIT = 10.0
"""Seconds after the key at which the sentence it fell into is known."""
SCORE = 0.95
"""A person said so."""


class Marks:
    """Marks that wait for their sentence to end."""

    def __init__(self, segments: Segments, shortest: float, longest: float) -> None:
        self._segments, self._shortest, self._longest = segments, shortest, longest
        self._waiting: list[tuple[float, Mark]] = []
        self._all: list[tuple[float, Mark]] = []
        self.spans: set[str] = set()
        """Ids of the highlights whose seconds the operator asked for: they stay as they are."""

    def add(self, mark: Mark, at: float) -> None:
        """The operator pressed the key at `at`."""
        self._waiting.append((at, mark))
        self._all.append((at, mark))

    def boost(self, highlight: Highlight) -> Highlight:
        """The highlight, first among all when the operator marked it."""
        for at, mark in self._all:
            if highlight.start - 1.0 <= at <= highlight.end + 12.0 and not mark.seconds:
                label = mark.label or "mark"
                self._waiting = [w for w in self._waiting if w[0] != at]
                return msgspec.structs.replace(
                    highlight, score=max(SCORE, highlight.score), reasons=(label, *highlight.reasons)
                )
        return highlight

    def due(self, now: float, final: bool) -> list[Highlight]:
        """Highlights of marks whose sentence is known at `now`."""
        found: list[Highlight] = []
        for at, mark in list(self._waiting):
            if not final and now < at + WAIT:
                continue
            self._waiting.remove((at, mark))
            number = self._all.index((at, mark)) + 1
            span = self._span(at, mark)
            if span is None:
                continue
            if mark.seconds:
                self.spans.add(f"m{number}")
            found.append(
                Highlight(
                    id=f"m{number}", start=round(span[0], 3), end=round(span[1], 3), type="mark", score=SCORE,
                    reasons=(mark.label or "mark",), title=mark.label or self._title(span),
                )
            )  # fmt: skip
        return found

    def _span(self, at: float, mark: Mark) -> tuple[float, float] | None:
        """The whole sentences up to the key: what the operator has just seen counts most, so the first ones give way.

        None when all of it is forbidden.
        """
        start = max(0.0, at - (mark.seconds or BACK))
        run: tuple[float, float] | None = None
        for said in reversed(self._segments.within(start, at)):
            joined = (said.start, run[1] if run else said.end)
            if joined[1] - joined[0] > self._longest or self._segments.crosses(*joined):
                if run:
                    break
                continue
            run = joined
        if run is None:
            return self._segments.clear(max(start, at - self._longest), at)
        return lengthen(run, self._segments, self._shortest, self._longest)

    def _title(self, span: tuple[float, float]) -> str:
        return next((s.text for s in self._segments.within(*span)), "")
