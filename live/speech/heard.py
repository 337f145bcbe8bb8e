"""What comes out of speech recognition, in the order of broadcast time."""

import msgspec

from live.events import Utterance


class Final(msgspec.Struct, frozen=True, kw_only=True, tag="final"):
    """An utterance, once and for all."""

    utterance: Utterance
    decided_at: float
    """Broadcast time at which the sound showed that the utterance was over; independent of the time decoding took."""


class Partial(msgspec.Struct, frozen=True, kw_only=True, tag="partial"):
    """What has been understood so far of an utterance still being spoken. For screens; never for the journal."""

    start: float
    text: str
    at: float
    """Broadcast time up to which the sound was heard."""


class Until(msgspec.Struct, frozen=True, kw_only=True, tag="until"):
    """A watermark: every utterance decided at or before `at` has been yielded."""

    at: float


class Trouble(msgspec.Struct, frozen=True, kw_only=True, tag="trouble"):
    """Recognition is behind, was replaced, or is well again: what a `health` event says."""

    state: str
    """ok, degraded or down."""
    detail: str
    at: float


Heard = Final | Partial | Until | Trouble
