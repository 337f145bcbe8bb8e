"""The broadcast as a row of segments: each utterance with the silence after it, and long silences of their own."""

import math
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from clipper.hostwords import HostCue, host_cues
from live.events import Utterance

TAIL = 5.0
"""Seconds of silence that belong to the utterance before it; what is longer stands for itself."""
SILENCE = 8.0
"""Length of a piece of such a silence, in seconds, at most."""
UNHEARD = 25.0
"""An utterance is known after its end: only this many seconds back is silence certain."""


@dataclass(frozen=True)
class Segment:
    """A piece of the broadcast that a clip holds whole or not at all. Times in seconds of broadcast time."""

    start: float
    end: float
    """Where its speech ends."""
    until: float
    """Where the next one begins; at most TAIL after `end`."""
    text: str = ""
    cues: tuple[HostCue, ...] = ()
    seq: int = 0
    loudness: float = 0.0
    """dBFS; 0 when it was not measured."""
    silent: bool = False

    def announces(self, type_: str) -> float:
        """How strongly it announces a moment of this type, 0 to 1."""
        return max((cue.strength for cue in self.cues if cue.type == type_), default=0.0)

    @property
    def strength(self) -> float:
        """How strongly it announces a moment of any type, 0 to 1."""
        return self.cues[0].strength if self.cues else 0.0


class Segments:
    """All that was said so far, in order of its start, with the borders that a clip must not cross."""

    def __init__(self) -> None:
        self._said: list[Segment] = []
        self._borders: list[float] = []
        self._forbidden: list[tuple[float, float]] = []

    def add(self, utterance: Utterance, seq: int) -> None:
        """Take in an utterance; one that overlaps the one before begins where that ends."""
        said = Segment(
            start=utterance.start,
            end=utterance.end,
            until=utterance.end + TAIL,
            text=utterance.text,
            cues=host_cues(utterance.text),
            seq=seq,
            loudness=utterance.loudness,
        )
        insort(self._said, said, key=lambda s: s.start)

    def border(self, at: float) -> None:
        """Another product is on offer from `at` on."""
        insort(self._borders, at)

    def forbid(self, start: float, end: float) -> None:
        """No clip may show these seconds."""
        insort(self._forbidden, (start, end))

    def start_of(self, seq: int, default: float) -> float:
        """Where the utterance with this `seq` begins."""
        return next((s.start for s in reversed(self._said) if s.seq == seq), default)

    def crosses(self, start: float, end: float) -> bool:
        """Whether a product begins within the span, or forbidden words are said in it."""
        after = bisect_right(self._borders, start + 0.01)
        if after < len(self._borders) and self._borders[after] < end - 0.01:
            return True
        return any(start < until and since < end for since, until in self._forbidden)

    def clear(self, start: float, end: float) -> tuple[float, float] | None:
        """The longest part of a span (of equals the last) that crosses nothing; None below a second."""
        cuts = {start, end, *(b for b in self._borders if start < b < end)}
        cuts |= {min(max(edge, start), end) for pair in self._forbidden for edge in pair}
        parts = [part for part in pairwise(sorted(cuts)) if not self.crosses(*part)]
        longest = max(parts, key=lambda p: (p[1] - p[0], p[0]), default=(0.0, 0.0))
        return longest if longest[1] - longest[0] >= 1.0 else None

    def view(self, after: float, now: float) -> list[Segment]:
        """Segments that begin at `after` or later, silences between them, as far as is known at `now`."""
        first = max(bisect_right(self._said, after - 0.001, key=lambda s: s.start), 0)
        before = self._said[first - 1] if first else None
        row: list[Segment] = []
        since = max(after, before.end + TAIL) if before else after
        for index in range(first, len(self._said)):
            said = self._said[index]
            row += _silences(since, said.start)
            following = self._said[index + 1].start if index + 1 < len(self._said) else math.inf
            until = max(said.end, min(said.end + TAIL, following))
            row.append(replace(said, until=until))
            since = until
        row += _silences(since, now - UNHEARD)
        return row

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._said)

    def within(self, start: float, end: float) -> list[Segment]:
        """What is said between two times, wholly or in part."""
        return [s for s in self._said if s.end > start and s.start < end]


def _silences(start: float, end: float) -> list[Segment]:
    if end - start < 1.0:
        return []
    pieces = math.ceil((end - start) / SILENCE)
    length = (end - start) / pieces
    return [
        Segment(start + i * length, start + (i + 1) * length, start + (i + 1) * length, silent=True)
        for i in range(pieces)
    ]
