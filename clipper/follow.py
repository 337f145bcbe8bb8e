"""Looking at a clip before it is made: is there somebody to follow, and where?"""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

import clipper
from clipper import faces, graph
from clipper.camera import Camera, path_of
from clipper.control import Control
from clipper.persons import Face, places
from clipper.process import DiskFull, Stopped, run, run_ffmpeg
from clipper.take import Source
from live.errors import LiveCueError

log = logging.getLogger(__name__)

WIDER = 1.15
"""Times that a picture must be wider than the window for the window to be moved."""
ENLARGED = 3.6
"""Times that the window may be enlarged: beyond (a picture less than 534 pixels high) the person is a blur, and the
whole picture on its blurred surround is the better one."""
LOOKED_AT_EVERY = 8
"""Frames of the finished clip from one that is searched for faces to the next: 3.75 a second."""
SMALL = 480
"""Width in pixels of the frames that are searched."""
CUT = 24.0
"""Mean difference of the grey of two frames, 0 to 255, from which on it may be a cut of the picture."""
CUT_OVER = 3.0
"""Times that the difference at a cut is above those just before and after it: a fast movement is not."""


def camera_for(source: Source, work: Path, ffmpeg: Path, control: Control | None = None) -> Camera | None:
    """A camera that follows the person through the clip; None where the whole picture is to be shown.

    That is where the picture is hardly wider than the window or too small to be enlarged, nobody is seen most of the
    time, two people stand too far apart, or the extra `follow` is not installed. Temporary files go into `work`.
    """
    window = graph.WIDTH / graph.HEIGHT * source.height / source.width
    if window * WIDER > 1 or graph.HEIGHT / source.height > ENLARGED or not faces.available():
        return None
    height = 2 * round(SMALL * source.height / source.width / 2)
    run_ffmpeg(ffmpeg, graph.samples(source, (SMALL, height), LOOKED_AT_EVERY), work, control=control)
    try:
        ends = [*_cuts(work / graph.TINY), source.seconds]
        command = [sys.executable, "-m", "clipper.faces", graph.SMALL, str(SMALL), str(height)]
        root = str(Path(clipper.__file__).parent.parent)
        path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        told = run(command, work, control=control, environ={**os.environ, "PYTHONPATH": path}).out
    except (Stopped, DiskFull):
        raise
    except LiveCueError as error:  # such as an OpenCV that does not load
        log.warning("faces cannot be looked for, so the whole picture is shown: %s", error)
        return None
    finally:
        for name in (graph.TINY, graph.SMALL):
            (work / name).unlink(missing_ok=True)
    boxes = msgspec.json.decode(told, type=list[list[tuple[int, int, int]]])
    found = [[Face((x + w / 2) / SMALL, w / SMALL) for x, _, w in frame] for frame in boxes]
    times = [i * LOOKED_AT_EVERY / graph.FRAMES_PER_SECOND for i in range(len(found))]
    where = places(times, found, ends, window)
    return Camera(path_of(where, ends, window)) if where else None


def _cuts(tiny: Path) -> list[float]:
    """When the picture cuts, in seconds: between two frames of the finished clip."""
    import numpy as np

    width, height = graph.TINY_SIZE
    pixels = np.fromfile(tiny, dtype=np.uint8)
    count = len(pixels) // (width * height)
    frames = pixels[: count * width * height].reshape(count, -1).astype(np.int16)
    return cuts(np.abs(np.diff(frames, axis=0)).mean(axis=1)) if count > 2 else []


def cuts(changes: Sequence[Any]) -> list[float]:
    """When the picture cuts, from how much each frame differs from the one before it (the first from none)."""
    found: list[float] = []
    for i, change in enumerate(changes):
        near = [*changes[max(0, i - 4) : i], *changes[i + 1 : i + 5]]
        # Where a source has fewer frames than the clip, every few are copies, and differ by nothing.
        if change >= CUT and change >= CUT_OVER * (sum(near) / len(near) if near else 0.0):
            found.append((i + 0.5) / graph.FRAMES_PER_SECOND)
    return found
