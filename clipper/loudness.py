"""Loudness as the platforms level it: EBU R128 / ITU-R BS.1770."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from clipper import graph
from clipper.control import Control
from clipper.process import run_ffmpeg
from clipper.take import Source
from live.errors import LiveCueError

TARGET = -14.0
"""LUFS; what short-video platforms play at."""
PEAK = -1.5
"""dBTP up to which raising alone is enough; above it the limiter takes off loudness, to be made up for."""
NEAR = 0.5
"""Loudness units from TARGET that are near enough."""
_PASSES = 4
"""Times that the limited sound is measured at most. Claps that are louder than speech by far hide it at first: only
when the limiter has taken them down does speech count (BS.1770 leaves out what is 10 LU below the mean)."""
_STEEP = 0.25
"""Loudness units that a decibel more brings at least: below, the limiter takes nearly all of it away again."""
MOST = 24.0
"""Decibels that a clip is raised by at most: beyond that it is noise."""


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS and true peak in dBTP."""

    integrated: float
    peak: float


def measure(ffmpeg: Path, source: Source, work: Path, gain: float | None = None) -> Loudness:
    """The loudness of the source's sound, raised by `gain` and limited where that is given."""
    told = run_ffmpeg(ffmpeg, graph.loudness(source, gain), work, loglevel="info")
    integrated, peak = (re.findall(rf"{name}:\s+(-?[\d.]+|-inf) (?:LUFS|dBFS)", told) for name in ("I", "Peak"))
    if not integrated or not peak:
        raise LiveCueError("ffmpeg did not tell the loudness of the sound.")
    return Loudness(float(integrated[-1]), float(peak[-1]))


def gain_for(ffmpeg: Path, source: Source, work: Path, control: Control | None = None) -> float | None:
    """Decibels that bring the sound to TARGET; None where there is nothing to hear."""
    if not all(take.has_sound for take in source.takes):
        return None
    before = measure(ffmpeg, source, work)
    if not math.isfinite(before.integrated) or before.integrated < -60.0:
        return None
    gain, heard = min(MOST, TARGET - before.integrated), before.integrated
    if before.peak + gain <= PEAK:
        return gain
    last = 0.0
    for _ in range(_PASSES):
        after = measure(ffmpeg, source, work, gain).integrated
        short = TARGET - after
        if abs(short) <= NEAR or not math.isfinite(after) or (control and control.stopped):
            break
        steep = (after - heard) / (gain - last) if abs(gain - last) > 0.01 else 1.0
        last, heard = gain, after
        gain = min(MOST, gain + short / min(1.0, max(_STEEP, steep)))
        if gain == last:
            break
    return gain
