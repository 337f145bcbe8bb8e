"""What a listener or the receiver hands on: a raw comment or signal, with where and when it came in."""

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from live.comments.formats.base import Raw


class Received(msgspec.Struct, frozen=True):
    """One raw comment or signal of a source."""

    raw: Raw
    source: str
    """The source's name, as in config.toml."""
    platform: str
    """The platform to assume where the comment names none."""
    wall: float
    """When it was received, Unix seconds."""
    connection: int
    """Which connection to this source, from 1."""
    fresh_ids: bool = False
    """The source makes up new ids at each connection."""


@dataclass
class Tally:
    """What has come from one source so far."""

    connections: int = 0
    frames: int = 0
    items: int = 0
    ignored: int = 0
    repeated: int = 0
    """What was recognised as a backlog sent again, of that which has neither id nor time."""
    bad: Counter[str] = field(default_factory=Counter)
    """What could not be read, by kind (`live.comments.formats.base.Bad`, `oversize`)."""
    gaps: list[float] = field(default_factory=list)
    """Length of each gap, seconds."""
