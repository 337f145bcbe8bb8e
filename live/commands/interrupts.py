"""Ctrl-C, where no dashboard takes the keys."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def interrupts(stop: asyncio.Event, tell: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C (or SIGTERM) sets `stop` and tells so; a second one interrupts whatever is going on."""
    loop = asyncio.get_running_loop()
    told = False

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        if told:
            raise KeyboardInterrupt
        told = True
        tell()
        loop.call_soon_threadsafe(stop.set)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
