"""Lines of a stream, each with whether many others wait with it."""

import queue
import threading
from collections.abc import Iterable, Iterator
from itertools import islice

SETTLED = 0.05
"""Seconds without a line after which nothing more is on its way."""

End = Exception | None


def with_hurry(lines: Iterable[bytes], many: int) -> Iterator[tuple[bytes, bool]]:
    """Each line, and whether more than `many` came at once, itself included: a file, or a room in a flood. A line that
    comes alone is given after SETTLED. What the stream raises is raised here."""
    waiting: queue.SimpleQueue[bytes | End] = queue.SimpleQueue()
    threading.Thread(target=_fill, args=(lines, waiting), daemon=True).start()
    for first in _until_end(waiting):
        at_once = _at_once(waiting)
        together = [first, *islice(at_once, many)]
        hurry = len(together) > many
        yield from ((line, hurry) for line in together)
        if hurry:
            yield from ((line, True) for line in at_once)


def _fill(lines: Iterable[bytes], waiting: "queue.SimpleQueue[bytes | End]") -> None:
    try:
        for line in lines:
            waiting.put(line)
    except (OSError, ValueError) as error:
        # Whoever reads the lines has to hear of it, in the thread that can answer for it.
        waiting.put(error)
    else:
        waiting.put(None)


def _until_end(waiting: "queue.SimpleQueue[bytes | End]") -> Iterator[bytes]:
    while True:
        line = waiting.get()
        if isinstance(line, Exception):
            raise line
        if line is None:
            return
        yield line


def _at_once(waiting: "queue.SimpleQueue[bytes | End]") -> Iterator[bytes]:
    """Lines that wait or come within SETTLED of the one before. The end is put back."""
    while True:
        try:
            line = waiting.get(timeout=SETTLED)
        except queue.Empty:
            return
        if not isinstance(line, bytes):
            waiting.put(line)
            return
        yield line
