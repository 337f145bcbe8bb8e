"""A panel: rows of text, made only as far as they can be seen, each exactly as wide as the panel."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tui.model import View
from tui.text import cut
from tui.words import Words

Part = tuple[str, str]
"""Text and its style. Text from outside goes in here and nowhere else: it is never parsed as markup."""


class Line(NamedTuple):
    """One row: how many cells it takes, and its parts. Cheap to make and to compare: a flood makes thousands."""

    width: int
    parts: tuple[Part, ...]

    def content(self) -> Content:
        """The same for a widget of Textual's own."""
        return Content.assemble(*self.parts)


BLANK = Line(0, ())


def row(width: int, *left: Part, right: Sequence[Part] = (), base: str = "") -> Line:
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
    parts.append((" " * (room + (1 if right else 0)), ""))
    parts.extend(right)
    return Line(width, tuple(_merged((text, f"{style} {base}".strip() if base else style) for text, style in parts)))


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbours of one style as one part: the fewer, the less the terminal is sent."""
    for style, run in itertools.groupby((part for part in parts if part[0]), key=itemgetter(1)):
        yield "".join(text for text, _ in run), style


def heading(width: int, title: str, *more: Part, right: Sequence[Part] = (), active: bool = False) -> Line:
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
        self._drawn: list[Line] = []
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, RichStyle] = {}

    def rows(self, width: int, height: int) -> Iterable[Line]:
        """At most `height` rows of `width` cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Make the rows anew, and paint where they differ from what is on screen."""
        width, height = self.size
        fresh = list(self.rows(width, height))[:height] if width and height else []
        fresh += [BLANK] * (height - len(fresh))
        before, self._drawn = self._drawn, fresh
        if len(before) != len(fresh):
            self._strips.clear()
            self.refresh()
            return
        changed = [y for y in range(height) if fresh[y] != before[y]]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        if y not in self._strips:
            self._strips[y] = self._strip(self._drawn[y] if 0 <= y < len(self._drawn) else BLANK)
        return self._strips[y]

    def _strip(self, line: Line) -> Strip:
        """Straight to what the terminal is sent: Textual's way over markup and spans takes several times as long."""
        segments = [Segment(text, self._style(style)) for text, style in line.parts]
        width = self.size.width
        if line.width < width:
            segments.append(Segment(" " * (width - line.width), self._style("")))
        return Strip(segments, max(width, line.width))

    def _style(self, name: str) -> RichStyle:
        if name not in self._styles:
            self._styles[name] = (self.visual_style + Style.parse(name)).rich_style
        return self._styles[name]

    def notify_style_update(self) -> None:
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._drawn = []
        self.redraw()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()
