"""Sound that no process has finished with yet, kept so that another can hear it again.

What is more than a minute or so is not kept in memory: where it stood is remembered, and it is read again from the
recording, so that hours of it cost nothing.
"""

from collections import deque
from dataclasses import dataclass


@dataclass
class _Entry:
    first: int
    length: int
    at: float
    begins: bool
    pcm: bytes | None

    @property
    def last(self) -> int:
        return self.first + self.length


@dataclass(frozen=True)
class Found:
    """Sound that follows a place."""

    length: int
    """Bytes; 0 when there is none."""
    pcm: bytes | None = None
    """None: it is in the recording only."""
    at: float = 0.0
    """Broadcast time of its first sample."""
    begins: bool = False
    """Whether it begins a section."""


class Backlog:
    """Bytes of sound by their place in all that was ever fed, with the sections they belong to."""

    def __init__(self, rate: int, keep: int | None = None) -> None:
        """`rate`: bytes a second. `keep`: bytes that stay in memory, the newest; None: all of them."""
        self._rate = rate
        self._keep = keep
        self._entries: deque[_Entry] = deque()
        self._elsewhere: deque[_Entry] = deque()
        """Those before `_entries` whose sound is not in memory."""
        self._held = 0
        self.first = 0
        """Place of the oldest byte that is wanted."""
        self.end = 0
        """Place behind the newest."""

    @property
    def held(self) -> int:
        """Bytes in memory."""
        return self._held

    def add(self, pcm: bytes, at: float, *, begins: bool) -> None:
        """Sound that follows, of broadcast time `at`; where it `begins` a section, it may be later than its place."""
        self._entries.append(_Entry(self.end, len(pcm), at, begins, pcm))
        self.end += len(pcm)
        self._held += len(pcm)
        while self._keep is not None and self._held > self._keep and len(self._entries) > 1:
            self._let_go(self._entries.popleft())

    def remember(self, length: int, at: float) -> None:
        """A section that is in the recording only, before any sound is added."""
        if self._entries:
            raise ValueError("sound was added already")
        self._elsewhere.append(_Entry(self.end, length, at, True, None))
        self.end += length

    def read(self, place: int, most: int) -> Found:
        """Up to `most` bytes from `place` on."""
        for entries in (self._elsewhere, self._entries):
            if not entries or entries[-1].last <= place:
                continue
            entry = next(entry for entry in entries if entry.last > place)
            skip = place - entry.first
            pcm = None if entry.pcm is None else entry.pcm[skip : skip + most]
            return Found(min(most, entry.length - skip), pcm, entry.at + skip / self._rate, entry.begins and not skip)
        return Found(0)

    def drop(self, place: int) -> None:
        """Everything before `place` was dealt with."""
        for entries in (self._elsewhere, self._entries):
            while entries and entries[0].last <= place:
                self._held -= len(entries.popleft().pcm or b"")
            if entries and entries[0].first < place:
                entries[0] = self._rest(entries[0], place - entries[0].first)
        self.first = max(self.first, place)

    def _rest(self, entry: _Entry, skip: int) -> _Entry:
        if entry.pcm is not None:
            self._held -= skip
        at = entry.at + skip / self._rate
        return _Entry(entry.first + skip, entry.length - skip, at, False, entry.pcm and entry.pcm[skip:])

    def _let_go(self, entry: _Entry) -> None:
        self._held -= entry.length
        if self._elsewhere and not entry.begins:
            self._elsewhere[-1].length += entry.length
        else:
            self._elsewhere.append(_Entry(entry.first, entry.length, entry.at, entry.begins, None))
