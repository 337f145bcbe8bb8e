"""Running what clips take, mostly ffmpeg: after everything live, to be stopped at any time, gone when we are, with
errors a person understands."""

import contextlib
import errno
import logging
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clipper import guard
from clipper.control import Control
from live.errors import LiveCueError

log = logging.getLogger(__name__)

_FULL = re.compile(r"no space left on device|disk full|enospc|not enough space", re.IGNORECASE)
_HEAD = ("-hide_banner", "-nostdin", "-nostats", "-loglevel")


class Stopped(LiveCueError):
    """The work was told to stop; nothing is left of it."""


class DiskFull(LiveCueError):
    """There is no room left for a clip."""


def full(folder: Path) -> DiskFull:
    """What to tell when `folder` has no room left."""
    return DiskFull(f"The disk is full: the clip could not be written to {folder}. Free some space and export again.")


@dataclass(frozen=True)
class Said:
    """What a process that ended well has said."""

    out: str
    err: str


def run_ffmpeg(
    ffmpeg: Path,
    arguments: Sequence[str],
    folder: Path,
    *,
    on_progress: Callable[[float], None] | None = None,
    control: Control | None = None,
    loglevel: str = "error",
) -> str:
    """Run `ffmpeg` in `folder` at low priority, and return what it said on stderr.

    `on_progress` is told seconds of output so far. Raises DiskFull, Stopped, or LiveCueError with ffmpeg's last line.
    """

    def tell(line: str) -> None:
        if on_progress and line.startswith("out_time_us=") and line[12:].strip().isdigit():
            on_progress(int(line[12:]) / 1_000_000)

    told = ["-progress", "pipe:1"] if on_progress else []
    command = [str(ffmpeg), *_HEAD, loglevel, *told, *arguments]
    return run(command, folder, control=control, on_line=tell).err


def run(
    command: Sequence[str],
    folder: Path,
    *,
    control: Control | None = None,
    on_line: Callable[[str], None] = lambda _: None,
    environ: Mapping[str, str] | None = None,
) -> Said:
    """Run a program in `folder` at low priority, under a guard that ends it when this process is gone, however that
    went; `on_line` is told each line of its output.

    Raises DiskFull, Stopped, or LiveCueError with the program's last line.
    """
    log.debug("in %s: %s", folder, command)
    name = Path(command[0]).stem
    said: deque[str] = deque(maxlen=400)
    out: list[str] = []
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", guard.__file__, *command],
        cwd=folder,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
    # Leaving the block closes the guard's input: then the program ends too.
    with process, _watch(process, control):
        reader = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
        reader.start()
        for line in process.stdout or ():
            out.append(line)
            on_line(line)
        reader.join()
        code = process.wait()
    text = "".join(said)
    if control is not None and control.stopped:
        raise Stopped("The export was stopped.")
    if _FULL.search(text) or code == errno.ENOSPC:  # ffmpeg may say so and still end well
        raise full(folder)
    if code == guard.NOT_STARTED:
        raise LiveCueError(f"{name} at {text}. Run `livecue doctor`.")
    if code:
        # Versions differ in which of the last lines names the file.
        last = "; ".join(line.strip() for line in text.splitlines()[-3:] if line.strip()) or f"exit code {code}"
        raise LiveCueError(f"{name} could not make the clip: {last[-400:]}")
    return Said("".join(out), text)


def is_full(error: OSError) -> bool:
    """Whether an error means that the disk, or the quota, is used up."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else error.errno == errno.ENOSPC


@contextlib.contextmanager
def _watch(process: "subprocess.Popen[str]", control: Control | None) -> Iterator[None]:
    """End the program when told to stop, and let it stand still while told to hold (where the system can)."""
    if control is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        standing = False
        while not done.wait(0.1):
            if control.stopped:
                _tell(process, "")
                return
            if control.held != standing:
                standing = control.held
                _tell(process, guard.HOLD if standing else guard.GO)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _tell(process: "subprocess.Popen[str]", what: str) -> None:
    """Tell the guard something; nothing for good-bye."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if what:
                process.stdin.write(what)
                process.stdin.flush()
            else:
                process.stdin.close()
