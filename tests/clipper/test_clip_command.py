"""`livecue clip` as somebody types it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def clip(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "live.cli", "clip", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


def test_an_end_beyond_the_recording_is_told_and_the_clip_is_made(demo: Path, tmp_path: Path) -> None:
    done = clip(demo / "broadcast.mp4", "--start", 358.2, "--end", 400, "--out", tmp_path / "c.mp4")
    assert done.returncode == 0, done.stderr
    assert "the recording ends at 359.1 s, before --end 400: the clip is shorter" in done.stderr
    assert "(0.93 s)" in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "c.mp4").is_file()


def test_a_start_beyond_the_recording_is_refused(demo: Path, tmp_path: Path) -> None:
    done = clip(demo / "broadcast.mp4", "--start", 400, "--end", 410, "--out", tmp_path / "c.mp4")
    assert done.returncode == 2
    assert "359.1 s long; there is nothing at 400 s" in done.stderr
    assert not (tmp_path / "c.mp4").exists()
