"""Which cues are on screen, in which order, and which one the keys act on. Nothing moves by itself.

A cue keeps its place from when it opens; new ones go below. One that closes by itself stays where it is for a few
seconds, marked as over, so that a key pressed at that moment does not hit its neighbour.
"""

from live.events import Cue
from live.state import BroadcastState, GroupState

LINGER = 5.0
"""Seconds of broadcast time that a cue stays on screen after it closed by itself."""


class Board:
    """Order and cursor over the cues of `state`."""

    def __init__(self, state: BroadcastState) -> None:
        self._state = state
        self.order: list[str] = []
        self.cursor: str | None = None
        self._leaving: dict[str, float] = {}

    def on(self, cue: Cue, at: float) -> None:
        """A cue changed (the state has been told already)."""
        if cue.state in ("open", "shown"):
            self._leaving.pop(cue.group, None)
            if cue.group not in self.order:
                self.order.append(cue.group)
            if cue.pinned and cue.by == "operator":
                self._lift(cue.group)
            if self.cursor is None:
                self.cursor = cue.group
        elif cue.by == "operator":
            self._remove(cue.group)
        elif cue.group in self.order:
            self._leaving.setdefault(cue.group, at + LINGER)

    def settle(self, now: float) -> bool:
        """Let go what has been over for long enough. True when something left."""
        gone = [g for g, until in self._leaving.items() if until <= now]
        for group in gone:
            self._remove(group)
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
        if self.order:
            at = self.order.index(self.cursor) if self.cursor in self.order else 0
            self.cursor = self.order[min(len(self.order) - 1, max(0, at + by))]

    def put_cursor(self, group: str) -> None:
        """The cursor on this cue."""
        if group in self.order:
            self.cursor = group

    def sort(self) -> None:
        """Once, because the operator asks: pinned first, then by priority. New ones still go below."""
        live = [g.group for g in self._state.open_cues() if g.group in self.order]
        self.order = live + [g for g in self.order if g not in live]

    def _lift(self, group: str) -> None:
        self.order.remove(group)
        place = sum(1 for g in self.order if self._state.groups[g].cue.pinned)
        self.order.insert(place, group)

    def _remove(self, group: str) -> None:
        self._leaving.pop(group, None)
        if group not in self.order:
            return
        at = self.order.index(group)
        self.order.remove(group)
        if self.cursor == group:
            self.cursor = self.order[min(at, len(self.order) - 1)] if self.order else None
