"""Prompts: a prefix that never changes while a broadcast runs, then the batch.

Providers charge a fraction for a prefix that they have seen before, byte for byte. So the instructions and the catalog
come first, and nothing that changes stands in them.
"""

import re
from dataclasses import dataclass
from importlib import resources

import msgspec

STABLE = 0.75
"""Share of a prompt's bytes that the prefix has at least."""
LONGEST_TEXT = 120
"""Characters of a comment that are sent."""

_LONG_NUMBER = re.compile(r"\d{7,}")
_MENTION = re.compile(r"@[^\s@，。,:：]{1,30}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Prompt:
    """What is sent."""

    system: str
    user: str

    @property
    def bytes(self) -> int:
        """Length of all of it; a byte is at most one token."""
        return len(self.system.encode()) + len(self.user.encode())

    @property
    def stable(self) -> float:
        """Share of its bytes that stand in the prefix."""
        return len(self.system.encode()) / self.bytes


def instructions(name: str) -> str:
    """A text of `live/llm/prompts/`."""
    return resources.files("live.llm").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8").strip() + "\n"


def room_for(system: str) -> int:
    """Bytes that may follow a prefix so that it keeps its share."""
    return int(len(system.encode()) * (1 - STABLE) / STABLE)


def as_data(value: object) -> str:
    """A value as JSON between markers. `<` and `>` are escaped: nothing in it looks like the end of the data."""
    written = msgspec.json.encode(value).decode().replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<<<DATA\n{written}\nDATA>>>\nReply with one json object."


def masked(text: str) -> str:
    """A viewer's text as it is sent: on one line, not too long, without names of viewers it turns to and without
    numbers that could be a phone's or an order's."""
    text = _MENTION.sub("@…", _LONG_NUMBER.sub("#", _SPACE.sub(" ", text))).strip()
    return text[:LONGEST_TEXT]
