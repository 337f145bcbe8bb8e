"""Parts fold over the journal: events in, new events out."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from live.events import DERIVED, AnyPayload, Event
from live.journal import Journal


class Part(Protocol):
    """A plain object that is told every event once, in the order of the journal, its own events included.

    No I/O, no clock but `event.at`, no thread, no randomness: the same events in give the same events out. What it
    returns is appended with the `at` of the event it was told, and that event as `cause`. State may change only in
    `on`, so that folding over an old journal (with what it returns thrown away) brings back the same state.
    """

    def on(self, event: Event) -> Sequence[AnyPayload]:
        """Take in one event; return what follows from it, in order."""


class Fold:
    """Runs parts over a journal, in one thread. What follows from an event stands right behind it."""

    def __init__(
        self, journal: Journal, parts: Sequence[Part], watchers: Sequence[Callable[[Event], object]] = ()
    ) -> None:
        """`watchers` are told every event as the parts are, in the same order, and have nothing to say."""
        self._journal = journal
        self._parts = parts
        self._watchers = watchers

    def resume(self) -> int:
        """Bring the parts to where the journal ends, and add what a crash kept them from saying. Returns the number of
        events folded.

        The parts take events strictly in order and what they say is committed as a whole, so everything up to the
        last event that is somebody's cause has been dealt with; only what came after it is still owed its answers.
        """
        dealt_with = self._journal.last_cause(DERIVED)
        folded = 0
        for event in self._journal.read():
            folded += 1
            if event.seq <= dealt_with:
                for watch in self._watchers:
                    watch(event)
                for part in self._parts:
                    part.on(event)
            else:
                self._cascade(event)
        return folded

    def put(self, data: AnyPayload, at: float, cause: int | None = None) -> Event:
        """Append something that came from outside, and all that follows from it."""
        event = self._journal.append(data, at=at, cause=cause)
        self._cascade(event)
        return event

    def _cascade(self, event: Event) -> None:
        waiting = deque([event])
        while waiting:
            current = waiting.popleft()
            for watch in self._watchers:
                watch(current)
            for part in self._parts:
                for data in part.on(current):
                    waiting.append(self._journal.append(data, at=current.at, cause=current.seq))
