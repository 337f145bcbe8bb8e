"""How patient a listener is, in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """All in seconds. The defaults are for a broadcast; tests and odd networks may want others."""

    first: float = 0.4
    """From a loss to the first try, at most."""
    longest: float = 5.0
    """Between the beginnings of two tries, at most: a live show cannot wait longer."""
    open_within: float = 4.0
    """For a connection to come up. Below `longest`, so that tries never lie further apart than that."""
    steady: float = 1.0
    """After which a connection counts as one that works, so that the next loss is a first one."""
    quiet: float = 8.0
    """Without a message, after which the source is asked for a sign of life."""
    answer_within: float = 6.0
    """For that sign."""


LIVE = Timing()
