"""Which ffmpeg works here, and which font: both come with the computer or with the `embedded` extra."""

import importlib
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from live.errors import BadInput, Missing

OLDEST = 5
"""The oldest major version that is tested."""

NEEDED = ("libx264", "libass")
"""What clips need: the encoder, and the renderer of subtitles."""

HOW_TO_GET_FFMPEG = (
    "Install the embedded one with `pip install 'livecue[embedded]'`, or the system's: "
    "Windows `winget install Gyan.FFmpeg`, macOS `brew install ffmpeg-full`, Debian or Ubuntu `apt install ffmpeg`. "
    "An own build goes into `media.ffmpeg` of config.toml."
)
HOW_TO_GET_FONT = "Install it with `pip install 'livecue[embedded]'`."

FfmpegSource = Literal["configured", "system", "embedded"]


@dataclass(frozen=True)
class Ffmpeg:
    """An ffmpeg that was run once and found fit."""

    path: Path
    version: str
    """As it says itself: `5.1.9-0+deb12u1`, `n9.0.2-17-g…`."""
    source: FfmpegSource

    @property
    def major(self) -> int:
        """The first number of the version; 999 for a build from the development tree, which has none."""
        return major_version(self.version)


@dataclass(frozen=True)
class Font:
    """A font with Chinese characters, for libass (`fontsdir`) and drawings."""

    folder: Path
    file: Path
    family: str


def find_ffmpeg(
    configured: str = "",
    *,
    system: Callable[[], str | None] = lambda: shutil.which("ffmpeg"),
    embedded: Callable[[], str | None] = lambda: embedded_ffmpeg(),
) -> Ffmpeg:
    """The ffmpeg to use: the configured one, else the system's if it is good enough, else the embedded one.

    Runs each candidate once, so call it once and hand the result on. Raises BadInput when `configured` is named and
    does not do, Missing when there is none.
    """
    if configured:
        found = shutil.which(configured) or configured
        fault, version = examine_ffmpeg(found)
        if fault:
            raise BadInput(f"`media.ffmpeg` names {configured}, which {fault}. Name another, or leave it empty.")
        return Ffmpeg(Path(found), version, "configured")
    faults: list[str] = []
    sources: list[tuple[FfmpegSource, Callable[[], str | None]]] = [("system", system), ("embedded", embedded)]
    for source, look in sources:
        if path := look():
            fault, version = examine_ffmpeg(path)
            if not fault:
                return Ffmpeg(Path(path), version, source)
            faults.append(f"{path} {fault}")
    why = f" ({'; '.join(faults)})" if faults else ""
    raise Missing(f"No ffmpeg that is good enough{why}. {HOW_TO_GET_FFMPEG}")


def embedded_ffmpeg() -> str | None:
    """Path of the binary in the `embedded` extra; None where it is not installed."""
    try:
        module = importlib.import_module("imageio_ffmpeg")
        return str(module.get_ffmpeg_exe())
    except (ImportError, RuntimeError):  # RuntimeError: installed without a binary for this platform
        return None


def examine_ffmpeg(path: str) -> tuple[str, str]:
    """What is wrong with the ffmpeg at `path` ("" when nothing is; else what completes "it …"), and its version."""
    try:
        told = subprocess.run(
            [path, "-version"], capture_output=True, timeout=20, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = error.strerror if isinstance(error, OSError) else "it does not answer"
        return f"does not run ({reason})", ""
    return ("is no ffmpeg", "") if told.returncode else judge_ffmpeg(told.stdout.decode(errors="replace"))


def judge_ffmpeg(told: str) -> tuple[str, str]:
    """As `examine_ffmpeg`, of what `ffmpeg -version` told."""
    found = re.match(r"ffmpeg version (\S+)", told)
    if not found:
        return "is no ffmpeg", ""
    version = found[1]
    if major_version(version) < OLDEST:
        return f"is version {version}, older than {OLDEST}", version
    lacking = [part for part in NEEDED if f"--enable-{part}" not in told.split()]
    return (f"was built without {' and '.join(lacking)}" if lacking else ""), version


def major_version(version: str) -> int:
    """5 of `5.1.9-0+deb12u1`, 9 of `n9.0.2`; 999 of a development build such as `N-119999-gabc` or `2026-01-01-git`."""
    found = re.match(r"n?(\d{1,3})(?=\.|-|$)", version)
    return int(found[1]) if found else 999


def find_font() -> Font:
    """The font for subtitles, covers and charts. Raises Missing where the `embedded` extra is not installed."""
    try:
        module = importlib.import_module("pylopdf_fonts_zh_cn")
    except ImportError as error:
        raise Missing(f"No font with Chinese characters. {HOW_TO_GET_FONT}") from error
    file = Path(module.sans_path())
    if not file.is_file():
        raise Missing(f"The font {file} is gone. {HOW_TO_GET_FONT}")
    return Font(folder=file.parent, file=file, family="Noto Sans SC")
