"""The comments on screen: the newest few thousand, searched and scrolled without anything moving under the eye."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from live.events import Comment

KEEP = 20_000
"""Comments kept in memory for search and for a viewer's history; the journal has all of them."""


class Said(NamedTuple):
    """A comment and when it came. `n` counts comments from 0 and is its place for ever."""

    n: int
    at: float
    comment: Comment


def who(comment: Comment) -> str:
    """What tells one viewer from another: the hash, or the name where the source gives nothing else."""
    return comment.viewer or comment.user


class Feed:
    """What has been said, and which part of it is looked at."""

    def __init__(
        self, needs: Callable[[str], bool], about: Callable[[str], str] = lambda _: "", keep: int = KEEP
    ) -> None:
        """Of a comment's id, `needs` tells whether it needs an answer, `about` what it is about, to be searched by."""
        self._needs, self._about = needs, about
        self._said: deque[Said] = deque(maxlen=keep)
        self._places: dict[str, int] = {}
        self.total = 0
        self.query = ""
        self.needs_only = False
        self.cursor: int | None = None
        """`n` of the comment under the cursor; None while the newest are followed."""
        self._bottom: int | None = None

    def add(self, comment: Comment, at: float) -> None:
        """One more comment."""
        if len(self._said) == self._said.maxlen:
            oldest = self._said[0]
            if self._places.get(oldest.comment.id) == oldest.n:
                del self._places[oldest.comment.id]
        self._said.append(Said(self.total, at, comment))
        self._places[comment.id] = self.total
        self.total += 1

    @property
    def paused(self) -> bool:
        """The operator reads further up, and what comes in does not move it."""
        return self._bottom is not None

    @property
    def unseen(self) -> int:
        """Comments that have come since the list was held."""
        return 0 if self._bottom is None else self.total - 1 - self._bottom

    @property
    def filtered(self) -> bool:
        return bool(self.query) or self.needs_only

    def search(self, query: str) -> None:
        """Show only what holds all words of `query`; `@name` looks at who said it."""
        self.query = query.strip()
        self.follow()

    def only_needs(self, on: bool) -> None:
        """Show only what needs an answer."""
        self.needs_only = on
        self.follow()

    def follow(self) -> None:
        """Back to the newest."""
        self.cursor = self._bottom = None

    def window(self, height: int) -> list[Said]:
        """What is seen in `height` rows, oldest first."""
        rows: list[Said] = []
        if height > 0:
            for said in self._back(self.total - 1 if self._bottom is None else self._bottom):
                rows.append(said)
                if len(rows) == height:
                    break
        return rows[::-1]

    def move(self, by: int, height: int) -> None:
        """Move the cursor `by` rows, down being positive; below the newest, the list is followed again."""
        rows = self.window(height)
        if not rows:
            return
        if self.cursor is None:
            if by < 0:
                self.cursor = self._bottom = rows[-1].n
            return
        for _ in range(abs(by)):
            step = self._next(self.cursor) if by > 0 else self._before(self.cursor)
            if step is None:
                if by > 0:
                    self.follow()
                return
            self.cursor = step.n
            rows = self.window(height)
            if self._bottom is not None and self.cursor > self._bottom:
                self._bottom = self.cursor
            elif rows and self.cursor < rows[0].n and (above := self._before(rows[-1].n)):
                self._bottom = above.n

    def put_cursor(self, n: int) -> None:
        """The cursor on a comment that is seen."""
        if self._bottom is None:
            self._bottom = self.total - 1
        self.cursor = n

    def under_cursor(self) -> Said | None:
        """The comment under the cursor, as long as it is kept."""
        if self.cursor is None or not self._said or self.cursor < self._said[0].n:
            return None
        return self._said[self.cursor - self._said[0].n]

    def of_viewer(self, key: str) -> list[Said]:
        """All that is kept of one viewer (see `who`), oldest first."""
        return [s for s in self._said if who(s.comment) == key]

    def find(self, comment: str) -> Said | None:
        """The comment with this id, while it is kept."""
        n = self._places.get(comment)
        return None if n is None else self._said[n - self._said[0].n]

    def _matches(self) -> Callable[[Said], bool]:
        words = self.query.casefold().split()
        names = [w[1:] for w in words if w.startswith("@") and len(w) > 1]
        texts = [w for w in words if not w.startswith("@")]

        def matches(said: Said) -> bool:
            if self.needs_only and not self._needs(said.comment.id):
                return False
            if texts:
                comment = said.comment
                text = f"{comment.text} {comment.user} {self._about(comment.id)}".casefold()
                if not all(w in text for w in texts):
                    return False
            return not names or all(n in said.comment.user.casefold() for n in names)

        return matches

    def _back(self, from_n: int) -> Iterator[Said]:
        matches = self._matches()
        for said in reversed(self._said):
            if said.n <= from_n and matches(said):
                yield said

    def _before(self, n: int) -> Said | None:
        return next(self._back(n - 1), None)

    def _next(self, n: int) -> Said | None:
        matches = self._matches()
        return next((s for s in self._said if s.n > n and matches(s)), None)
