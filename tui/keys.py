"""The keys: one table for what is bound, what the bottom lines show, the help page and the command palette."""

from typing import Literal, NamedTuple

Pane = Literal["cues", "comments"]


class Key(NamedTuple):
    """A key (the first is shown), the action it calls, in which panes it does something, and in which the bottom lines
    have room for it."""

    keys: str
    shown: str
    action: str
    word: str
    panes: tuple[Pane, ...] = ("cues", "comments")
    in_bar: tuple[Pane, ...] = ("cues", "comments")


CUES: tuple[Pane, ...] = ("cues",)
COMMENTS: tuple[Pane, ...] = ("comments",)

KEYS: tuple[Key, ...] = (
    Key("up,k", "↑", "up", "key_up_down", in_bar=()),
    Key("down,j", "↑↓", "down", "key_up_down"),
    Key("a", "a", "answer", "key_answer", CUES),
    Key("d,delete", "d", "dismiss", "key_dismiss", CUES),
    Key("s", "s", "show", "key_show", CUES),
    Key("p", "p", "pin", "key_pin", CUES),
    Key("r", "r", "release", "key_release", CUES),
    Key("w", "w", "askers", "key_askers", CUES),
    Key("v", "v", "history", "key_history", COMMENTS),
    Key("x", "x", "no_question", "key_no_question", in_bar=COMMENTS),
    Key("i", "i", "intent", "key_intent", in_bar=()),
    Key("u,ctrl+z", "u", "undo", "key_undo"),
    Key("e", "e", "sort", "key_sort", CUES),
    Key("n", "n", "needs", "key_needs", COMMENTS),
    Key("enter", "Enter", "open", "key_open", in_bar=()),
    Key("m", "m", "mark", "key_mark"),
    Key("c", "c", "clip", "key_clip"),
    Key("o", "o", "product", "key_product"),
    Key("slash", "/", "search", "key_search"),
    Key("tab", "Tab", "app.focus_next", "key_pane"),
    Key("escape", "Esc", "newest", "key_back", in_bar=()),
    Key("l", "l", "language", "key_language"),
    Key("t", "t", "theme", "key_theme", in_bar=()),
    Key("question_mark,f1", "?", "help", "key_help"),
    Key("q,ctrl+q,ctrl+c", "q", "quit", "key_quit"),
    Key("h", "h", "health", "key_health"),
    Key("ctrl+p", "^p", "app.command_palette", "key_palette"),
)


def for_pane(pane: Pane) -> list[Key]:
    """What the bottom lines show while this pane has the cursor."""
    return [k for k in KEYS if pane in k.panes and pane in k.in_bar]
