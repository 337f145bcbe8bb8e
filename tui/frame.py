"""The frame of the dashboard: what stands where, when it is painted, and how a wish of the operator goes out.

It only reads, and acts only by wishes. The room runs in the same loop or in another process; the dashboard never keeps
either waiting, nor the operator: what comes in is painted a few times a second, less often where painting is slow, and
a key at once.
"""

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from live.catalog.products import Catalog
from live.config import Settings
from live.control.messages import Link
from live.errors import LiveCueError
from live.partials import Partial
from live.progress import Share
from live.wishes import AnyWish
from tui.keys import KEYS
from tui.link import as_health
from tui.model import View
from tui.reading import Follow, Reading
from tui.theme import DARK, LIGHT, THEMES
from tui.widgets.comments import CommentPanel
from tui.widgets.cues import CuePanel
from tui.widgets.health import HealthPanel
from tui.widgets.heat import HeatPanel
from tui.widgets.host import HostPanel
from tui.widgets.keybar import KeyBar
from tui.widgets.panel import Panel
from tui.widgets.status import StatusPanel
from tui.words import Words

logger = logging.getLogger(__name__)

REDRAW = 0.1
"""Seconds between two paintings of what comes in, at least; a key is painted at once."""

REST = 3.0
"""How many times as long as a painting took the next one waits at least."""

LONGEST_REST = 0.5
"""Seconds that it waits at most."""

SURE = 0.6
"""Seconds after the cursor has moved by itself in which a key does nothing but say so."""

NOTE = 4.0
"""Seconds that the answer to a key stands on screen."""

Grant = Callable[[AnyWish], Awaitable[None] | None]
Partials = Callable[[], AsyncIterator[Partial]]


class Frame(App[str]):
    """Panels, pace, and what every key needs."""

    CSS_PATH = "dashboard.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (170, "-broad")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.word, show=False) for key in KEYS if "." not in key.action
    ]

    def __init__(
        self,
        follow: Follow,
        grant: Grant,
        settings: Settings,
        *,
        catalog: Catalog | None = None,
        now: Callable[[], float] | None = None,
        partials: Partials | None = None,
        exporting: Callable[[], Mapping[str, Share]] | None = None,
        addresses: Callable[[], Mapping[str, str]] = dict,
        end: Callable[[], Awaitable[None]] | None = None,
        link: Callable[[], Link] | None = None,
        replay: bool = False,
    ) -> None:
        """`follow(after)` yields the journal's events from `seq` after + 1 on; `grant` has an operator's wish granted,
        at once or, where it gives something to wait for, by another process; it raises LiveCueError where it cannot be.

        `now` tells broadcast time between events (a live clock). `partials` yields what is being heard and not yet
        decided. `exporting` tells how far the clips being made are, by highlight; `addresses` where the pages are.
        `end` ends the broadcast safely and returns when all is written; without it the screen can only be closed.
        `link`: the broadcast runs in another process, goes on when the screen is closed, and this tells how we stand
        to it.
        """
        super().__init__()
        self.settings = settings
        self.view = View(catalog)
        self.words = Words(settings.session.language)
        self.reading = Reading(follow, self.view, self.paint)
        self._grant, self._partials, self._now = grant, partials, now
        self._exporting, self._addresses, self._end, self._link = exporting, addresses, end, link
        self._note_until = self._next = 0.0
        self._slips, self._slipped, self._settled = 0, -SURE, False
        self.status = StatusPanel(self.view, self.words, id="status")
        self.status.replay = replay
        self.cues = CuePanel(self.view, self.words, id="cues")
        self.comments = CommentPanel(self.view, self.words, id="comments")
        self.search = Input(id="search", compact=True, select_on_focus=False)
        self.search.display = False
        self.keybar = KeyBar(self.view, self.words, id="keys")
        self.keybar.attached = link is not None

    def compose(self) -> ComposeResult:
        yield self.status
        with Container(id="main"):
            yield self.cues
            with Container(id="side"):
                with Container(id="chat"):
                    yield self.comments
                    yield self.search
                with Container(id="heard"):
                    yield HostPanel(self.view, self.words, id="host")
                    yield HealthPanel(self.view, self.words, self.settings.llm, id="parts")
        yield HeatPanel(self.view, self.words, id="heat")
        yield HealthPanel(self.view, self.words, self.settings.llm, id="health")
        yield self.keybar

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = THEMES.get(self.settings.dashboard.theme, DARK).name
        self.cues.focus()
        self.set_interval(REDRAW, self._tick)
        self._read()
        if self._partials:
            self._listen(self._partials)

    # What comes in

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            await self.reading.run()
        except LiveCueError as error:
            self.notify(self.words("source_failed", why=str(error)), severity="error", timeout=30, markup=False)

    @work(exclusive=True, group="listen")
    async def _listen(self, partials: Partials) -> None:
        async for partial in partials():
            self.view.hear(partial)
            self.reading.fresh = True

    @property
    def catching_up(self) -> bool:
        """A journal that was there before is being read in."""
        return self.reading.catching_up

    def _tick(self) -> None:
        if self.view.note and time.monotonic() > self._note_until:
            self.view.note, self.reading.fresh = "", True
        if self._exporting and (exporting := dict(self._exporting())) != self.view.exporting:
            self.view.exporting, self.reading.fresh = exporting, True
        if self._link and self.view.outside != (trouble := as_health(self._link(), self.view.state.ended)):
            self.view.outside, self.reading.fresh = trouble, True
        changed = self.view.tick(self._now() if self._now else 0.0)
        self.reading.fresh = self.reading.settle() or self.reading.fresh or changed
        began = time.perf_counter()
        if self.reading.fresh and began >= self._next:
            self.paint()
            # Where painting is slow it is done less often, so that a key seldom has to wait for it.
            self.call_after_refresh(lambda: self._rest(began))

    def _rest(self, began: float) -> None:
        now = time.perf_counter()
        self._next = now + min(REST * (now - began), LONGEST_REST)

    def paint(self) -> None:
        """Show everything as it is now."""
        self.reading.fresh = False
        self._look_for_slips()
        self._settled = not self.catching_up
        self.status.catching_up = self.catching_up
        self.keybar.pane = "comments" if self.in_comments() else "cues"
        for panel in self.query(Panel):
            if panel.display:
                panel.redraw()

    def on_descendant_focus(self) -> None:
        self.paint()

    def in_comments(self) -> bool:
        """The keys act on the comments."""
        return isinstance(self.focused, CommentPanel | Input)

    def _look_for_slips(self) -> None:
        if self._slips != self.view.board.slips:
            self._slips = self.view.board.slips
            # Not while an old journal is read in: nobody has seen those cues.
            self._slipped = time.monotonic() if self._settled else -SURE

    def just_slipped(self) -> bool:
        """The cursor has only just come to another cue by itself, painted or not."""
        self._look_for_slips()
        return time.monotonic() - self._slipped < SURE

    # What goes out

    def wish(
        self,
        wish: AnyWish,
        then: Callable[[], None] | None = None,
        otherwise: Callable[[LiveCueError], None] | None = None,
    ) -> None:
        """Have a wish granted, then do `then`; what cannot be done is said, and `otherwise` done."""
        try:
            waiting = self._grant(wish)
        except LiveCueError as error:
            self.refused(error, otherwise)
            return
        if waiting is not None:
            self._await(waiting, then, otherwise)
        elif then is not None:
            then()

    @work(group="wishes")
    async def _await(
        self,
        waiting: Awaitable[None],
        then: Callable[[], None] | None,
        otherwise: Callable[[LiveCueError], None] | None,
    ) -> None:
        try:
            await waiting
        except LiveCueError as error:
            self.refused(error, otherwise)
        else:
            if then is not None:
                then()

    def refused(self, error: LiveCueError, otherwise: Callable[[LiveCueError], None] | None = None) -> None:
        """Say that something was not done, and why."""
        logger.warning("not done: %s", error)
        self.notify(self.words("not_done", why=str(error)), severity="error", markup=False)
        if otherwise is not None:
            otherwise(error)

    def say(self, key: str, **values: object) -> None:
        """Tell the operator what was done."""
        self.view.note = self.words(key, **values)
        self._note_until = time.monotonic() + NOTE
        self.paint()
