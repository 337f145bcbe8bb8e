"""Small media made with ffmpeg's generators, and what they show and sound like."""

import subprocess
from array import array
from collections.abc import Sequence
from pathlib import Path

from live.ffmpeg import Ffmpeg

FPS = 25

NUMBERED = (
    "nullsrc=s=192x64:r=25:d={seconds},format=gray,"
    "geq=lum='if(lt(Y,16),255*bitand(1,floor(N/pow(2,23-floor(X/8)))),40)'"
)
"""Each frame shows its number in its upper rows: 24 cells over the width, most significant bit first, as the bundled
broadcast does."""

BEEPS = "aevalsrc='0.5*sin(880*2*PI*t)*lt(mod(t\\,1)\\,0.1)':s=48000:d={seconds}"
"""A tenth of a second of sound at each full second."""


def run(ffmpeg: Ffmpeg, *arguments: str, folder: Path | None = None) -> None:
    """Run ffmpeg; fail with what it says."""
    told = subprocess.run(
        [str(ffmpeg.path), "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *arguments],
        capture_output=True,
        cwd=folder,
        check=False,
    )
    assert told.returncode == 0, told.stderr.decode()


ENCODED = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "aac")


def make(
    ffmpeg: Ffmpeg,
    path: Path,
    seconds: float = 6.0,
    *,
    picture: bool = True,
    sound: bool = True,
    options: Sequence[str] = ENCODED,
) -> Path:
    """A numbered, beeping clip."""
    inputs: list[str] = []
    if picture:
        inputs += ["-f", "lavfi", "-i", NUMBERED.format(seconds=seconds)]
    if sound:
        inputs += ["-f", "lavfi", "-i", BEEPS.format(seconds=seconds)]
    run(ffmpeg, *inputs, "-pix_fmt", "yuv420p", *options, str(path))
    return path


def frame_numbers(path: Path) -> list[int]:
    """The numbers that the frames of a clip show."""
    import av

    with av.open(str(path)) as container:
        return [_number(frame.to_ndarray(format="gray")) for frame in container.decode(video=0)]


def _number(picture: "object") -> int:
    import numpy as np

    grey = np.asarray(picture)
    rows, width = max(2, grey.shape[0] // 160), grey.shape[1]
    row = grey[rows // 2 : rows * 2].mean(axis=0)
    cells = [row[int((i + 0.3) * width / 24) : int((i + 0.7) * width / 24)].mean() > 127 for i in range(24)]
    return int("".join("1" if cell else "0" for cell in cells), 2)


def beeps(pcm: bytes) -> list[float]:
    """Seconds at which sound begins, in 16 kHz mono PCM."""
    samples = array("h", pcm[: len(pcm) // 2 * 2])
    found: list[float] = []
    last = -1_000_000
    for i, sample in enumerate(samples):
        if abs(sample) > 2000:
            if i - last > 4000:
                found.append(i / 16_000)
            last = i
    return found
