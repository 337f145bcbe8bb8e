"""Pictures of the real dashboard, for the README: it runs over a journal without a terminal and is drawn as SVG."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from live.catalog.products import Catalog
from live.config import DashboardSettings, SessionSettings, Settings
from live.events import Cue, Event
from live.wishes import AnyWish, grant
from tui.app import Dashboard
from tui.svg import to_svg
from tui.words import Language

SETTLED = 0.3
"""Seconds after which what was painted is on screen."""


class Moment(NamedTuple):
    """A broadcast time, and the keys that are pressed then."""

    at: float
    keys: Sequence[str] = ()


async def film(
    events: Sequence[Event],
    catalog: Catalog,
    moments: Sequence[Moment],
    *,
    size: tuple[int, int] = (120, 34),
    language: Language = "zh",
    theme: str = "dark",
) -> AsyncIterator[str]:
    """The dashboard as SVG at each of the moments, at `size` columns and rows. What the keys wish comes true."""
    told: list[Event] = []
    more = asyncio.Event()

    async def follow(after: int) -> AsyncIterator[Event]:
        while True:
            more.clear()
            while after < len(told):
                yield told[after]
                after += 1
            await more.wait()

    def tell(event: Event) -> None:
        told.append(event)
        more.set()

    def do(wish: AnyWish) -> None:
        state = app.view.state
        for data in grant(wish, state, catalog, state.now):
            if isinstance(data, Cue):
                (closed.add if data.state == "dismissed" else closed.discard)(data.group)
            tell(Event(seq=state.last_seq, at=state.now, wall=0.0, cause=None, data=data))

    settings = Settings(session=SessionSettings(language=language), dashboard=DashboardSettings(theme=theme))
    app = Dashboard(follow, do, settings, catalog=catalog)
    coming = list(events)
    closed: set[str] = set()
    """Cues that a key has closed: no part opens them again, though in the journal nobody had closed them."""
    async with app.run_test(size=size) as pilot:
        for moment in moments:
            while coming and coming[0].at <= moment.at:
                event = coming.pop(0)
                if not (isinstance(event.data, Cue) and event.data.group in closed):
                    tell(event)
            while told and (app.view.state.last_seq < told[-1].seq or app.catching_up):
                await pilot.pause(0.05)
            app.view.tick(moment.at)
            app.paint()
            while app.just_slipped():  # as a person would wait before pressing
                await pilot.pause(0.05)
            for key in moment.keys:
                await pilot.press(key)
                await pilot.pause()
            while told and app.view.state.last_seq < told[-1].seq:
                await pilot.pause(0.05)
            app.paint()
            await pilot.pause(SETTLED)
            yield screen_svg(app)


async def picture(
    events: Sequence[Event],
    catalog: Catalog,
    at: float,
    *,
    size: tuple[int, int] = (120, 34),
    language: Language = "zh",
) -> str:
    """The dashboard as SVG at broadcast time `at`."""
    (svg,) = [svg async for svg in film(events, catalog, [Moment(at)], size=size, language=language)]
    return svg


def screen_svg(app: Dashboard) -> str:
    """What the dashboard shows now, as SVG."""
    rows = [list(strip) for strip in app.screen._compositor.render_strips(app.screen.size)]
    colours = app.theme_variables
    return to_svg(rows, app.screen.size.width, "LiveCue", colours["background"], colours["foreground"])
