"""How far a piece of work is, told to whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a piece of work is. `done` and `total` in seconds of broadcast, or in pieces."""

    what: str
    done: float
    total: float


Report = Callable[[Progress], None]
