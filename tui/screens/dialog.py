"""A dialog over the dashboard: a title, rows to pick from or to read, keys shown at its foot."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.text import wrap
from tui.widgets.panel import Line, Part, row


class Choice(NamedTuple):
    """A row that can be picked, and what picking it gives back."""

    value: str
    parts: tuple[Part, ...]


class Rows(Widget):
    """The inside of a dialog."""

    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self, dialog: "Dialog") -> None:
        super().__init__()
        self.dialog = dialog

    def render(self) -> Content:
        return Content("\n").join(line.content() for line in self.dialog.rows(*self.size))

    def on_click(self, event: events.Click) -> None:
        self.dialog.click(event.y)

    def on_mouse_scroll_down(self) -> None:
        self.dialog.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        self.dialog.action_move(-1)


class Dialog(ModalScreen[str | None]):
    """Gives back the value that was picked, or None."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog Rows { width: 95%; max-width: 90; height: auto; max-height: 95%; background: $surface;
                  border: round $primary; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+q,ctrl+c", "close", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("enter", "pick", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], text: str = "", foot: str = "", at: int = 0) -> None:
        super().__init__()
        self.heading, self.text, self.foot = title, text, foot
        self.choices = list(choices)
        self.at = at
        self._first = 0
        self._top = 0

    def compose(self) -> ComposeResult:
        rows = Rows(self)
        lines = 2 + (len(wrap(self.text, 68)) + 1 if self.text else 0) + len(self.choices) + 2
        rows.styles.height = lines + 2
        yield rows

    def rows(self, width: int, height: int) -> list[Line]:
        """Title, text, as many choices as fit around the one picked, and the foot."""
        lines = [row(width, (self.heading, "bold $primary")), row(width)]
        if self.text:
            lines += [row(width, (text, "$foreground")) for text in wrap(self.text, width)] + [row(width)]
        room = max(1, height - len(lines) - 2)
        self._first = max(min(self._first, self.at), self.at - room + 1, 0)
        self._top = len(lines)
        for index, choice in enumerate(self.choices[self._first : self._first + room], self._first):
            picked = index == self.at
            mark: Part = ("▸ ", "bold $primary") if picked else ("  ", "")
            lines.append(row(width, mark, *choice.parts, base="on $pick" if picked else ""))
        lines += [row(width)] * max(0, height - 1 - len(lines))
        below = len(self.choices) - self._first - room
        more = "  ".join([f"↑{self._first}"] * (self._first > 0) + [f"↓{below}"] * (below > 0))
        return [*lines, row(width, (self.foot, "$dim"), right=[(more, "bold $accent")] if more else [])]

    def click(self, y: int) -> None:
        """A row was clicked: pick it."""
        index = self._first + y - self._top - 1
        if self._top <= y - 1 and 0 <= index < len(self.choices):
            self.at = index
            self.action_pick()

    def action_move(self, by: int) -> None:
        self.at = min(max(0, len(self.choices) - 1), max(0, self.at + by))
        self.query_one(Rows).refresh()

    def action_close(self) -> None:
        self.dismiss(None)

    def action_pick(self) -> None:
        self.dismiss(self.choices[self.at].value if self.choices else None)
