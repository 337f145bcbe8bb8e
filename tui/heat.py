"""How lively the chat is over the whole broadcast, in bounded memory."""

from collections import deque

BUCKETS = 1024
"""Most buckets kept. When they are full, two become one and each is twice as long: four hours fit at 16 s a bucket."""

BLOCKS = " ▁▂▃▄▅▆▇█"


class Heat:
    """Counts of comments by broadcast time."""

    def __init__(self) -> None:
        self.seconds = 1.0
        """Length of one bucket."""
        self.counts: list[int] = []
        self._minute: deque[tuple[int, int]] = deque()

    def add(self, at: float) -> None:
        """One comment at broadcast time `at`."""
        while at / self.seconds >= BUCKETS:
            self.counts = [sum(self.counts[i : i + 2]) for i in range(0, len(self.counts), 2)]
            self.seconds *= 2
        index = int(max(0.0, at) / self.seconds)
        if index >= len(self.counts):
            self.counts.extend([0] * (index + 1 - len(self.counts)))
        self.counts[index] += 1
        second = int(at)
        if self._minute and self._minute[-1][0] >= second:
            self._minute[-1] = (self._minute[-1][0], self._minute[-1][1] + 1)
        else:
            self._minute.append((second, 1))
            while self._minute[0][0] <= second - 60:
                self._minute.popleft()

    def last_minute(self, now: float) -> int:
        """Comments in the minute before `now`."""
        return sum(n for second, n in self._minute if second > now - 60)

    def line(self, until: float, width: int) -> str:
        """The whole broadcast up to `until` as one line of `width` blocks, the busiest moment full height."""
        if width <= 0:
            return ""
        span = max(until, 60.0)
        sums = [0.0] * width
        for index, count in enumerate(self.counts):
            # A bucket wider than a column is spread over the columns it covers, so that there are no false gaps.
            first = index * self.seconds / span * width
            last = (index + 1) * self.seconds / span * width
            columns = range(int(first), min(width, max(int(first) + 1, int(last))))
            for column in columns:
                sums[column] += count / len(columns)
        top = max(sums)
        if not top:
            return BLOCKS[1] * width
        return "".join(BLOCKS[1 + round(n / top * (len(BLOCKS) - 2))] for n in sums)


def column(at: float, until: float, width: int) -> int:
    """In which column of `Heat.line` the moment `at` stands."""
    return min(width - 1, max(0, int(at / max(until, 60.0) * width)))
