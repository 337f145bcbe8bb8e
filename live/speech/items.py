"""What the capture hands on, in order."""

from dataclasses import dataclass

from live.speech.recorder import BYTES_PER_SECOND

CHUNK_BYTES = 2 * 1024
"""Length of a chunk but the last: 64 ms, twice what the Silero model looks at."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of recording begins: what a `session` event with state `recording` tells."""

    media: str
    """Its folder, relative to the session folder; "" when nothing is recorded (the disk is full)."""
    offset: float
    """Broadcast time at which its own time is zero."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sound: 16 kHz, mono, signed 16 bits, little-endian."""

    pcm: bytes
    at: float
    """Broadcast time of the first sample."""

    @property
    def end(self) -> float:
        """Broadcast time behind the last sample."""
        return self.at + len(self.pcm) / BYTES_PER_SECOND


@dataclass(frozen=True, slots=True)
class Lost:
    """A live source is gone, or not there yet; it is tried again and again. Comes once per outage."""

    at: float
    """Broadcast time."""
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A live source is back; nothing was heard for a while. Comes before the first sound behind it."""

    start: float
    """Broadcast time."""
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know, such as media without sound."""

    at: float
    """Broadcast time."""
    text: str


Item = Stretch | Chunk | Lost | Gap | Notice
