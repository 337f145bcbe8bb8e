"""A recognition process that has loaded its weights and waits, so that one that dies or hangs is replaced at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from live.speech import wire
from live.speech.childprocess import ChildProcess

log = logging.getLogger(__name__)

AFTER = 3.0
"""Seconds before the first is started, which leaves the processor to the beginning of the one that works."""

LARGEST = 500_000_000
"""Bytes of weights above which memory is not spent on a second copy."""


class Spare:
    """Keeps one such process from `begin` on; `take` it when it is needed, and `begin` again for the next."""

    def __init__(self, start: Callable[[], Awaitable[ChildProcess]], after: float = AFTER) -> None:
        """`start` starts a process and sets it up."""
        self._start, self._after = start, after
        self._child: ChildProcess | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Of the process that is ready to be taken."""
        return self._child.process.pid if self._child is not None and self._child.ready else None

    def begin(self, *, now: bool = False) -> None:
        """Have one ready in a while, or as soon as can be, unless one is being kept already."""
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep(0.0 if now else self._after), name="spare recogniser")

    async def take(self) -> ChildProcess | None:
        """The process, if there is one that is ready and gives signs of life."""
        child, self._child = self._child, None
        await self._dismiss()
        if child is None or (child.ready and child.alive):
            return child
        await child.end()
        return None

    async def close(self) -> None:
        """End it."""
        child, self._child = self._child, None
        await self._dismiss()
        if child is not None:
            await child.end()

    async def _dismiss(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None

    async def _keep(self, after: float) -> None:
        """Start it, and take in what it says, which is no more than that it is there. If it ends, it is not replaced
        before the next `begin`: whatever ails it may ail the next."""
        await asyncio.sleep(after)
        try:
            self._child = child = await self._start()
        except OSError as error:
            log.info("No spare recognition process: %s", error)
            return
        while (message := await child.receive()) is not None:
            if isinstance(message, wire.Failed):
                break
        if self._child is child:
            self._child = None
            await child.end()
