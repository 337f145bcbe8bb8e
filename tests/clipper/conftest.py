"""What the tests of the clipper share: feeding a finder, reading the frame number out of a picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from live.events import AnyPayload, Event, Highlight
from live.ffmpeg import Ffmpeg, Font, find_ffmpeg, find_font

Input = tuple[float, AnyPayload]
"""Broadcast time and what happened."""


@dataclass
class Told:
    """A highlight in force at the end, and when it was first told."""

    highlight: Highlight
    at: float


def tell(finder: object, inputs: Iterable[Input]) -> list[Told]:
    """Feed a finder as the fold does, with what follows from an event right behind it; best first."""
    told: dict[str, Told] = {}
    for seq, (at, data) in enumerate(sorted(inputs, key=lambda i: i[0]), start=1):
        event = Event(seq=seq, at=at, wall=0.0, cause=seq - 1 or None, data=data)
        for highlight in finder.on(event):  # type: ignore[attr-defined]
            told[highlight.id] = Told(highlight, told[highlight.id].at if highlight.id in told else at)
    return sorted(told.values(), key=lambda t: -t.highlight.score)


def overlap(a: Sequence[float], b: Sequence[float]) -> float:
    """Intersection over union of two spans."""
    shared = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def frame_number(picture: object) -> int:
    """The number along the top edge of a frame of the bundled broadcast, in any size: 24 cells, highest bit first."""
    grey = picture.to_ndarray(format="gray")  # type: ignore[attr-defined]
    cell = grey.shape[1] / 24
    row = grey[max(2, grey.shape[0] // 160)]
    return sum((int(row[int((i + 0.5) * cell)]) > 127) << (23 - i) for i in range(24))


def frame_numbers(path: Path) -> list[int]:
    """The numbers of all frames of a video."""
    import av

    with av.open(str(path)) as container:
        return [frame_number(frame) for frame in container.decode(video=0)]


@pytest.fixture(scope="session")
def ffmpeg() -> Ffmpeg:
    return find_ffmpeg()


@pytest.fixture(scope="session")
def font() -> Font:
    return find_font()
