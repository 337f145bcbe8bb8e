"""What has been seen, as far back as a bounded memory reaches."""

from collections import deque


class RecentIds:
    """Remembers the last `size` ids, with a note on each: which source it came from and what it stood for."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._notes: dict[str, tuple[str, int]] = {}
        # Beside the dict because finding its oldest entry is slow once many have been deleted from its front.
        self._order: deque[str] = deque()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._notes

    def note(self, id_: str) -> tuple[str, int] | None:
        """The note on this id, or None when it is not remembered."""
        return self._notes.get(id_)

    def add(self, id_: str, source: str, content: int = 0) -> None:
        """Remember `id_`, which must be new; the oldest is forgotten where there are too many."""
        self._notes[id_] = (source, content)
        self._order.append(id_)
        if len(self._order) > self._size:
            del self._notes[self._order.popleft()]


class RecentTexts:
    """Counts how often a text came within the last `window` seconds; at most `size` comments are remembered."""

    def __init__(self, window: float, size: int) -> None:
        self._window = window
        self._size = size
        self._order: deque[tuple[float, str]] = deque()
        self._counts: dict[str, int] = {}

    def add(self, text: str, at: float) -> int:
        """Take in a text at broadcast time `at`; returns how many like it came within the window before."""
        key = alike(text)
        while self._order and (self._order[0][0] < at - self._window or len(self._order) >= self._size):
            self._forget()
        before = self._counts.get(key, 0)
        self._counts[key] = before + 1
        self._order.append((at, key))
        return before

    def _forget(self) -> None:
        _, key = self._order.popleft()
        left = self._counts[key] - 1
        if left:
            self._counts[key] = left
        else:
            del self._counts[key]


def alike(text: str) -> str:
    """The same for texts that say the same in a flood: case, spaces and the length of 111 or 哈哈哈 do not matter."""
    key = "".join(text.casefold().split())
    return key[0] if key and key.count(key[0]) == len(key) else key
