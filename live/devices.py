"""Which sound devices ffmpeg can listen to on this computer."""

import re
import subprocess
import sys
from collections.abc import Sequence

from live.ffmpeg import Ffmpeg

ASK = {
    "win32": ("dshow", ["-list_devices", "true", "-f", "dshow", "-i", "dummy"]),
    "darwin": ("avfoundation", ["-f", "avfoundation", "-list_devices", "true", "-i", ""]),
    "linux": ("pulse", ["-sources", "pulse"]),
}
"""ffmpeg's input format for sound on each system, and the arguments that list what there is."""

PATIENCE = 8.0
"""Seconds after which a sound server that does not answer has none."""


def sound_devices(ffmpeg: Ffmpeg, platform: str = sys.platform) -> list[str]:
    """Names as `media.source` wants them (`device:dshow:audio=Microphone`); none where nothing can be listened to."""
    if platform not in ASK:
        return []
    format_, arguments = ASK[platform]
    try:
        told = subprocess.run(
            [str(ffmpeg.path), "-hide_banner", *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return read_devices(format_, (told.stdout + told.stderr).decode(errors="replace").splitlines())


def read_devices(format_: str, lines: Sequence[str]) -> list[str]:
    """The devices in what ffmpeg printed for this input format."""
    if format_ == "dshow":
        return [f"device:dshow:audio={m[1]}" for line in lines if (m := re.search(r'"([^"@]+)" \(audio\)', line))]
    if format_ == "pulse":
        found = [m[1] for line in lines if (m := re.match(r"^[ *]+(\S+) \[.+\]", line))]
        return [f"device:pulse:{name}" for name in found if not name.endswith(".monitor")]
    at = next((i for i, line in enumerate(lines) if "audio devices:" in line), len(lines))
    return [f"device:avfoundation::{m[1]}" for line in lines[at:] if (m := re.search(r"\] \[(\d+)\] ", line))]
