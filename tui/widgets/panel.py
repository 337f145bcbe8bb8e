"""A panel: rows of text, made only as far as they can be seen, each exactly as wide as the panel."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.model import View
from tui.text import cut
from tui.words import Words

Part = tuple[str, str]
"""Text and its style. Text from outside goes in here and nowhere else: it is never parsed as markup."""


def row(width: int, *left: Part, right: Sequence[Part] = (), base: str = "") -> Content:
    """One row of exactly `width` cells: `left` cut where it must be, `right` at the right edge, `base` under all."""
    tail = sum(cell_len(text) for text, _ in right)
    if tail >= width:
        right, tail = (), 0
    room = width - tail - (1 if right else 0)
    parts: list[Part] = []
    for text, style in left:
        shown = cut(text, room)
        parts.append((shown, style))
        room -= cell_len(shown)
        if shown != text:
            break
    parts.append((" " * (width - tail - sum(cell_len(t) for t, _ in parts)), ""))
    parts.extend(right)
    return Content.assemble(*[(text, f"{style} {base}".strip()) for text, style in parts if text])


def heading(width: int, title: str, *more: Part, right: Sequence[Part] = (), active: bool = False) -> Content:
    """The first row of a panel: its name on a line, marked where the keys act on it."""
    style = "bold $primary" if active else "bold $dim"
    tail = sum(cell_len(t) for t, _ in right)
    head: list[Part] = [("▌" if active else "─", style), (f" {title} ", style), *more]
    used = sum(cell_len(t) for t, _ in head)
    return row(width, *head, ("─" * max(0, width - used - tail - 1), "$panel"), right=right)


class Panel(Widget):
    """Shows rows made from the view. Redrawn by `redraw`, and only when what it shows has changed."""

    DEFAULT_CSS = """
    Panel { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, view: View, words: Words, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = view
        self.words = words
        self._drawn: list[Content] = []

    def rows(self, width: int, height: int) -> Iterable[Content]:
        """At most `height` rows of `width` cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Make the rows anew, and paint them if they differ from what is on screen."""
        width, height = self.size
        fresh = list(self.rows(width, height))[:height] if width and height else []
        if len(fresh) != len(self._drawn) or not all(a.is_same(b) for a, b in zip(fresh, self._drawn, strict=True)):
            self._drawn = fresh
            self.refresh()

    def render(self) -> Content:
        if self._drawn and self._drawn[0].cell_length != self.size.width:
            self._drawn = list(self.rows(*self.size))[: self.size.height]
        return Content("\n").join(self._drawn)

    def on_resize(self) -> None:
        self.redraw()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()
