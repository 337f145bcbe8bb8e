"""Recorded comments: what was said in a broadcast that is over.

`comments.jsonl` (this project's own: the `generic` format with `at`), a dump of any reader's frames one a line, or a
Bilibili danmaku file. In a dump, broadcast time is counted from the first timestamp in it.
"""

import contextlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from live.comments.danmaku_xml import looks_like_xml, read_danmaku
from live.comments.detect import recognise
from live.comments.formats import fields, format_named
from live.comments.formats.base import Bad, Format, Raw, RawComment, RawSignal
from live.errors import BadInput

log = logging.getLogger(__name__)

LINES_NAMED = 20
"""Broken lines named in the log; beyond these only how many there were."""

_BOM = b"\xef\xbb\xbf"

_WHY: dict[Bad, str] = {
    "encoding": "it is not UTF-8",
    "json": "it is not JSON",
    "shape": "it is nothing that this format sends",
    "text": "its text is empty",
}


@dataclass(frozen=True)
class Recording:
    """Comments and signals of a broadcast, each with `at` (seconds of broadcast time), in order of `at`."""

    comments: list[RawComment]
    signals: list[RawSignal] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Line number and reason of each line that could not be read."""
    format: str = "generic"

    @property
    def items(self) -> list[Raw]:
        """Comments and signals together, in order of `at`."""
        return sorted([*self.comments, *self.signals], key=_at)


def load_comments(path: Path, format_: str = "auto") -> Recording:
    """The recording in `path`. Lines that cannot be read are skipped and counted (`tell_skipped` names them).

    Raises BadInput when there is no such file, or not one line of it can be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read the comments in {path}: {error.strerror}.") from error
    if looks_like_xml(raw):
        found, skipped = read_danmaku(raw)
        known = "danmaku"
    else:
        found, skipped, known = _read_lines(raw, format_)
    if not found:
        raise BadInput(
            f'{path} holds no comments. Each line must be an object like {{"at": 12.5, "user": "Ann", "text": "…"}}, '
            "with `at` in seconds since the start of the broadcast, or a frame of a comment reader (docs/sources.md)."
        )
    comments = sorted((item for item in found if isinstance(item, RawComment)), key=_at)
    signals = sorted((item for item in found if isinstance(item, RawSignal)), key=_at)
    return Recording(comments, signals, skipped, known)


def _at(item: Raw) -> float:
    return item.at or 0.0


def _read_lines(raw: bytes, format_: str) -> tuple[list[Raw], list[tuple[int, str]], str]:
    lines = [(n, line) for n, line in enumerate(raw.removeprefix(_BOM).splitlines(), start=1) if line.strip()]
    known = format_named(format_) if format_ != "auto" else _recognised(lines)
    numbered: list[tuple[int, Raw]] = []
    skipped: list[tuple[int, str]] = []
    for number, line in lines:
        frame = known.parse(line)
        numbered += [(number, item) for item in frame.items]
        skipped += [(number, _WHY[why]) for why in frame.bad]
        if not frame.items and not frame.bad and not frame.ignored:
            skipped.append((number, "there is nothing in it"))
    return [*_timed(numbered, skipped, known.name)], skipped, known.name


def _recognised(lines: Sequence[tuple[int, bytes]]) -> Format:
    """The format of the first line that tells it; `generic`, which says best what is wrong, where none does."""
    for _, line in lines:
        with contextlib.suppress(fields.Unreadable):
            if (found := recognise(fields.decode(line))) is not None:
                return found
    return format_named("generic")


def _timed(numbered: list[tuple[int, Raw]], skipped: list[tuple[int, str]], known: str) -> list[Raw]:
    """Everything with its broadcast time, and comments with an id: a recording says each thing once."""
    start = min((item.ts for _, item in numbered if item.at is None and item.ts is not None), default=0.0)
    timed: list[Raw] = []
    latest = 0.0
    for number, item in numbered:
        if item.at is None and item.ts is not None:
            item = msgspec.structs.replace(item, at=round(item.ts - start, 3))
        elif item.at is None and known != "generic":
            # Readers that send no times are in order: it came right after what stands before it.
            item = msgspec.structs.replace(item, at=latest)
        if item.at is None:
            skipped.append((number, "it has no usable `at` (seconds from the start of the broadcast)"))
            continue
        latest = max(latest, item.at)
        if isinstance(item, RawComment) and not item.id:
            item = msgspec.structs.replace(item, id=f"line-{number}")
        timed.append(item)
    skipped.sort()
    return timed


def tell_skipped(path: Path, recording: Recording) -> None:
    """Say in the log how many lines could not be read and why, and name the first few of them."""
    skipped = recording.skipped
    if not skipped:
        return
    named = "; ".join(f"line {number}: {why}" for number, why in skipped[:LINES_NAMED])
    more = f"; and {len(skipped) - LINES_NAMED} more" if len(skipped) > LINES_NAMED else ""
    kinds = ", ".join(f"{count} because {why}" for why, count in Counter(why for _, why in skipped).most_common())
    log.warning("%s: %d lines skipped, %s (%s%s)", path, len(skipped), kinds, named, more)
