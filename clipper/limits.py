"""The platforms' limits, from limits.toml."""

import math
import tomllib
import unicodedata
from importlib import resources

import msgspec


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one platform takes."""

    name: str
    title: int
    full_width: bool
    body: int
    tags: int
    tag_mark: str
    source: str

    def length(self, text: str) -> int:
        """How long the platform counts a text."""
        if not self.full_width:
            return len(text)
        return math.ceil(sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in text))


def _load() -> dict[str, Limit]:
    read = tomllib.loads(resources.files("clipper").joinpath("limits.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, dict[str, Limit])


LIMITS = _load()
"""By platform, in the order of the file."""

_BREAKS = "，。！？；、,.!?; \n"


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
