"""Tells a backlog that is sent again from new comments, where they have neither ids nor timestamps.

What a reader sends again after a loss is the end of what it had sent before, in the same order. So what comes over a
new connection is laid beside the end of what came before it: where several comments, of the same viewers and with the
same words, run up to the newest one that had come, they are that backlog. One alone may be a viewer who says a thing
twice, and is kept. Until that is decided, comments that look like a backlog wait, but never long.
"""

import math
from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from live.comments.clean import clean
from live.comments.formats.base import Raw, RawComment
from live.comments.markup import html_to_text
from live.comments.received import Received

LAST = 300
"""Comments of the end that are remembered: more than readers send again."""

COMPARED = 200
"""Characters of a comment that are compared."""

BEGINS_WITHIN = 2.0
"""Seconds from the connection within which a backlog begins."""

HELD_FOR = 0.8
"""Seconds that a comment waits, at most. A backlog comes in one go, and a cue is due within a second."""

ENOUGH = 2.0
"""Different comments that make a backlog; one without a viewer's name counts half, for anybody may have said it."""


class Said(NamedTuple):
    """By what a comment without an id is known again: the name and the beginning of the words, as they are shown."""

    user: str
    text: str


def said(raw: RawComment) -> Said:
    """What a comment said, as it came."""
    text = html_to_text(raw.text) if raw.html else raw.text
    return Said(clean(raw.user, 40), clean(text, 2 * COMPARED)[:COMPARED])


def is_bare(raw: Raw) -> bool:
    """Whether nothing but its content tells this one from another."""
    return not raw.id and raw.ts is None and raw.at is None


class _Waiting(NamedTuple):
    item: Received
    number: int
    """Which comment of the run it is; a signal counts as the comment before it."""
    since: float


class Backlog:
    """The end of what a source has sent, and what of a new connection is that end again. No I/O, no clock."""

    def __init__(self, before: Iterable[Said] = ()) -> None:
        """`before`: the last comments of this source that are known from earlier, the newest last."""
        self._end: deque[Said] = deque(before, LAST)
        self._old: Sequence[Said] = ()
        """The end as it was when the connection came up; empty once nothing is compared any more."""
        self._ends: set[int] = set()
        """Where in `_old` a backlog may end: at its end, and before what may have been a backlog that was cut off."""
        self._length = self._came = 0
        """How long `_old` was, and how many comments came after it."""
        self._until = 0.0
        self._run: list[Said] = []
        """What has come over this connection and stands in `_old` too."""
        self._places: dict[int, int] = {}
        """Where in `_old` the run may have come to, and with which of it that began."""
        self._waiting: list[_Waiting] = []
        self.repeated = 0
        """Comments and signals that were sent again, and went no further."""

    def begin(self, now: float) -> None:
        """A connection is up at `now` (seconds of any clock)."""
        forgotten = self._length + self._came - len(self._end)
        cut_off = {end - forgotten for end in self._ends if end > forgotten} if self._places else set()
        self._old, self._until = tuple(self._end), now + BEGINS_WITHIN
        self._length, self._came = len(self._old), 0
        self._ends = {self._length, *cut_off}
        self._run, self._places = [], {}
        # What still waits is of another connection under the same name, and goes on with the next step.
        self._waiting = [waiting._replace(number=-1) for waiting in self._waiting]

    @property
    def deadline(self) -> float | None:
        """When what waits must go on, by the clock of `begin` and `sift`; None while nothing waits."""
        return self._waiting[0].since + HELD_FOR if self._waiting else None

    def sift(self, items: Sequence[Received], now: float) -> list[Received]:
        """What goes on at `now`: those of `items` that are new, behind those that have waited and are."""
        passed: list[Received] = []
        for item in items:
            if not is_bare(item.raw):
                passed.append(item)
            elif isinstance(item.raw, RawComment):
                passed += self._compare(item, said(item.raw), now)
            elif self._waiting:  # a signal amid a backlog belongs to it
                self._waiting.append(_Waiting(item, self._waiting[-1].number, now))
            else:
                passed.append(item)
        return passed

    def release(self) -> list[Received]:
        """What waits, as nothing has shown that it was there before. Nothing more of this connection is compared."""
        self._old, self._places = (), {}
        return self._pass()

    def lost(self) -> list[Received]:
        """The connection is gone: what of that which waits goes on. Several that ran along the old ones do not; where
        they were new for all that, a source that sends its backlog again sends them again."""
        began = min(self._places.values(), default=len(self._run))
        if _evidence(self._run[began:]) >= ENOUGH:
            return [*self._pass(began), *self._leave_out()]
        return self._pass()

    def _compare(self, item: Received, what: Said, now: float) -> list[Received]:
        self._end.append(what)
        self._came += 1
        places = {at + 1: began for at, began in self._places.items() if self._old[at : at + 1] == (what,)}
        if now <= self._until:
            for at, there in enumerate(self._old):
                if there == what:
                    places.setdefault(at + 1, len(self._run))
        elif not places:
            self._old = ()
        self._places = places
        if not places:
            self._run.clear()
            return [*self._pass(), item]
        self._waiting.append(_Waiting(item, len(self._run), now))
        self._run.append(what)
        began = min((places[end] for end in self._ends & places.keys()), default=None)
        if began is None or _evidence(self._run[began:]) < ENOUGH:
            return self._pass(min(places.values()))
        self._until = -math.inf  # no other backlog begins, but a longer run may still be on its way to the end
        return [*self._pass(began), *self._leave_out()]

    def _pass(self, before: int | None = None) -> list[Received]:
        """Those that wait from before the comment number `before`, or all of them: they wait no longer."""
        passed = [w for w in self._waiting if before is None or w.number < before]
        del self._waiting[: len(passed)]
        return [w.item for w in passed]

    def _leave_out(self) -> list[Received]:
        self.repeated += len(self._waiting)
        self._waiting.clear()
        return []


def _evidence(run: Sequence[Said]) -> float:
    return sum(1.0 if what.user else 0.5 for what in set(run))
