"""Sound in, pieces to decode out: the voice model and the endpointer over a stream of samples.

Everything is counted in frames from where the section began, so that nothing depends on how the sound was cut into
chunks. A snapshot taken after any frame brings a fresh segmenter to exactly the same place.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import numpy as np

from live.speech.endpointing import (
    EARLY_PAUSE,
    FRAME,
    RATE,
    SECONDS,
    Closed,
    Decision,
    Endpointer,
    Limits,
    Opened,
    Paused,
)  # fmt: skip
from live.speech.vad import Floats, VoiceState

BEFORE = 6
"""Frames of sound kept before the first frame of voice: soft consonants begin earlier than the voice model sees."""

AFTER = round(EARLY_PAUSE / SECONDS)
"""Frames kept after the last: as many as are there when a decision can first be prepared, so that what was decoded
ahead is what is decoded in the end."""

SILENT = -96.0
"""dBFS of the quietest sound that 16 bits hold."""

BYTES = FRAME * 2
"""Bytes of a frame of s16le samples."""


@dataclass(frozen=True)
class Piece:
    """Sound that may be, or is, one utterance. Times are broadcast time."""

    start: float
    end: float
    decided: float
    sound_at: float
    """Broadcast time of the first sample."""
    samples: Floats

    @property
    def key(self) -> tuple[float, float]:
        """Equal for the piece decoded ahead and the piece decided."""
        return self.start, self.end

    @property
    def loudness(self) -> float:
        """Mean level from start to end in dBFS (0 is a square wave at full scale); below 0, SILENT at least."""
        voice = self.samples[round((self.start - self.sound_at) * RATE) : round((self.end - self.sound_at) * RATE)]
        power = float(np.mean(np.square(voice, dtype=np.float64))) if len(voice) else 0.0
        return round(min(-0.1, max(SILENT, 10 * math.log10(power))) if power else SILENT, 1)


@dataclass(frozen=True)
class Began:
    """Somebody speaks since `start`."""

    start: float


@dataclass(frozen=True)
class Perhaps:
    """A pause has begun that may be the end of this piece."""

    piece: Piece


@dataclass(frozen=True)
class Ended:
    """The piece is an utterance."""

    piece: Piece


Step = Began | Perhaps | Ended


class _Snapshot(msgspec.Struct, array_like=True):
    zero: float
    endpointer: Endpointer
    voice: bytes
    floor: int
    kept_from: int
    kept: bytes


class Segmenter:
    """Takes s16le mono 16 kHz sound of one section after the other."""

    def __init__(self, voice: Callable[[Floats, VoiceState], float], limits: Limits | None = None) -> None:
        """`voice` gives the probability of a frame and moves the state on (`live.speech.vad.Silero`)."""
        self._voice = voice
        self._limits = limits or Limits()
        self.begin(0.0)

    def begin(self, at: float) -> None:
        """A new section begins: its first sample was at broadcast time `at`. Call `finish` on the old one first."""
        self._zero = at
        self._endpointer = Endpointer(self._limits)
        self._state = VoiceState.fresh()
        self._floor = 0
        self._kept_from = 0
        self._kept = bytearray()

    @property
    def open(self) -> bool:
        """Whether somebody is speaking."""
        return self._endpointer.open

    @property
    def pausing(self) -> bool:
        """Whether the voice is away in an open utterance."""
        return self._endpointer.quiet >= 0

    @property
    def at(self) -> float:
        """Broadcast time up to which sound was taken in, in whole frames."""
        return self._time(self._endpointer.frame)

    @property
    def so_far(self) -> Piece:
        """The open utterance as far as it goes."""
        return self._piece(self._endpointer.start, self._endpointer.frame, self._endpointer.frame)

    def push(self, frame: bytes) -> list[Step]:
        """Take one frame (BYTES of sound)."""
        if len(frame) != BYTES:
            raise ValueError(f"a frame is {BYTES} bytes, not {len(frame)}")
        self._kept += frame
        steps = self._steps(self._endpointer.push(self._voice(_samples(frame), self._state)))
        self._forget()
        return steps

    def finish(self) -> list[Step]:
        """No more sound in this section."""
        return self._steps(self._endpointer.finish())

    def snapshot(self) -> bytes:
        """The whole state after the last frame."""
        return msgspec.msgpack.encode(
            _Snapshot(
                self._zero,
                self._endpointer,
                self._state.to_bytes(),
                self._floor,
                self._kept_from,
                bytes(self._kept),
            )
        )

    def restore(self, snapshot: bytes) -> None:
        """Go on from where a snapshot was taken."""
        saved = msgspec.msgpack.decode(snapshot, type=_Snapshot)
        self._zero, self._endpointer = saved.zero, saved.endpointer
        self._state = VoiceState.from_bytes(saved.voice)
        self._floor, self._kept_from, self._kept = saved.floor, saved.kept_from, bytearray(saved.kept)

    def _steps(self, decisions: list[Decision]) -> list[Step]:
        steps: list[Step] = []
        for decision in decisions:
            match decision:
                case Opened(start):
                    steps.append(Began(self._time(start)))
                case Paused(start, end):
                    steps.append(Perhaps(self._piece(start, end, self._endpointer.frame)))
                case Closed(start, end, decided, goes_on):
                    steps.append(Ended(self._piece(start, end, decided, after=0 if goes_on else AFTER)))
                    self._floor = end
        return steps

    def _piece(self, start: int, end: int, decided: int, after: int = AFTER) -> Piece:
        first = max(self._floor, start - BEFORE, self._kept_from)
        last = min(end + after, self._endpointer.frame)
        raw = self._kept[(first - self._kept_from) * BYTES : (last - self._kept_from) * BYTES]
        return Piece(self._time(start), self._time(end), self._time(decided), self._time(first), _samples(bytes(raw)))

    def _time(self, frame: int) -> float:
        return round(self._zero + frame * SECONDS, 3)

    def _forget(self) -> None:
        """Drop sound that no piece can need any more."""
        needed = self._endpointer.start if self.open else self._endpointer.frame
        drop = needed - BEFORE - self._kept_from
        if drop > 0:
            del self._kept[: drop * BYTES]
            self._kept_from += drop


def _samples(pcm: bytes) -> Floats:
    """s16le sound as -1 to 1."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
