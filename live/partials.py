"""What is being said and not yet decided: for screens and pages, never for the journal.

A warning for words of a partial is a provisional one. It stands where the final one will stand, and goes when the
words turn out to be others: the text of the utterance alone decides.
"""

import asyncio
from collections.abc import AsyncIterator, Callable

import msgspec


class Suspect(msgspec.Struct, frozen=True, array_like=True):
    """Words that the host has perhaps just said, and should not have; `softer` may be empty."""

    phrase: str
    softer: str = ""


class Partial(msgspec.Struct, frozen=True, array_like=True):
    """What somebody says who began at `start` (seconds of broadcast time), as understood so far; with empty `text`,
    there were no words after all."""

    start: float
    text: str
    suspects: tuple[Suspect, ...] = ()


class Partials:
    """The newest partial of a broadcast, for any number of readers."""

    def __init__(self, suspects: Callable[[str], tuple[Suspect, ...]]) -> None:
        """`suspects` finds what must not be said in a text."""
        self._suspects = suspects
        self._readers: list[asyncio.Event] = []
        self.now: Partial | None = None
        """None while nothing is heard that is not decided."""

    def hear(self, start: float, text: str) -> None:
        """This has been understood so far of what began at `start`."""
        self._tell(Partial(start, text, self._suspects(text)))

    def decided(self, end: float) -> None:
        """There is an utterance that ends at `end`: the journal has what was said up to there."""
        if self.now is not None and self.now.start < end:
            self._tell(None)

    async def follow(self) -> AsyncIterator[Partial]:
        """The newest, each time there is a newer one; what came between two looks is left out."""
        told = asyncio.Event()
        self._readers.append(told)
        try:
            while True:
                await told.wait()
                told.clear()
                if self.now is not None:
                    yield self.now
        finally:
            self._readers.remove(told)

    def _tell(self, partial: Partial | None) -> None:
        self.now = partial
        for told in self._readers:
            told.set()
