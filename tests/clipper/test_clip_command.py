"""`livecue clip` as somebody types it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.skipif(os.name == "nt", reason="Windows allows few of these characters in names")
def test_names_of_files_are_names_whatever_is_in_them(demo: Path, tmp_path: Path) -> None:
    odd = "a'b\";[v]{x}%d$(id)`id`,=:😀 -y"
    folder = tmp_path / odd
    folder.mkdir()
    media, subtitles = folder / f"-{odd}.mp4", folder / f"{odd}.srt"
    shutil.copyfile(demo / "broadcast.mp4", media)
    subtitles.write_text("1\n00:00:00,000 --> 00:00:01,000\n{\\an8}'%d' : [x] 你好\n", encoding="utf-8")
    out = folder / f"out {odd}.mp4"
    done = clip(media, "--start", 10, "--end", 11, "--out", out, "--vertical", "--subtitles", subtitles)
    assert done.returncode == 0, done.stderr
    assert {p.name for p in folder.iterdir()} == {media.name, subtitles.name, out.name}
    assert [p.name for p in tmp_path.iterdir()] == [odd]
    copied = clip(media, "--start", 10, "--end", 13, "--out", out, "--copy")
    assert copied.returncode == 0, copied.stderr
    assert len(list(folder.iterdir())) == 3
