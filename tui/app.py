"""The dashboard: follows the journal, shows it, and turns keys into the operator's events.

It only reads, and acts only by appending events through `act`. The room runs in the same loop or in another process;
the dashboard never keeps either waiting: events are folded in short slices and painted at most ten times a second.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from typing import ClassVar

import msgspec
from textual import work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Input

from live import actions
from live.catalog.products import Catalog
from live.config import Settings
from live.errors import LiveCueError
from live.events import AnyPayload, Event, Question
from live.progress import Share
from live.state import GroupState
from tui.feed import who
from tui.keys import KEYS
from tui.model import View
from tui.screens.dialog import Dialog
from tui.screens.lists import askers_dialog, health_dialog, help_dialog, history_dialog, intent_dialog, product_dialog
from tui.screens.quit import DETACH, END, quit_dialog
from tui.text import clock, plain
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
"""Seconds between two paintings of what comes in; a key is painted at once."""

SLICE = 0.008
"""Seconds of folding events after which keys and the room get their turn."""

PAUSE = 0.003
"""Seconds without an event after which the others have had their turn anyway."""

BURST = 500
"""Events without a pause from which on an old journal is being read in, and the screen says so."""

SURE = 0.6
"""Seconds after the cursor has moved by itself in which a key does nothing but say so."""

NOTE = 4.0
"""Seconds that the answer to a key stands on screen."""

UNDO = 50
"""Dismissals and answers that can be taken back."""

Follow = Callable[[int], AsyncIterator[Event]]
Act = Callable[[AnyPayload], None]
Partials = Callable[[], AsyncIterator[tuple[float, str]]]


class Dashboard(App[str]):
    """Returns "ended" when the operator ended the broadcast, "detached" when only the screen was closed."""

    CSS_PATH = "dashboard.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (170, "-broad")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.word, show=False) for key in KEYS if "." not in key.action
    ]

    def __init__(
        self,
        follow: Follow,
        act: Act,
        settings: Settings,
        *,
        catalog: Catalog | None = None,
        now: Callable[[], float] | None = None,
        partials: Partials | None = None,
        exporting: Callable[[], Mapping[str, Share]] | None = None,
        end: Callable[[], Awaitable[None]] | None = None,
        can_detach: bool = False,
        replay: bool = False,
    ) -> None:
        """`follow(after)` yields the journal's events from `seq` after + 1 on; `act` appends an operator's event.

        `now` tells broadcast time between events (a live clock). `partials` yields (start, text) of what is being
        heard. `exporting` tells how far the clips being made are, by highlight. `end` ends the
        broadcast safely and returns when all is written; without it the screen can only be closed. `can_detach`:
        closing the screen leaves the broadcast running.
        """
        super().__init__()
        self.settings = settings
        self.view = View(catalog)
        self.words = Words(settings.session.language)
        self._follow, self._act, self._partials, self._now = follow, act, partials, now
        self._exporting = exporting
        self._end, self._can_detach = end, can_detach
        self._done: list[tuple[str, actions.Payloads]] = []
        self._dirty = True
        self.catching_up = False
        """A journal that was there before is being read in."""
        self._folded = 0.0
        self._note_until = 0.0
        self._slips, self._slipped, self._settled = 0, -SURE, False
        self._status = StatusPanel(self.view, self.words, id="status")
        self._status.replay = replay
        self._cues = CuePanel(self.view, self.words, id="cues")
        self._comments = CommentPanel(self.view, self.words, id="comments")
        self._search = Input(id="search", compact=True, select_on_focus=False)
        self._search.display = False
        self._keybar = KeyBar(self.view, self.words, id="keys")

    def compose(self) -> ComposeResult:
        yield self._status
        with Container(id="main"):
            yield self._cues
            with Container(id="side"):
                with Container(id="chat"):
                    yield self._comments
                    yield self._search
                with Container(id="heard"):
                    yield HostPanel(self.view, self.words, id="host")
                    yield HealthPanel(self.view, self.words, self.settings.llm, id="parts")
        yield HeatPanel(self.view, self.words, id="heat")
        yield HealthPanel(self.view, self.words, self.settings.llm, id="health")
        yield self._keybar

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = THEMES.get(self.settings.dashboard.theme, DARK).name
        self._cues.focus()
        self.set_interval(REDRAW, self._tick)
        self._read()
        if self._partials:
            self._listen(self._partials)

    # What comes in

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        since, burst = time.perf_counter(), 0
        try:
            async for event in self._follow(self.view.state.last_seq):
                came = time.perf_counter()
                if came - self._folded > PAUSE:
                    since, burst = came, 0
                burst += 1
                self.view.on(event)
                self._dirty = True
                if getattr(event.data, "by", "") == "operator":
                    self._paint()
                if time.perf_counter() - since > SLICE:
                    self.catching_up = burst > BURST
                    await asyncio.sleep(0)
                    since = time.perf_counter()
                self._folded = time.perf_counter()
        except LiveCueError as error:
            self.notify(self.words("source_failed", why=str(error)), severity="error", timeout=30, markup=False)
        self.catching_up = False

    @work(exclusive=True, group="listen")
    async def _listen(self, partials: Partials) -> None:
        async for start, text in partials():
            self.view.hear(start, text)
            self._dirty = True

    def _tick(self) -> None:
        if self.view.note and time.monotonic() > self._note_until:
            self.view.note, self._dirty = "", True
        if self._exporting and (exporting := dict(self._exporting())) != self.view.exporting:
            self.view.exporting, self._dirty = exporting, True
        changed = self.view.tick(self._now() if self._now else 0.0)
        idle = time.perf_counter() - self._folded > 2 * REDRAW
        if idle and self.catching_up:
            self.catching_up, changed = False, True
        if self._dirty or changed:
            self._paint()

    def _paint(self) -> None:
        self._dirty = False
        if self._slips != self.view.board.slips:
            self._slips = self.view.board.slips
            # Not while an old journal is read in: nobody has seen those cues.
            self._slipped = time.monotonic() if self._settled else -SURE
        self._settled = not self.catching_up
        self._status.catching_up = self.catching_up
        self._keybar.pane = "comments" if self._in_comments() else "cues"
        for panel in self.query(Panel):
            if panel.display:
                panel.redraw()

    def on_descendant_focus(self) -> None:
        self._paint()

    # The operator acts

    def act(self, *payloads: AnyPayload) -> bool:
        """Append the operator's events. False, with a message on screen, when that could not be done."""
        try:
            for payload in payloads:
                self._act(payload)
        except LiveCueError as error:
            logger.warning("operator's event not appended: %s", error)
            self.notify(self.words("not_done", why=str(error)), severity="error", markup=False)
            return False
        return True

    def say(self, key: str, **values: object) -> None:
        """Tell the operator what was done."""
        self.view.note = self.words(key, **values)
        self._note_until = time.monotonic() + NOTE
        self._paint()

    def _cue(self) -> GroupState | None:
        group = self.view.board.current()
        if group is None:
            self.say("no_cue")
            return None
        if self.view.board.is_over(group.group):
            self.say("cue_over")
            return None
        if time.monotonic() - self._slipped < SURE:
            self.say("slipped")
            return None
        return group

    def _close(self, group: GroupState, payloads: actions.Payloads, done: str) -> None:
        before = actions.restore(group.cue)
        self._do(payloads, before, done, group.cue.title)

    def _do(self, payloads: actions.Payloads, back: actions.Payloads, done: str, title: str) -> None:
        """Append the payloads; `back` is what undoes them."""
        if self.act(*payloads):
            self._done = [*self._done[-(UNDO - 1) :], (title, back)]
            self.say(done, title=plain(title))

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self._in_comments():
            self.view.feed.move(by, self._comments.page())
        else:
            self.view.board.move(by)
        self._paint()

    def action_answer(self) -> None:
        if group := self._cue():
            self._close(group, actions.answer(group, self.view.now), "did_answer")

    def action_dismiss(self) -> None:
        if group := self._cue():
            self._close(group, actions.dismiss(group), "did_dismiss")

    def action_show(self) -> None:
        if group := self._cue():
            if group.cue.state == "shown":
                self.say("already_shown")
            else:
                self.act(*actions.show(group))

    def action_pin(self) -> None:
        if group := self._cue():
            self.act(*actions.pin(group))

    def action_release(self) -> None:
        if group := self._cue():
            self.act(*actions.release(group))

    def action_undo(self) -> None:
        if not self._done:
            self.say("nothing_to_undo")
            return
        title, back = self._done.pop()
        if self.act(*back):
            self.say("did_undo", title=plain(title))

    def action_sort(self) -> None:
        self.view.board.sort()
        self._paint()

    def action_mark(self) -> None:
        if self.act(*actions.mark()):
            self.say("did_mark", t=clock(self.view.now))

    def action_clip(self) -> None:
        if self.act(*actions.clip_last()):
            self.say("did_clip", t=clock(self.view.now))

    @work
    async def action_product(self) -> None:
        if not self.view.catalog.products:
            self.say("no_catalog")
            return
        what, _, product = (await self.push_screen_wait(product_dialog(self.words, self.view)) or "").partition(":")
        known = self.view.catalog.product(product)
        name = plain(known.name) if known else self.words("product_none")
        if what == "offer" and self.act(*actions.on_offer(product or None)):
            self.say("did_product", name=name)
        elif what in ("sold_out", "restocked") and self.act(*actions.sold_out(product, what == "sold_out")):
            self.say(f"did_{what}", name=name)

    # Comments

    def _in_comments(self) -> bool:
        return isinstance(self.focused, CommentPanel | Input)

    def action_needs(self) -> None:
        self.view.feed.only_needs(not self.view.feed.needs_only)
        self._paint()

    def action_search(self) -> None:
        self._search.placeholder = self.words("search_hint")
        self._search.display = True
        self._search.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.view.feed.search(event.value)
        self._paint()

    def on_input_submitted(self) -> None:
        self._search.display = False
        self._comments.focus()

    def action_newest(self) -> None:
        if self._search.display or self.view.feed.filtered:
            self._search.value = ""
            self._search.display = False
            self.view.feed.search("")
            self.view.feed.only_needs(False)
            self._comments.focus()
        elif self.view.feed.paused:
            self.view.feed.follow()
        else:
            self._cues.focus()
            self.view.board.let_go()
        self._paint()

    def action_open(self) -> None:
        if self._in_comments():
            self.action_history()
        else:
            self.action_askers()

    def action_history(self) -> None:
        if said := self.view.feed.under_cursor():
            self._history(who(said.comment), said.comment.user)
        else:
            self.say("pick_comment")

    def _history(self, key: str, name: str) -> None:
        self.push_screen(history_dialog(self.words, name or "?", self.view.feed.of_viewer(key), self.view))

    @work
    async def action_askers(self) -> None:
        if group := self.view.board.current():
            picked = await self.push_screen_wait(askers_dialog(self.words, group, self.view))
            if picked and (said := self.view.feed.find(picked)):
                self._history(who(said.comment), said.comment.user)

    def action_no_question(self) -> None:
        if (meant := self._meant()) is not None:
            asked, title, cue = meant
            back = tuple(msgspec.structs.replace(q, by="operator") for q in asked)
            payloads = actions.no_question(*(q.comment for q in asked))
            self._do(payloads, (*back, *cue), "did_no_question", title)

    @work
    async def action_intent(self) -> None:
        if (meant := self._meant(chat=True)) is None:
            return
        asked, title, _ = meant
        intent = await self.push_screen_wait(intent_dialog(self.words, title, asked[0].intent))
        if intent and self.act(*(p for q in asked for p in actions.about(q.comment, intent, q.text))):  # type: ignore[arg-type]
            self.say("did_intent", intent=self.words.intent(intent), title=plain(title))

    def _meant(self, chat: bool = False) -> tuple[list[Question], str, actions.Payloads] | None:
        """The questions that a key speaks of: the comment under the cursor, or all that ask what the cue asks; what
        they say, and what brings their cue back. With `chat`, also a comment that was taken for none."""
        known = self.view.state.questions
        if not self._in_comments():
            group = self._cue()
            asked = [known[c] for c in group.comments if c in known] if group is not None else []
            return (asked, group.cue.title, actions.restore(group.cue)) if group is not None and asked else None
        if (said := self.view.feed.under_cursor()) is None:
            self.say("pick_comment")
            return None
        id_, text = said.comment.id, said.comment.text
        question = known.get(id_) or Question(comment=id_, intent="chat", score=0.0, group="", text=text)
        if question.intent == "chat" and not chat:
            self.say("no_question_already")
            return None
        return [msgspec.structs.replace(question, text=text)], text, ()

    def action_health(self) -> None:
        self.push_screen(health_dialog(self.words, self.view))

    def on_health_panel_opened(self) -> None:
        self.action_health()

    def on_cue_panel_opened(self) -> None:
        self.action_askers()

    def on_comment_panel_opened(self) -> None:
        self.action_history()

    # The screen itself

    def action_language(self) -> None:
        self.words = self.words.other()
        for panel in self.query(Panel):
            panel.words = self.words
        self._paint()

    def action_theme(self) -> None:
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    @work
    async def action_help(self) -> None:
        if action := await self.push_screen_wait(help_dialog(self.words)):
            await self.run_action(action if "." in action else f"app.{action}")

    @work(group="quit")  # not exclusive: a second key must not cancel the finishing
    async def action_quit(self) -> None:  # type: ignore[override]
        if self._status.ending:
            self.say("ending")
            return
        if isinstance(self.screen, Dialog):
            return
        over = self.view.state.ended
        dialog = quit_dialog(self.words, over, can_end=self._end is not None, can_detach=self._can_detach)
        choice = await self.push_screen_wait(dialog)
        if choice == DETACH:
            self.exit("ended" if over else "detached")
        elif choice == END and self._end is not None:
            self._status.ending = True
            self._paint()
            try:
                await self._end()
            except LiveCueError as error:
                self._status.ending = False
                self.notify(self.words("not_done", why=str(error)), severity="error", timeout=30, markup=False)
            else:
                self.exit("ended")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key is a command of the palette too, under its name in both languages."""
        other = self.words.other()
        for key in KEYS:
            if key.action in ("up", "down", "newest", "open") or "." in key.action:
                continue
            title = self.words(key.word)
            yield SystemCommand(title, f"{key.shown}  {other(key.word)}", getattr(self, f"action_{key.action}"))
