"""Pictures of the real dashboard, for the README: it runs over a journal without a terminal and is drawn as SVG."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from live.catalog.products import Catalog
from live.config import DashboardSettings, SessionSettings, Settings
from live.events import Event
from live.wishes import AnyWish
from tui.app import Dashboard
from tui.svg import to_svg
from tui.words import Language


async def picture(
    events: Sequence[Event],
    catalog: Catalog,
    *,
    size: tuple[int, int] = (120, 34),
    language: Language = "zh",
    theme: str = "dark",
    keys: Sequence[str] = (),
) -> str:
    """The dashboard as SVG after `events` and then `keys`, at `size` columns and rows."""

    async def follow(after: int) -> AsyncIterator[Event]:
        for event in events[after:]:
            yield event
        await asyncio.Event().wait()

    def grant(_: AnyWish) -> None:
        """A picture changes nothing."""

    settings = Settings(session=SessionSettings(language=language), dashboard=DashboardSettings(theme=theme))
    app = Dashboard(follow, grant, settings, catalog=catalog)
    async with app.run_test(size=size) as pilot:
        while app.view.state.last_seq < (events[-1].seq if events else 0):
            await pilot.pause(0.05)
        for key in keys:
            await pilot.press(key)
        # Twice the pace of redrawing: what the last event changed is on screen.
        await pilot.pause(0.3)
        return screen_svg(app)


def screen_svg(app: Dashboard) -> str:
    """What the dashboard shows now, as SVG."""
    rows = [list(strip) for strip in app.screen._compositor.render_strips(app.screen.size)]
    colours = app.theme_variables
    return to_svg(rows, app.screen.size.width, "LiveCue", colours["background"], colours["foreground"])
