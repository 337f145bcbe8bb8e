"""What every format is made of: a pure function from one frame to comments and signals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

import msgspec

Join = Mapping[str, str | int | float | bool]
"""The table `join` of a source in config.toml: what the reader must be told at first."""

Bad = Literal["encoding", "json", "shape", "text"]
"""Why something was skipped: not UTF-8, not JSON, not what this format sends, a comment without text."""

SignalType = Literal["like", "gift", "enter", "follow", "order", "share", "stats", "popup", "end"]


class Sender(TypedDict, total=False):
    """Who sent a comment or a signal, and when: what both have in common, as keyword arguments."""

    id: str
    user: str
    user_id: str
    platform: str
    ts: float | None
    at: float | None


class _RawItem(msgspec.Struct, frozen=True, kw_only=True):
    id: str = ""
    user: str = ""
    user_id: str = ""
    platform: str = ""
    ts: float | None = None
    """The source's own timestamp, Unix seconds."""
    at: float | None = None
    """Broadcast time in seconds; recordings only."""


class RawComment(_RawItem, frozen=True, kw_only=True):
    """One viewer message as the source sent it: hostile text, not yet cleaned."""

    text: str
    html: bool = False
    """`text` is HTML."""
    counted: bool = False
    """`id` is a count that begins again when the reader is restarted: with other words it is another comment."""


class RawSignal(_RawItem, frozen=True, kw_only=True):
    """What a viewer did without words, as the source sent it."""

    type: SignalType
    count: int = 1
    product: str = ""
    status: str = ""
    detail: str = ""


Raw = RawComment | RawSignal


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What one frame of a source came to."""

    items: tuple[Raw, ...] = ()
    """Comments and signals, in the order of the frame."""
    bad: tuple[Bad, ...] = ()
    """One entry for each thing that could not be read."""
    ignored: int = 0
    """Well-formed messages that LiveCue has no use for."""
    reply: str = ""
    """What the source expects to be sent back."""

    @property
    def comments(self) -> list[RawComment]:
        return [item for item in self.items if isinstance(item, RawComment)]

    @property
    def signals(self) -> list[RawSignal]:
        return [item for item in self.items if isinstance(item, RawSignal)]


def join_as_it_is(join: Join) -> tuple[str, ...]:
    """The table `join` as one JSON message; nothing where it is empty."""
    return (msgspec.json.encode(dict(join)).decode(),) if join else ()


def _nothing(_: Join) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Format:
    """One comment reader: how to read it, how to know it, what it must be told."""

    name: str
    parse: Callable[[str | bytes], Frame]
    """Pure, and never raises: what cannot be read is counted in `Frame.bad`."""
    claims: Callable[[Any], bool]
    """Whether a decoded frame is surely this format's."""
    hello: Callable[[Join], tuple[str, ...]] = _nothing
    """What to send when the connection is up. Most sources must be sent nothing at all."""
    fresh_ids: bool = False
    """The source makes up new ids at each connection, so that a repeated backlog shows only in what was said."""
    dials_us: bool = False
    """The source connects to LiveCue's receiver."""
