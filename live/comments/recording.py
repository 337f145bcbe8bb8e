"""Recorded comments: what was said in a broadcast that is over."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from live.comments.formats import generic
from live.comments.formats.base import Frame, RawComment, RawSignal
from live.errors import BadInput

log = logging.getLogger(__name__)

LINES_NAMED = 20
"""Broken lines named in the log; beyond these only how many there were."""


@dataclass(frozen=True)
class Recording:
    """Comments and signals of a broadcast, each with `at` (seconds of broadcast time), in order of `at`."""

    comments: list[RawComment]
    signals: list[RawSignal] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Line number and reason of each line that could not be read."""
    format: str = "generic"

    @property
    def items(self) -> list[RawComment | RawSignal]:
        """Comments and signals together, in order of `at`."""
        return sorted([*self.comments, *self.signals], key=lambda item: item.at or 0.0)


def load_comments(path: Path) -> Recording:
    """The recording in `path`. Lines that cannot be read are skipped, counted and named in the log.

    Raises BadInput when there is no such file, or not one line of it can be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read the comments in {path}: {error.strerror}.") from error
    recording = _from_lines(raw)
    if recording.skipped:
        _tell(path, recording.skipped)
    if not recording.comments and not recording.signals:
        raise BadInput(
            f'{path} holds no comments. Each line must be an object like {{"at": 12.5, "user": "Ann", "text": "…"}}, '
            "with `at` in seconds since the start of the broadcast."
        )
    return recording


def _from_lines(raw: bytes) -> Recording:
    comments: list[RawComment] = []
    signals: list[RawSignal] = []
    skipped: list[tuple[int, str]] = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if not line.strip():
            continue
        frame = generic.parse(line)
        skipped += [(number, why) for why in _reasons(frame)]
        for item in frame.items:
            if item.at is None:
                skipped.append((number, "it has no `at`"))
            elif isinstance(item, RawSignal):
                signals.append(item)
            else:
                # A recording says each thing once: without an id, the line is the id.
                comments.append(item if item.id else msgspec.structs.replace(item, id=f"line-{number}"))
    comments.sort(key=lambda item: item.at or 0.0)
    signals.sort(key=lambda item: item.at or 0.0)
    return Recording(comments, signals, skipped)


_WHY = {
    "encoding": "it is not UTF-8",
    "json": "it is not JSON",
    "shape": "it is no object with a `text`",
    "text": "its text is empty",
}


def _reasons(frame: Frame) -> list[str]:
    return [_WHY[why] for why in frame.bad]


def _tell(path: Path, skipped: list[tuple[int, str]]) -> None:
    named = "; ".join(f"line {number}: {why}" for number, why in skipped[:LINES_NAMED])
    more = f"; and {len(skipped) - LINES_NAMED} more" if len(skipped) > LINES_NAMED else ""
    log.warning("%s: %d lines skipped (%s%s)", path, len(skipped), named, more)
