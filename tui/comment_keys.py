"""Keys that act on comments and on who wrote them."""

from textual import work
from textual.widgets import Input

from tui.feed import who
from tui.frame import Frame
from tui.screens.lists import askers_dialog, history_dialog


class CommentKeys(Frame):
    """The operator looks at what viewers say."""

    def action_needs(self) -> None:
        self.view.feed.only_needs(not self.view.feed.needs_only)
        self.paint()

    def action_search(self) -> None:
        self.search.placeholder = self.words("search_hint")
        self.search.display = True
        self.search.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.view.feed.search(event.value)
        self.paint()

    def on_input_submitted(self) -> None:
        self.search.display = False
        self.comments.focus()

    def action_newest(self) -> None:
        if self.search.display or self.view.feed.filtered:
            self.search.value = ""
            self.search.display = False
            self.view.feed.search("")
            self.view.feed.only_needs(False)
            self.comments.focus()
        elif self.view.feed.paused:
            self.view.feed.follow()
        else:
            self.cues.focus()
            self.view.board.let_go()
        self.paint()

    def action_open(self) -> None:
        if self.in_comments():
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

    def on_cue_panel_opened(self) -> None:
        self.action_askers()

    def on_comment_panel_opened(self) -> None:
        self.action_history()
