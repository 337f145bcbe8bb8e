"""What turns a piece of sound into text: one small interface, one recogniser a file."""

from dataclasses import dataclass
from typing import Protocol

from live.speech.vad import Floats


@dataclass(frozen=True)
class Token:
    """The smallest piece of text with a time of its own (in Chinese a character); seconds from the first sample."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Hearing:
    """What a recogniser makes of a piece of sound, before wording."""

    text: str
    confidence: float = 1.0
    """0 to 1: mean probability of the tokens."""
    silence: float = 0.0
    """0 to 1: how likely the recogniser thinks that nobody speaks."""
    tokens: tuple[Token, ...] = ()


class Recogniser(Protocol):
    """May be called from several threads at once."""

    name: str
    guesses: bool
    """Whether it may be asked for partials."""

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        """`samples`: mono, 16 kHz, -1 to 1, at most about eleven seconds. `final`: with token times. `hurry`: the
        recogniser is behind and does less. Raises LiveCueError when it cannot."""
