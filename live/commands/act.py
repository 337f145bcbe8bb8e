"""`livecue act`: what the dashboard's keys do, from a script, a hotkey or a stream deck."""

import asyncio
from pathlib import Path
from typing import Any, get_args

import msgspec

from live.control.client import ask
from live.control.messages import Done
from live.errors import BadInput
from live.events import Comment, Intent
from live.journal import JournalReader
from live.session import SessionFolder
from live.wishes import About, AnyWish


def run_act(session: Path, wish: AnyWish) -> dict[str, Any]:
    """Have a wish granted by the process that runs the broadcast; the row that `--json` prints.

    Raises BadInput with what to do when it is refused, LiveCueError when nobody runs the broadcast.
    """
    done = asyncio.run(ask(SessionFolder.existing(session), wish))
    return _row(wish, done)


def about_wish(session: Path, intent: str, comment: str, cue: str) -> About:
    """What a comment, or a cue's comments, ask instead. Raises BadInput for an intent that there is not."""
    known = tuple(i for i in get_args(Intent) if i != "chat")
    if intent not in known:
        raise BadInput(f"There is no intent `{intent}`. Known: {', '.join(known)}; for none of them: no-question.")
    about: About = msgspec.convert({"do": "about", "intent": intent}, About)
    if cue:
        return msgspec.structs.replace(about, cue=cue)
    # One that was taken for chat has its words in the journal alone.
    with JournalReader(SessionFolder.existing(session).journal) as reader:
        said = (e.data for e in reader.read(kind="comment"))
        text = next((c.text for c in said if isinstance(c, Comment) and c.id == comment), "")
    return msgspec.structs.replace(about, comments=(comment,) if comment else (), text=text)


def _row(wish: AnyWish, done: Done) -> dict[str, Any]:
    return {**msgspec.to_builtins(wish), "done": True, "at": done.at, "seqs": list(done.seqs), "on_disk": done.on_disk}


def words(row: dict[str, Any]) -> str:
    """The same for people."""
    named = (row.get(key) for key in ("do", "intent", "comments", "cue", "product"))
    what = " ".join(" ".join(name) if isinstance(name, list | tuple) else str(name) for name in named if name)
    if row["do"] == "stop":
        return "ending: the clips and the report follow"
    later = "" if row["on_disk"] else " (the disk does not take it yet; it is kept in memory)"
    return f"done: {what}{later}"
