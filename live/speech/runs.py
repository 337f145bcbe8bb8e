"""A note beside the segments of a stretch: its place in broadcast time, for the restart that comes after it."""

from pathlib import Path

import msgspec

from live.recording import read_run
from live.speech.placing import Placed

PLACE = "place.json"


class _Place(msgspec.Struct):
    offset: float
    source_start: float | None = None


def note_place(folder: Path, offset: float, source_start: float | None) -> None:
    """Write down where the stretch in `folder` stands, and what the source's clock showed at its zero."""
    (folder / PLACE).write_bytes(msgspec.json.encode(_Place(offset, source_start)))


def last_placed(media: Path) -> Placed | None:
    """The last stretch below `media` that was given a place; None when there is none."""
    for note in sorted(media.glob(f"run-*/{PLACE}"), reverse=True):
        place = msgspec.json.decode(note.read_bytes(), type=_Place)
        return Placed(place.offset, place.source_start, read_run(note.parent, place.offset).end)
    return None
