"""Text as a terminal shows it: how wide it is, where it may break, and what must never reach the terminal.

Comments are cleaned at intake. This second gate is for the screen alone: it also takes out what terminals disagree
about (joined emoji, variation selectors), because a column that one terminal draws wider moves everything behind it.
"""

import re
import unicodedata

from rich.cells import cell_len, get_character_cell_size

_DROP = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_SPACE = re.compile(r"\s+")
_CLOSING = frozenset("，。！？；：、）】》」』”’…,.!?;:)]}%~～")
"""What must not stand at the start of a line."""

_MARKS = 2
"""Combining marks kept on one character; more are somebody painting over other people's lines."""


def plain(text: str) -> str:
    """`text` on one line, with nothing in it that moves a cursor, turns the reading direction or joins characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _SPACE.sub(" ", _DROP.sub("", _SPACE.sub(" ", text)))
    text = _FLAG.sub(lambda m: chr(ord(m[0]) - 0x1F1E6 + ord("A")), text)
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS:
            kept.append(character)
    return "".join(kept).strip()


def cut(text: str, width: int) -> str:
    """As much of `text` as `width` cells hold, ending in … where something is missing."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    used, end = 0, 0
    for end, character in enumerate(text):  # noqa: B007
        size = get_character_cell_size(character)
        if used + size > width - 1:
            break
        used += size
    return text[:end] + "…"


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut, or filled up with spaces."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def wrap(text: str, width: int, limit: int | None = None) -> list[str]:
    """`text` in lines of at most `width` cells; Latin words stay whole where they can. At most `limit` lines."""
    lines: list[str] = []
    line, used = "", 0
    for piece in re.findall(r"[!-~]+|.", text):
        size = cell_len(piece)
        if used + size > width and line:
            carried = ""
            last = line[-1]
            if piece[0] in _CLOSING and len(line) > 1 and not last.isspace() and cell_len(last) + size <= width:
                line, carried = line[:-1], line[-1]
            lines.append(line.rstrip())
            line, used = carried, cell_len(carried)
            if piece == " ":
                continue
        while size > width:
            head = cut(piece, width + 1)[:-1] or piece[0]
            lines.append(head)
            piece = piece[len(head) :]
            size = cell_len(piece)
        line, used = line + piece, used + size
    if line or not lines:
        lines.append(line.rstrip())
    if limit is not None and len(lines) > limit:
        lines = [*lines[: limit - 1], cut(lines[limit - 1] + "…" * 2, width) if width > 1 else "…"]
    return lines


def clock(seconds: float) -> str:
    """Seconds as m:ss, or h:mm:ss from an hour on."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
