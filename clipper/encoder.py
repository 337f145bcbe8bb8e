"""Which encoder: the fastest that really encodes a frame here. What ffmpeg lists says nothing about the machine."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clipper.graph import FRAMES_PER_SECOND
from clipper.process import run_ffmpeg
from live.errors import LiveCueError, Missing

GOP_SECONDS = 2
"""Distance of key frames: what platforms recommend for uploads."""


@dataclass(frozen=True)
class Encoder:
    """An H.264 encoder and its options, as ffmpeg-python takes them."""

    name: str
    options: Mapping[str, Any]


_GOP = {"g": GOP_SECONDS * FRAMES_PER_SECOND, "flags": "+cgop"}
SOFTWARE = Encoder("libx264", {"vcodec": "libx264", "preset": "veryfast", "crf": 20, "profile:v": "high", **_GOP})
HARDWARE = (
    Encoder("h264_nvenc", {"vcodec": "h264_nvenc", "preset": "p4", "rc": "vbr", "cq": 21, "b:v": 0, **_GOP}),
    Encoder("h264_qsv", {"vcodec": "h264_qsv", "global_quality": 21, **_GOP}),
    Encoder("h264_amf", {"vcodec": "h264_amf", "quality": "balanced", "rc": "cqp", "qp_i": 20, "qp_p": 22, **_GOP}),
    Encoder("h264_videotoolbox", {"vcodec": "h264_videotoolbox", "q:v": 60, **_GOP}),
)


def works(ffmpeg: Path, encoder: Encoder) -> bool:
    """Whether `encoder` encodes one frame here."""
    options = [part for key, value in encoder.options.items() if key != "vcodec" for part in (f"-{key}", str(value))]
    picture = ["-f", "lavfi", "-i", "color=size=320x240:rate=30", "-frames:v", "1", "-pix_fmt", "yuv420p"]
    with tempfile.TemporaryDirectory(prefix="livecue-") as folder:
        try:
            run_ffmpeg(ffmpeg, [*picture, "-c:v", encoder.name, *options, "-f", "null", "-"], Path(folder))
        except LiveCueError:
            return False
    return True


def choose(ffmpeg: Path, wanted: str = "auto") -> Encoder:
    """The first encoder that works, hardware first; `wanted` names one. Raises Missing when that, or none, works."""
    known = {e.name: e for e in (*HARDWARE, SOFTWARE)}
    if wanted != "auto":
        if wanted not in known or not works(ffmpeg, known[wanted]):
            raise Missing(f"The encoder {wanted} does not work here. Known: {', '.join(known)}; or `auto`.")
        return known[wanted]
    for encoder in known.values():
        if works(ffmpeg, encoder):
            return encoder
    raise Missing("This ffmpeg encodes no H.264. `livecue doctor` says how to get one that does.")
