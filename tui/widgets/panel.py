"""A panel: rows of text, made only as far as they can be seen, each exactly as wide as the panel."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
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
    """Shows rows made from the view. `redraw` makes them anew and paints those alone that have changed."""

    DEFAULT_CSS = """
    Panel { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False

    def __init__(self, view: View, words: Words, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = view
        self.words = words
        self._drawn: list[Content] = []
        self._strips: dict[int, Strip] = {}

    def rows(self, width: int, height: int) -> Iterable[Content]:
        """At most `height` rows of `width` cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Make the rows anew, and paint where they differ from what is on screen."""
        width, height = self.size
        fresh = list(self.rows(width, height))[:height] if width and height else []
        fresh += [Content("")] * (height - len(fresh))
        before, self._drawn = self._drawn, fresh
        if len(before) != len(fresh):
            self._strips.clear()
            self.refresh()
            return
        changed = [y for y in range(height) if not fresh[y].is_same(before[y])]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        if not 0 <= y < len(self._drawn):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        if y not in self._strips:
            made = Visual.to_strips(self, self._drawn[y], self.size.width, 1, self.visual_style, pad=True)
            self._strips[y] = made[0] if made else Strip.blank(self.size.width, self.visual_style.rich_style)
        return self._strips[y]

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._drawn = []
        self.redraw()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()
