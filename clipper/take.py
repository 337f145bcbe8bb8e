"""What is cut: a span of a file, or of a recording, as inputs for ffmpeg."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clipper.media import key_before, near, shape_of
from live.errors import BadInput
from live.recording import Piece, Recording

_NOTICED = 0.1
"""Seconds from which on something missing is told."""
EARLY = 0.0005
"""Seconds that a cut begins early, so that rounding never costs the first frame."""


@dataclass(frozen=True)
class Take:
    """One input of ffmpeg. Times in seconds."""

    url: str
    """With its protocol, or a generated name relative to the working folder."""
    seconds: float
    """How much of it to show."""
    seek: float | None = None
    """Where to seek to before reading; None to read from the beginning."""
    first: float | None = None
    """Timestamp of its first frame to show; None where that is the one sought, and times count from there."""
    has_sound: bool = True


@dataclass(frozen=True)
class Source:
    """The takes of one clip and the picture they have in common."""

    takes: tuple[Take, ...]
    width: int
    height: int
    fps: float
    gaps: tuple[tuple[float, float], ...] = ()
    """Seconds (from, to; in media time) that were not recorded and are missing, also after the recording's end."""

    @property
    def seconds(self) -> float:
        return sum(take.seconds for take in self.takes)


def open_source(media: Path | Recording, start: float, end: float, work: Path) -> Source:
    """What to cut for `start` to `end` of a file (its own time) or a recording (broadcast time).

    Pieces of a recording, which may still be growing, are copied into `work` under generated names. Raises BadInput
    when there is nothing to cut.
    """
    if not end > start or start < 0:
        raise BadInput(f"A clip from {start:g} s to {end:g} s is none: the end must come after the start.")
    return _file(media, start, end) if isinstance(media, Path) else _recording(media, start, end, work)


def _file(path: Path, start: float, end: float) -> Source:
    shape = shape_of(path)
    first, last = near(path, start), near(path, end)
    long = last.end if last.end is not None else first.end
    if long is not None and start >= long - 0.5 / shape.fps:
        raise BadInput(f"{path} is {long:.1f} s long; there is nothing at {start:g} s.")
    gaps: tuple[tuple[float, float], ...] = ()
    if long is not None and end > long:
        gaps = ((long, end),) if end - long > _NOTICED else ()
        end = long
    elif last.frame is not None:
        end = last.frame
    # From a frame on, so that picture and sound begin together.
    start = start if first.frame is None else first.frame
    begin, seconds = max(0.0, start - EARLY), max(end - start, 1 / shape.fps)
    url, exact = f"file:{path.resolve()}", shape.indexed
    seek, show = (begin, None) if exact else (key_before(path, begin + shape.zero), begin + shape.zero)
    take = Take(url, seconds, seek=seek, first=show, has_sound=shape.has_sound)
    return Source((take,), shape.width, shape.height, shape.fps, gaps)


def _recording(recording: Recording, start: float, end: float, work: Path) -> Source:
    pieces = recording.pieces(start, end)
    if not pieces:
        raise BadInput(
            f"Nothing was recorded between {start:g} s and {end:g} s; the recording ends at {recording.end:.1f} s."
        )
    takes: list[Take] = []
    shape = None
    for number, piece in enumerate(pieces):
        name = f"take{number}.ts"
        _join(piece, work / name)
        found = shape_of(work / name)
        shape = shape or found
        takes.append(
            Take(f"file:{name}", piece.end - piece.start, first=piece.first - EARLY, has_sound=found.has_sound)
        )
    assert shape is not None  # noqa: S101 - pieces is not empty
    return Source(tuple(takes), shape.width, shape.height, shape.fps, _gaps(pieces, start, end))


def _join(piece: Piece, out: Path) -> None:
    with out.open("wb") as joined:
        for name in piece.url.removeprefix("concat:").split("|"):
            with (piece.folder / name).open("rb") as segment:
                shutil.copyfileobj(segment, joined, 1 << 20)


def _gaps(pieces: Sequence[Piece], start: float, end: float) -> tuple[tuple[float, float], ...]:
    edges = [start, *(edge for piece in pieces for edge in (piece.start, piece.end)), end]
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > _NOTICED)
