"""Figures with a unit that a text names, in one unit of each kind: 30厘米 and 300mm are the same."""

import functools
import re

from live.catalog.units import UNITS

NUMBER = r"\d+(?:\.\d+)?"
UNIT = "|".join(f"{u}(?![a-z])" if u.isascii() else u for u in sorted(UNITS, key=len, reverse=True))
_FIGURE = re.compile(rf"(?<![\d.])({NUMBER})\s*-?\s*({UNIT})")

Figure = tuple[str, float]
"""A kind of measure and how much of it, in the unit of `live.catalog.units`."""


@functools.lru_cache(maxsize=4096)  # the wordings kept of a group are looked at again with each that joins them
def figures_named(line: str) -> frozenset[Figure]:
    """The figures with a unit in `line` (plain, with figures)."""
    return frozenset(
        (UNITS[unit][0], round(float(number) * UNITS[unit][1], 3)) for number, unit in _FIGURE.findall(line)
    )
