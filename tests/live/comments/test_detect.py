"""Recognising a source by its frames, whatever it sends before."""

import tracemalloc

from live.comments.detect import ENOUGH, HELD_BYTES, Reader
from tests.live.comments.simulated import spoken


def test_frames_that_nobody_knows_are_held_by_bytes_and_the_next_known_one_still_tells() -> None:
    reader = Reader("auto")
    tracemalloc.start()
    try:
        for number in range(ENOUGH):
            reader.read(b'{"unknown": "' + b"%d" % number + b"x" * (HELD_BYTES - 100) + b'"}')
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 4 * HELD_BYTES
    assert reader.unclaimed == ENOUGH
    reader.read(spoken("dycast", "7312", "hello"))
    assert reader.format is not None and reader.format.name == "dycast"
