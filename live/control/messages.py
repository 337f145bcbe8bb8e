"""What goes over the control channel: one JSON object a message, the same library on both ends.

A client asks (`Asked`), each answered by `Done` or `Refused` with its id. Unasked it hears `Hello` first, `Now`
whenever something changes that is not in the journal, and `Bye` before the server goes in good order.
"""

from typing import Literal

import msgspec

from live.config import LlmEndpoint, LlmSettings, SessionSettings
from live.partials import Partial
from live.progress import Share


class Asked(msgspec.Struct, frozen=True):
    """A wish (see live.wishes), and the number under which its answer comes."""

    id: int
    wish: msgspec.Raw


class Done(msgspec.Struct, frozen=True, tag_field="say", tag="done"):
    """The wish is granted."""

    id: int
    at: float = 0.0
    """Broadcast time of what was appended, in seconds."""
    seqs: tuple[int, ...] = ()
    """Its places in the journal."""
    on_disk: bool = True
    """False: the disk does not take it at the moment; it is kept in memory and tried again."""


class Refused(msgspec.Struct, frozen=True, tag_field="say", tag="refused"):
    """The wish is not granted, and what to do about it."""

    id: int
    why: str
    exit_code: int = 2
    """As of a command: 2 where the wish was wrong, 1 where it could not be done."""


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag="hello"):
    """What an attached screen must know that the journal does not tell."""

    at: float
    """Broadcast time now, in seconds."""
    live: bool
    """Broadcast time goes on by itself; a replay's stands between events."""
    language: str = SessionSettings().language
    tokens_per_broadcast: int = LlmSettings().tokens_per_broadcast
    llm: bool = False
    """A language model is configured."""

    def endpoints(self) -> tuple[LlmEndpoint, ...]:
        """As many as a screen must know of: one where there is any. Its address stays with the broadcast."""
        return (LlmEndpoint(base_url="", model=""),) if self.llm else ()


class Now(msgspec.Struct, frozen=True, tag_field="say", tag="now"):
    """What is under way: words not yet decided, how far each clip being made is, and where the
    pages are, with their token."""

    heard: Partial | None = None
    exporting: dict[str, Share] = {}
    addresses: dict[str, str] = {}


class Bye(msgspec.Struct, frozen=True, tag_field="say", tag="bye"):
    """The process leaves in good order; all it did is in the journal."""


Link = Literal["joining", "joined", "gone", "left"]
"""How a screen stands to the broadcast's process: looked for; joined; gone without a word, as when it was killed, or
never there; left in good order."""

Said = Done | Refused | Hello | Now | Bye

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)


def encode(message: msgspec.Struct) -> str:
    """As it is sent."""
    return _encoder.encode(message).decode()


def decode(raw: str | bytes) -> Said:
    """What the server said. Raises msgspec.DecodeError on anything else."""
    return _decoder.decode(raw)
