"""Sound that no process has finished with yet, kept so that another can hear it again."""

from collections import deque
from dataclasses import dataclass


@dataclass
class _Entry:
    first: int
    pcm: bytes
    at: float | None

    @property
    def last(self) -> int:
        return self.first + len(self.pcm)


class Backlog:
    """Bytes of sound by their place in all that was ever fed, with the sections they belong to."""

    def __init__(self) -> None:
        self._entries: deque[_Entry] = deque()
        self.first = 0
        """Place of the oldest byte kept."""
        self.end = 0
        """Place behind the newest."""

    def add(self, pcm: bytes, at: float | None) -> None:
        """Sound that follows; with `at` it begins a section."""
        self._entries.append(_Entry(self.end, pcm, at))
        self.end += len(pcm)

    def read(self, place: int, most: int) -> tuple[bytes, float | None]:
        """Up to `most` bytes from `place` on, and where their section begins if it begins there."""
        for entry in self._entries:
            if entry.last > place:
                skip = place - entry.first
                return entry.pcm[skip : skip + most], entry.at if skip == 0 else None
        return b"", None

    def drop(self, place: int) -> None:
        """Everything before `place` was dealt with."""
        while self._entries and self._entries[0].last <= place:
            self._entries.popleft()
        if self._entries and self._entries[0].first < place:
            oldest = self._entries[0]
            self._entries[0] = _Entry(place, oldest.pcm[place - oldest.first :], None)
        self.first = max(self.first, place)
