"""The platforms' limits, from limits.toml."""

import datetime
import tomllib
from importlib import resources
from typing import Literal

import msgspec


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one platform takes."""

    name: str
    title: int
    body: int
    tags: int
    count: Literal["characters", "utf16"]
    one_text: bool
    """There is no title of its own: it is the first line of the body, and counts into it."""
    tag_mark: str
    checked: datetime.date
    sources: tuple[str, ...]
    unchecked: str
    """What no source was found for."""

    def length(self, text: str) -> int:
        """How long the platform counts a text."""
        match self.count:
            case "characters":
                return len(text)
            case "utf16":
                return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _load() -> dict[str, Limit]:
    read = tomllib.loads(resources.files("clipper").joinpath("limits.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, dict[str, Limit])


LIMITS = _load()
"""By platform, in the order of the file."""

_BREAKS = "，。！？；、：,.!?;: \n"


def shorten(text: str, longest: int, limit: Limit) -> str:
    """`text` within `longest`, cut at the last punctuation that leaves at least half, else with an ellipsis."""
    text = text.strip()
    if limit.length(text) <= longest:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if limit.length(text[:middle]) <= longest else (low, middle - 1)
    kept = text[:low]
    place = max((kept.rfind(mark) for mark in _BREAKS), default=-1)
    if place >= len(kept) / 2:
        return kept[:place].rstrip(_BREAKS)
    return kept[:-1].rstrip(_BREAKS) + "…"
