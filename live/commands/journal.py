"""What a session's journal holds, as rows: `events`, `cues`, `highlights`, `sessions`."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from live.commands.stepping import steps
from live.config import load_settings
from live.errors import BadInput
from live.events import KINDS
from live.journal import JournalReader
from live.session import SessionFolder, list_sessions
from live.state import BroadcastState, GroupState

Row = dict[str, Any]


def event_rows(session: Path, kind: str | None, follow: bool) -> Iterator[Row]:
    """The journal, in order; with `follow` it goes on until interrupted. Raises BadInput for an unknown kind."""
    if kind is not None and kind not in KINDS:
        raise BadInput(f"--kind {kind}: there is no such kind of event. Known: {', '.join(KINDS)}.")
    with JournalReader(SessionFolder.existing(session).journal) as reader:
        if not follow:
            yield from (event.as_dict() for event in reader.read(kind=kind))
            return
        for event in steps(reader.follow()):
            if kind is None or event.kind == kind:
                yield event.as_dict()


def read_state(session: Path) -> BroadcastState:
    """The broadcast as of the end of the journal."""
    state = BroadcastState()
    with JournalReader(SessionFolder.existing(session).journal) as reader:
        for event in reader.read():
            state.on(event)
    return state


def cue_rows(session: Path) -> list[Row]:
    """One row per cue at the end of the journal, in the order in which they were first asked."""
    numbered = enumerate(read_state(session).groups.values(), start=1)
    ordered = sorted(numbered, key=lambda g: (g[1].first_at, g[1].group))
    return [_cue_row(number, group) for number, group in ordered]


def _cue_row(number: int, group: GroupState) -> Row:
    cue = group.cue
    answered = group.answered
    return {
        "number": number,
        "group": cue.group,
        "intent": cue.intent,
        "product": cue.product,
        "title": cue.title,
        "asked": group.asked,
        "comments": group.comments,
        "first_at": group.first_at,
        "answer": cue.answer,
        "also": cue.also,
        "sources": msgspec.to_builtins(cue.sources),
        "state": cue.state,
        "answered_at": answered.end if answered else None,
    }


def highlight_rows(session: Path) -> list[Row]:
    """Moments worth reposting, best first."""
    found = sorted(read_state(session).highlights.values(), key=lambda h: (-h.score, h.start))
    return [
        {
            "id": h.id,
            "start": h.start,
            "end": h.end,
            "kind": h.type,
            "score": h.score,
            "reasons": list(h.reasons),
            "title": h.title,
            "product": h.product,
        }
        for h in found
    ]


def session_rows(config: Path | None) -> list[Row]:
    """The sessions below the folder that config.toml names, newest first."""
    settings = load_settings(config)
    rows = []
    for folder in list_sessions(Path(settings.session.folder)):
        state = read_state(folder.root)
        began = datetime.datetime.fromtimestamp(folder.journal.stat().st_mtime, datetime.UTC).astimezone()
        rows.append(
            {
                "session": str(folder.root),
                "title": state.title,
                "last_written": began.isoformat(timespec="seconds"),
                "seconds": round(state.now, 1),
                "ended": state.ended,
                "comments": state.counts.get("comment", 0),
                "cues": len(state.groups),
                "clips": sum(clip.state == "done" for clip in state.clips.values()),
            }
        )
    return rows
