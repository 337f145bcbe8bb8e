"""What has been seen, as far back as a bounded memory reaches."""

from collections import deque

GENERATIONS = 8
"""In so many pieces ids are forgotten."""


class RecentIds:
    """Remembers the last `size` ids and up to an eighth more, with a note on each: which source it came from and what
    it stood for.

    They are forgotten a generation at a time. One large dict whose oldest entry goes for every new one would be built
    anew every hundred thousand ids, and the memory of a process that runs for hours would be left in holes.
    """

    def __init__(self, size: int) -> None:
        self._each = max(1, -(-size // GENERATIONS))
        self._newest: dict[str, tuple[str, int]] = {}
        self._older: deque[dict[str, tuple[str, int]]] = deque(maxlen=GENERATIONS)

    def __contains__(self, id_: str) -> bool:
        return self.note(id_) is not None

    def note(self, id_: str) -> tuple[str, int] | None:
        """The note on this id, or None when it is not remembered."""
        note = self._newest.get(id_)
        if note is not None:
            return note
        for generation in self._older:
            if (note := generation.get(id_)) is not None:
                return note
        return None

    def add(self, id_: str, source: str, content: int = 0) -> None:
        """Remember `id_`, which must be new; the oldest are forgotten where there are too many."""
        if len(self._newest) == self._each:
            self._older.appendleft(self._newest)
            self._newest = {}
        self._newest[id_] = (source, content)


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
