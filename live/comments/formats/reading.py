"""From a frame to its messages: what all JSON formats have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from live.comments.formats import fields
from live.comments.formats.base import Bad, Frame, Raw

Found = Raw | Sequence[Raw] | Bad | None
"""What one message came to: one thing, several, why it cannot be read, or None for what LiveCue has no use for."""


def read(frame: str | bytes, one: Callable[[dict[str, Any]], Found]) -> Frame:
    """The frame, read message by message with `one`: it is an object, or an array of objects."""
    try:
        value = fields.decode(frame)
    except fields.Unreadable as error:
        return Frame(bad=(error.why,))
    if isinstance(value, dict):
        found = one(value)
        if isinstance(found, Raw):
            return Frame(items=(found,))
        return gather([found])
    if isinstance(value, list):
        return gather([one(message) if isinstance(message, dict) else "shape" for message in value])
    return Frame(bad=("shape",))


def gather(found: Sequence[Found]) -> Frame:
    """What the messages of one frame came to, together."""
    items: list[Raw] = []
    bad: list[Bad] = []
    ignored = 0
    for what in found:
        if what is None:
            ignored += 1
        elif isinstance(what, str):
            bad.append(what)
        elif isinstance(what, Raw):
            items.append(what)
        else:
            items.extend(what)
    return Frame(items=tuple(items), bad=tuple(bad), ignored=ignored)
