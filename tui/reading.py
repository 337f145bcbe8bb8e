"""Following the journal without keeping anybody waiting: events are folded in short slices, and in between keys, the
room and the screen get their turn."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from live.events import Event
from tui.model import View

SLICE = 0.004
"""Seconds of folding events after which keys and the room get their turn."""

PAUSE = 0.003
"""Seconds without an event after which the others have had their turn anyway."""

BURST = 500
"""Events without a pause from which on an old journal is being read in, and the screen says so."""

SETTLED = 0.2
"""Seconds without an event after which the old journal is read in."""

Follow = Callable[[int], AsyncIterator[Event]]


class Reading:
    """Folds what the journal holds, and then what comes, into a view."""

    def __init__(self, follow: Follow, view: View, by_operator: Callable[[], None]) -> None:
        """`follow(after)` yields the journal's events from `seq` after + 1 on. `by_operator` is called when what a
        person did has come back as an event, which is to be seen at once."""
        self._follow = follow
        self._view = view
        self._by_operator = by_operator
        self._folded = 0.0
        self.fresh = True
        """There is something that has not been painted."""
        self.catching_up = False
        """A journal that was there before is being read in."""

    async def run(self) -> None:
        """Until the journal is closed. Raises LiveCueError when it cannot be read on."""
        since, burst = time.perf_counter(), 0
        try:
            async for event in self._follow(self._view.state.last_seq):
                came = time.perf_counter()
                if came - self._folded > PAUSE:
                    since, burst = came, 0
                burst += 1
                self._view.on(event)
                self.fresh = True
                if not self.catching_up and getattr(event.data, "by", "") == "operator":
                    self._by_operator()
                self._folded = time.perf_counter()
                if self._folded - since > SLICE:
                    self.catching_up = burst > BURST
                    await asyncio.sleep(0)
                    since = time.perf_counter()
        finally:
            self.catching_up = False

    def settle(self) -> bool:
        """True when an old journal has just been read in."""
        settled = self.catching_up and time.perf_counter() - self._folded > SETTLED
        if settled:
            self.catching_up = False
        return settled
