"""Reading the recording of a broadcast: stretches, their segments, and what to cut a span from.

    media/run-001/segments.csv    name, start, end of each finished segment, in the file's own timestamps
    media/run-001/000000.ts …     MPEG-TS; each begins with a key frame, timestamps run on from one to the next

A stretch (`Run`) is what one ffmpeg wrote without a break. Where it stands in broadcast time is in the journal: a
`session` event with state `recording`. Timestamps in the files are the stretch's own time plus `FIRST_TIMESTAMP`, so
that what comes before zero (B-frames, the priming of AAC) does not shift the rest.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from live.events import Event, Session

FIRST_TIMESTAMP = 10.0
"""What a timestamp in the files shows where the stretch's own time is zero, in seconds."""

SEGMENT_LIST = "segments.csv"
SEGMENT_SUFFIX = ".ts"

MARGIN = 1.0
"""Seconds of neighbouring segment to open beside a span: sound lies up to that far from the picture it belongs to."""


@dataclass(frozen=True)
class Segment:
    """One file of the recording; `start` and `end` in broadcast time."""

    path: Path
    start: float
    end: float


@dataclass(frozen=True)
class Run:
    """A stretch of recording without a break."""

    folder: Path
    offset: float
    """Broadcast time at which the stretch's own time is zero."""
    segments: tuple[Segment, ...]

    @property
    def start(self) -> float:
        """Broadcast time of the first picture or sound."""
        return self.segments[0].start if self.segments else self.offset

    @property
    def end(self) -> float:
        """Broadcast time up to which there is something in the files."""
        return self.segments[-1].end if self.segments else self.offset


@dataclass(frozen=True)
class Piece:
    """A span within one stretch, ready to be cut to the frame.

    Run ffmpeg in `folder` with `-copyts -i url`, and keep what lies between the timestamps `first` and `last`:
    `trim=start=first:end=last,setpts=PTS-first/TB` for the picture, `atrim` and `asetpts` alike for the sound. The
    input begins at most a segment before `first`, so nothing is gained by seeking (and MPEG-TS seeks past key frames).
    """

    folder: Path
    url: str
    """`concat:000003.ts|000004.ts`: names relative to `folder`; allow the protocols `concat` and `file`."""
    first: float
    last: float
    start: float
    """The same two in broadcast time."""
    end: float


@dataclass(frozen=True)
class Recording:
    """Everything recorded of a broadcast so far, in the order of broadcast time."""

    runs: tuple[Run, ...]

    @property
    def end(self) -> float:
        """Broadcast time up to which there is something in the files; 0 when there is nothing."""
        return max((run.end for run in self.runs), default=0.0)

    def pieces(self, start: float, end: float) -> list[Piece]:
        """What was recorded between two broadcast times: one piece, more across gaps, none where nothing was."""
        found: list[Piece] = []
        for run in self.runs:
            first, last = max(start, run.start), min(end, run.end)
            near = [s for s in run.segments if s.end > first - MARGIN and s.start < last + MARGIN]
            if last <= first or not near:
                continue
            found.append(
                Piece(
                    folder=run.folder,
                    url="concat:" + "|".join(s.path.name for s in near),
                    first=first - run.offset + FIRST_TIMESTAMP,
                    last=last - run.offset + FIRST_TIMESTAMP,
                    start=first,
                    end=last,
                )
            )
            start = last
        return found


def read_recording(
    root: Path, events: Iterable[Event], end_of: Callable[[Path], float | None] = lambda path: last_timestamp(path)
) -> Recording:
    """The recording in the session folder `root`, as far as it is written, now or long ago.

    `events` are the journal's, or only its `session` events. `end_of` tells the last timestamp of a file that is not
    in the list: the one being written, or the last before a kill.
    """
    offsets: dict[str, float] = {}
    for event in events:
        if isinstance(event.data, Session) and event.data.state == "recording":
            offsets[event.data.media] = event.data.offset
    runs = [read_run(root / media, offset, end_of) for media, offset in offsets.items()]
    return Recording(tuple(sorted((run for run in runs if run.segments), key=lambda run: run.offset)))


def read_run(
    folder: Path, offset: float, end_of: Callable[[Path], float | None] = lambda path: last_timestamp(path)
) -> Run:
    """The stretch in `folder`, whose zero is at broadcast time `offset`."""
    shift = offset - FIRST_TIMESTAMP
    segments: list[Segment] = []
    for name, start, end in _listed(folder / SEGMENT_LIST):
        # The list starts the first segment at 0, whatever its timestamps.
        first = start if segments else max(start, FIRST_TIMESTAMP)
        if (folder / name).is_file():
            segments.append(Segment(folder / name, first + shift, end + shift))
    listed = {segment.path for segment in segments}
    for path in sorted(folder.glob(f"*{SEGMENT_SUFFIX}")):
        last = end_of(path) if path not in listed else None
        if last is not None:
            begin = segments[-1].end if segments else offset
            segments.append(Segment(path, begin, max(begin, last + shift)))
    return Run(folder, offset, tuple(segments))


def _listed(path: Path) -> list[tuple[str, float, float]]:
    """Rows of the segment list. A row that a kill or the running writer left half is not counted."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    rows: list[tuple[str, float, float]] = []
    for line in text.splitlines(keepends=True):
        if line.endswith("\n"):
            name, start, end = next(csv.reader([line]))
            rows.append((name, float(start), float(end)))
    return rows


def last_timestamp(path: Path) -> float | None:
    """The timestamp at which the media file ends, in seconds; None where there is nothing in it yet."""
    import av

    try:
        with av.open(str(path)) as container:
            if container.duration is None:
                return None
            return float(((container.start_time or 0) + container.duration) / 1_000_000)
    except (av.error.FFmpegError, OSError):
        return None
