"""The dashboard: follows the journal, shows it, and turns keys into the operator's wishes."""

from collections.abc import Iterable

from textual import work
from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from live.errors import LiveCueError
from tui.comment_keys import CommentKeys
from tui.correction_keys import CorrectionKeys
from tui.keys import KEYS
from tui.screens.dialog import Dialog
from tui.screens.lists import health_dialog, help_dialog
from tui.screens.quit import DETACH, END, quit_dialog, sure_dialog
from tui.theme import DARK, LIGHT
from tui.widgets.panel import Panel


class Dashboard(CorrectionKeys, CommentKeys):
    """Returns "ended" when the operator ended the broadcast, "detached" when only the screen was closed."""

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self.in_comments():
            self.view.feed.move(by, self.comments.page())
        else:
            self.view.board.move(by)
        self.paint()

    def action_health(self) -> None:
        self.push_screen(health_dialog(self.words, self.view, self._addresses(), self.settings.llm))

    def on_health_panel_opened(self) -> None:
        self.action_health()

    def action_language(self) -> None:
        self.words = self.words.other()
        for panel in self.query(Panel):
            panel.words = self.words
        self.paint()

    def action_theme(self) -> None:
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    @work
    async def action_help(self) -> None:
        if action := await self.push_screen_wait(help_dialog(self.words, attached=self._link is not None)):
            await self.run_action(action if "." in action else f"app.{action}")

    @work(group="quit")  # not exclusive: a second key must not cancel the finishing
    async def action_quit(self) -> None:  # type: ignore[override]
        attached = self._link is not None
        if self.status.ending:
            if attached:
                self.exit("detached")  # the other process finishes by itself
            else:
                self.say("ending")
            return
        if isinstance(self.screen, Dialog):
            return
        over = self.view.state.ended
        dialog = quit_dialog(self.words, over, can_end=self._end is not None, attached=attached)
        choice = await self.push_screen_wait(dialog)
        if choice == END and attached:
            # Closing the screen is what one does every day; this ends everybody's broadcast.
            choice = await self.push_screen_wait(sure_dialog(self.words))
        if choice == DETACH:
            self.exit("ended" if over else "detached")
        elif choice == END and self._end is not None:
            self.status.ending = True
            self.paint()
            try:
                await self._end()
            except LiveCueError as error:
                self.status.ending = False
                self.notify(self.words("not_done", why=str(error)), severity="error", timeout=30, markup=False)
            else:
                self.exit("ended")

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.words("palette_hint"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key is a command of the palette too, under its name in both languages."""
        other = self.words.other()
        for key in KEYS:
            if key.action in ("up", "down", "newest", "open") or "." in key.action:
                continue
            title = self.words(key.word)
            yield SystemCommand(title, f"{key.shown}  {other(key.word)}", getattr(self, f"action_{key.action}"))
