"""The dashboard over a room that runs in the same loop."""

import asyncio
from collections.abc import Awaitable, Callable

from live.progress import Progress, Report
from live.room import Room
from live.wishes import AnyWish
from tui.app import Dashboard

Drive = Callable[[asyncio.Event, Report], Awaitable[None]]
"""Runs the broadcast until it is over or the event is set, and finishes it."""


def show(room: Room, drive: Drive, *, now: Callable[[], float] | None = None, replay: bool = False) -> None:
    """Open the dashboard and run the broadcast under it. Returns when both are over."""
    asyncio.run(_show(room, drive, now, replay))


async def _show(room: Room, drive: Drive, now: Callable[[], float] | None, replay: bool) -> None:
    stop = asyncio.Event()
    running: asyncio.Task[None] = asyncio.ensure_future(drive(stop, _ignore))

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
        partials=room.partials.follow,
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


def _ignore(_: Progress) -> None:
    """The dashboard shows how far things are by itself, from the journal."""
