"""The dashboard over a room that runs in the same loop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from live.progress import Progress, Report
from live.room import Room
from live.wishes import AnyWish
from tui.app import Dashboard


class Partials:
    """The newest text that is being heard, for whoever looks."""

    def __init__(self) -> None:
        self._newest: tuple[float, str] | None = None
        self._told = asyncio.Event()

    def tell(self, start: float, text: str) -> None:
        self._newest = (start, text)
        self._told.set()

    async def follow(self) -> AsyncIterator[tuple[float, str]]:
        while True:
            await self._told.wait()
            self._told.clear()
            if self._newest is not None:
                yield self._newest


Drive = Callable[[asyncio.Event, Report, Callable[[float, str], None]], Awaitable[None]]
"""Runs the broadcast until it is over or the event is set, and finishes it."""


def show(room: Room, drive: Drive, *, now: Callable[[], float] | None = None, replay: bool = False) -> None:
    """Open the dashboard and run the broadcast under it. Returns when both are over."""
    asyncio.run(_show(room, drive, now, replay))


async def _show(room: Room, drive: Drive, now: Callable[[], float] | None, replay: bool) -> None:
    stop = asyncio.Event()
    partials = Partials()
    running: asyncio.Task[None] = asyncio.ensure_future(_driven(drive, stop, _ignore, partials.tell))

    async def end() -> None:
        stop.set()
        await asyncio.wait({running})

    def grant(wish: AnyWish) -> None:
        room.grant(wish, now() if now else 0.0)

    dashboard = Dashboard(
        room.journal.follow,
        grant,
        room.settings,
        catalog=room.catalog,
        now=now,
        partials=partials.follow,
        exporting=lambda: room.exporting,
        addresses=lambda: room.addresses,
        end=end,
        replay=replay,
    )
    running.add_done_callback(lambda task: dashboard.exit() if not task.cancelled() and task.exception() else None)
    try:
        await dashboard.run_async()
    finally:
        stop.set()
        await running


async def _driven(drive: Drive, stop: asyncio.Event, report: Report, partial: Callable[[float, str], None]) -> None:
    await drive(stop, report, partial)


def _ignore(_: Progress) -> None:
    """The dashboard shows how far things are by itself, from the journal."""
