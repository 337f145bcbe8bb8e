"""Where utterances begin and end: pure, over the voice probabilities of one frame after the other.

An utterance ends when the voice has been away for `Limits.pause`; while it is short a longer pause is waited for,
when it is long already a shorter one is enough, and when it reaches `Limits.longest` it is cut where the voice was
weakest in its last seconds. What is decided depends on the probabilities alone, never on how they were cut into
chunks or how fast they came.
"""

from dataclasses import dataclass, field

RATE = 16_000
FRAME = 512
"""Samples of a frame: what the Silero model takes at 16 kHz."""

SECONDS = FRAME / RATE
"""Seconds of a frame (0.032)."""

ON = 0.5
"""Probability from which on a frame is voice."""

OFF = 0.35
"""Probability below which it is not; between the two it is what the frame before was."""

SHORTEST = 0.16
"""Seconds of voice below which a sound is no utterance: a click, a knock."""

EARLY_PAUSE = 0.16
"""Seconds of pause after which it is worth decoding ahead of the decision."""

MORE_WHEN_SHORT = 0.15
"""Seconds of pause more that end an utterance of up to SHORT seconds: a clause alone is heard worse than with the
next."""

SHORT = 2.5
"""Seconds; from here to ORDINARY the pause that is needed shrinks."""

ORDINARY = 4.5
"""Seconds from which on an utterance is of ordinary length."""

LONG = 0.6
"""Share of the longest utterance from which on ever shorter pauses are enough."""

LOOK_BACK = 3.0
"""Seconds before that cut in which the weakest place is looked for."""


@dataclass(frozen=True)
class Limits:
    """How long an utterance may be, and what ends it; `speech.pause` and `speech.longest` of config.toml."""

    pause: float = 0.4
    """Seconds without voice that end an utterance of ordinary length; at least EARLY_PAUSE."""
    longest: float = 10.0
    """Seconds at which an utterance is cut without any pause."""

    def pause_needed(self, length: float) -> float:
        """Seconds of pause that end an utterance of so many seconds."""
        if length <= ORDINARY:
            return _between(self.pause + MORE_WHEN_SHORT, self.pause, (length - SHORT) / (ORDINARY - SHORT))
        long = LONG * self.longest
        return _between(self.pause, EARLY_PAUSE, (length - long) / (self.longest - long))


@dataclass(frozen=True)
class Opened:
    """Someone has begun to speak at frame `start`."""

    start: int


@dataclass(frozen=True)
class Paused:
    """The voice has been away for EARLY_PAUSE since frame `end`: perhaps the end."""

    start: int
    end: int


@dataclass(frozen=True)
class Closed:
    """The utterance is over: voice from frame `start` to before `end`, known at frame `decided` (after it)."""

    start: int
    end: int
    decided: int
    goes_on: bool = False
    """It was cut for length: the next begins at `end`."""


@dataclass(frozen=True)
class Dropped:
    """What had opened at `start` was too short to be speech."""

    start: int
    decided: int


Decision = Opened | Paused | Closed | Dropped


@dataclass
class Endpointer:
    """Takes one probability per frame; says what it decides. Its fields are its whole state."""

    limits: Limits = Limits()
    frame: int = 0
    """Number of frames taken."""
    start: int = -1
    """First frame of the open utterance; -1 when nobody speaks."""
    quiet: int = -1
    """First frame of the pause that is running; -1 when the voice is there."""
    voiced: int = 0
    """Frames of voice in the open utterance."""
    recent: list[float] = field(default_factory=list)
    """The probabilities of the last LOOK_BACK seconds of the open utterance."""

    @property
    def open(self) -> bool:
        return self.start >= 0

    def push(self, probability: float) -> list[Decision]:
        """Take the next frame."""
        now, self.frame = self.frame, self.frame + 1
        if not self.open:
            if probability < ON:
                return []
            self.start, self.quiet, self.voiced, self.recent = now, -1, 1, [probability]
            return [Opened(now)]
        self.recent = [*self.recent[-round(LOOK_BACK / SECONDS) + 1 :], probability]
        if probability >= ON or (probability >= OFF and self.quiet < 0):
            self.quiet = -1
            self.voiced += 1
        elif self.quiet < 0 and probability < OFF:
            self.quiet = now
        return self._decide()

    def finish(self) -> list[Decision]:
        """No more sound: what is open ends here."""
        return self._close(self.quiet if self.quiet >= 0 else self.frame) if self.open else []

    def _decide(self) -> list[Decision]:
        length = (self.frame - self.start) * SECONDS
        if self.quiet >= 0:
            pause = self.frame - self.quiet
            if pause >= round(self.limits.pause_needed(length) / SECONDS):
                return self._close(self.quiet)
            if pause == round(EARLY_PAUSE / SECONDS):
                return [Paused(self.start, self.quiet)]
        if length >= self.limits.longest:
            return self._cut()
        return []

    def _close(self, end: int) -> list[Decision]:
        start, voiced = self.start, self.voiced
        self.start, self.quiet, self.voiced, self.recent = -1, -1, 0, []
        if voiced * SECONDS < SHORTEST:
            return [Dropped(start, self.frame)]
        return [Closed(start, end, self.frame)]

    def _cut(self) -> list[Decision]:
        """Cut at the weakest place (three frames together) of the last seconds; the rest stays open."""
        best, weakest = len(self.recent) - 1, float("inf")
        for i in range(1, len(self.recent) - 1):
            around = sum(self.recent[i - 1 : i + 2])
            if around < weakest:
                best, weakest = i, around
        at = self.frame - len(self.recent) + best
        closed = Closed(self.start, at, self.frame, goes_on=True)
        self.start = at
        self.recent = self.recent[best:]
        self.voiced = sum(p >= OFF for p in self.recent)
        if self.quiet >= 0:
            self.quiet = max(self.quiet, at)
        return [closed]


def _between(first: float, last: float, share: float) -> float:
    return first + (last - first) * min(1.0, max(0.0, share))
