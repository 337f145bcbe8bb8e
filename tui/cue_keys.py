"""Keys that act on cues, on the product on offer, and on the moment."""

from textual import work

from live import wishes
from live.errors import BadInput, LiveCueError
from live.state import GroupState
from tui.frame import Frame
from tui.screens.lists import product_dialog
from tui.text import clock, plain
from tui.undo import Done


class CueKeys(Frame):
    """The operator decides about cues."""

    def current_cue(self) -> GroupState | None:
        """The cue that a key acts on; where there is none, or not for sure, that is said."""
        group = self.view.board.current()
        if group is None:
            self.say("no_cue")
            return None
        if self.view.board.is_over(group.group):
            self.say("cue_over")
            return None
        if self.just_slipped():
            self.say("slipped")
            return None
        return group

    def undoable(self, wish: wishes.AnyWish, back: wishes.Reopen | wishes.Ask, done: str, title: str) -> None:
        """Have a wish granted that `back` takes back, and say `done`."""

        def then() -> None:
            self.view.undo.push(Done(title, back))
            self.say(done, title=plain(title))

        self.wish(wish, then)

    def _close(self, group: GroupState, wish: wishes.AnyWish, done: str) -> None:
        back = wishes.Reopen(group.group, group.cue.state == "shown")
        self.undoable(wish, back, done, group.cue.title)

    def action_answer(self) -> None:
        if group := self.current_cue():
            self._close(group, wishes.Answer(group.group), "did_answer")

    def action_dismiss(self) -> None:
        if group := self.current_cue():
            self._close(group, wishes.Dismiss(group.group), "did_dismiss")

    def action_show(self) -> None:
        if group := self.current_cue():
            if group.cue.state == "shown":
                self.say("already_shown")
            else:
                self.wish(wishes.Show(group.group))

    def action_pin(self) -> None:
        if group := self.current_cue():
            self.wish(wishes.Pin(group.group, not group.cue.pinned))

    def action_release(self) -> None:
        if group := self.current_cue():
            self.wish(wishes.Release(group.group, not group.cue.released))

    def action_undo(self) -> None:
        done = self.view.undo.take()
        if done is None:
            self.say("nothing_to_undo")
            return

        def otherwise(error: LiveCueError) -> None:
            # What never can be taken back must not stand in the way of what can.
            if not isinstance(error, BadInput):
                self.view.undo.push(done)

        self.wish(done.back, lambda: self.say("did_undo", title=plain(done.title)), otherwise)

    def action_sort(self) -> None:
        self.view.board.sort()
        self.paint()

    def action_mark(self) -> None:
        self.wish(wishes.Mark(), lambda: self.say("did_mark", t=clock(self.view.now)))

    def action_clip(self) -> None:
        self.wish(wishes.ClipLast(), lambda: self.say("did_clip", t=clock(self.view.now)))

    @work
    async def action_product(self) -> None:
        if not self.view.catalog.products:
            self.say("no_catalog")
            return
        what, _, product = (await self.push_screen_wait(product_dialog(self.words, self.view)) or "").partition(":")
        known = self.view.catalog.product(product)
        name = plain(known.name) if known else self.words("product_none")
        if what == "offer":
            self.wish(wishes.Offer(product or None), lambda: self.say("did_product", name=name))
        elif what in ("sold_out", "restocked"):
            gone = what == "sold_out"
            self.wish(wishes.SoldOut(product, gone), lambda: self.say(f"did_{what}", name=name))
