"""What a person at a terminal without the dashboard reads: progress, notes and errors, on stderr."""

import sys
import time
from typing import TextIO

from live.progress import Pace, Progress

BAR = 28


class Console:
    """Writes to stderr; on a terminal the progress stays on one line, elsewhere it is a line every ten seconds."""

    def __init__(self, stream: TextIO | None = None, every: float = 10.0) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._terminal = self._stream.isatty()
        self._every = 0.1 if self._terminal else every
        self._last = 0.0
        self._paces: dict[str, Pace] = {}
        self._open = False

    def note(self, text: str) -> None:
        """One line of its own."""
        self._clear()
        self._stream.write(text + "\n")
        self._stream.flush()

    def progress(self, progress: Progress) -> None:
        """Where a piece of work is, at most a few times a second, with the time that is left."""
        now = time.monotonic()
        share = min(1.0, progress.done / progress.total) if progress.total else 1.0
        left = self._paces.setdefault(progress.what, Pace()).share(share).left
        if now - self._last < self._every and progress.done < progress.total:
            return
        self._last = now
        line = f"{progress.what} {'█' * round(share * BAR):░<{BAR}} {share:4.0%}"
        if left is not None and share < 1:
            line += f"  {left // 60}:{left % 60:02} left"
        if self._terminal:
            self._stream.write(f"\r\x1b[2K{line}")
            self._open = True
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def _clear(self) -> None:
        if self._open:
            self._stream.write("\n")
            self._open = False
