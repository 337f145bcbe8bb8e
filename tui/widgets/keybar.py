"""The keys that do something here, at the bottom, clickable."""

from rich.cells import cell_len
from textual import events

from tui.keys import Key, Pane, for_pane
from tui.model import View
from tui.widgets.panel import Line, Panel, Part, row
from tui.words import Words


class KeyBar(Panel):
    """Two rows: what acts on the pane with the cursor, then what always works."""

    def __init__(self, view: View, words: Words, id: str | None = None) -> None:  # noqa: A002
        super().__init__(view, words, id)
        self.pane: Pane = "cues"
        self.attached = False
        self._spots: list[tuple[int, int, int, str]] = []

    def rows(self, width: int, height: int) -> list[Line]:
        keys = for_pane(self.pane)
        own = [k for k in keys if len(k.panes) == 1 or k.action in ("down", "no_question", "undo")]
        own.sort(key=lambda k: k.action != "down")
        lines = [own, [k for k in keys if k not in own]]
        self._spots = []
        return [self._line(width, y, line) for y, line in enumerate(lines)]

    def _line(self, width: int, y: int, keys: list[Key]) -> Line:
        parts: list[Part] = []
        x = 0
        for key, text in zip(keys, self._labels(width, keys), strict=True):
            name = f" {key.shown} "
            size = cell_len(name) + cell_len(text)
            if x + size > width:
                break
            self._spots.append((y, x, x + size, key.action))
            parts += [(name, "bold $primary"), (text, "$foreground")]
            x += size
        return row(width, *parts, base="on $panel")

    def _labels(self, width: int, keys: list[Key]) -> list[str]:
        """In full where the row has room for all of them."""
        names = ["key_leave" if self.attached and key.action == "quit" else key.word for key in keys]
        full = [f"{self.words.wide(name)} " for name in names]
        used = sum(cell_len(f" {key.shown} {text}") for key, text in zip(keys, full, strict=True))
        return full if used <= width else [f"{self.words(name)} " for name in names]

    async def on_click(self, event: events.Click) -> None:
        for y, start, end, action in self._spots:
            if event.y == y and start <= event.x < end:
                await self.run_action(action if "." in action else f"app.{action}")
