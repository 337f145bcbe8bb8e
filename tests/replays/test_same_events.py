"""A replay gives the same events however often and however fast it is played."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from live.commands.journal import event_rows
from live.ffmpeg import find_ffmpeg

ROOT = Path(__file__).parents[2]
SECONDS = 48.0


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first SECONDS of the bundled broadcast: media and comments."""
    folder = tmp_path_factory.mktemp("short")
    demo = ROOT / "live" / "demo"
    command = [find_ffmpeg().path, "-v", "error", "-i", demo / "broadcast.mp4", "-t", str(SECONDS), "-c", "copy"]
    subprocess.run([*command, folder / "broadcast.mp4"], check=True)
    lines = (demo / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["at"] < SECONDS]
    (folder / "comments.jsonl").write_text("\n".join(kept), encoding="utf-8")
    return folder


def play(short: Path, out: Path, speed: str) -> list[dict[str, Any]]:
    """All events of one replay, but for wall time."""
    command = [sys.executable, "-m", "live.cli", "replay", "--media", str(short / "broadcast.mp4")]
    command += ["--comments", str(short / "comments.jsonl"), "--catalog", str(ROOT / "live" / "demo" / "catalog.toml")]
    command += ["--out", str(out), "--speed", speed, "--no-clips", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["comments"] == 26
    rows = list(event_rows(out, None, follow=False))
    for row in rows:
        del row["wall"]
    return rows


@pytest.mark.speech
def test_twice_at_full_speed_and_once_at_eight_times_real_time_are_the_same(short: Path, tmp_path: Path) -> None:
    first = play(short, tmp_path / "first", "max")
    assert sum(row["kind"] == "utterance" for row in first) >= 7
    assert sum(row["kind"] == "cue" for row in first) >= 3
    assert play(short, tmp_path / "again", "max") == first
    assert play(short, tmp_path / "paced", "8") == first
