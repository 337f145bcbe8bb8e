"""What the recognition process and its parent say to each other: length-prefixed MessagePack over pipes."""

import struct
from typing import BinaryIO, TypeVar

import msgspec

from live.events import Utterance
from live.speech.endpointing import Limits
from live.speech.heard import What

_HEAD = struct.Struct("<I")
LARGEST = 64 << 20
"""Bytes; a longer frame means that the two have lost step."""


class Guards(msgspec.Struct, frozen=True):
    """What keeps out what nobody said. Off only to see what they are for."""

    voice: bool = True
    """Only where there is a voice anything is decoded."""
    text: bool = True
    """What was decoded is dropped where the recogniser doubts that it is speech, or the text shows it."""


GUARDED = Guards()


class Setup(msgspec.Struct, frozen=True, tag=True):
    """First frame to the child: what to recognise with, and where to go on."""

    weights: str
    """Their folder; with `endpoint`, of those that stand in for it, or ""."""
    language: str
    device: str
    threads: int
    live: bool
    words: tuple[str, ...] = ()
    endpoint: str = ""
    model: str = ""
    key_env: str = ""
    """Name of the environment variable with the endpoint's key; the key itself is never sent."""
    guards: Guards = GUARDED
    limits: Limits = Limits()


class GoOn(msgspec.Struct, frozen=True, tag=True):
    """To a child that has heard nothing yet: where another one was."""

    snapshot: bytes


class Sound(msgspec.Struct, frozen=True, tag=True):
    """Sound that follows what was sent before; with `at`, a new section that begins at this broadcast time."""

    pcm: bytes
    at: float | None = None
    effort: int = 0
    """How much is to be done from here on (`live.speech.lag.Effort`)."""


class Finish(msgspec.Struct, frozen=True, tag=True):
    """No more sound."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """From the child: the model is loaded."""

    name: str


class Mark(msgspec.Struct, frozen=True):
    """From here another process can go on as if nothing had happened."""

    taken: int
    """Bytes of sound that the snapshot has taken in, of what this child was sent; whole frames."""
    snapshot: bytes


class Said(msgspec.Struct, frozen=True, tag=True):
    """An utterance, or None where there were no words in the sound after all."""

    utterance: Utterance | None
    decided: float
    mark: Mark


class Guess(msgspec.Struct, frozen=True, tag=True):
    """A partial."""

    start: float
    text: str
    at: float


class Progress(msgspec.Struct, frozen=True, tag=True):
    """A watermark, behind everything decided before it."""

    until: float
    taken: int
    """Bytes of sound, of what this child was sent, that have been dealt with up to here."""
    mark: Mark | None = None


class Taken(msgspec.Struct, frozen=True, tag=True):
    """How many bytes of sound the child has listened to since it began: the parent sends on."""

    taken: int


class Beat(msgspec.Struct, frozen=True, tag=True):
    """Still there; `busy` is how many seconds the decoding in hand has taken so far, `deaf` the same of the frame that
    is being listened to."""

    busy: float
    deaf: float = 0.0


class Done(msgspec.Struct, frozen=True, tag=True):
    """Everything was said."""


class Note(msgspec.Struct, frozen=True, tag=True):
    """From the child: something that people should know."""

    what: What
    reason: str = ""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The child cannot go on, and says why for people."""

    reason: str


ToChild = Setup | GoOn | Sound | Finish
FromChild = Ready | Said | Guess | Progress | Taken | Beat | Done | Note | Failed

T = TypeVar("T")
_to_child: msgspec.msgpack.Decoder[ToChild] = msgspec.msgpack.Decoder(ToChild)
_from_child: msgspec.msgpack.Decoder[FromChild] = msgspec.msgpack.Decoder(FromChild)


def pack(message: ToChild | FromChild) -> bytes:
    """One frame."""
    body = msgspec.msgpack.encode(message)
    return _HEAD.pack(len(body)) + body


def length(head: bytes) -> int:
    """Length of the body that follows a head. Raises ValueError when it cannot be."""
    (size,) = _HEAD.unpack(head)
    if size > LARGEST:
        raise ValueError(f"a frame of {size} bytes")
    return int(size)


HEAD = _HEAD.size


def to_child(body: bytes) -> ToChild:
    return _to_child.decode(body)


def from_child(body: bytes) -> FromChild:
    return _from_child.decode(body)


def read(pipe: BinaryIO) -> bytes | None:
    """The body of the next frame; None when the other side is gone."""
    head = pipe.read(HEAD)
    if len(head) < HEAD:
        return None
    size = length(head)
    body = pipe.read(size)
    return body if len(body) == size else None
