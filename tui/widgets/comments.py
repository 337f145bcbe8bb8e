"""The comments, newest at the bottom; what needs an answer is marked by a glyph."""

from textual import events
from textual.message import Message

from tui.feed import Said
from tui.model import View
from tui.text import clock, cut, plain
from tui.widgets.panel import Line, Panel, Part, heading, row
from tui.words import Words


class CommentPanel(Panel, can_focus=True):
    """A window over the feed."""

    class Opened(Message):
        """A comment was clicked twice."""

    def __init__(self, view: View, words: Words, id: str | None = None) -> None:  # noqa: A002
        super().__init__(view, words, id)
        self._said: list[Said] = []

    def rows(self, width: int, height: int) -> list[Line]:
        feed, words = self.view.feed, self.words
        more: list[Part] = []
        if feed.needs_only:
            more.append((f"◆{words('only_needs')} ", "bold $needs"))
        if feed.query:
            more.append((f"{words('search_for', q=plain(feed.query))} ", "bold $accent"))
        held = [(words("held", n=feed.unseen), "bold $accent")] if feed.paused else []
        head = heading(width, f"{words('comments')} {feed.total}", *more, right=held, active=self.has_focus)
        said = feed.window(height - 1)
        self._said = said
        if not said:
            return [head, row(width, (f"  {words('no_match' if feed.filtered else 'no_comments')}", "$dim"))]
        return [head, *(self._line(s, width) for s in said)]

    def _line(self, said: Said, width: int) -> Line:
        comment = said.comment
        needs = self.view.needs(comment.id)
        picked = said.n == self.view.feed.cursor
        bar: Part = ("▌", "bold $primary") if picked else (" ", "")
        repeats = [(f"×{comment.repeats + 1}", "$dim")] if comment.repeats else []
        return row(
            width,
            bar,
            ("◆ " if needs else "  ", "bold $needs"),
            (f"{clock(said.at)} ", "$dim"),
            (f"{cut(plain(comment.user), max(8, width // 4)) or '?'} ", "$secondary"),
            (plain(comment.text), "bold $foreground" if needs else "$foreground"),
            right=repeats,
            base="on $pick" if picked else "",
        )

    def page(self) -> int:
        """Comments seen at once."""
        return max(1, self.size.height - 1)

    def on_click(self, event: events.Click) -> None:
        if 1 <= event.y <= len(self._said):
            self.view.feed.put_cursor(self._said[event.y - 1].n)
            self.redraw()
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self) -> None:
        self.view.feed.move(1, self.page())
        self.redraw()

    def on_mouse_scroll_up(self) -> None:
        self.view.feed.move(-1, self.page())
        self.redraw()
