"""Which cues are on screen, in which order, and which one the keys act on. Nothing moves by itself.

On top stand the cues that the host has, each in its place until it goes; another that comes in front takes the place
that is free. Below is the queue: a cue keeps its rank from when it opened, new ones go to the end. One that closes by
itself stays where it is for a few seconds, marked as over, so that a key pressed at that moment does not hit its
neighbour. The cursor follows its cue, not the row; until the operator moves it, it stays with what the host has.
"""

import itertools

from live.events import Cue
from live.state import BroadcastState, GroupState

LINGER = 5.0
"""Seconds of broadcast time that a cue stays on screen after it closed by itself."""


class Board:
    """Order and cursor over the cues of `state`."""

    def __init__(self, state: BroadcastState) -> None:
        self._state = state
        self.cursor: str | None = None
        self.slips = 0
        """How often the cursor has come to another cue without the operator: just after that, a key may be meant for
        the cue before."""
        self._held = False
        self._places: list[str | None] = []
        """What the host has, by place; None: the place is free."""
        self._queue: list[str] = []
        self._rank: dict[str, int] = {}
        self._ranks = itertools.count()
        self._leaving: dict[str, float] = {}

    @property
    def order(self) -> list[str]:
        """The groups on screen, from the top."""
        return [g for g in self._places if g is not None] + self._queue

    def on(self, cue: Cue, at: float) -> None:
        """A cue changed (the state has been told already)."""
        group = cue.group
        if cue.state in ("open", "shown"):
            self._leaving.pop(group, None)
            if group not in self._rank:
                self._rank[group] = next(self._ranks)
            if cue.state == "shown":
                self._put_in_front(group)
            else:
                self._free_place(group)
                if group not in self._queue:
                    self._queue.append(group)
                self._queue.sort(key=self._key)
            self._stay_in_front()
        elif cue.by == "operator":
            self._remove(group)
        elif group in self._rank:
            self._leaving.setdefault(group, at + LINGER)

    def settle(self, now: float) -> bool:
        """Let go what has been over for long enough. True when something left."""
        gone = [g for g, until in self._leaving.items() if until <= now]
        for group in gone:
            self.slips += group == self.cursor
            self._remove(group)
        if gone:
            self._stay_in_front()
        return bool(gone)

    def rows(self) -> list[GroupState]:
        """The cues on screen, in order."""
        return [self._state.groups[g] for g in self.order]

    def current(self) -> GroupState | None:
        """The cue that the keys act on."""
        return self._state.groups.get(self.cursor) if self.cursor else None

    def is_over(self, group: str) -> bool:
        """It has closed and is about to leave."""
        return group in self._leaving

    def move(self, by: int) -> None:
        """Move the cursor `by` cues, down being positive."""
        if order := self.order:
            at = order.index(self.cursor) if self.cursor in order else 0
            self.cursor = order[min(len(order) - 1, max(0, at + by))]
            self._held = True

    def put_cursor(self, group: str) -> None:
        """The cursor on this cue."""
        if group in self._rank:
            self.cursor = group
            self._held = True

    def let_go(self) -> None:
        """The cursor back to what the host has."""
        self._held = False
        self.cursor = next(iter(self.order), None)

    def sort(self) -> None:
        """Rank the queue by priority, once, because the operator asks. New ones still go to the end."""
        live = [g.group for g in self._state.open_cues() if g.group in self._rank]
        for group in [*live, *(g for g in self._rank if g not in set(live))]:
            self._rank[group] = next(self._ranks)
        self._queue.sort(key=self._key)

    def _stay_in_front(self) -> None:
        """While nobody holds it, the cursor is with what the host has, and moves only when that goes."""
        if self._held or not self.order or (self.cursor is not None and self.cursor in self._places):
            return
        top = self.order[0]
        self.slips += self.cursor is not None and self.cursor != top
        self.cursor = top

    def _key(self, group: str) -> tuple[bool, int]:
        return not self._state.groups[group].cue.pinned, self._rank[group]

    def _put_in_front(self, group: str) -> None:
        if group in self._places:
            return
        if group in self._queue:
            self._queue.remove(group)
        if None in self._places:
            self._places[self._places.index(None)] = group
        else:
            self._places.append(group)

    def _free_place(self, group: str) -> None:
        if group in self._places:
            self._places[self._places.index(group)] = None

    def _remove(self, group: str) -> None:
        self._leaving.pop(group, None)
        if group not in self._rank:
            return
        at = self.order.index(group)
        del self._rank[group]
        self._free_place(group)
        if group in self._queue:
            self._queue.remove(group)
        if self.cursor == group:
            order = self.order
            self.cursor = order[min(at, len(order) - 1)] if order else None
