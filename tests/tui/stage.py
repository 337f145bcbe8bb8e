"""Runs the dashboard over a list of events, with a journal in memory that takes what the operator does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import msgspec
from textual.pilot import Pilot

from live.catalog.products import Catalog
from live.config import DashboardSettings, SessionSettings, Settings
from live.events import Answered, AnyPayload, Event
from live.state import BroadcastState
from live.wishes import AnyWish, grant
from tests.tui.labelled import WALL, demo_catalog
from tui.app import Dashboard
from tui.words import Language


class Stage:
    """A journal in memory: what is appended comes back to the dashboard as from a real one, and a cue that the
    operator says is answered is closed, as the board does it."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self.events = list(events)
        self.acted: list[AnyPayload] = []
        self._more = asyncio.Event()

    async def follow(self, after: int = 0) -> AsyncIterator[Event]:
        while True:
            self._more.clear()
            while after < len(self.events):
                yield self.events[after]
                after += 1
            await self._more.wait()

    def put(self, data: AnyPayload, at: float | None = None) -> Event:
        """Append as a part or a worker would."""
        at = self.events[-1].at if at is None and self.events else (at or 0.0)
        event = Event(seq=len(self.events) + 1, at=at, wall=WALL + at, cause=None, data=data)
        self.events.append(event)
        self._more.set()
        return event

    def grant(self, wish: AnyWish) -> None:
        """Append what the operator wishes."""
        state = BroadcastState()
        for event in self.events:
            state.on(event)
        for data in grant(wish, state, demo_catalog(), state.now):
            self.acted.append(data)
            self.put(data)
            if isinstance(data, Answered):
                self.put(msgspec.structs.replace(state.groups[data.group].cue, state="answered", by=data.by))

    async def settled(self, app: Dashboard) -> None:
        """All that has been appended is on screen."""
        while app.view.state.last_seq < len(self.events) or app.catching_up:  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    def dashboard(
        self, language: Language = "zh", theme: str = "dark", catalog: Catalog | None = None, **more: Any
    ) -> Dashboard:
        settings = Settings(session=SessionSettings(language=language), dashboard=DashboardSettings(theme=theme))
        return Dashboard(
            self.follow, self.grant, settings, catalog=demo_catalog() if catalog is None else catalog, **more
        )


def screen_text(app: Dashboard) -> str:
    """What the screen shows, as text, without spaces at the ends of lines."""
    strips = app.screen._compositor.render_strips(app.screen.size)
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips) + "\n"


async def until(pilot: Pilot[str], seen: Callable[[], bool]) -> None:
    """Wait for what the screen is to show: when it is painted depends on what else the machine does."""
    for _ in range(200):
        if seen():
            return
        await pilot.pause(0.05)
    raise AssertionError(screen_text(pilot.app))  # type: ignore[arg-type]
